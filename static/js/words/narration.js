/**
 * What happens at the playhead, in the reader's words: the label (STEP 3) and one short sentence a phase. A result is
 * told in the phase in which the picture makes it, not before: percent for a step, the whole way at the beginning.
 * @import {Moment, Run, Step} from "../types.js"
 */

import { exponent, short, sub } from "../pen/numbers.js";
import { before } from "../run/algebra.js";
import { carried, joins } from "../run/between.js";
import { factsOf, isPlain } from "../run/facts.js";
import { asksMany, asksNext } from "../run/objectives.js";
import { isAbove, isBelow, isJoined, placeOf } from "../run/reading-order.js";
import { isSeries, readBy } from "../run/series.js";
import { sourceOf } from "../run/source.js";
import { slopeName } from "../run/squashes.js";
import { isCut, isTruncated } from "../run/truncation.js";
import { t } from "./i18n.js";
import { powerWords } from "./power-words.js";
import { inCaption, isNumber, signed, unitOf } from "./tokens.js";

/** No caption has more characters than this, whatever the words that are read. */
export const MOST = 70;

/** Ratios down to this are said as a share; beyond, as a power of ten. */
const FRACTION = 6;
/** Shares down to 1/10 are said in percent; below, as 1 over a whole number. */
const TENTH = Math.log10(9.95);
/** Shares of a step from this to its inverse, as log10, are said in percent. */
const PERCENT = 4;

/**
 * @param {Run} run
 * @param {Moment} now
 * @returns {{label: string, text: string}}
 */
export function narrate(run, now) {
  return now.backward
    ? { label: t("step-backward", { n: String(stepNumber(now)) }), text: backward(run, now) }
    : { label: t("step-forward", { n: String(stepNumber(now)) }), text: forward(run, now) };
}

/** What is said where all is read and nothing plays yet. @param {Run} run */
export const finished = (run) =>
  t("caption-finished", { n: run.tokens.length, unit: (readBy(run)[0]?.length ?? 0) > 1 ? "row" : unitOf(run) });

/** The number in the label: two for each step forward, one for each step back. @param {Moment} now */
export const stepNumber = (now) => (now.backward ? now.k + 1 : 2 * now.k + (gives(now) ? 2 : 1));

/** The second half of a step: A gives h_t. @param {Moment} now */
const gives = ({ phase }) => phase === "add" || phase === "squash" || phase === "emit";

/** What a phase of step t speaks of. @param {Run} run @param {number} at */
const names = (run, at) => ({
  token: inCaption(run, at),
  h: sub("h", placeOf(run, at)),
  before: sub("h", placeOf(run, at - 1)),
  x: sub("x", placeOf(run, at)),
  n: String(run.layer ?? 0),
  unit: unitOf(run),
});

/** @param {Run} run @param {Moment} now */
function forward(run, { t: at, phase }) {
  const args = { ...names(run, at), f: run.nonlinearity ?? "tanh" };
  if (phase === "input") return enters(run, at, args);
  if (phase === "emit") return leavesUpward(run, at, args);
  if (!isPlain(run.cell)) return t(phase === "squash" ? "caption-gates" : `caption-${phase}-gates`, args);
  return t(phase === "squash" && args.f === "identity" ? "caption-squash-identity" : `caption-${phase}`, args);
}

/** @param {Run} run @param {number} at @param {ReturnType<typeof names>} args */
function enters(run, at, args) {
  const empty = at === 0 && before(run, 0).every((value) => value === 0);
  const kind = empty ? "caption-enter-first" : "caption-enter";
  if (isAbove(run)) return t(`${kind}-above`, args);
  if (isSeries(run) || !isNumber(run.tokens[at] ?? "")) return t(kind, args);
  const whole = signed(run, at);
  return whole ? t("caption-enter-signed", { ...args, whole }) : t("caption-enter-number", args);
}

/** @param {Run} run @param {number} at @param {ReturnType<typeof names>} args */
function leavesUpward(run, at, args) {
  if (at + 1 < run.tokens.length) return t("caption-give", { ...args, next: inCaption(run, at + 1) });
  return t(scored(run, at) ? "caption-give-last" : "caption-give-end", args);
}

