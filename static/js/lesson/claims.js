/**
 * What the lesson says in numbers: each claim is read from the run that is shown, as text. A word that depends on the run
 * (rose or fell, yes or no) is a claim as well, so that the sentence follows the numbers and never the other way round.
 * @import {Claims, Run, Step} from "../types.js"
 */

import { short, signed, sub } from "../pen/numbers.js";
import { at, before, slope } from "../run/algebra.js";
import { weightGradientAt } from "../run/backprop.js";
import { sourceOf } from "../run/source.js";
import { gateSum, sum } from "../run/sums.js";
import { about } from "../words/about.js";
import { t } from "../words/i18n.js";
import { percent as inPercent, power, ratio } from "../words/narration.js";
import { tokenName } from "../words/tokens.js";

/** The unit that the lesson follows, and the step at which it opens A: “am” in “i am a boy”. */
export const UNIT = 0;
const AT = 1;
/** What tanh leaves of a sum: above the first share it is almost all, below the second it is pressed hard. */
const PRESSED = [0.9, 2 / 3];
/** Beyond 1/1,000 and 1,000 times, as log10, a factor is a power of ten. */
const READABLE = 3;
/** What the options of "what will become of it?" are called. */
const FATES = ["faded", "stayed", "grew"];
/** A gradient below this share of its first size counts as no longer felt. */
const FELT = 0.01;

/** @param {Run} run @param {number} t @returns {Step} */
const step = (run, t) => /** @type {Step} */ (run.steps.at(t));

/** @param {readonly number[]} vector */
const length = (vector) => Math.hypot(...vector);

/** @param {number[]} values */
const mean = (values) => values.reduce((all, value) => all + value, 0) / values.length;

/** A share of one as it is said: "27%" without its sign. @param {number} share */
const percent = (share) => String(Math.round(100 * share));

/**
 * A size as a plain number where it is one, else as a power of ten; "0" for exactly nothing.
 * @param {number | null | undefined} log10
 */
export function sizeText(log10) {
  if (log10 == null) return "0";
  return Math.abs(log10) < READABLE ? String(Number((10 ** log10).toPrecision(2))) : power(log10);
}

/** log10 of the factor by which the gradient changes on its whole way; null where nothing arrives. @param {Run} run */
export function way(run) {
  const [set, came] = [step(run, sourceOf(run)).log10_grad_norm, step(run, 0).log10_grad_norm];
  return set == null || came == null ? null : came - set;
}

/** What became of it: "gone", "faded" below a half, "grew" beyond twice, else "stayed". @param {Run} run */
const ending = (run) => (way(run) === null ? "gone" : String(FATES[fate(run)]));

/** The same as a factor in words, a power of ten where a fraction would be hard to read. @param {Run} run */
const arrives = (run) => {
  const left = way(run);
  if (left === null) return "0";
  if (Math.abs(left) <= READABLE) return ratio(left);
  return left > 0 ? t("ratio-times", { n: power(left) }) : power(left);
};

/** The same as a person says it: "about a third". @param {Run} run */
const roughly = (run) => about(way(run));

/** What stands beside these words for those who want the number: "7.7%", "10^{−8.34}", "7.40 times". @param {Run} run */
const exactly = (run) => {
  const left = way(run);
  return left === null || left > 0 ? arrives(run) : inPercent(left);
};

/** @param {Run} run @returns {Claims} */
export const sizes = (run) => ({
  T: String(run.tokens.length),
  H: String(run.hidden_size),
  I: String(run.input_size),
  less: String(run.tokens.length - 1),
  first: tokenName(run.tokens[0]),
  second: tokenName(run.tokens[AT]),
  before: tokenName(run.tokens.at(-2)),
  last: tokenName(run.tokens.at(-1)),
  hEnd: sub("h", run.tokens.length - 1),
  hBefore: sub("h", run.tokens.length - 2),
});

/** How many numbers W_x, W_h and b hold: b is one vector in the formula. @param {Run} run @returns {Claims} */
export const weights = (run) => {
  const [H, I] = [run.hidden_size, run.input_size];
  return { ...sizes(run), n: String(H * I + H * H + H) };
};

/** The recurrent matrices of a run. @param {Run} run */
export const matrices = (run) => Object.keys(run.parameters ?? {}).filter((name) => /weight_hh/.test(name)).length;

/** How many numbers the recurrent layer has as PyTorch keeps them. @param {Run} run */
export const kept = (run) =>
  Object.entries(run.parameters ?? {})
    .filter(([name]) => name.startsWith("rnn."))
    .reduce((all, [, values]) => all + values.flat().length, 0);

