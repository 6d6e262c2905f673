/**
 * The formula of a cell at step t, in the article's symbols, as its diagram has it. Each part says in which phase it is
 * at work.
 * @import {Run} from "../types.js"
 */
import { joins } from "../run/between.js";
import { factsOf, isPlain } from "../run/facts.js";
import { placeOf } from "../run/reading-order.js";
import { deepestFirst, factorsOf, isUnnamed, partOf, wiringOf } from "../run/wiring.js";
import { formula, fraction, indexed, named, operator, raised, space, sumOver, transposed, variable } from "./mathml.js";

/** @typedef {{now: string, before: string, f: string}} Names */

/** Parts with a sign between each two. @param {Element[][]} parts @param {string} sign */
const joined = (parts, sign) => parts.flatMap((part, i) => (i ? [operator(sign), ...part] : part));

/** @param {Element[]} inner */
const bracketed = (inner) => [operator("("), ...inner, operator(")")];

/** What makes h of gates and the old state. @param {string} cell @param {Names} names */
const forward = (cell, names) => [indexed("h", names.now, "emit"), operator("="), ...made(cell, "h", names)];

/** What a node is made of. @param {string} cell @param {string} name @param {Names} names @returns {Element[]} */
function made(cell, name, names) {
  const { kind, into, gate } = wiringOf(cell);
  const parts = (/** @type {string[]} */ all) => all.map((from) => term(cell, from, name, names));
  if (kind(name) === "times") return joined(parts(factorsOf(cell, name)), "⊙");
  if (kind(name) === "add") {
    const sum = joined(parts(deepestFirst(cell, name)), "+");
    return gate(name) ? [...sum, operator("+"), variable("b", "add")] : sum;
  }
  const inner = into(name).flatMap((from) =>
    isUnnamed(cell, from) || wiringOf(cell).state(from) || isPlain(cell)
      ? made(cell, from, names)
      : term(cell, from, name, names),
  );
  if (kind(name) === "complement") return bracketed([named("1"), operator("−"), ...inner]);
  if (kind(name) === "squash" && names.f === "identity") return inner;
  return [named(kind(name) === "squash" ? names.f : "tanh", "squash"), ...bracketed(inner)];
}

/**
 * A node in the formula of another.
 * @param {string} cell
 * @param {string} name
 * @param {string} to
 * @param {Names} names
 * @returns {Element[]}
 */
function term(cell, name, to, names) {
  const { kind, gate, state, into } = wiringOf(cell);
  if (name === "hh") return [indexed("h", names.before, "input"), indexed("W", "h", "multiply")];
  if (name === "ih") return [indexed("x", names.now, "input"), indexed("W", "x", "multiply")];
  if (kind(name) === "in") return [indexed(partOf(name), names.before, "input")];
  if (!gate(name)) {
    const inner = made(cell, name, names);
    return state(name) || (kind(name) === "add" && kind(to) === "times") ? bracketed(inner) : inner;
  }
  // what meets the new state itself is at work with it
  const straight = into(name).every((from) => kind(from) === "product");
  return [variable(name, to === "h" ? "squash" : straight ? "multiply" : "add")];
}

/** ∂L/∂h₂ @param {string} name @param {string} index @param {string} [lit] */
const partial = (name, index, lit) =>
  fraction([variable("∂"), variable("L")], [variable("∂"), indexed(name, index)], lit);

/** ∂L₂/∂h₂: what the loss at a step puts in there. @param {string} index */
const own = (index) => fraction([variable("∂"), indexed("L", index)], [variable("∂"), indexed("h", index)], "leave");

/** Through the matrix. */
const through = () => [partial("a", "", "slope"), space(), transposed("W", "h", "weight")];

/**
 * Going back: what leaves for the neighbour, a formula for each part of the state that a line may break between.
 * @param {string} cell @param {Names} names
 * @returns {Element[][]}
 */
function backward(cell, { now, before, f }) {
  const { direct, keeper } = factsOf(cell);
  const left = [partial("h", before, "leave"), operator("=")];
  if (isPlain(cell) && f === "identity")
    return [[...left, partial("h", now, "arrive"), space(), transposed("W", "h", "weight")]];
  if (isPlain(cell)) {
    const sloped = bracketed([partial("h", now, "arrive"), operator("⊙"), named(`${f}′`, "slope")]);
    return [[...left, ...sloped, transposed("W", "h", "weight")]];
  }
  if (!direct) return [[...left, ...through()]];
  const past = [variable(keeper), operator("⊙"), partial(direct, now, "arrive")];
  if (direct === "h") return [[...left, ...past, operator("+"), ...through()]];
  return [
    [partial(direct, before, "leave"), operator("←"), ...past, operator(",")],
    [...left, ...through()],
  ];
}

/**
 * The head of a network: its sums z, their shares p, and the loss of the right one.
 * @param {string} index the step of h
 * @param {string} right what the right word is called
 */
export const headFormulas = (index, right) => ({
  linear: formula([
    indexed("z", "i"),
    operator("="),
    indexed("w", "i"),
    operator("·"),
    indexed("h", index),
    operator("+"),
    indexed("b", "i"),
  ]),
  softmax: formula([
    indexed("p", "i"),
    operator("="),
    ...fraction([raised(variable("e"), indexed("z", "i"))], [sumOver("j"), raised(variable("e"), indexed("z", "j"))])
      .children,
  ]),
  loss: formula([variable("L"), operator("="), operator("−"), named("ln"), space(), indexed("p", right)]),
});

/** The formulas of step t, in one line where it has room. @param {Run} run @param {number} t @param {boolean} [back] */
export function formulasOf(run, t, back = false) {
  const [now, before] = [t, t - 1].map((k) => String(placeOf(run, k)).replace("-", "−"));
  const names = { now: String(now), before: String(before), f: run.nonlinearity ?? "tanh" };
  if (!back) return [formula(forward(run.cell, names))];
  const made = backward(run.cell, names);
  // where the loss looks at the neighbour too, its own part joins
  if (joins(run, t - 1)) made.at(-1)?.push(operator("+"), own(names.before));
  return made.map(formula);
}
