/** `P`, `/?wall` and the button beside the steps put the stage on a wall; the code for it comes when it is first wanted. */

import { effect } from "../../vendor/signals.js";
import { putOnWall } from "../page/actions.js";
import { unreachable } from "../page/shown-run.js";
import { wall } from "../page/state.js";
import { find } from "../pen/dom.js";

export function bindWallButton() {
  find("#wall-open").addEventListener("click", () => putOnWall(true));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, textarea, dialog")) return;
    event.preventDefault();
    putOnWall(!wall.value);
  });
  const stop = effect(() => {
    if (!wall.value) return;
    queueMicrotask(() => stop());
    open();
  });
}

async function open() {
  try {
    const { bindWall } = await import("./wall.js");
    await bindWall();
  } catch {
    // its code or its words did not come
    unreachable(open);
  }
}