/** @param {Run} run @param {Moment} now */
function backward(run, { t: at, phase }) {
  const source = sourceOf(run);
  const asksAt = run.loss_at ?? run.tokens.length - 1;
  if (source < 0)
    return t(at === asksAt ? asked(run).key : "caption-back-none", { ...asked(run).args, ...names(run, at) });
  if (at > source) return nothingYet(run, at, source);
  if (level(run, at) === null && isTruncated(run)) return t("caption-back-beyond-cut", names(run, at));
  if (level(run, at) === null) return t(at === 0 ? "caption-back-end-gone" : "caption-back-gone", names(run, at));
  if (phase === "arrive") return arrives(run, at, source);
  if (phase === "slope") return slopes(run, at);
  if (isCut(run, at)) return t("caption-back-cut");
  if (phase === "weight") return matrix(run, at);
  return at === 0 ? reached(run, source) : leaves(run, at);
}

/**
 * Before the gradient sets out: nothing comes back from a state that no loss looks at.
 * @param {Run} run
 * @param {number} at
 * @param {number} source
 */
const nothingYet = (run, at, source) =>
  t(isBelow(run) ? "caption-nothing-above" : "caption-loss-earlier", {
    ...names(run, at),
    n: String((run.layer ?? 0) + 2),
    here: sub("h", placeOf(run, at)),
    h: sub("h", placeOf(run, source)),
  });

/** @param {Run} run @param {number} at @param {number} source */
function arrives(run, at, source) {
  const args = { ...names(run, at), n: String((run.layer ?? 0) + 2) };
  const joined = joins(run, at);
  if (joined && at < source && isNothing(carried(run, at)))
    return t(isBelow(run) ? "caption-back-restarts-above" : "caption-back-restarts", args);
  if (isBelow(run) && at === source) return t("caption-from-above", args);
  if (isBelow(run)) return t(joined ? "caption-back-joined-above" : "caption-back-arrives", args);
  if (at === source) return t(asked(run).key, { ...args, ...asked(run).args });
  if (at > 0 || isJoined(run)) return t(joined ? "caption-back-joined" : "caption-back-arrives", args);
  return t("caption-back-arrives-first", { ...args, ...ofAll(way(run, source)) });
}

/** What the loss asks, and of which state. @param {Run} run @returns {{key: string, args: Record<string, string>}} */
function asked(run) {
  // a vocabulary of one word leaves nothing to be wrong about
  if (!isSeries(run) && run.loss === 0 && new Set(run.tokens).size === 1)
    return { key: "caption-loss-certain", args: { unit: unitOf(run) } };
  const one = asksNext(run) && run.loss_at != null;
  const next = one ? inCaption(run, placeOf(run, placeOf(run, Number(run.loss_at)) + 1)) : "";
  const args = {
    h: sub("h", placeOf(run, run.loss_at ?? run.tokens.length - 1)),
    first: inCaption(run, run.objective === "recall" ? (run.target ?? 0) : 0),
    loss: short(run.loss),
    class: String(run.target ?? 0),
    next,
    unit: unitOf(run),
  };
  if (one) return { key: run.objective === "forecast" ? "caption-loss-forecast-one" : "caption-loss-next-one", args };
  return {
    key: run.objective === "recall" && run.target ? "caption-loss-recall-word" : `caption-loss-${run.objective}`,
    args,
  };
}

/** Whether the loss looks at h_t. @param {Run} run @param {number} at */
const scored = (run, at) =>
  asksMany(run) && run.loss_at == null
    ? !asksNext(run) || at + 1 < run.tokens.length
    : at === (run.loss_at ?? run.tokens.length - 1);

/** What the slopes leave of it: in a plain cell all of it passes them. @param {Run} run @param {number} at */
function slopes(run, at) {
  const { direct } = factsOf(run.cell);
  if (!isPlain(run.cell)) return t(direct === "c" ? "caption-back-slope-c" : "caption-back-slope-gates");
  const gain = run.steps[at]?.pointwise_gain;
  const args = { slope: slopeName(run), ...(gain == null ? {} : left(gain === 0 ? null : Math.log10(gain))) };
  return t(gain == null ? "caption-back-slope-untold" : "caption-back-slope", args);
}

