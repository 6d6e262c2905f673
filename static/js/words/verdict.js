/**
 * What the spectrum of W_h means for a run's gradient, in one sentence of true numbers: what ρ promises in the end, what
 * σ allows in one step, and what came of it.
 * @import {Block, Run} from "../types.js"
 */

import { findLastIndex } from "../pen/last.js";
import { short, sub } from "../pen/numbers.js";
import { isPlain } from "../run/facts.js";
import { levels, most } from "../run/levels.js";
import { power } from "./narration.js";

/** So near to 1, ρ and σ are 1. */
const ONE = 5e-3;
/** A smaller growth, in log10, nobody sees. */
const SEEN = 0.01;

/** @typedef {[string, Record<string, string>]} Saying a key and its arguments */

/**
 * @param {Run} run
 * @param {Block | null} block W_h of the run, or the gate's block of it; null where it is not known yet
 * @param {string} gate
 * @returns {Saying}
 */
export function tell(run, block, gate) {
  const way = change(run);
  if (!block) return ["dial-waiting", {}];
  if (!way) return ["dial-one", { rho: short(block.spectral_radius), sigma: short(block.largest_singular_value) }];
  const top = highest(run, way);
  const { spectral_radius: rho, largest_singular_value: sigma } = block;
  const args = {
    rho: short(rho),
    sigma: short(sigma),
    steps: String(way.steps),
    change: way.change === null ? "0" : power(way.change),
    peak: power(top.gain),
    after: String(top.after),
    alone: rho === 0 ? "0" : power(way.steps * Math.log10(rho)),
    f: run.nonlinearity === "relu" ? "relu′" : "tanh′",
    gate,
    from: sub("h", way.from),
    to: sub("h", 0),
    held: way.change !== null && rho > 1 && way.change < way.steps * Math.log10(rho) ? "yes" : "no",
  };
  return [`dial-${kind(run, rho, sigma, top)}`, args];
}

/** @param {Run} run @param {number} rho @param {number} sigma @param {Top} top */
function kind(run, rho, sigma, { gain, end }) {
  if (!isPlain(run.cell)) return "gated";
  if (Math.abs(rho - 1) < ONE) return sigma < 1 + ONE ? "turns" : "even";
  if (rho > 1) return "explodes";
  if (sigma <= 1) return "shrinks";
  if (gain < SEEN) return "could";
  return end !== null && end < gain - SEEN ? "grew" : "still-grows";
}

/** @typedef {{from: number, steps: number, start: number, change: number | null}} Way */

/** Where the gradient sets out, and log10 of what became of it at h_0; null where there is no way. @param {Run} run @returns {Way | null} */
function change({ steps }) {
  const from = findLastIndex(steps, (step) => step.log10_grad_norm !== null);
  const start = steps[from]?.log10_grad_norm;
  if (from < 1 || start == null) return null;
  const end = steps[0]?.log10_grad_norm;
  return { from, steps: from, start, change: end == null ? null : end - start };
}

/** @typedef {{gain: number, after: number, end: number | null}} Top */

/** log10 of the most that it could have become on the way, after how many steps, and at the end; without the Jacobian, of what it became. @param {Run} run @param {Way} way @returns {Top} */
function highest(run, { from, start }) {
  const all = most(run) ?? levels(run);
  let top = { gain: 0, after: 0 };
  for (let t = from; t >= 0; t--) {
    const gain = (all[t] ?? Number.NEGATIVE_INFINITY) - start;
    if (gain > top.gain) top = { gain, after: from - t };
  }
  return { ...top, end: all[0] == null ? null : all[0] - start };
}