/** @param {Run} run @returns {Claims} */
export function parameters(run) {
  const [H, I, T] = [run.hidden_size, run.input_size, run.tokens.length];
  const one = H * I + H * H + H;
  const n = kept(run);
  return { ...sizes(run), one: String(one), n: String(n), each: String(n * T), wx: String(H * I), wh: String(H * H) };
}

/** The followed unit at every step: h0, h1, … @param {Run} run @returns {Claims} */
export const unitPath = (run) =>
  Object.fromEntries(run.steps.slice(0, 4).map(({ h }, t) => [`h${t}`, short(at(h, UNIT))]));

/**
 * What the followed unit would be at the opened step if nothing had been read before, and what it is.
 * @param {Run} run
 * @returns {Claims}
 */
export function turn(run) {
  const { fromInput, fromRecurrent, bias } = sum(run, AT, UNIT);
  return {
    h0: short(at(before(run, AT), UNIT)),
    h1: short(at(step(run, AT).h, UNIT)),
    input: signed(fromInput),
    memory: signed(fromRecurrent),
    alone: short(Math.tanh(fromInput + bias)),
    made: ["input", "both", "memory"][makers(run)] ?? "",
  };
}

/**
 * What the state of the opened step is made from: 0 its word alone, 1 that and the memory, 2 the memory alone.
 * @param {Run} run
 */
export function makers(run) {
  const moved = (/** @type {"fromInput" | "fromRecurrent"} */ from) =>
    step(run, AT).h.some((_, unit) => sum(run, AT, unit)[from] !== 0);
  return moved("fromRecurrent") ? (moved("fromInput") ? 1 : 2) : 0;
}

/** What is left of the sentence at its end. @param {Run} run @returns {Claims} */
export const remains = (run) => ({ ...sizes(run), norm: short(length(step(run, -1).h)) });

/** The place of the largest product in the followed unit's sum. @param {Run} run */
export function largestTerm(run) {
  const products = gateSum(run, AT, "a", UNIT).terms.map(({ kind, product }) =>
    kind === "bias" ? 0 : Math.abs(product),
  );
  return products.indexOf(Math.max(...products));
}

/** @param {Run} run @returns {Claims} */
export function product(run) {
  const { terms } = gateSum(run, AT, "a", UNIT);
  const term = terms[largestTerm(run)];
  const [weight, value] = [at(term?.factors, 0), at(term?.factors, 1)];
  return {
    ...sizes(run),
    n: String(run.hidden_size + run.input_size),
    index: String(term?.index),
    source: term?.kind === "recurrent" ? "memory" : "input",
    value: short(value),
    weight: short(weight),
    product: signed(Number(term?.product)),
  };
}

/** @param {Run} run @returns {Claims} */
export function sums(run) {
  const { fromInput, fromRecurrent, bias, a } = sum(run, AT, UNIT);
  return {
    ...sizes(run),
    input: signed(fromInput),
    memory: signed(fromRecurrent),
    bias: signed(bias),
    a: short(a),
  };
}

/** How much of the followed unit's sum tanh leaves: 0 almost all of it, 1 somewhat less, 2 much less. @param {Run} run */
export function squeeze(run) {
  const { a } = sum(run, AT, UNIT);
  const left = a === 0 ? 1 : at(step(run, AT).h, UNIT) / a;
  return PRESSED.filter((border) => left < border).length;
}

/** @param {Run} run @returns {Claims} */
export function squashed(run) {
  const { a } = sum(run, AT, UNIT);
  const h = at(step(run, AT).h, UNIT);
  return {
    ...sizes(run),
    a: short(a),
    h: short(h),
    slope: short(slope(a, h, run.nonlinearity)),
    left: percent(a === 0 ? 1 : h / a),
    way: ["little", "some", "much"][squeeze(run)] ?? "",
  };
}

/** The loss of recall, and the probability that it is the logarithm of. @param {Run} run @returns {Claims} */
export const loss = (run) => ({
  ...sizes(run),
  loss: short(run.loss),
  percent: (100 * Math.exp(-run.loss)).toFixed(1),
  seed: String(run.asked?.seed ?? 0),
});

/** The gradient at both ends of its way. @param {Run} run @returns {Claims} */
export function ends(run) {
  return {
    ...sizes(run),
    end: sizeText(step(run, -1).log10_grad_norm),
    start: sizeText(step(run, 0).log10_grad_norm),
    ratio: arrives(run),
    about: roughly(run),
    exact: exactly(run),
    way: ending(run),
  };
}

