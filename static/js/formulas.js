/**
 * The formula of each cell at step t, in the article's symbols. Each part says in which phase it is at work.
 * @import {Run} from "./types.js"
 */
import { formula, indexed, named, operator, variable } from "./mathml.js";

/** @typedef {{now: string, before: string, f: string}} Names */

/** @type {Record<string, (names: Names) => Element[]>} */
const FORMULAS = {
  rnn: ({ now, before, f }) => [
    indexed("h", now, "emit"),
    operator("="),
    named(f, "squash"),
    operator("("),
    indexed("h", before, "input"),
    indexed("W", "h", "multiply"),
    operator("+"),
    indexed("x", now, "input"),
    indexed("W", "x", "multiply"),
    operator("+"),
    variable("b", "add"),
    operator(")"),
  ],
  gru: ({ now, before }) => [
    indexed("h", now, "emit"),
    operator("="),
    operator("("),
    named("1"),
    operator("−"),
    variable("z", "add"),
    operator(")"),
    operator("⊙"),
    variable("n", "add"),
    operator("+"),
    variable("z", "add"),
    operator("⊙"),
    indexed("h", before, "input"),
  ],
  lstm: ({ now, before }) => [
    indexed("h", now, "emit"),
    operator("="),
    variable("o", "squash"),
    operator("⊙"),
    named("tanh", "squash"),
    operator("("),
    variable("f", "multiply"),
    operator("⊙"),
    indexed("c", before, "input"),
    operator("+"),
    variable("i", "multiply"),
    operator("⊙"),
    variable("g", "multiply"),
    operator(")"),
  ],
};

/** @param {Run} run @param {number} t */
export function formulaOf(run, t) {
  const names = { now: String(t), before: String(t - 1).replace("-", "−"), f: run.nonlinearity ?? "tanh" };
  return formula(FORMULAS[run.cell]?.(names) ?? []);
}