/** What is left of it before it leaves for the step before. @param {Run} run @param {number} at */
function matrix(run, at) {
  const { direct } = factsOf(run.cell);
  const key = `caption-back-weight${isPlain(run.cell) ? "" : direct === "c" ? "-c" : "-gates"}`;
  const { log10, told } = at > 0 ? carried(run, at - 1) : beyondFirst(run);
  return told ? t(key, left(log10 === null ? null : log10 - Number(level(run, at)))) : t(`${key}-untold`);
}

/**
 * What leaves the first step for the state that it began with. Where several layers or directions began with one, only
 * what went through the matrix is known of each.
 * @param {Run} run
 */
function beyondFirst(run) {
  const { pointwise_gain: gain, log10_recurrent_norm: through = null } = /** @type {Step} */ (run.steps[0]);
  if (factsOf(run.cell).direct !== "h") return { log10: through, told: gain != null };
  const log10 = run.log10_initial_grad_norm?.h;
  return { log10: log10 ?? null, told: log10 !== undefined && (run.num_layers ?? 1) === 1 && !run.bidirectional };
}

/** A share of what came to a step, as a sentence takes it. @param {number | null} log10 */
function left(log10) {
  if (log10 === null) return { change: "gone", share: "" };
  return { change: log10 > 0 && percent(log10) !== "100%" ? "more" : "less", share: percent(log10) };
}

/** A share in percent: "94%", "0.31%", "10^{−6.20}". @param {number} log10 */
export function percent(log10) {
  if (Math.abs(log10) > PERCENT) return power(log10);
  const share = 100 * 10 ** log10;
  return `${share >= 9.95 ? Math.round(share) : Number(share.toPrecision(2))}%`;
}

/** Whether exactly nothing flows. @param {{log10: number | null, told: boolean}} carried */
const isNothing = ({ log10, told }) => told && log10 === null;

/** From x_t to its neighbour, where the loss may put in something more. @param {Run} run @param {number} at */
function leaves(run, at) {
  const goes = carried(run, at - 1);
  const args = { ...names(run, at - 1), n: String((run.layer ?? 0) + 2) };
  if (isNothing(goes)) return t("caption-back-stops", args);
  if (joins(run, at - 1)) return t(isBelow(run) ? "caption-back-meets-above" : "caption-back-meets", args);
  return t("caption-back-leaves", { ...args, norm: power(Number(goes.log10)) });
}

/** log10 of what became of the gradient on its whole way. @param {Run} run @param {number} source */
const way = (run, source) => Number(level(run, 0)) - Number(level(run, source));

/** What became of all that set out, as a sentence takes it. @param {number} log10 */
const ofAll = (log10) => ({
  ratio: (log10 < -FRACTION && powerWords(log10)) || ratio(log10),
  change: log10 < 0 ? "less" : "more",
});

/** At the beginning of the reading: how much of what set out is left. @param {Run} run @param {number} source */
function reached(run, source) {
  const args = { ...names(run, 0), norm: power(Number(level(run, 0))) };
  if (source === 0) return t("caption-back-only", args);
  if (isJoined(run)) return t(isBelow(run) ? "caption-back-end-above" : "caption-back-end-all", args);
  const change = way(run, source);
  const said = { ...args, ...ofAll(change), h: sub("h", placeOf(run, source)), power: power(change) };
  if (Math.abs(change) <= FRACTION) return t("caption-back-end", said);
  return t(change < 0 && powerWords(change) ? "caption-back-end-words" : "caption-back-end-far", said);
}

/** @param {Run} run @param {number} at */
const level = (run, at) => /** @type {Step} */ (run.steps[at]).log10_grad_norm;

/** A factor in words: "43%", "1/36", "2.40 times", "10^{−9.00}", "10^{9.00} times". @param {number} log10 */
export function ratio(log10) {
  if (log10 >= 0) return t("ratio-times", { n: log10 > FRACTION ? power(log10) : short(10 ** log10) });
  if (log10 < -FRACTION) return power(log10);
  if (-log10 < TENTH) return percent(log10);
  return t("ratio-part", { n: String(Math.round(10 ** -log10)) });
}

/** A power of ten, its exponent to be raised. @param {number} log10 */
export const power = (log10) => `10^{${exponent(log10)}}`;
