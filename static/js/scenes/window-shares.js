/**
 * How far each thing is that happens in the window of A.
 * @import {Run} from "../types.js"
 */

import { clamp, smooth } from "../pen/math.js";
import { isPlain } from "../run/facts.js";
import { emitted, endOf, entered, FORWARD, gathered, phaseDone } from "../run/phases.js";

/** Of a gated cell's `multiply`, the share that mixes; the rest adds up, and the gates open while a plain cell adds. */
const MIXES = 0.6;

/** The share of their way after which the copies have left the box. */
const LEFT = 0.2;

/** A moment that ends a phase belongs to it, whatever its last binary digit. */
const ROUNDING = 1e-9;

/**
 * How far each thing is that happens in the box, 0…1.
 * @typedef {{enter: number, mix: number, add: number, bend: number, merge: number, gone: number, left: number}} Shares
 */

/** @param {Run} run @param {number} done how much of the step is @returns {Shares} */
export function shares(run, done) {
  const f = done - ROUNDING;
  const of = (/** @type {string} */ name) => phaseDone(FORWARD, name, f);
  const rest = { enter: entered(f), gone: gathered(f), left: clamp(emitted(f) / LEFT) };
  if (isPlain(run.cell)) return { ...rest, mix: of("multiply"), add: of("add"), bend: of("squash"), merge: 0 };
  const [from, to] = [endOf(FORWARD, "input"), endOf(FORWARD, "multiply")];
  const q = (f - from) / (to - from);
  const add = smooth((q - MIXES) / (1 - MIXES));
  return { ...rest, mix: smooth(q / MIXES), add, bend: of("add"), merge: of("squash") };
}
