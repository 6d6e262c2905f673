/**
 * One element of h_t, taken apart: from the answer's numbers to the terms of its sum. Nothing is computed here that the
 * answer does not hold, but products and sums of it.
 * @import {Run, Step} from "./types.js"
 */

/** @param {Run} run @param {string} name @returns {number[][]} */
const matrix = (run, name) => /** @type {number[][]} */ (run.parameters?.[name] ?? []);
/** @param {Run} run @param {string} name @returns {number[]} */
const vector = (run, name) => /** @type {number[]} */ (run.parameters?.[name] ?? []);

/** The state before step t: h_{t-1}, or zeros. @param {Run} run @param {number} t @param {"h" | "c"} [name] */
export const before = (run, t, name = "h") => run.steps[t - 1]?.[name] ?? new Array(run.hidden_size).fill(0);

/** Whether the answer holds the weights: long runs leave them out. @param {Run} run */
export const hasWeights = (run) => Boolean(run.parameters);

/**
 * The plain RNN's unit j at step t: a = Σ W_h[i][j]·h_i + Σ W_x[i][j]·x_i + b_j.
 * @param {Run} run
 * @param {number} t
 * @param {number} j
 */
export function sum(run, t, j) {
  const step = /** @type {Step} */ (run.steps[t]);
  const h = before(run, t);
  const terms = (/** @type {number[]} */ weights, /** @type {number[]} */ values) =>
    values.map((value, i) => ({ weight: Number(weights[i]), value, product: Number(weights[i]) * value }));
  const memory = terms(matrix(run, "rnn.weight_hh_l0")[j] ?? [], h);
  const input = terms(matrix(run, "rnn.weight_ih_l0")[j] ?? [], step.x);
  const bias = Number(vector(run, "rnn.bias_ih_l0")[j]) + Number(vector(run, "rnn.bias_hh_l0")[j]);
  const total = (/** @type {{product: number}[]} */ list) => list.reduce((all, { product }) => all + product, 0);
  return { memory, input, bias, fromMemory: total(memory), fromInput: total(input), a: Number(step.gates.a?.[j]) };
}

/** W_h over W_x as the picture has them: row i is an input, column j a unit. @param {Run} run */
export function columns(run) {
  const [hh, ih] = [matrix(run, "rnn.weight_hh_l0"), matrix(run, "rnn.weight_ih_l0")];
  const turned = (/** @type {number[][]} */ rows, /** @type {number} */ n) =>
    Array.from({ length: n }, (_, i) => rows.map((row) => Number(row[i])));
  return { memory: turned(hh, run.hidden_size), input: turned(ih, run.input_size) };
}

/** b = bias_ih + bias_hh. @param {Run} run */
export const biases = (run) =>
  vector(run, "rnn.bias_ih_l0").map((b, j) => b + Number(vector(run, "rnn.bias_hh_l0")[j]));

/** The largest weight, which takes the full colour. @param {Run} run */
export const largest = (run) =>
  Math.max(
    ...matrix(run, "rnn.weight_hh_l0").flat().map(Math.abs),
    ...matrix(run, "rnn.weight_ih_l0").flat().map(Math.abs),
    1e-9,
  );

/** The slope that the backward pass multiplies by. @param {number} a @param {number} h @param {string} [nonlinearity] */
export const slope = (a, h, nonlinearity = "tanh") => (nonlinearity === "relu" ? (a > 0 ? 1 : 0) : 1 - h * h);
