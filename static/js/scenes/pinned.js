/**
 * The pinned column, in any cell: each product of one unit's sum in its row, the running sum beside it, the point on the
 * curve that squashes it, and its slope. Going back: the way to it, factor by factor, and what gathers in ∂L/∂W_h.
 * @import {Focus, Lit, Mark, Run, Scheme} from "../types.js"
 * @import {Grid} from "./pinned-grid.js"
 */
import { latest } from "../pen/latest.js";
import { mark } from "../pen/svg.js";
import { gatesOf } from "../run/algebra.js";
import { hasGradient } from "../run/backprop.js";
import { isPlain } from "../run/facts.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { firstOf, rowsOf } from "../run/rows.js";
import { sumOf } from "../run/sums.js";
import { language } from "../words/i18n.js";
import { curve } from "./curve.js";
import { wayBack } from "./pinned-back.js";
import { grid } from "./pinned-grid.js";
import { blend, gateSum, termAt } from "./pinned-sum.js";

/** @typedef {{width: number, scheme: Scheme, focus: Focus, lit?: Lit | null}} Options */

/** The phases in which something moves here. */
const SHOWN = { forward: ["multiply", "add", "squash"], back: ["slope", "weight", "leave"] };

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t the step to look into
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, t, options) {
  const back = goesBack(run, u, t);
  const shares = sharesOf(run, u, t, back);
  const { width, scheme, focus, lit } = options;
  const come = (back ? SHOWN.back : SHOWN.forward).map(shares.of);
  const key = [back, t, width, scheme, language(), ...Object.values(focus), lit?.part, lit?.unit, ...come].join();
  // most of a step nothing moves here
  return latest(run, "pinned", key, () => [
    mark(
      "g",
      { key: String(back) },
      ...(back ? wayBack(run, t, grid(width), options, shares.done) : forward(run, t, grid(width), options, shares)),
    ),
  ]);
}

/** Whether the panel shows the way back. @param {Run} run @param {number} u @param {number} t */
const goesBack = (run, u, t) => u > run.tokens.length && hasGradient(run, t);

/** @param {Run} run @param {number} u @param {number} t @param {boolean} back */
function sharesOf(run, u, t, back) {
  const done = back ? backwardDone(u, t, run.tokens.length) : forwardDone(u, t);
  return { done, of: (/** @type {string} */ phase) => phaseDone(back ? BACKWARD : FORWARD, phase, done) };
}

/**
 * The sum that is shown: of the element looked at, else of the cell's first gate.
 * @param {Run} run
 * @param {number} t
 * @param {Focus} focus
 */
export const shownSum = (run, t, focus) =>
  sumOf(run, t, focus.part, focus.unit) ?? sumOf(run, t, isPlain(run.cell) ? "a" : firstOf(run.cell), focus.unit);

/**
 * When the products of an element have come about, its sum, and what is made of it: the plain RNN has a phase for each.
 * @param {Run} run
 * @param {string} part
 * @param {(phase: string) => number} of
 */
function comes(run, part, of) {
  if (isPlain(run.cell))
    return { falls: of("multiply"), added: of("add"), known: of("add") === 1, shown: of("squash") };
  const when = rowsOf(run.cell).find((row) => row.part === part)?.when ?? "add";
  const known = of(when);
  return { falls: known, added: known, known: known > 0, shown: known };
}

/**
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {Options} options
 * @param {ReturnType<typeof sharesOf>} shares
 */
function forward(run, t, at, { scheme, focus, lit }, { of }) {
  const sum = shownSum(run, t, focus);
  if (!sum) return [];
  const { known, shown, ...come } = comes(run, sum.part, of);
  const state = sum.terms[0]?.kind === "state";
  return [
    state ? blend(run, sum, t, at, scheme, come.falls) : gateSum(run, t, sum, at, { scheme, focus, lit, ...come }),
    sum.squash && curve(sum.squash, { ...at.curve, scheme, known, shown, lit: 0 }),
  ].filter((each) => each !== null);
}

/**
 * The term at a place of the panel, or null.
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {Pick<Options, "width" | "focus">} options those of the drawing
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Focus> | null}
 */
export function hit(run, u, t, { width, focus }, x, y) {
  if (!gatesOf(run).length || goesBack(run, u, t)) return null;
  const sum = shownSum(run, t, focus);
  const term = sum && termAt(run, sum, grid(width), x, y);
  return term === null ? null : { term };
}