/** Where the gradient is clearly larger: 0 at its end, 1 at its beginning, 2 nowhere: neither has twice the other. @param {Run} run */
export const larger = (run) => [0, 2, 1][fate(run)] ?? -1;

/** The gradient where it sets out. @param {Run} run @returns {Claims} */
export function setsOut(run) {
  const g = at(step(run, -1).grad ?? [], UNIT);
  return {
    ...sizes(run),
    g: short(g),
    wish: g > 0 ? "smaller" : "larger",
    norm: sizeText(step(run, -1).log10_grad_norm),
  };
}

/** One step back from the last state. @param {Run} run @returns {Claims} */
export const stepBack = (run) => ({
  ...sizes(run),
  from: sizeText(step(run, -1).log10_grad_norm),
  to: sizeText(step(run, -2).log10_grad_norm),
  way: Number(step(run, -2).log10_grad_norm) > Number(step(run, -1).log10_grad_norm) ? "grew" : "shrank",
});

/**
 * What each step puts into the gradient of W_h: ‖h_{t-1} ⊗ ∂L/∂a_t‖; whether the later always puts more.
 * @param {Run} run
 * @returns {Claims}
 */
export function shares(run) {
  const all = run.tokens.map((_, t) => length((weightGradientAt(run, t) ?? []).flat()));
  const loud = all.every((value, t) => t === 0 || value > Number(all[t - 1]));
  const [end, before, first] = [all.at(-1), all.at(-2), all[0]].map((value) => short(Number(value)));
  return { ...sizes(run), sEnd: end ?? "", sBefore: before ?? "", s0: first ?? "", loud: loud ? "yes" : "no" };
}

/** The ledger's two gains from the last state to the one before it. @param {Run} run @returns {Claims} */
export function gains(run) {
  const { pointwise_gain: slopes, weight_gain: matrix } = step(run, -1);
  return {
    ...sizes(run),
    slope: short(Number(slopes)),
    weight: short(Number(matrix)),
    both: short(Number(slopes) * Number(matrix)),
    factors: String(2 * sourceOf(run)),
  };
}

/** The unit farthest from 0 in the whole run, and what its slope lets through. @param {Run} run @returns {Claims} */
export function farthest(run) {
  const all = run.steps.flatMap(({ h, t }) => h.map((value, j) => ({ value, j, t })));
  const { value, j, t } = all.reduce((most, each) => (Math.abs(each.value) > Math.abs(most.value) ? each : most));
  return { unit: String(j), token: tokenName(run.tokens[t]), value: short(value), slope: short(1 - value * value) };
}

/** Less than half, about as much, more than twice: 0, 1, 2. @param {Run} run */
export const fate = (run) => {
  const left = way(run) ?? Number.NEGATIVE_INFINITY;
  return left < Math.log10(0.5) ? 0 : left <= Math.log10(2) ? 1 : 2;
};

/** @param {Run} run @returns {Claims} */
export const scaled = (run) => ({
  ...sizes(run),
  rho: short(Number(run.asked?.spectral_radius)),
  ratio: arrives(run),
  about: roughly(run),
  exact: exactly(run),
  fate: ending(run),
  ...blame(run),
});

/** What the slopes and W_h multiplied the gradient by on its whole way: the ledger's two sums. @param {Run} run @returns {Claims} */
function blame(run) {
  const passed = run.steps.slice(1, sourceOf(run) + 1);
  const gain = (/** @type {"pointwise_gain" | "weight_gain"} */ name) =>
    passed.some((each) => each[name] === 0)
      ? null
      : passed.reduce((all, each) => all + Math.log10(Number(each[name] ?? 1)), 0);
  return { slope: sizeText(gain("pointwise_gain")), weight: sizeText(gain("weight_gain")) };
}

/**
 * How much of the gradient arrives over n steps: 0 at least 1/n, as if each step took an equal bit; 1 at least 1/2ⁿ, as if
 * each kept half; 2 less.
 * @param {Run} run
 */
export function order(run) {
  const [left, steps] = [way(run) ?? Number.NEGATIVE_INFINITY, sourceOf(run)];
  return [-Math.log10(steps), -steps * Math.log10(2)].filter((border) => left < border).length;
}

