/**
 * A finger on the upright stage. Sideways it moves time, wherever it is: to the left is on, as one turns a page. Up and
 * down it scrolls the page, for the stage fills a phone and a thumb must get past it; but a finger that takes hold of the A
 * under the playhead pulls that A along the chain: down while the network reads, up while the gradient comes back, and the
 * other way round where it reads from the end.
 * @import {Layout} from "../scenes/layout.js"
 */
import { clamp } from "../pen/math.js";
import { moment } from "../run/phases.js";
import { boxAt } from "../scenes/opened-cell.js";

/** A step is as far as this sideways, px. */
const STEP = 90;

/** Where a finger came down: the playhead then, and whether it holds the A under it. */
/** @typedef {{x: number, y: number, u: number, holds: boolean}} From */

/**
 * @param {SVGSVGElement} scene
 * @param {Layout} at
 * @param {number} u
 * @param {{clientX: number, clientY: number}} event
 * @returns {From}
 */
export function takenAt(scene, at, u, { clientX, clientY }) {
  const { left, top } = scene.getBoundingClientRect();
  const holds = boxAt(at, u, clientX - left, clientY - top) === moment(u, at.T).t;
  return { x: clientX, y: clientY, u, holds };
}

/**
 * How far a finger has gone along its way, px, and the moment that it has come to.
 * @param {Layout} at
 * @param {From} from
 * @param {{clientX: number, clientY: number}} event
 */
export function pullAt(at, from, { clientX, clientY }) {
  const [x, y] = [clientX - from.x, clientY - from.y];
  if (!from.holds || Math.abs(x) > Math.abs(y)) return { far: x, u: clamp(from.u - x / STEP, 0, 2 * at.T) };
  const steps = (at.mirrored ? -y : y) / at.pitch;
  // as in the chain that runs right, a pull stays on its way: reading ends where the gradient sets out
  return { far: y, u: from.u > at.T ? clamp(from.u - steps, at.T, 2 * at.T) : clamp(from.u + steps, 0, at.T) };
}

/**
 * What holds A does not scroll the page. It is decided at the first move, which a browser asks about before it scrolls; a
 * `touch-action` on A would be read when the finger comes down, and not every browser reads it inside a picture.
 * @param {SVGSVGElement} scene
 * @param {() => boolean} holds
 */
export function keepFromScrolling(scene, holds) {
  scene.addEventListener(
    "touchmove",
    (event) => {
      if (event.cancelable && event.touches.length === 1 && holds()) event.preventDefault();
    },
    { passive: false },
  );
}
