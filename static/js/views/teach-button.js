/** The button that teaches the network. Its panel and what it does come when it is pressed, or when an address says it. */
import { effect } from "../../vendor/signals.js";
import { unreachable } from "../page/shown-run.js";
import { teach } from "../page/state.js";
import { find } from "../pen/dom.js";

export function bindTeachButton() {
  const button = find("#teach-open");
  const call = async (/** @type {boolean} */ pressed) => {
    const view = await import("./teach.js").catch(() => unreachable(() => call(pressed)));
    view?.openTeach(pressed);
  };
  button.addEventListener("click", () => call(true));
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key !== "t" || ctrlKey || metaKey || altKey) return;
    if (/** @type {Element} */ (target).matches("input, select, textarea")) return;
    call(true);
  });
  effect(() => {
    if (teach.value !== null) call(false);
  });
}
