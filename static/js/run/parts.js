/**
 * What each gate's sum is made of at a step, unit by unit: W_h h, W_x x and b. The sums of run/sums.js, all units at
 * once and without their single terms. Shapes: H hidden size, I input size.
 * @import {Run} from "../types.js"
 */
import { latest } from "../pen/latest.js";
import { once, remember } from "../pen/once.js";
import { at, before, gatesOf, hasWeights, isSum, matrix, parameterOf, productOf, slice, vector } from "./algebra.js";
import { graphValues } from "./graph-values.js";
import { passes } from "./wiring.js";

/**
 * A gate at a step. `recurrent` and `input` are null where the answer leaves the weights out, `sum` where it leaves the
 * gates out too.
 * @typedef {object} GateParts
 * @property {string} name
 * @property {number[] | null} recurrent what h_{t-1} brings, (H,)
 * @property {number[] | null} input what x_t brings, (H,)
 * @property {number[] | null} sum before it is squashed, b included, (H,)
 * @property {number[]} value after it, (H,)
 */

/** The parts of this many steps are kept: a window of the chain shows fewer. */
const KEPT = 16;

/** Every gate of step t. @param {Run} run @param {number} t @returns {GateParts[]} */
export const partsOf = (run, t) =>
  keptParts(run).of(String(t), () => gatesOf(run).map((gate) => partsOfGate(run, t, gate)));

/** @param {Run} run @returns {ReturnType<typeof remember<GateParts[]>>} */
const keptParts = (run) => once(run, "gate parts", () => remember(KEPT));

/** @param {Run} run @param {number} t @param {string} gate @returns {GateParts} */
function partsOfGate(run, t, gate) {
  const step = run.steps[t];
  const summed = isSum(run, gate);
  const recurrent = part(run, t, "hh", gate, before(run, t));
  const input = part(run, t, "ih", gate, step?.x ?? []);
  const given = step?.gates[gate] ?? [];
  return {
    name: gate,
    recurrent: recurrent?.product ?? null,
    input: input?.product ?? null,
    sum: summed
      ? given
      : recurrent &&
        input &&
        recurrent.product.map((m, j) => m + at(input.product, j) + at(recurrent.bias, j) + at(input.bias, j)),
    value: summed ? (step?.h ?? []) : given,
  };
}

/**
 * W v and b of a gate, both as the gate looks at them: the GRU's n through r.
 * @param {Run} run
 * @param {number} t
 * @param {"hh" | "ih"} product
 * @param {string} gate
 * @param {number[]} v
 */
function part(run, t, product, gate, v) {
  const bare = productOf(run, product, gate, v, false);
  if (!bare) return null;
  const through = (passes(run.cell, product, gate) ?? []).map((name) => graphValues(run, t).nodes[name]);
  const seen = (/** @type {number} */ value, /** @type {number} */ j) =>
    through.reduce((all, open) => all * at(open, j), value);
  const bias = slice(run, vector(run, parameterOf(run, `bias_${product}`)), gate);
  return { product: bare.map(seen), bias: bare.map((_, j) => seen(bias[j] ?? 0, j)) };
}

/**
 * A product of a weight and a number that it meets.
 * @typedef {{of: "h" | "x", from: number, gate: number, unit: number, value: number}} Product
 */

/** More lines than these cannot be told apart in a box. */
const MOST_PRODUCTS = 96;
/** Of more units than these, this many are looked at, evenly spread. */
const MOST_UNITS = 16;

/**
 * The largest products of step t, over all gates: which number of h or x pushes which unit. Empty without weights.
 * @param {Run} run
 * @param {number} t
 * @returns {Product[]}
 */
export const largestProducts = (run, t) => latest(run, "largest products", String(t), () => productsOf(run, t));

/** @param {Run} run @param {number} t */
function productsOf(run, t) {
  if (!hasWeights(run)) return [];
  const stride = Math.max(run.hidden_size / MOST_UNITS, 1);
  const units = Array.from({ length: Math.min(run.hidden_size, MOST_UNITS) }, (_, i) => Math.floor((i + 0.5) * stride));
  /** @type {Product[]} */
  const found = [];
  for (const [of, product, v] of /** @type {["h" | "x", string, number[]][]} */ ([
    ["h", "hh", before(run, t)],
    ["x", "ih", run.steps[t]?.x ?? []],
  ])) {
    const rows = matrix(run, parameterOf(run, `weight_${product}`));
    for (const [gate, name] of gatesOf(run).entries()) {
      const own = slice(run, rows, name);
      for (const unit of units)
        for (const [from, value] of v.entries())
          found.push({ of, from, gate, unit, value: value * at(own[unit], from) });
    }
  }
  return found.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, MOST_PRODUCTS);
}

/** The largest sum of the run without a sign: what a window has to show. At least 1. @param {Run} run */
export function widestSum(run) {
  let most = 1;
  for (const gate of gatesOf(run).filter((name) => isSum(run, name)))
    for (const { gates } of run.steps) for (const a of gates[gate] ?? []) most = Math.max(most, Math.abs(a));
  return most;
}
