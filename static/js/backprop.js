/**
 * One step back, taken apart: from the answer's ∂L/∂h_t (and ∂L/∂c_t) to the gates, through their slopes, through W_hᵀ,
 * and to the step's share in ∂L/∂W_h. Products and sums of the answer's numbers, in the order of the engine's own
 * `backward`. Everything is null where the gradient is beyond a double. Shapes: H hidden size, G gates.
 * @import {Run, Step} from "./types.js"
 */
import { before, columns, gatesOf, gruMemory, hasWeights, isSigmoid, squashOf } from "./algebra.js";

/** The way back to one element: what arrives, what it is multiplied by, and what comes out. @typedef {{from: "h" | "c", arrives: number, factors: [string, number][], product: number}} Chain */

/** @param {Run} run @param {number} t */
const stepAt = (run, t) => /** @type {Step} */ (run.steps[t]);

/** @param {readonly number[] | undefined | null} values @param {number} i */
const at = (values, i) => Number(values?.[i]);

/** Whether step t can be taken apart on the way back. @param {Run} run @param {number} t */
export function hasGradient(run, t) {
  const step = stepAt(run, t);
  // the GRU's way to r leads over W_hn h + b_hn
  const whole = run.cell === "gru" ? hasWeights(run) : run.cell !== "lstm" || step.cell_grad;
  return Boolean(step?.grad && whole && gatesOf(run).length);
}

/** The derivative of a gate's squashing function. @param {Run} run @param {number} t @param {string} gate @param {number} j */
export function slopeAt(run, t, gate, j) {
  const step = stepAt(run, t);
  if (run.nonlinearity === "relu" && gate === "a") return at(step.gates.a, j) > 0 ? 1 : 0;
  const y = gate === "a" ? at(step.h, j) : at(step.gates[gate], j);
  return isSigmoid(gate) ? y * (1 - y) : 1 - y * y;
}

/** What stands between the state and each gate's value. @type {Record<string, (run: Run, t: number, j: number) => [string, number][]>} */
const BETWEEN = {
  a: () => [],
  z: (run, t, j) => [["(h − n)", at(before(run, t), j) - at(stepAt(run, t).gates.n, j)]],
  n: (run, t, j) => [["(1 − z)", 1 - at(stepAt(run, t).gates.z, j)]],
  r: (run, t, j) => [
    ["(1 − z)", 1 - at(stepAt(run, t).gates.z, j)],
    ["tanh′", slopeAt(run, t, "n", j)],
    ["(W h + b)", at(gruMemory(run, t), j)],
  ],
  o: (run, t, j) => [["tanh c", Math.tanh(at(stepAt(run, t).c, j))]],
  i: (run, t, j) => [["g", at(stepAt(run, t).gates.g, j)]],
  f: (run, t, j) => [["c", at(before(run, t, "c"), j)]],
  g: (run, t, j) => [["i", at(stepAt(run, t).gates.i, j)]],
};

/** Gates whose gradient comes from c, not from h. */
const FROM_CELL = new Set(["i", "f", "g"]);

/**
 * The way back from the state to a_j of a gate.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} j
 * @returns {Chain}
 */
export function chain(run, t, gate, j) {
  const step = stepAt(run, t);
  const from = run.cell === "lstm" && FROM_CELL.has(gate) ? "c" : "h";
  const arrives = at(from === "c" ? step.cell_grad : step.grad, j);
  const f = squashOf(run, gate);
  const factors = [
    ...(BETWEEN[gate]?.(run, t, j) ?? []),
    /** @type {[string, number]} */ ([`${f}′`, slopeAt(run, t, gate, j)]),
  ];
  return { from, arrives, factors, product: factors.reduce((all, [, value]) => all * value, arrives) };
}

/** Where a run's gradients are kept once computed. @type {WeakMap<Run, Map<string, any>>} */
const kept = new WeakMap();

