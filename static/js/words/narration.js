/**
 * What happens at the playhead, in the reader's words: the label (STEP 3) and its sentence.
 * @import {Moment, Run, Step} from "../types.js"
 */

import { findLast } from "../pen/last.js";
import { exponent, short, sub } from "../pen/numbers.js";
import { before } from "../run/algebra.js";
import { carried, joins } from "../run/between.js";
import { factsOf, isPlain } from "../run/facts.js";
import { isAbove, isBelow, isJoined, placeOf, readsBack } from "../run/reading.js";
import { asksNext, isSeries } from "../run/series.js";
import { slopeName } from "../run/squashes.js";
import { t } from "./i18n.js";
import { brief, isNumber, named } from "./tokens.js";

/** Ratios down to this are said as a fraction; beyond, as a power of ten. */
const FRACTION = 6;

/**
 * @param {Run} run
 * @param {Moment} now
 * @returns {{label: string, text: string}}
 */
export function narrate(run, now) {
  return now.backward
    ? { label: t("step-backward", { n: String(now.k + 1) }), text: backward(run, now) }
    : { label: t("step-forward", { n: String(2 * now.k + (gives(now) ? 2 : 1)) }), text: forward(run, now) };
}

/** A word as a sentence can hold it. @param {Run} run @param {number} at */
const word = (run, at) => named(run, at, brief);

/** The second half of a step: A gives h_t. @param {Moment} now */
const gives = ({ phase }) => phase === "add" || phase === "squash" || phase === "emit";

/** @param {Run} run @param {Moment} now */
function forward(run, now) {
  const token = word(run, now.t);
  const h = sub("h", placeOf(run, now.t));
  if (gives(now) && now.phase !== "emit") return making(run, now, h);
  if (gives(now)) {
    if (now.t + 1 < run.tokens.length) return t("caption-give", { h, next: word(run, now.t + 1) });
    return t(scored(run, now.t) ? "caption-give-last" : "caption-give-end", { h });
  }
  const args = { token, before: sub("h", placeOf(run, now.t - 1)), x: sub("x", placeOf(run, now.t)), side: side(run) };
  const empty = now.t === 0 && before(run, 0).every((value) => value === 0);
  if (isAbove(run))
    return t(empty ? "caption-enter-first-above" : "caption-enter-above", { ...args, n: String(run.layer) });
  if (!isSeries(run) && isNumber(run.tokens[now.t] ?? "")) return t("caption-enter-number", args);
  return t(empty ? "caption-enter-first" : "caption-enter", args);
}

/** A is at work: nothing has left it yet. @param {Run} run @param {Moment} now @param {string} h */
function making(run, { phase }, h) {
  if (!isPlain(run.cell)) return t("caption-gates", { h });
  if (phase === "squash" && run.nonlinearity === "identity") return t("caption-squash-identity", { h });
  return t(`caption-${phase}`, { h, f: run.nonlinearity ?? "tanh" });
}

/** @param {Run} run @param {Moment} now */
function backward(run, now) {
  const last = run.tokens.length - 1;
  const at = run.loss_at ?? last;
  const h = sub("h", placeOf(run, at));
  if (isBelow(run) && now.phase === "arrive") return fromAbove(run, now.t);
  if (now.t > at && !isBelow(run))
    return t("caption-loss-earlier", { h, at: word(run, at), here: sub("h", placeOf(run, now.t)) });
  if (now.t === at && now.phase === "arrive" && !isBelow(run)) return asked(run, h);
  if (last === 0) return t("caption-back-only", { h });
  if (now.t === 0) return arrived(run);
  return isBelow(run) && joins(run, now.t - 1) ? meets(run, now.t) : leaves(run, now.t);
}

/** What comes down from the layer that reads this one. @param {Run} run @param {number} at */
function fromAbove(run, at) {
  const args = { h: sub("h", placeOf(run, at)), n: String((run.layer ?? 0) + 2) };
  return t(joins(run, at) ? "caption-from-above" : "caption-nothing-above", args);
}

