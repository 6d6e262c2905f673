/**
 * The A that a press would open: the one under the pointer, or the playhead's own while the button that opens it is
 * pointed at or has the focus of the keys.
 * @import {Layout} from "../scenes/layout.js"
 */
import { computed, signal } from "../../vendor/signals.js";
import { now, run, u, unrolled, view } from "../page/state.js";
import { pointIn } from "../pen/magnified.js";
import { boxAt } from "../scenes/opened-cell.js";

/**
 * @param {SVGSVGElement} scene
 * @param {() => Layout | null} layout
 * @param {HTMLElement | null} [button] the one that opens A
 * @returns the step whose A it is, null where none is
 */
export function bindOver(scene, layout, button = document.querySelector("button[data-view=cell]")) {
  const under = signal(/** @type {number | null} */ (null));
  const near = signal(false);
  scene.addEventListener("pointermove", (event) => {
    under.value = event.pointerType === "mouse" && !event.buttons ? boxUnder(scene, layout(), event) : null;
    scene.classList.toggle("over-box", under.value !== null);
  });
  scene.addEventListener("pointerleave", () => {
    under.value = null;
  });
  button?.addEventListener("focus", () => {
    near.value = button.matches(":focus-visible");
  });
  button?.addEventListener("blur", () => {
    near.value = false;
  });
  return computed(() => {
    if (view.value !== "unrolled" && view.value !== "rolled") return null;
    return near.value ? (now.value?.t ?? null) : under.value;
  });
}

/** @param {Element} scene @param {Layout | null} at @param {MouseEvent} event */
function boxUnder(scene, at, event) {
  if (!at || !run.value || (view.value !== "unrolled" && view.value !== "rolled")) return null;
  if (unrolled.value < 1)
    return document.elementFromPoint(event.clientX, event.clientY)?.closest(".A") ? (now.value?.t ?? null) : null;
  const { x, y } = pointIn(scene, event);
  return boxAt(at, u.value, x, y);
}
