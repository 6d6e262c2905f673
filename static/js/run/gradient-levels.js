/**
 * The gradient of a run on a log scale: its level at each step, and the highest level that any gradient could reach.
 * @import {Levels, Run} from "../types.js"
 */

import { asksMany } from "./objectives.js";
import { isBelow } from "./reading-order.js";

/** log10‖∂L/∂h_t‖ at each t. @param {Run} run @returns {Levels} */
export const gradientLevels = (run) => run.steps.map((step) => step.log10_grad_norm);

/**
 * The most that a gradient which sets out at h_{T-1} could become: its size there times ‖∂h_{T-1}/∂h_t‖. Null where the
 * answer has no Jacobian, or the loss sits elsewhere, as in a layer above.
 * @param {Run} run
 * @returns {Levels | null}
 */
export function highestLevels(run) {
  const start = run.steps.at(-1)?.log10_grad_norm;
  if (start == null || asksMany(run) || isBelow(run) || run.steps[0]?.log10_jacobian_norm === undefined) return null;
  return run.steps.map(({ log10_jacobian_norm: gain }) => (gain == null ? null : start + gain));
}
