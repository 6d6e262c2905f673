/** The panels of the instrument: each is a row that opens, and an open one is whole. */
import { effect } from "../../vendor/signals.js";
import { unfold } from "../page/actions.js";
import { keepChart } from "../page/gradient-layers.js";
import { unfolded } from "../page/state.js";
import { find } from "../pen/dom.js";

export function bindFolding() {
  for (const slot of document.querySelectorAll(/** @type {"div"} */ (".slot[data-panel]"))) {
    const name = String(slot.dataset.panel);
    const button = find(".unfold", slot);
    keepChart(find(".panel", slot));
    button.addEventListener("click", () => unfold(name, !unfolded.peek().has(name)));
    effect(() => {
      const open = unfolded.value.has(name);
      slot.classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
    });
  }
}
