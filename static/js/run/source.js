/** Where the gradient of a run sets out. @import {Run} from "../types.js" */
import { findLastIndex } from "../pen/last.js";
import { once } from "../pen/once.js";

/** The last step that a gradient reaches: where the loss is taken; −1 where there is none. @param {Pick<Run, "steps">} run */
export const sourceOf = (run) =>
  once(run, "where the gradient sets out", () => findLastIndex(run.steps, (step) => step.log10_grad_norm !== null));
