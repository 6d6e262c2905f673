/**
 * What a person's own number for one element of a step says: right, right but rounded, or wrong, and then which single
 * term or step left out, doubled or turned explains it.
 * @import {Run} from "../types.js"
 * @import {Sum, Term} from "./sums.js"
 */
import { before, matrix, slice } from "./algebra.js";
import { isPlain } from "./facts.js";

/**
 * What explains a wrong number; `term` is the place of the term in the sum, where it is one.
 * @typedef {{kind: string, term: number | null, other?: number}} Slip
 */
/** @typedef {{verdict: "right" | "rounded" | "wrong", slip: Slip | null}} Judgement */

/** A number that agrees to this many decimals is right: nobody computes more by hand. */
const FINE = 4;
/** The slips that a number of one decimal is enough for. */
const COMMON = ["no-squash", "missing-bias"];
/** Intermediate results that were rounded may move the last digit by one. */
const LAST = 1.01;

/** The decimals that a text has: "0.50" has 2; a power of ten counts. @param {string} text */
export function decimals(text) {
  const [figures = "", power = "0"] = text.trim().toLowerCase().split("e");
  return Math.max((figures.split(/[.,]/)[1]?.length ?? 0) - Number(power), 0);
}

/**
 * Whether a typed number is this value, as far as its decimals go.
 * @param {number} typed
 * @param {number} value
 * @param {number} places
 */
const agrees = (typed, value, places) => Math.abs(typed - value) <= 0.5 * 10 ** -Math.min(places, FINE) * LAST + 1e-12;

/** What squashes a sum. @param {string} f @param {number} a */
export function squashed(f, a) {
  if (f === "σ") return 1 / (1 + Math.exp(-a));
  if (f === "relu") return Math.max(a, 0);
  return f === "identity" ? a : Math.tanh(a);
}

/**
 * @param {number} typed
 * @param {number} places its decimals
 * @param {number} value
 * @param {{sum: Sum | null, others?: number[], crossed?: {kind: string, total: number}[]}} known how the value comes
 *   about; `others`: the whole vector; `crossed`: the sum with a matrix turned over
 * @returns {Judgement}
 */
export function judge(typed, places, value, known) {
  if (Math.abs(typed - value) <= 0.5 * 10 ** -FINE * LAST) return { verdict: "right", slip: null };
  const near = places > 0 && Math.abs(typed - value) <= 10 ** -places * (places > 1 ? LAST : 0.5);
  if (near) return { verdict: "rounded", slip: null };
  return { verdict: "wrong", slip: slipOf(typed, places, value, known) };
}

/** @param {number} typed @param {number} places @param {number} value @param {Parameters<typeof judge>[3]} known @returns {Slip | null} */
function slipOf(typed, places, value, { sum, others = [], crossed = [] }) {
  const fits = (/** @type {number} */ candidate) =>
    !agrees(value, candidate, places) && agrees(typed, candidate, places);
  // one decimal is near too many numbers: only what is left out most often is told by it
  const told = (/** @type {Slip} */ { kind }) => places > 1 || COMMON.includes(kind);
  const found = sum ? slips(sum, crossed).find((each) => told(each.slip) && fits(each.value)) : null;
  if (found) return found.slip;
  if (fits(-value)) return { kind: "negative", term: null };
  if (places < 2) return null;
  const other = others.findIndex((each, j) => j !== sum?.unit && fits(each));
  return other < 0 ? null : { kind: "other-unit", term: null, other };
}

/**
 * Every slip that is looked for, with the number that it gives: first those of the squashing alone, then those of the sum.
 * @param {Sum} sum
 * @param {{kind: string, total: number}[]} crossed
 */
function slips(sum, crossed) {
  const { terms, total, squash } = sum;
  const f = squash?.f ?? "identity";
  const sums = [...slipsOfSum(terms, total), ...crossed.map(({ kind, total: a }) => ({ slip: slip(kind), a }))];
  const whole = [
    { slip: slip("no-squash"), value: total },
    { slip: slip("other-squash"), value: squashed(otherOf(f), total) },
  ];
  const squash1 = sums.map(({ slip: own, a }) => ({ slip: own, value: squashed(f, a) }));
  // two slips at once: the sum's, and the function forgotten
  const bare = sums.map(({ slip: own, a }) => ({ slip: { ...own, kind: `${own.kind}+no-squash` }, value: a }));
  return squash && f !== "identity" ? [...whole, ...squash1, ...bare] : squash1;
}

/** The function that is taken for another. @param {string} f */
const otherOf = (f) => (f === "σ" ? "tanh" : "σ");

/** @param {string} kind @param {number | null} [term] @returns {Slip} */
const slip = (kind, term = null) => ({ kind, term });

/** @param {Term[]} terms @param {number} total */
function slipsOfSum(terms, total) {
  const of = (/** @type {string} */ kind) =>
    terms.filter((term) => term.kind === kind).reduce((all, { product }) => all + product, 0);
  const each = (/** @type {string} */ kind, /** @type {number} */ factor) =>
    terms.map(({ kind: whose, product }, i) => ({
      slip: slip(whose === "bias" ? `${kind}-bias` : kind, i),
      a: total + factor * product,
    }));
  // one product alone cannot be missing, and twice it is no slip
  if (terms.length < 2) return each("sign", -2);
  const groups = Object.entries({ recurrent: "no-memory", input: "no-input" }).map(([kind, name]) => ({
    slip: slip(name),
    a: total - of(kind),
  }));
  const bias = {
    slip: slip(
      "missing-bias",
      terms.findIndex(({ kind }) => kind === "bias"),
    ),
    a: total - of("bias"),
  };
  return [bias, ...each("missing", -1), ...each("sign", -2), ...groups, ...each("twice", 1)];
}

/**
 * The first of a person's products that is not the sum's; null where all are right.
 * @param {{typed: number | null, places: number}[]} tried one a term; null where nothing is written
 * @param {Sum} sum
 */
export function firstWrong(tried, { terms }) {
  const at = tried.findIndex(
    ({ typed, places }, i) => typed !== null && !agrees(typed, Number(terms[i]?.product), places),
  );
  return at < 0 ? null : at;
}

/** The sum with a square matrix turned over. @param {Run} shown @param {number} step @param {Sum} sum */
export function crossedSums(shown, step, sum) {
  const gate = isPlain(shown.cell) ? "a" : sum.part;
  return [
    ["recurrent", "hh", before(shown, step)],
    ["input", "ih", shown.steps[step]?.x ?? []],
  ].flatMap(([kind, name, values]) => {
    const rows = slice(shown, matrix(shown, `rnn.weight_${name}_l0`), gate);
    if (rows.length !== rows[0]?.length || sum.terms.some((term) => term.kind === "state")) return [];
    const over = /** @type {number[]} */ (values).reduce(
      (all, value, i) => all + Number(rows[i]?.[sum.unit]) * value,
      0,
    );
    const own = sum.terms.filter((term) => term.kind === kind).reduce((all, { product }) => all + product, 0);
    return [{ kind: kind === "recurrent" ? "turned-memory" : "turned-input", total: sum.total - own + over }];
  });
}
