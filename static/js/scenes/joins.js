/**
 * Where the gradient comes into the chain: from the right, out of L, or from above, out of a loss at a step or out of the
 * layer above.
 * @import {Run} from "../types.js"
 */
import { joins } from "../run/between.js";
import { asksMany } from "../run/objectives.js";
import { isBelow } from "../run/reading-order.js";

/** Whether the loss is taken before the chain ends. @param {Run} run */
export const early = ({ loss_at, tokens }) => loss_at !== null && loss_at !== undefined && loss_at < tokens.length - 1;

/** Whether all of the gradient comes into the chain from above. @param {Run} run */
export const fromAbove = (run) => early(run) || isBelow(run);

/** Whether nothing comes to step t from the step that reads after it. @param {Run} run @param {number} t */
export const startsHere = (run, t) => fromAbove(run) && (run.steps[t + 1]?.log10_grad_norm ?? null) === null;

/** Whether the loss, or the layer above, puts its gradient into h_t from above. @param {Run} run @param {number} t */
export const joinsFromAbove = (run, t) => joins(run, t) && (asksMany(run) || fromAbove(run));
