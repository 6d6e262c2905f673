/**
 * One step of the way back as a river passes through A: what comes from the right, what the loss adds, what the slopes
 * leave of it, and what goes on to the left. Norms are the answer's own; components are there where a double holds them.
 * Shapes: H hidden size.
 * @import {Run, Step} from "../types.js"
 */
import { once } from "../pen/once.js";
import { gatesOf, weightColumns } from "./algebra.js";
import { direct, gateGradient, hasGradient, productGradient, throughMatrix } from "./backprop.js";
import { carried, joins } from "./between.js";
import { factsOf, isPlain } from "./facts.js";
import { wiringOf } from "./wiring.js";

/**
 * A gradient: its components (H,), null where a double does not hold them, and log10 of its norm, null for exactly zero.
 * @typedef {{values: number[] | null, log10: number | null}} Flow
 */

/**
 * `from`: out of the step that reads after it; `joined`: what the loss or a layer above puts in here; `total`: ∂L/∂ of
 * this part of the state; `squeezed`: after the slopes (for h: ∂L/∂ what W_h gave, of all gates); `past`: what goes on
 * beside the matrix; `to`: what goes on to the left; `terms[i][j]`: what component j of the squeezed adds to component i
 * of what W_hᵀ gives, (H, H), of a cell with one sum.
 * @typedef {object} Passage
 * @property {Flow} from
 * @property {Flow | null} joined
 * @property {Flow} total
 * @property {Flow} squeezed
 * @property {Flow | null} past
 * @property {Flow} through what W_hᵀ gives
 * @property {Flow} to
 * @property {number[][] | null} terms
 */

/** Of a cell with a second state: c's own river, and what the two rivers give each other. */
/** @typedef {{from: Flow, total: Flow, to: Flow, given: Flow | null, taken: Flow | null}} SecondPassage */

/** @type {Flow} */
const NOTHING = { values: null, log10: null };

/** h's way through step t. @param {Run} run @param {number} t @returns {Passage} */
export const passage = (run, t) => once(run, `passage ${t}`, () => passageAt(run, t));

/** @param {Run} run @param {number} t @returns {Passage} */
function passageAt(run, t) {
  const step = /** @type {Step} */ (run.steps[t]);
  const total = { values: step.grad ?? null, log10: step.log10_grad_norm };
  const from = t + 1 < run.tokens.length ? carried(run, t) : joins(run, t) ? total : NOTHING;
  const squeezed = {
    values: isPlain(run.cell) ? gateGradient(run, t, gatesOf(run)[0] ?? "a") : null,
    log10: times(total.log10, step.pointwise_gain),
  };
  const through = { values: throughMatrix(run, t), log10: step.log10_recurrent_norm };
  return {
    from,
    joined: joins(run, t) ? joinedAt(run, t, total, from) : null,
    total,
    squeezed,
    past: factsOf(run.cell).direct === "h" ? { values: direct(run, t), log10: step.log10_direct_norm } : null,
    through,
    to: t > 0 ? carried(run, t - 1) : toInitial(run, "h", through),
    terms: squeezed.values && through.values ? termsAt(run, squeezed.values) : null,
  };
}

/**
 * What comes in at t by itself: its norm is the answer's, its components are the difference.
 * @param {Run} run
 * @param {number} t
 * @param {Flow} total
 * @param {Flow} from
 * @returns {Flow}
 */
function joinedAt(run, t, total, from) {
  const log10 = run.steps[t]?.log10_injected_norm ?? null;
  if (t + 1 === run.tokens.length || from.log10 === null) return { values: total.values, log10 };
  return { values: difference(total.values, from.values), log10 };
}

/** What reaches the state before the first step. @param {Run} run @param {string} name @param {Flow} otherwise @returns {Flow} */
function toInitial(run, name, otherwise) {
  const values = run.initial_grad?.[name];
  const flat = Array.isArray(values) && typeof values[0] === "number" ? /** @type {number[]} */ (values) : null;
  const log10 = run.log10_initial_grad_norm?.[name];
  return log10 === undefined ? otherwise : { values: flat ?? otherwise.values, log10 };
}

/** @param {Run} run @param {number[]} squeezed @returns {number[][]} */
const termsAt = (run, squeezed) =>
  once(run, "W_h by rows of inputs", () => weightColumns(run).recurrent).map((row) =>
    row.map((weight, j) => weight * Number(squeezed[j])),
  );

/**
 * c's way through step t; null where the cell has one state only.
 * @param {Run} run
 * @param {number} t
 * @returns {SecondPassage | null}
 */
export const secondPassage = (run, t) => once(run, `second passage ${t}`, () => secondAt(run, t));

/** @param {Run} run @param {number} t @returns {SecondPassage | null} */
function secondAt(run, t) {
  if (!factsOf(run.cell).state.includes("c")) return null;
  const step = /** @type {Step} */ (run.steps[t]);
  const total = { values: step.cell_grad ?? null, log10: step.log10_cell_grad_norm ?? null };
  const from = t + 1 < run.tokens.length ? carried(run, t, "c") : NOTHING;
  const past = { values: direct(run, t), log10: step.log10_direct_norm };
  return {
    from,
    total,
    to: t > 0 ? carried(run, t - 1, "c") : toInitial(run, "c", past),
    given: measured(from.log10 === null ? total.values : difference(total.values, from.values)),
    taken: takenAt(run, t),
  };
}

/** What of ∂L/∂ the gates' sums comes from c and not from h. @param {Run} run @param {number} t @returns {Flow | null} */
function takenAt(run, t) {
  if (!hasGradient(run, t)) return null;
  const parts = gatesOf(run).filter((gate) => leadsTo(run.cell, gate) === "c");
  const values = parts.map((gate) => productGradient(run, t, gate));
  return values.every(Boolean) ? measured(/** @type {number[][]} */ (values).flat()) : null;
}

/** The first part of the new state that a node leads to. @param {string} cell @param {string} name @returns {string} */
function leadsTo(cell, name) {
  const { onto, state } = wiringOf(cell);
  const next = onto(name);
  return next.find(state) ?? (next[0] === undefined ? "" : leadsTo(cell, next[0]));
}

/** @param {number[] | null} values @returns {Flow | null} */
function measured(values) {
  if (!values) return null;
  const norm = Math.hypot(...values);
  return { values, log10: norm > 0 ? Math.log10(norm) : null };
}

/** @param {number[] | null} a @param {number[] | null} b */
const difference = (a, b) => a && b && a.map((value, j) => value - Number(b[j]));

/** @param {number | null} log10 @param {number | null} gain */
const times = (log10, gain) => (log10 === null || !gain ? null : log10 + Math.log10(gain));
