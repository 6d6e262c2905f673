/**
 * The formula of each cell at step t, in the article's symbols. Each part says in which phase it is at work.
 * @import {Run} from "./types.js"
 */
import { joins } from "./carried.js";
import { formula, fraction, indexed, named, operator, space, transposed, variable } from "./mathml.js";

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
    variable("z", "multiply"),
    operator(")"),
    operator("⊙"),
    variable("n", "add"),
    operator("+"),
    variable("z", "multiply"),
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

/** ∂L/∂h₂ @param {string} name @param {string} index @param {string} [lit] */
const partial = (name, index, lit) =>
  fraction([variable("∂"), variable("L")], [variable("∂"), indexed(name, index)], lit);

/** ∂L₂/∂h₂: what the loss at a step puts in there. @param {string} index */
const own = (index) => fraction([variable("∂"), indexed("L", index)], [variable("∂"), indexed("h", index)], "leave");

/** Going back: what leaves for the neighbour. @type {Record<string, (names: Names) => Element[]>} */
const FORMULAS_BACK = {
  rnn: ({ now, before, f }) => [
    partial("h", before, "leave"),
    operator("="),
    operator("("),
    partial("h", now, "arrive"),
    operator("⊙"),
    named(`${f}′`, "slope"),
    operator(")"),
    transposed("W", "h", "weight"),
  ],
  gru: ({ now, before }) => [
    partial("h", before, "leave"),
    operator("="),
    variable("z"),
    operator("⊙"),
    partial("h", now, "arrive"),
    operator("+"),
    partial("a", "", "slope"),
    space(),
    transposed("W", "h", "weight"),
  ],
  lstm: ({ now, before }) => [
    partial("c", before, "leave"),
    operator("←"),
    variable("f"),
    operator("⊙"),
    partial("c", now, "arrive"),
    operator(","),
    partial("h", before, "leave"),
    operator("="),
    partial("a", "", "slope"),
    space(),
    transposed("W", "h", "weight"),
  ],
};

/** @param {Run} run @param {number} t @param {boolean} [back] */
export function formulaOf(run, t, back = false) {
  const names = { now: String(t), before: String(t - 1).replace("-", "−"), f: run.nonlinearity ?? "tanh" };
  const made = (back ? FORMULAS_BACK : FORMULAS)[run.cell]?.(names) ?? [];
  // where the loss looks at the neighbour too, its own part joins
  const joined = back && joins(run, t - 1);
  return formula(joined ? [...made, operator("+"), own(names.before)] : made);
}
