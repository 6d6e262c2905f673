/** The button that teaches the network. Its panel and what it does come when it is pressed, or when an address says it. */
import { effect } from "../../vendor/signals.js";
import { readAs } from "../page/actions.js";
import { unreachable } from "../page/shown-run.js";
import { mode, teach } from "../page/state.js";
import { find } from "../pen/dom.js";

export function bindTeachButton() {
  const button = find("#teach-open");
  const call = async (/** @type {boolean} */ pressed) => {
    // a network that learns is watched on the instrument: the text speaks of one that does not
    if (pressed && mode.peek() === "acts") readAs("instrument");
    try {
      const { openTeach } = await import("./teach.js");
      await openTeach(pressed);
    } catch {
      unreachable(() => call(pressed));
    }
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
