/** The ways to read the page: an act, or the instrument. Every one of them keeps the moment. */
import { effect } from "../../vendor/signals.js";
import { readAs } from "../page/actions.js";
import { act, mode } from "../page/state.js";
import { find } from "../pen/dom.js";

/** What goes on upon the stage is right under it in the instrument; in the acts the text leads to it. */
function bindUponStage() {
  const panels = find(".upon-stage");
  effect(() => {
    const before = find(mode.value === "instrument" ? ".sight > .under" : "#act-1");
    if (panels.nextElementSibling !== before) before.before(panels);
  });
}

/** @param {(number: number) => void} turn opens an act at its beginning */
export function bindModes(turn) {
  effect(() => {
    document.body.dataset.mode = mode.value;
    document.body.dataset.act = String(act.value);
  });
  bindUponStage();
  for (const link of document.querySelectorAll(/** @type {"a"} */ (".modes a, .onward"))) {
    const own = link.dataset.act;
    link.addEventListener("click", (event) => {
      // another tab or window is the browser's own
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (own) turn(Number(own));
      else readAs("instrument");
    });
    if (!link.closest(".modes")) continue;
    effect(() => {
      const here = own ? mode.value === "acts" && act.value === Number(own) : mode.value === "instrument";
      if (here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
}
