/**
 * A click on the stage: on a word, its step is taken; on a number, it is kept in view (tip.js); on a cell's box, A
 * opens in place, as by "+" and "−" (zoom.js), Escape; in the opened A, what is there is looked at (opened.js).
 */
import { explain, openStep, setView, visit } from "../page/actions.js";
import { lookAt } from "../page/layers.js";
import { now, run, u, unrolled, view } from "../page/state.js";
import { pointIn } from "../pen/magnified.js";
import { boxAt, extent } from "../scenes/opened-cell.js";
import { STILL } from "./drag.js";
import { foundAt, inGate, keepFound, planNow } from "./opened.js";
import { keep, numberAt } from "./tip.js";

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
    const { x, y } = pointIn(scene, event);
    const found = foundAt(at, x, y);
    if (found) return keepFound(found.gate ? { ...found, ...unitUnder(event) } : found);
    keep(event);
    press(at, x, y);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || view.value !== "cell" || usedElsewhere(event)) return;
    // from a gate to the cell, and then out of it
    if (inGate()) keepFound({ all: true });
    else setView("unrolled");
  });
}

/** The unit whose opening in a gate is under the pointer. @param {MouseEvent} event */
function unitUnder(event) {
  const unit = run.value && numberAt(run.value, event)?.focus?.unit;
  return unit == null ? {} : { unit };
}

/** Whether Escape was meant for a field, for an open popover, or for a listener that has used it. @param {KeyboardEvent} event */
const usedElsewhere = ({ defaultPrevented, target }) =>
  defaultPrevented ||
  /** @type {Element} */ (target).closest("input, select, textarea") !== null ||
  document.querySelector(":popover-open") !== null;

/** @param {Layout} at @param {number} x @param {number} y */
function press(at, x, y) {
  if (view.value === "cell") {
    const plan = planNow(at);
    if (!plan) return;
    const { x: left, width } = extent(plan);
    if (x < left || x > left + width) setView("unrolled");
    return;
  }
  const t = unrolled.value === 1 ? boxAt(at, u.value, x, y) : (now.value?.t ?? null);
  if (t !== null) openStep(t);
}
