/**
 * What the head makes of h_t: one sum for each word it knows (`linear`), and shares of 1 of them (`softmax`). The shares
 * are the answer's own; the sums follow from its weights. Shapes: H hidden size, C rows of the head.
 * @import {Predictions, Run} from "../types.js"
 * @import {Sum, Term} from "./sums.js"
 */
import { once } from "../pen/once.js";
import { asksMany, asksOf } from "./objectives.js";
import { isBelow, placeOf, readsBack } from "./reading-order.js";

/** The most words that are shown of a step. */
const MOST = 5;

/** A word that the head can say: its place in the vocabulary, its probability, whether it is the one asked for. */
/** @typedef {{word: string, index: number, share: number, right: boolean}} Said */
/** What is said at a step: the words to show, and how many others there are and their share together; −1: unknown. */
/** @typedef {{words: Said[], right: Said | null, others: number, rest: number}} Answer */
/** A word's sum W h + b, and log10 of e^sum and of what all words' add up to. */
/** @typedef {Sum & {log10: number, log10Total: number}} Logit */

/** Whether the loss is asked of what is shown, and of a word; then an answer includes what was said. @param {Run} run */
export const saysWords = (run) =>
  asksOf(run.objective).says && !isBelow(run) && Array.isArray(run.steps[0]?.predictions?.likeliest);

/** Whether the loss is the sum of an h that is shown. @param {Run} run */
export const isSummed = (run) => run.objective === "sum" && !isBelow(run);

/** The step at which the loss is taken; −1 where it is the mean of many. @param {Run} run */
export function askedAt({ objective, loss_at, tokens }) {
  if (loss_at !== null && loss_at !== undefined) return loss_at;
  return asksMany({ objective }) ? -1 : tokens.length - 1;
}

/** Whether the answer is where the chain ends. @param {Run} run */
export const endsInAnswer = (run) => (saysWords(run) || isSummed(run)) && askedAt(run) === run.tokens.length - 1;

/** Whether what is said is drawn above step k. @param {Run} run @param {number} k */
export const saysAbove = (run, k) => saysWords(run) && !endsInAnswer(run) && (askedAt(run) < 0 || askedAt(run) === k);

/** How many words the head knows; −1 where the answer does not say it. @param {Run} run */
function rowsOf({ objective, parameters, vocabulary = [] }) {
  const rows = parameters?.["linear.bias"]?.length ?? parameters?.["linear.weight"]?.length;
  return rows ?? (objective === "label" ? -1 : vocabulary.length);
}

/**
 * What is said at step k: in the order of the vocabulary where all of it is shown, else the likeliest first.
 * @param {Run} run
 * @param {number} k
 * @param {number} [most] how many words to show
 * @returns {Answer | null}
 */
export function saidAt(run, k, most = MOST) {
  const said = run.steps[k]?.predictions;
  return said?.likeliest ? once(run, `said ${k} ${most}`, () => answerOf(run, said, most)) : null;
}

/** @param {Run} run @param {Predictions} said @param {number} most @returns {Answer} */
function answerOf(run, { target: asked, target_probability = null, likeliest = [], likeliest_probability = [] }, most) {
  const target = /** @type {string | null} */ (asked ?? null);
  const rows = rowsOf(run);
  const indexOf = wordIndex(run, rows);
  const ranked = likeliest.map((word, i) => ({
    word,
    index: indexOf(word),
    share: Number(likeliest_probability[i]),
    right: word === target,
  }));
  const found = ranked.find(({ right }) => right);
  const right =
    found ??
    (target === null ? null : { word: target, index: indexOf(target), share: Number(target_probability), right: true });
  // the one asked for is always shown
  const first = ranked.slice(0, most);
  const words = right && !first.includes(right) ? [...ranked.slice(0, most - 1), right] : first;
  const others = rows < 0 ? -1 : rows - words.length;
  const rest = others === 0 ? 0 : Math.max(1 - words.reduce((all, { share }) => all + share, 0), 0);
  return { words: others === 0 ? [...words].sort((a, b) => a.index - b.index) : words, right, others, rest };
}

