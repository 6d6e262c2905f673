/**
 * The ledger in words, as far as its numbers bear them out: what became of the gradient on its whole way, what happened at
 * a step, and what the bars of the stairs made of it.
 * @import {Run, Saying, Step} from "../types.js"
 */

import { sub } from "../pen/numbers.js";
import { factsOf } from "../run/facts.js";
import { additive, hasTwoWays, source } from "../run/ledger.js";
import { isJoined, placeOf } from "../run/reading-order.js";
import { slopeName } from "../run/squashes.js";
import { power } from "./narration.js";
import { named } from "./tokens.js";

/** @param {number | null | undefined} log10 null is exactly zero */
const said = (log10) => (log10 == null ? "0" : power(log10));

/** What the whole way did. @param {Run} run @returns {Saying} */
export function ofWholeWay(run) {
  const from = source(run);
  if (!from) return ["ledger-none", {}];
  if (from.t === 0) return ["ledger-one", {}];
  const end = run.steps[0]?.log10_grad_norm;
  return [
    isJoined(run) ? "ledger-total-joined" : "ledger-total",
    {
      from: sub("h", placeOf(run, from.t)),
      to: sub("h", placeOf(run, 0)),
      change: end == null ? "0" : power(end - Number(from.log10_grad_norm)),
      steps: String(from.t),
    },
  ];
}

/** What happened between h_t and the state before it. @param {Run} run @param {Step} step @returns {Saying} */
export function ofStep(run, step) {
  const { t, log10_grad_norm: level, pointwise_gain: slope, weight_gain: weight } = step;
  const args = { h: sub("h", placeOf(run, t)), token: named(run, t), norm: said(level) };
  if (t === 0 || level === null || slope == null || weight == null) return ["ledger-step-only", args];
  const next = { before: sub("h", placeOf(run, t - 1)), left: said(run.steps[t - 1]?.log10_grad_norm) };
  const { direct } = factsOf(run.cell);
  if (hasTwoWays(run))
    return [
      `ledger-step-past-${direct}`,
      { ...args, ...next, through: said(step.log10_recurrent_norm), past: said(step.log10_direct_norm) },
    ];
  const gains = { slope: said(slope ? Math.log10(slope) : null), weight: said(weight ? Math.log10(weight) : null) };
  return ["ledger-step", { ...args, ...next, ...gains, f: slopeName(run) }];
}

/**
 * What the two bars of the stairs are called, and what they make of the whole way where they are all of it.
 * @param {Run} run
 * @returns {{slope: Saying | string, weight: Saying | string}}
 */
export function ofStairs(run) {
  const f = slopeName(run);
  const from = source(run);
  if (!from || hasTwoWays(run) || !additive(run)) return { slope: f, weight: "Wₕ" };
  const gone = run.steps.slice(1, from.t + 1);
  // a gain of null is 0/0: nothing came that could be multiplied
  const gain = (/** @type {"pointwise_gain" | "weight_gain"} */ name) =>
    gone.some((step) => step[name] === 0)
      ? "0"
      : power(gone.reduce((all, step) => all + Math.log10(step[name] ?? 1), 0));
  return {
    slope: ["ledger-slope", { f, gain: gain("pointwise_gain") }],
    weight: ["ledger-weight", { gain: gain("weight_gain") }],
  };
}
