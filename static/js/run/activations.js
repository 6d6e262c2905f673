/**
 * What a run pushed through each of its squashing functions: pre-activation a, value f(a), slope f′(a) for every unit at
 * every step, and how many of them are saturated.
 *
 * The answer gives the RNN's a. A gate is given as its value, so its a is worked out backwards: a = artanh v, or
 * ln(v / (1 − v)) for σ.
 * @import {Run, Step} from "../types.js"
 * @import {SquashFunction} from "./squashes.js"
 */
import { once } from "../pen/once.js";
import { isSum } from "./algebra.js";
import { factsOf, isPlain } from "./facts.js";
import { SQUASHES } from "./squashes.js";
import { wiringOf } from "./wiring.js";

/**
 * What a cell squashes by which function: gates, and parts of the state that go through a tanh.
 * @param {string} cell
 * @returns {[string, string[]][]}
 */
function squashed(cell) {
  const { gates, sigmoid, state } = factsOf(cell);
  const { kind, onto } = wiringOf(cell);
  const bent = state.filter((part) => onto(part).some((name) => kind(name) === "tanh"));
  /** @type {[string, string[]][]} */
  const all = [
    ["sigma", sigmoid],
    ["tanh", [...gates.filter((gate) => !sigmoid.includes(gate)), ...bent]],
  ];
  return all.filter(([, names]) => names.length > 0);
}

/**
 * @typedef {object} Gate
 * @property {string} name
 * @property {number[][]} a (T, H)
 * @typedef {object} SquashColumn one function and all that goes through it
 * @property {SquashFunction} squash
 * @property {Gate[]} gates
 * @property {number} count how many activations
 * @property {number} past how many of them lie past the edge (relu: at or below 0)
 * @property {number} mean the mean slope
 */

/** Whether the answer has the gates: long runs leave them out. @param {Run} run */
export const hasGates = (run) => Object.keys(run.steps[0]?.gates ?? {}).length > 0;

/** @param {Run} run with its gates @returns {SquashColumn[]} */
export const squashColumns = (run) =>
  once(run, "squash columns", () =>
    squashed(run.cell).map(([name, gates]) => column(run, functionOf(run, name), gates)),
  );

/** @param {Run} run @param {string} name @returns {SquashFunction} */
const functionOf = (run, name) =>
  /** @type {SquashFunction} */ (SQUASHES[isPlain(run.cell) ? (run.nonlinearity ?? name) : name]);

/** @param {Run} run @param {SquashFunction} squash @param {string[]} names @returns {SquashColumn} */
function column(run, squash, names) {
  const gates = names.map((name) => ({ name, a: run.steps.map((step) => preactivations(run, step, name, squash)) }));
  const all = gates.flatMap(({ a }) => a.flat());
  const past = all.filter((a) => (squash.edge ? Math.abs(a) > squash.edge : squash.slope(a) === 0)).length;
  const mean = all.reduce((sum, a) => sum + squash.slope(a), 0) / all.length;
  return { squash, gates, count: all.length, past, mean };
}

/**
 * The answer gives a part of the state, and a gate that is a sum, before it is squashed.
 * @param {Run} run
 * @param {Step} step
 * @param {string} name
 * @param {SquashFunction} squash
 */
function preactivations(run, step, name, squash) {
  if (factsOf(run.cell).state.includes(name)) return step[/** @type {"h" | "c"} */ (name)] ?? [];
  const values = step.gates[name] ?? [];
  return isSum(run, name) ? values : values.map(squash.inverse);
}
