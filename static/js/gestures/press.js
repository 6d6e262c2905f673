/**
 * A click on the stage: on a word, its step is taken; on a number, it is kept in view (tip.js); on a cell's box, A
 * opens in place, as by "+" and "−" (zoom.js), Escape.
 */
import { explain, openStep, setView, visit } from "../page/actions.js";
import { lookAt } from "../page/layers.js";
import { now, run, u, unrolled, view } from "../page/state.js";
import { boxAt, panel } from "../scenes/opened-cell.js";
import { STILL } from "./drag.js";
import { keep } from "./tip.js";

/** @import {Layout} from "../scenes/layout.js" */

/** @param {SVGSVGElement} scene @param {() => Layout | null} layout */
export function bindPress(scene, layout) {
  let pressed = { x: 0, y: 0 };
  scene.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
    pressed = { x, y };
  });
  scene.addEventListener("click", (event) => {
    const at = layout();
    if (!at || !run.value || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) >= STILL) return;
    const word = document.elementFromPoint(event.clientX, event.clientY)?.closest(".chip[data-t]");
    if (word) return visit(Number(word.getAttribute("data-t")));
    const said = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-answer]");
    if (said) return explain(Number.parseInt(String(said.getAttribute("data-answer")), 10));
    const below = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-layer]");
    if (below) return lookAt({ layer: Number(below.getAttribute("data-layer")) });
    keep(event);
    const { left, top } = scene.getBoundingClientRect();
    press(at, event.clientX - left, event.clientY - top);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && view.value === "cell" && !usedElsewhere(event)) setView("unrolled");
  });
}

/** Whether Escape was meant for a field, for an open popover, or for a listener that has used it. @param {KeyboardEvent} event */
const usedElsewhere = ({ defaultPrevented, target }) =>
  defaultPrevented ||
  /** @type {Element} */ (target).closest("input, select, textarea") !== null ||
  document.querySelector(":popover-open") !== null;

/** @param {Layout} at @param {number} x @param {number} y */
function press(at, x, y) {
  if (view.value === "cell") {
    const { x: left, width } = panel(at);
    if (x < left || x > left + width) setView("unrolled");
    return;
  }
  const t = unrolled.value === 1 ? boxAt(at, u.value, x, y) : (now.value?.t ?? null);
  if (t !== null) openStep(t);
}