/** How a gradient fades over a long way. @param {Run} run @returns {Claims} */
export function fading(run) {
  const steps = sourceOf(run);
  const left = way(run);
  const each = left === null ? 0 : 10 ** (left / Math.max(steps, 1));
  const tenth = left !== null && left < 0 ? (-steps / left).toFixed(1) : "";
  const felt = run.steps.filter(
    ({ log10_grad_norm: norm }) => norm != null && norm - Number(step(run, steps).log10_grad_norm) >= Math.log10(FELT),
  ).length;
  return {
    T: String(run.tokens.length),
    steps: String(steps),
    first: tokenName(run.tokens[0]),
    last: tokenName(run.tokens[steps]),
    ratio: arrives(run),
    about: roughly(run),
    exact: exactly(run),
    one:
      left === null
        ? "0"
        : short(10 ** (Number(step(run, steps - 1).log10_grad_norm) - Number(step(run, steps).log10_grad_norm))),
    halves: about(-steps * Math.log10(2)),
    factor: each.toFixed(3),
    power: left === null ? "0" : power(left),
    tenth,
    way: ending(run),
    single: single(run) ? "yes" : "no",
    felt: String(felt),
    all: felt === run.tokens.length ? "yes" : "no",
  };
}

/** Whether one step alone did most of the change. @param {Run} run */
function single(run) {
  const levels = run.steps.slice(0, sourceOf(run) + 1).map(({ log10_grad_norm: level }) => level);
  const whole = way(run);
  if (whole === null) return true;
  const changes = levels.slice(1).map((level, t) => Number(levels[t]) - Number(level));
  return changes.some((each) => each * Math.sign(whole) > Math.abs(whole) / 2);
}

/** The same text in other pieces. @param {Run} run @param {Record<string, Run>} beside @returns {Claims} */
export const pieces = (run, { words }) => ({
  T: String(run.tokens.length),
  words: String(words?.tokens.length),
  ratio: arrives(run),
  about: roughly(run),
  exact: exactly(run),
  before: words ? arrives(words) : "",
});

/** The LSTM's followed unit at the opened step. @param {Run} run @returns {Claims} */
export function cellState(run) {
  const { gates, c } = step(run, AT);
  return {
    ...sizes(run),
    f: percent(at(gates.f, UNIT)),
    i: percent(at(gates.i, UNIT)),
    g: short(at(gates.g, UNIT)),
    c0: short(at(before(run, AT, "c"), UNIT)),
    c1: short(at(c, UNIT)),
  };
}

/** The GRU's followed unit at the opened step. @param {Run} run @returns {Claims} */
export function update(run) {
  const { gates, h } = step(run, AT);
  return {
    ...sizes(run),
    z: percent(at(gates.z, UNIT)),
    n: short(at(gates.n, UNIT)),
    h0: short(at(before(run, AT), UNIT)),
    h1: short(at(h, UNIT)),
  };
}

/** The cells in the order of the options: RNN, GRU, LSTM. @param {Run} run @param {Record<string, Run>} beside */
const ranked = (run, { rnn, gru }) => [rnn, gru, run].map((each) => (each && way(each)) ?? Number.NEGATIVE_INFINITY);

/** Which of the three brings back most: 0, 1, 2. @param {Run} run @param {Record<string, Run>} beside */
export const best = (run, beside) => ranked(run, beside).indexOf(Math.max(...ranked(run, beside)));

/** @param {Run} run @param {Record<string, Run>} beside @returns {Claims} */
export function three(run, beside) {
  const names = ["rnn", "gru", "lstm"];
  const all = ranked(run, beside);
  return {
    ...sizes(run),
    rnn: beside.rnn ? arrives(beside.rnn) : "",
    gru: beside.gru ? arrives(beside.gru) : "",
    lstm: arrives(run),
    best: names[best(run, beside)] ?? "",
    worst: names[all.indexOf(Math.min(...all))] ?? "",
  };
}

/**
 * How far the forget gates are open, on an average of units and steps, and what comes back.
 * @param {Run} run
 * @param {Record<string, Run>} beside
 * @returns {Claims}
 */
export function opened(run, { shut }) {
  const open = (/** @type {Run | undefined} */ each) =>
    each ? percent(mean(each.steps.slice(1).flatMap(({ gates }) => gates.f ?? []))) : "";
  return {
    ...sizes(run),
    bias: String(run.asked?.forget_bias ?? 0),
    f: open(run),
    before: open(shut),
    ratio: arrives(run),
    about: roughly(run),
    exact: exactly(run),
    was: shut ? exactly(shut) : "",
    waned: shut ? roughly(shut) : "",
    helps: shut && (way(run) ?? Number.NEGATIVE_INFINITY) > (way(shut) ?? Number.NEGATIVE_INFINITY) ? "yes" : "no",
  };
}
