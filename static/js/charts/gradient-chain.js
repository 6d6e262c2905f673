/** Where the chart of the gradient finds the cells of the chain above it. @import {Chain, Run} from "../types.js" */
import { camera, centre, layout } from "../scenes/layout.js";

/**
 * The places of the cells in a stage as wide as the chart; null where the chain scrolls, or is read from the right.
 * @param {Run} run
 * @param {number} width px
 * @param {boolean} [fit] whether the chain is narrowed before it scrolls
 * @returns {Chain | null}
 */
export function chainOf(run, width, fit = false) {
  const at = layout(run, width, { fit });
  if (at.mirrored || at.total > at.width) return null;
  return { first: centre(at, 0) - camera(at, 0), pitch: at.pitch, box: at.box.width };
}
