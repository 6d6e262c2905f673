/**
 * Where the gradient is kept from going further back: after each `truncate` steps the state is taken for a constant.
 * @import {Run} from "../types.js"
 */
import { asksNext } from "./objectives.js";

/** One more than the last step at which the loss looks. @param {Run} run */
function end(run) {
  const T = run.tokens.length;
  if (run.loss_at != null) return run.loss_at + 1;
  return asksNext(run) ? T - 1 : T;
}

/** Whether nothing goes back from step t to the one before. @param {Run} run @param {number} t */
export function isCut(run, t) {
  const { truncate } = run;
  return Boolean(truncate) && t > 0 && t < end(run) && (end(run) - t) % Number(truncate) === 0;
}

/** Whether a run has such a step. @param {Run} run */
export const isTruncated = (run) => Boolean(run.truncate) && Number(run.truncate) < end(run);
