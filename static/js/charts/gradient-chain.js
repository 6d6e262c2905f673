/** Where the chart of the gradient finds the cells of the chain above it. @import {Chain, Run} from "../types.js" */
import { camera, centre, layout } from "../scenes/layout.js";

/**
 * The places of the cells in a stage as wide as the chart; null where the chain scrolls, or is read from the right.
 * @param {Run} run
 * @param {number} width px
 * @param {boolean} [fit] whether the chain is narrowed before it scrolls
 * @param {number} [scale] how many times as large the stage is shown
 * @returns {Chain | null}
 */
export function chainOf(run, width, fit = false, scale = 1) {
  const at = layout(run, width / scale, { fit });
  if (at.mirrored || at.total > at.width) return null;
  return { first: scale * (centre(at, 0) - camera(at, 0)), pitch: scale * at.pitch, box: scale * at.box.width };
}
