/** What an edit of a run did, and what the gradient had said of it. @import {Run, Saying, WhatIf} from "../types.js" */
import { change, sub } from "../pen/numbers.js";
import { placeOf } from "../run/reading-order.js";
import { power } from "./narration.js";

/** A double cannot tell a smaller change, in parts of the loss, from none. */
const NOTHING = 1e-13;
/** So far apart, in parts of the true change, prediction and truth may be and still agree. */
const AGREE = 0.1;
/** Powers of ten that a double holds. */
const HELD = 300;

/** A size that may be beyond a double. @param {number | null | undefined} log10 null is exactly zero */
const size = (log10) =>
  log10 == null ? "0" : Math.abs(log10) < HELD ? change(10 ** log10).replace("+", "") : power(log10);

/**
 * How far the states came apart, where the change began and where it ended, and the loss as predicted and as it is.
 * @param {WhatIf} told its steps in the order of reading
 * @param {Pick<Run, "direction" | "tokens">} run
 * @returns {Saying[]}
 */
export function ofEdits(told, run) {
  const first = told.steps.find((step) => step.log10_delta_norm !== null);
  if (!first) return [["whatif-say-nothing", {}]];
  const last = told.steps.length - 1;
  const end = size(told.steps[last]?.log10_delta_norm);
  const name = (/** @type {number} */ k) => sub("h", placeOf(run, k));
  const args = { start: size(first.log10_delta_norm), end, from: name(first.t), to: name(last) };
  /** @type {Saying} */
  const way = [first.t === last ? "whatif-say-here" : "whatif-say-way", args];
  if (told.predicted === null) return [way];
  const said = {
    predicted: change(told.predicted),
    change: change(told.change),
    near: agreement(told.predicted, told),
  };
  return [way, ["whatif-say-both", said]];
}

/** @param {number} predicted @param {WhatIf} told */
function agreement(predicted, { change: truly, loss }) {
  if (Math.max(Math.abs(predicted), Math.abs(truly)) < NOTHING * Math.max(Math.abs(loss), 1)) return "nothing";
  return Math.abs(predicted - truly) <= AGREE * Math.abs(truly) ? "yes" : "no";
}