/** A word's row in the head: its place in the vocabulary; of a class without a word, its number. @param {Run} run @param {number} rows */
const wordIndex =
  ({ vocabulary = [] }, rows) =>
  (/** @type {string} */ word) =>
    vocabulary.length === rows || rows < 0 ? vocabulary.indexOf(word) : Number(word);

/**
 * How a word's sum came about: W h_t + b of its row. Null without the head's weights, and where it reads another
 * direction besides the one that is shown.
 * @param {Run} run
 * @param {number} k
 * @param {number} index the word's row
 * @returns {Logit | null}
 */
export function logitOf(run, k, index) {
  const head = headOf(run);
  const logits = head && logitsAt(run, k);
  if (!head || !logits || !(index in head.weight)) return null;
  const row = head.weight[index] ?? [];
  const recurrent = readAt(run, k).map(({ at, value }, j) => product("recurrent", j, "h", Number(row[at]), value));
  const b = head.bias[index] ?? 0;
  /** @type {Term[]} */
  const terms = [...recurrent, { kind: "bias", index: 0, names: ["b"], factors: [b], product: b }];
  return {
    part: "linear",
    unit: index,
    terms,
    total: Number(logits.each[index]),
    squash: null,
    log10: Number(logits.each[index]) / Math.LN10,
    log10Total: logits.log10Total,
  };
}

/** @param {Term["kind"]} kind @param {number} index @param {string} name @param {number} weight @param {number} value @returns {Term} */
const product = (kind, index, name, weight, value) => ({
  kind,
  index,
  names: ["W", name],
  factors: [weight, value],
  product: weight * value,
});

/**
 * The head's weights (C, H or 2H) and biases (C,), where all that it reads is known.
 * @param {Run} run
 */
function headOf(run) {
  const weight = /** @type {number[][] | undefined} */ (run.parameters?.["linear.weight"]);
  const read = run.hidden_size * (run.bidirectional ? 2 : 1);
  if (!weight || isBelow(run) || weight[0]?.length !== read || lacksOtherSide(run)) return null;
  return { weight, bias: /** @type {number[]} */ (run.parameters?.["linear.bias"] ?? []) };
}

/** h of a run's other direction, (T, H), by the place in the sentence: an answer has one of them. @type {WeakMap<Run, number[][]>} */
const others = new WeakMap();

/** Whether the head also reads a direction that has not been told. @param {Run} run */
export const lacksOtherSide = (run) => run.bidirectional === true && !others.has(run);

/** Tell h of the other direction, (T, H). @param {Run} run @param {number[][]} h by the place in the sentence */
export const tellOtherSide = (run, h) => void others.set(run, h);

/**
 * All that the head reads at step k, each number with its place in the head's rows: both directions, the forward one
 * first.
 * @param {Run} run
 * @param {number} k
 * @returns {{at: number, value: number}[]}
 */
function readAt(run, k) {
  const { h = [] } = run.steps[k] ?? {};
  const own = h.map((value, j) => ({ at: run.units?.[j] ?? j, value }));
  if (!run.bidirectional) return own;
  const H = run.hidden_size;
  const other = (others.get(run)?.[placeOf(run, k)] ?? []).map((value, j) => ({ at: j, value }));
  const [first, second] = readsBack(run) ? [other, own] : [own, other];
  return [...first, ...second.map(({ at, value }) => ({ at: at + H, value }))];
}

/** Every word's sum at step k, and log10 of Σ e^sum, which may be beyond a double. @param {Run} run @param {number} k */
const logitsAt = (run, k) =>
  once(run, `logits ${k}`, () => {
    const { weight, bias } = /** @type {NonNullable<ReturnType<typeof headOf>>} */ (headOf(run));
    const read = readAt(run, k);
    const each = weight.map((row, c) =>
      read.reduce((all, { at, value }) => all + Number(row[at]) * value, Number(bias[c] ?? 0)),
    );
    const largest = each.reduce((most, z) => Math.max(most, z), Number.NEGATIVE_INFINITY);
    const total = each.reduce((all, z) => all + Math.exp(z - largest), 0);
    return { each, log10Total: (largest + Math.log(total)) / Math.LN10 };
  });
