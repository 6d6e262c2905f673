/** Steps in a chart: pointing at one lights its word everywhere, a click goes there; and the same by the keys. */
import { point, visit } from "../page/actions.js";
import { pointed } from "../page/state.js";

/** The step under the pointer, or none. @typedef {(event: MouseEvent) => number | null} Hit */

/** @param {Element} svg @param {Hit} hit */
export function bindPointing(svg, hit) {
  const on = (/** @type {string} */ name, /** @type {(event: MouseEvent) => void} */ act) =>
    svg.addEventListener(name, /** @type {EventListener} */ (act));
  on("pointermove", (event) => point(hit(event)));
  on("pointerleave", () => point(null));
  on("blur", () => point(null));
  on("click", (event) => {
    const at = hit(event);
    if (at !== null) visit(at);
  });
}

/**
 * Pointing, and ↑ ↓ from step to step, since ← and → are time; Enter goes there, Escape lets go.
 * @param {HTMLElement} svg
 * @param {Hit} hit
 * @param {(by: number) => number} from beside which step the keys begin where none is pointed at
 * @param {() => number | null} [chosen] the step that Enter goes to
 */
export function bindSteps(svg, hit, from, chosen = () => pointed.value) {
  bindPointing(svg, hit);
  svg.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const at = chosen();
    if (by) point((pointed.value ?? from(by)) + by);
    else if (event.key === "Enter" && at !== null) visit(at);
    else if (event.key === "Escape" && pointed.value !== null) point(null);
    else return;
    event.preventDefault();
  });
}

/** The keys begin before the first step, or behind the last. @param {() => number} steps how many there are */
export const atAnEnd = (steps) => (/** @type {number} */ by) => (by > 0 ? -1 : steps());