/** @template V @param {Run} run @param {string} key @param {() => V} make @returns {V} */
function once(run, key, make) {
  const known = kept.get(run) ?? new Map();
  kept.set(run, known);
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}

/** ∂L/∂a of a gate, (H,). @param {Run} run @param {number} t @param {string} gate @returns {number[] | null} */
export const gateGradient = (run, t, gate) =>
  once(run, `a ${gate} ${t}`, () =>
    hasGradient(run, t) ? Array.from({ length: run.hidden_size }, (_, j) => chain(run, t, gate, j).product) : null,
  );

/** ∂L/∂(W_h h + b_h) of a gate, (H,): the GRU's n looks at it through r. @param {Run} run @param {number} t @param {string} gate @returns {number[] | null} */
export function productGradient(run, t, gate) {
  const d = gateGradient(run, t, gate);
  return d && run.cell === "gru" && gate === "n" ? d.map((value, j) => value * at(stepAt(run, t).gates.r, j)) : d;
}

/** What one gate sends back to h_{t-1} through its W_hᵀ, (H,). @param {Run} run @param {number} t @param {string} gate @returns {number[] | null} */
export const throughGate = (run, t, gate) =>
  once(run, `W ${gate} ${t}`, () => {
    const d = productGradient(run, t, gate);
    if (!d || !hasWeights(run)) return null;
    return memoryOf(run, gate).map((row) => row.reduce((all, weight, j) => all + weight * at(d, j), 0));
  });

/** @param {Run} run @param {string} gate */
const memoryOf = (run, gate) => once(run, `columns ${gate}`, () => columns(run, gate).memory);

/** What all gates send back to h_{t-1} through W_hᵀ, (H,). @param {Run} run @param {number} t @returns {number[] | null} */
export function throughMatrix(run, t) {
  const parts = gatesOf(run).map((gate) => throughGate(run, t, gate));
  if (parts.length === 0 || parts.some((part) => !part)) return null;
  return Array.from({ length: run.hidden_size }, (_, i) => parts.reduce((all, part) => all + at(part, i), 0));
}

/** What goes past the matrix, (H,): z ⊙ ∂L/∂h to h_{t-1}, f ⊙ ∂L/∂c to c_{t-1}. @param {Run} run @param {number} t @returns {number[] | null} */
export function direct(run, t) {
  if (run.cell === "rnn" || !hasGradient(run, t)) return null;
  const step = stepAt(run, t);
  const [gate, d] = run.cell === "gru" ? [step.gates.z, step.grad] : [step.gates.f, step.cell_grad];
  return d?.map((value, j) => value * at(gate, j)) ?? null;
}

/**
 * The share that step t puts into ∂L/∂W_h of a gate: h_{t-1} by ∂L/∂a. Row i is an input, column j a unit.
 * @param {Run} run
 * @param {number} t
 * @param {string} [gate]
 * @returns {number[][] | null}
 */
export function share(run, t, gate = "a") {
  const d = productGradient(run, t, gate);
  return d && before(run, t).map((h) => d.map((value) => h * value));
}

/**
 * What has gathered in ∂L/∂W_h once the gradient has passed step t: the shares of all steps from t on.
 * @param {Run} run
 * @param {number} t from T (nothing yet) down to 0 (all of it)
 * @param {string} [gate]
 * @returns {number[][]}
 */
export function gathered(run, t, gate = "a") {
  const T = run.tokens.length;
  let rows = Array.from({ length: run.hidden_size }, () => new Array(run.hidden_size).fill(0));
  for (let s = T - 1; s >= t; s--) {
    const [later, own] = [rows, s];
    rows = once(run, `sum ${gate} ${s}`, () => added(later, share(run, own, gate)));
  }
  return rows;
}

/** @param {number[][]} rows @param {number[][] | null} more */
const added = (rows, more) => (more ? rows.map((row, i) => row.map((value, j) => value + at(more[i], j))) : rows);
