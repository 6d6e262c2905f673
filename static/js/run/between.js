/**
 * What flows back between two steps: what step t + 1 sends to the state that step t left. That is ∂L/∂h_t without what
 * the loss puts in at t itself, and of ∂L/∂c_t the part that comes along c, without what comes down from h_t.
 * @import {Run, Step} from "../types.js"
 */
import { once } from "../pen/once.js";
import { direct, throughMatrix } from "./backprop.js";
import { factsOf } from "./facts.js";
import { isCut } from "./truncation.js";

/**
 * A gradient on its way: its components (H,), where a double holds them, and log10 of its norm, null where it is
 * exactly zero. `told` is false where the norm is that of a part only.
 * @typedef {{values: number[] | null, log10: number | null, told: boolean}} Carried
 */

/** @param {Run} run @param {number} t @param {string} [name] the part of the state: h or c @returns {Carried} */
export const carried = (run, t, name = "h") =>
  once(run, `carried ${name} ${t}`, () => (name === "c" ? alongC(run, t) : toH(run, t)));

/** Whether the loss puts something into h_t by itself. @param {Run} run @param {number} t */
export const joins = (run, t) => run.steps[t]?.log10_injected_norm != null;

/** @param {Run} run @param {number} t @returns {Carried} */
function alongC(run, t) {
  const next = isCut(run, t + 1) ? undefined : run.steps[t + 1];
  return { values: next ? direct(run, t + 1) : null, log10: next?.log10_direct_norm ?? null, told: true };
}

/** @param {Run} run @param {number} t @returns {Carried} */
function toH(run, t) {
  const [step, next] = [/** @type {Step} */ (run.steps[t]), run.steps[t + 1]];
  if (next && joins(run, t) && isCut(run, t + 1)) return { values: null, log10: null, told: true };
  if (!next || !joins(run, t)) return { values: step.grad ?? null, log10: step.log10_grad_norm, told: true };
  const through = throughMatrix(run, t + 1);
  if (factsOf(run.cell).direct !== "h") return { values: through, log10: next.log10_recurrent_norm, told: true };
  const past = direct(run, t + 1);
  const values = through && past ? through.map((value, j) => value + Number(past[j])) : null;
  return { values, log10: values ? magnitude(values) : next.log10_recurrent_norm, told: values !== null };
}

/** @param {number[]} values */
function magnitude(values) {
  const norm = Math.hypot(...values);
  return norm > 0 ? Math.log10(norm) : null;
}
