/**
 * The ledger in numbers: what the slopes and W_h made of the gradient between two steps, and in a gated cell the two ways
 * that lead back, through the gates and W_h and past the matrix. All norms are log10; null is exactly zero, or unknown.
 * @import {Run, Step} from "../types.js"
 */

import { carried } from "./between.js";
import { factsOf } from "./facts.js";
import { isJoined } from "./reading-order.js";
import { sourceOf } from "./source.js";

/**
 * One step back in a gated cell. `past.from` and `through.from` are what is there to begin with: ∂L/∂h_t for both ways
 * of a cell that keeps h, ∂L/∂c_t for the one of a cell that keeps c. `together` is the norm of what both ways bring.
 * @typedef {object} Ways
 * @property {{from: number | null, lands: number | null}} past
 * @property {{from: number | null, gates: number | null, lands: number | null}} through
 * @property {number | null} together
 */

/** Whether a part of the gradient passes beside the matrix. @param {Pick<Run, "cell">} run */
export const hasTwoWays = ({ cell }) => factsOf(cell).direct !== "";

/** Whether the two gains alone make the change: no direct path to h, nothing put in on the way. @param {Run} run */
export const additive = (run) => factsOf(run.cell).direct !== "h" && !isJoined(run);

/** @param {number | null} level @param {number | null} gain */
const after = (level, gain) => (level === null || !gain ? null : level + Math.log10(gain));

/**
 * The two ways from step t to the one before it.
 * @param {Run} run
 * @param {number} t 1…T−1
 * @returns {Ways}
 */
export function waysBack(run, t) {
  const step = /** @type {Step} */ (run.steps[t]);
  const alongC = factsOf(run.cell).direct === "c";
  const { log10_grad_norm: level, log10_direct_norm: direct, log10_recurrent_norm: recurrent } = step;
  return {
    past: { from: alongC ? (step.log10_cell_grad_norm ?? null) : level, lands: direct },
    through: { from: level, gates: after(level, step.pointwise_gain), lands: recurrent },
    // to h and to c they stand at right angles; to h alone they may partly cancel
    together: alongC ? hypotenuse(direct, recurrent) : toSameState(run, t - 1),
  };
}

/** What both ways bring to h of step t; null where only a part of it is known. @param {Run} run @param {number} t */
function toSameState(run, t) {
  const { log10, told } = carried(run, t);
  return told ? log10 : null;
}

/**
 * log10 √(a² + b²), of numbers that no double may hold.
 * @param {number | null} a log10
 * @param {number | null} b log10
 */
export function hypotenuse(a, b) {
  if (a === null || b === null) return a ?? b;
  const most = Math.max(a, b);
  return most + Math.log10(10 ** (2 * (a - most)) + 10 ** (2 * (b - most))) / 2;
}

/** The step from which the gradient sets out; undefined where none does. @param {Run} run */
export const source = (run) => run.steps[sourceOf(run)];

/**
 * What each of the two took on the whole way, cumulated from the step where the gradient set out: log10 of ∏ slopes and of
 * ∏ W_h at every step. Null beyond it, and where nothing is left.
 * @typedef {{start: number, slope: (number | null)[], weight: (number | null)[]}} Shares
 */

/** The cumulated shares; null where the two are not the whole change. @param {Run} run @returns {Shares | null} */
export function shares(run) {
  const from = source(run);
  if (!from || !additive(run)) return null;
  const cumulated = (/** @type {"pointwise_gain" | "weight_gain"} */ name) => {
    /** @type {(number | null)[]} */
    const levels = new Array(run.steps.length).fill(null);
    /** @type {number | null} */
    let level = 0;
    for (let t = from.t; t >= 0 && level !== null; t--) {
      levels[t] = level;
      level = after(level, run.steps[t]?.[name] ?? null);
    }
    return levels;
  };
  return { start: Number(from.log10_grad_norm), slope: cumulated("pointwise_gain"), weight: cumulated("weight_gain") };
}
