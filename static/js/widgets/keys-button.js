/** "?" and the button at the foot of the page open the sheet of keys, which comes when it is first wanted. */
import { unreachable } from "../page/shown-run.js";
import { find } from "../pen/dom.js";

const open = () =>
  import("./keys-sheet.js").then(
    ({ openKeys }) => openKeys(),
    () => unreachable(open),
  );

export function bindKeysButton() {
  find("#keys-open").addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, textarea, dialog")) return;
    event.preventDefault();
    open();
  });
}
