/**
 * What the spectrum of W_h means for a run's gradient, in one sentence of true numbers: what ρ promises in the end, what
 * σ allows in one step, and what came of it.
 * @import {Block, Run} from "./types.js"
 */
import { power } from "./narration.js";
import { short, sub } from "./numbers.js";

/** So near to 1, ρ and σ are 1. */
const ONE = 5e-3;

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
  const { spectral_radius: rho, largest_singular_value: sigma } = block;
  const args = {
    rho: short(rho),
    sigma: short(sigma),
    steps: String(way.steps),
    change: way.change === null ? "0" : power(way.change),
    peak: power(way.peak),
    after: String(way.after),
    alone: rho === 0 ? "0" : power(way.steps * Math.log10(rho)),
    f: run.nonlinearity === "relu" ? "relu′" : "tanh′",
    gate,
    from: sub("h", way.from),
    to: sub("h", 0),
    held: way.change !== null && rho > 1 && way.change < way.steps * Math.log10(rho) ? "yes" : "no",
  };
  return [`dial-${kind(run, rho, sigma, way)}`, args];
}

/** @typedef {{from: number, steps: number, change: number | null, peak: number, after: number}} Way */

/** @param {Run} run @param {number} rho @param {number} sigma @param {Way} way */
function kind(run, rho, sigma, { peak, change }) {
  if (run.cell !== "rnn") return "gated";
  if (Math.abs(rho - 1) < ONE) return sigma < 1 + ONE ? "turns" : "even";
  if (rho > 1) return "explodes";
  if (sigma <= 1) return "shrinks";
  if (peak < 0.01) return "could";
  return change !== null && change < peak - 0.01 ? "grew" : "still-grows";
}

/**
 * What became of the gradient between where it sets out and h_0: log10 of the whole change, of the largest on the way
 * and after how many steps that was; null where there is no way.
 * @param {Run} run
 * @returns {Way | null}
 */
function change({ steps }) {
  const from = steps.findLastIndex((step) => step.log10_grad_norm !== null);
  const start = steps[from]?.log10_grad_norm;
  if (from < 1 || start == null) return null;
  let [peak, after] = [0, 0];
  for (let t = from; t >= 0; t--) {
    const gain = (steps[t]?.log10_grad_norm ?? Number.NEGATIVE_INFINITY) - start;
    if (gain > peak) [peak, after] = [gain, from - t];
  }
  const end = steps[0]?.log10_grad_norm;
  return { from, steps: from, change: end == null ? null : end - start, peak, after };
}
