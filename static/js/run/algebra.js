/**
 * What an answer holds, by its names: states, gates and weights. Shapes: H hidden size, I input size, T steps.
 * @import {Run} from "../types.js"
 */
import { once } from "../pen/once.js";
import { factsOf } from "./facts.js";
import { plainSquash } from "./squashes.js";
import { wiringOf } from "./wiring.js";

/** Element i of a vector; NaN where there is none. @param {readonly number[] | null | undefined} values @param {number} i */
export const at = (values, i) => Number(values?.[i]);

/** @param {Run} run @param {string} name @returns {number[][]} */
export const matrix = (run, name) => /** @type {number[][]} */ (run.parameters?.[name] ?? []);
/** @param {Run} run @param {string} name @returns {number[]} */
export const vector = (run, name) => /** @type {number[]} */ (run.parameters?.[name] ?? []);

/**
 * PyTorch's name of a parameter in the layer and the direction that the run shows: "weight_hh" → "rnn.weight_hh_l1_reverse".
 * @param {Pick<Run, "layer" | "direction">} run
 * @param {string} name
 */
export const parameterOf = ({ layer = 0, direction }, name) =>
  `rnn.${name}_l${layer}${direction === "backward" ? "_reverse" : ""}`;

/**
 * The state before step t: h_{t-1}; before the first what was asked to begin with, or zeros.
 * @param {Run} run
 * @param {number} t
 * @param {"h" | "c"} [name]
 * @returns {number[]}
 */
export const before = (run, t, name = "h") =>
  run.steps[t - 1]?.[name] ?? begun(run, name) ?? new Array(run.hidden_size).fill(0);

/**
 * The part of the asked state that the layer and the direction begin with, in the order in which units are shown.
 * @param {Run} run
 * @param {"h" | "c"} name
 * @returns {number[] | undefined}
 */
function begun(run, name) {
  const rows = /** @type {any} */ (run.asked?.state?.[name]);
  const own = /** @type {number[] | undefined} */ (Array.isArray(rows?.[0]) ? rows[rowOfState(run)] : rows);
  return own && run.units ? run.units.map((j) => at(own, j)) : own;
}

/** The row of a state of all layers and directions that the shown one has. @param {Run} run */
export const rowOfState = ({ layer = 0, direction, bidirectional }) =>
  layer * (bidirectional ? 2 : 1) + (direction === "backward" ? 1 : 0);

/**
 * A vector of step t by its name: h, c, x, a gate, or grad for ∂L/∂h_t.
 * @param {Run} run
 * @param {string} name
 * @param {number} t
 * @returns {number[] | null}
 */
export function vectorOf(run, name, t) {
  if (name === "h" || name === "c") return t < run.tokens.length ? before(run, t + 1, name) : null;
  if (name === "grad") return run.steps[t]?.grad ?? null;
  return (name === "x" ? run.steps[t]?.x : run.steps[t]?.gates[name]) ?? null;
}

/** Whether the answer holds the weights: long runs leave them out. @param {Run} run */
export const hasWeights = (run) => Boolean(run.parameters);

/** The gates' names in PyTorch's order; none where a long run leaves them out. @param {Run} run */
export const gatesOf = (run) => Object.keys(run.steps[0]?.gates ?? {});

/** Whether a gate opens and closes between 0 and 1. @param {Run} run @param {string} gate */
export const isSigmoid = (run, gate) => factsOf(run.cell).sigmoid.includes(gate);

/** Whether the answer gives a gate as the sum before it is squashed. @param {Run} run @param {string} gate */
export const isSum = (run, gate) => wiringOf(run.cell).kind(gate) === "add";

/** What squashes a gate: a choice only where the answer gives the sum. @param {Run} run @param {string} gate */
export const squashOf = (run, gate) =>
  isSigmoid(run, gate) ? "σ" : isSum(run, gate) ? (run.nonlinearity ?? "tanh") : "tanh";

/** The gate's own rows of a parameter: row j is unit j. @template R @param {Run} run @param {R[]} rows @param {string} gate */
export function slice(run, rows, gate) {
  const from = Math.max(gatesOf(run).indexOf(gate), 0) * run.hidden_size;
  return rows.slice(from, from + run.hidden_size);
}

/**
 * W_h over W_x of one gate as the picture has them: row i is an input, column j a unit.
 * @param {Run} run
 * @param {string} [gate]
 */
export function weightColumns(run, gate = "a") {
  const turned = (/** @type {number[][]} */ rows, /** @type {number} */ n) =>
    Array.from({ length: n }, (_, i) => rows.map((row) => Number(row[i])));
  const [hh, ih] = ["hh", "ih"].map((name) => slice(run, matrix(run, parameterOf(run, `weight_${name}`)), gate));
  return { recurrent: turned(hh ?? [], run.hidden_size), input: turned(ih ?? [], run.input_size) };
}

/** b = bias_ih + bias_hh; a network without biases has zeros. @param {Run} run */
export function biases(run) {
  const [ih, hh] = ["bias_ih", "bias_hh"].map((name) => vector(run, parameterOf(run, name)));
  const rows = matrix(run, parameterOf(run, "weight_hh")).length;
  return Array.from({ length: rows }, (_, j) => (ih?.[j] ?? 0) + (hh?.[j] ?? 0));
}

/** The largest weight, which takes the full colour. @param {Run} run */
export const largest = (run) => once(run, "largest weight", () => largestOf(run));

/** @param {Run} run */
function largestOf(run) {
  let most = 1e-9;
  for (const name of ["weight_hh", "weight_ih"])
    for (const row of matrix(run, parameterOf(run, name)))
      for (const weight of row) most = Math.max(most, Math.abs(weight));
  return most;
}

/** The slope that the backward pass multiplies by. @param {number} a @param {number} h @param {string} [nonlinearity] */
export const slope = (a, h, nonlinearity = "tanh") =>
  // of tanh, the answer's own h has more digits than its a
  nonlinearity === "tanh" ? 1 - h * h : plainSquash({ nonlinearity }).slope(a);

/**
 * W v of a gate, (H,), and with its own b: null without weights.
 * @param {Run} run
 * @param {string} product "hh" or "ih"
 * @param {string} gate
 * @param {number[]} v
 * @param {boolean} biased
 * @returns {number[] | null}
 */
export function productOf(run, product, gate, v, biased) {
  if (!hasWeights(run)) return null;
  const b = biased ? slice(run, vector(run, parameterOf(run, `bias_${product}`)), gate) : [];
  return slice(run, matrix(run, parameterOf(run, `weight_${product}`)), gate).map((row, j) =>
    row.reduce((all, w, i) => all + w * at(v, i), b[j] ?? 0),
  );
}

/** W h + b of a gate: what it looks at through another gate, (H,). @param {Run} run @param {number} t @param {string} gate */
export const recurrentOf = (run, t, gate) => productOf(run, "hh", gate, before(run, t), true);
