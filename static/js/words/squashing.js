/** What a run's squashing functions did, in numbers. @import {Run, Saying} from "../types.js" */
import { short } from "../pen/numbers.js";
import { squashColumns } from "../run/activations.js";

/**
 * How many activations are past a function's edge, and its mean slope: a sentence for each function.
 * @param {Run} run
 * @returns {Saying[]}
 */
export const ofSquashes = (run) =>
  squashColumns(run).map(({ squash, past, count, mean }) => [
    squash.edge ? "squash-tells" : squash.slope(-1) ? "squash-tells-identity" : "squash-tells-relu",
    {
      f: squash.name,
      k: past.toLocaleString("en"),
      n: count.toLocaleString("en"),
      edge: String(squash.edge),
      mean: short(mean),
      steepest: String(squash.steepest),
    },
  ]);