/** Where the memory comes from, and the gradient goes to. @param {Run} run */
const side = (run) => t(readsBack(run) ? "side-right" : "side-left");

/** What the loss asks, and of which state. @param {Run} run @param {string} h */
function asked(run, h) {
  // a vocabulary of one word leaves nothing to be wrong about
  if (!isSeries(run) && run.loss === 0 && new Set(run.tokens).size === 1) return t("caption-loss-certain");
  const args = {
    h,
    first: word(run, run.target ?? 0),
    loss: short(run.loss),
    side: side(run),
    class: String(run.target ?? 0),
  };
  if (asksNext(run) && run.loss_at != null)
    return t(run.objective === "forecast" ? "caption-loss-forecast-one" : "caption-loss-next-one", {
      ...args,
      next: word(run, placeOf(run, placeOf(run, run.loss_at) + 1)),
    });
  return t(
    run.objective === "recall" && run.target ? "caption-loss-recall-word" : `caption-loss-${run.objective}`,
    args,
  );
}

/** Whether the loss looks at h_t. @param {Run} run @param {number} at */
const scored = (run, at) =>
  asksNext(run) && run.loss_at == null ? at + 1 < run.tokens.length : at === (run.loss_at ?? run.tokens.length - 1);

/** From x_t to its neighbour, where the layer above puts in something more. @param {Run} run @param {number} at */
const meets = (run, at) =>
  t(level(run, at) === null ? "caption-back-starts-above" : "caption-back-down-above", {
    token: word(run, at),
    before: word(run, at - 1),
    h: sub("h", placeOf(run, at - 1)),
    n: String((run.layer ?? 0) + 2),
  });

/** From x_t to its left neighbour, where the loss may put in something more. @param {Run} run @param {number} at */
function leaves(run, at) {
  const [here, { log10: there, told }] = [level(run, at), carried(run, at - 1)];
  const [token, neighbour] = [word(run, at), word(run, at - 1)];
  const h = sub("h", placeOf(run, at - 1));
  if (here === null && joins(run, at - 1)) return t("caption-back-starts", { token, h });
  const args = {
    token,
    before: neighbour,
    slope: slopeName(run),
    change: !told ? "unsaid" : there === null || here === null ? "gone" : there >= here ? "wider" : "thinner",
    ratio: !told || there === null || here === null ? "" : ratio(there - here),
  };
  if (joins(run, at - 1)) return t("caption-back-joined", { ...args, h });
  return t(factsOf(run.cell).direct === "" ? "caption-back-rnn" : "caption-back-gated", args);
}

/** At the beginning of the sentence: how much of what set out is left. @param {Run} run */
function arrived(run) {
  const token = word(run, 0);
  const end = level(run, 0);
  const source = findLast(run.steps, (step) => step.log10_grad_norm !== null);
  if (end === null || source?.log10_grad_norm == null) return t("caption-back-end-gone", { token });
  const many = run.steps.filter((step) => step.log10_injected_norm != null).length > 1;
  if (many || isJoined(run))
    return t("caption-back-end-all", { token, h: sub("h", placeOf(run, 0)), norm: power(end) });
  return t("caption-back-end", {
    token,
    h: sub("h", placeOf(run, source.t)),
    ratio: ratio(end - source.log10_grad_norm),
  });
}

/** @param {Run} run @param {number} at */
const level = (run, at) => /** @type {Step} */ (run.steps[at]).log10_grad_norm;

/** A factor in words: "1/36", "2.4 times", "10^{−9}". @param {number} log10 */
export function ratio(log10) {
  if (Math.abs(log10) > FRACTION) return power(log10);
  if (log10 >= 0) return t("ratio-times", { n: short(10 ** log10) });
  const n = 10 ** -log10;
  return t("ratio-part", { n: n < 9.95 ? n.toFixed(1) : String(Math.round(n)) });
}

/** A power of ten, its exponent to be raised. @param {number} log10 */
export const power = (log10) => `10^{${exponent(log10)}}`;
