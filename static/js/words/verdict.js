/**
 * What W_h means for a run's gradient, in sentences that the run's numbers bear out: what W_h does by itself, what the
 * gradient went through on its way back, and how large any gradient could have become on that way.
 * @import {Block, Run, Saying} from "../types.js"
 */

import { short } from "../pen/numbers.js";
import { isPlain } from "../run/facts.js";
import { highestLevels } from "../run/gradient-levels.js";
import { isBelow, isJoined } from "../run/reading-order.js";
import { sourceOf } from "../run/source.js";
import { slopeName } from "../run/squashes.js";
import { isTruncated } from "../run/truncation.js";
import { t } from "./i18n.js";
import { power } from "./narration.js";

/** Closer to 1 than this, ρ is shown and called 1. */
const ONE = 5e-3;
/** Rounding in the eigenvalues and the singular value of an orthogonal matrix. */
const EXACT = 1e-6;
/** A smaller gain, in log10, is written as 10^{0.00}. */
const SEEN = 5e-3;

/** The verdict as text. @param {Run} run @param {Block | null} block W_h, or the gate's block of it @param {string} gate */
export const verdict = (run, block, gate) =>
  sayings(run, block, gate)
    .map((saying) => t(...saying))
    .join(" ");

/**
 * @param {Run} run
 * @param {Block | null} block W_h of the run, or the gate's block of it; null where it is not known yet
 * @param {string} gate
 * @returns {Saying[]}
 */
export function sayings(run, block, gate) {
  if (!block) return [["verdict-waiting", {}]];
  const way = wayBack(run);
  const numbers = { rho: short(block.spectral_radius), sigma: short(block.largest_singular_value), f: slopeName(run) };
  if (!way) return [["verdict-one", numbers]];
  const alone = block.spectral_radius === 0 ? "0" : power(way.steps * Math.log10(block.spectral_radius));
  const kind = isPlain(run.cell) ? matrixKind(block) : "gated";
  /** @type {Saying} */
  const premise = [`verdict-${kind}`, { ...numbers, gate, alone, steps: String(way.steps) }];
  if (isTruncated(run)) return [premise, ["verdict-cut", { steps: String(run.truncate) }]];
  const held = block.spectral_radius > 1 + ONE ? whyHeld(run, way, kind) : null;
  const roof = kind === "fades" || kind === "even" ? highest(run, way) : null;
  return [premise, outcome(run, way), ...(held ? [held] : []), ...(roof ? [roof] : [])];
}

/**
 * Why a ρ above 1 did not make the one gradient of a run grow: in a plain cell the slopes took more than W_h gave, in a
 * gated one it does not pass through W_h alone. Null where it grew, or where more than one joined.
 * @param {Run} run
 * @param {Way} way
 * @param {string} kind
 * @returns {Saying | null}
 */
function whyHeld(run, { from, change }, kind) {
  if (isJoined(run) || (change !== null && change > 0)) return null;
  if (kind === "gated") return ["verdict-held-gated", {}];
  const gains = ledger(run, from);
  return gains && gains.weight > SEEN ? ["verdict-held", { f: slopeName(run) }] : null;
}

/**
 * What W_h does by itself. Where all |λ| and the largest singular value are 1, all singular values are: their product
 * is that of the |λ|.
 * @param {Block} block
 */
function matrixKind({ eigenvalues, spectral_radius: rho, largest_singular_value: sigma }) {
  const turns =
    sigma < 1 + EXACT &&
    eigenvalues.length > 0 &&
    eigenvalues.every(([re, im]) => Math.abs(Math.hypot(re, im) - 1) < EXACT);
  if (turns) return "orthogonal";
  if (sigma < 1 + EXACT) return sigma < 1 - ONE ? "shrinks" : "keeps";
  if (Math.abs(rho - 1) < ONE) return "even";
  return rho > 1 ? "grows" : "fades";
}

/** @typedef {{from: number, steps: number, start: number, change: number | null}} Way */

/**
 * Where the gradient sets out, and log10 of what became of it at h_0; null where there is no way.
 * @param {Run} run
 * @returns {Way | null}
 */
function wayBack(run) {
  const { steps } = run;
  const from = sourceOf(run);
  const start = steps[from]?.log10_grad_norm;
  if (from < 1 || start == null) return null;
  const end = steps[0]?.log10_grad_norm;
  return { from, steps: from, start, change: end == null ? null : end - start };
}

/** What the gradient went through. @param {Run} run @param {Way} way @returns {Saying} */
function outcome(run, { from, steps, change }) {
  const args = { steps: String(steps), change: change === null ? "0" : power(change), f: slopeName(run) };
  if (isJoined(run)) return [isBelow(run) ? "verdict-joined-above" : "verdict-joined", args];
  if (change === null) return ["verdict-gone", args];
  const gains = isPlain(run.cell) ? ledger(run, from) : null;
  if (!gains) return ["verdict-plain", args];
  return ["verdict-ledger", { ...args, slope: power(gains.slope), weight: power(gains.weight) }];
}

/**
 * log10 of what the slopes and W_h multiplied the gradient by on its way from h_from to h_0; null where a step lacks
 * it.
 * @param {Run} run
 * @param {number} from
 */
function ledger({ steps }, from) {
  const sum = { slope: 0, weight: 0 };
  for (const { pointwise_gain: slope, weight_gain: weight } of steps.slice(1, from + 1)) {
    if (!slope || !weight) return null;
    sum.slope += Math.log10(slope);
    sum.weight += Math.log10(weight);
  }
  return sum;
}

/**
 * How large any gradient could have become on this way; null where the answer has no Jacobian from the loss.
 * @param {Run} run
 * @param {Way} way
 * @returns {Saying | null}
 */
function highest(run, { from, start }) {
  const roof = highestLevels(run);
  if (!roof) return null;
  let top = { gain: 0, after: 0 };
  for (let at = from; at >= 0; at--) {
    const gain = (roof[at] ?? Number.NEGATIVE_INFINITY) - start;
    if (gain > top.gain) top = { gain, after: from - at };
  }
  if (top.gain < SEEN) return ["verdict-roof-none", {}];
  return ["verdict-roof", { peak: power(top.gain), after: String(top.after) }];
}
