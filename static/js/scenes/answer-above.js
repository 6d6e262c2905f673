/**
 * What the network answers above a step: where each step is asked for the next word, a few bars over every h_t; where the
 * loss is taken earlier than at the end, over that one. The right word is the lowest, next to h_t: its gap is the loss.
 * @import {Mark, Run} from "../types.js"
 * @import {Said} from "../run/head.js"
 * @import {Options} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { percent, sub } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { fitted, textWidth } from "../pen/text-width.js";
import { askedAt, isSummed, saidAt, saysAbove } from "../run/head.js";
import { question } from "../words/head.js";
import { tokenName } from "../words/tokens.js";
import { ANSWER, LINES, whole } from "./layout.js";

const SIZE = 12;
const [BAR, HIGH, GAP, NAMES] = [60, 12, 6, 96];

/**
 * @param {Run} run
 * @param {number} k the step
 * @param {Options} options
 * @returns {Mark | null}
 */
export function above(run, k, { at, window }) {
  if (isSummed(run) && askedAt(run) === k && k < at.T - 1) return sumMark(at.place(k), window);
  if (!saysAbove(run, k)) return null;
  const said = saidAt(run, k, LINES.words);
  if (!said) return null;
  const one = askedAt(run) >= 0;
  const others = said.words.filter((each) => each !== said.right).sort((a, b) => b.share - a.share);
  const rows = said.right ? [...others, said.right] : others;
  const names = Math.min(NAMES, at.pitch - 16 - BAR - GAP);
  const left = -(BAR + GAP + names) / 2;
  const first = ANSWER.line * ((one ? 1 : 0) + LINES.words - rows.length);
  return mark(
    "g",
    { key: "answer", class: "answer above" },
    one && heading(run, window),
    ...rows.map((each, i) => bar(k, each, { left, names, y: first + ANSWER.line * i, window })),
  );
}

/** @param {Run} run @param {Options["window"]} window */
function heading(run, window) {
  const text = question(run);
  return whole(window, 0, textWidth(text, 13) / 2) && mark("text", { class: "question", x: 0, y: 15 }, text);
}

/** @param {number} place @param {Options["window"]} window */
const sumMark = (place, window) =>
  whole(window, 0, 40)
    ? mark("text", { key: "answer", class: "answer missing middle", x: 0, y: 15 }, `L = Σ ${sub("h", place)}`)
    : null;

/**
 * @param {number} k
 * @param {Said} said
 * @param {{left: number, names: number, y: number, window: Options["window"]}} place
 */
function bar(k, { word, index, share, right }, { left, names, y, window }) {
  const middle = y + ANSWER.line / 2;
  const length = BAR * share;
  const number = percent(share);
  const text = fitted(tokenName(word), SIZE, names - 8 - textWidth(number, SIZE));
  const from = left + BAR + GAP;
  const rect = (/** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ width) =>
    mark("rect", { class: name, x: round(x), y: middle - HIGH / 2, width: round(width), height: HIGH, rx: 2 });
  return mark(
    "g",
    { class: right ? "said right" : "said", "data-answer": `${k}:${index}` },
    mark("rect", { class: "sensitive", x: round(left), y, width: round(BAR + GAP + names), height: ANSWER.line }),
    text !== tokenName(word) && mark("title", {}, word),
    !right && rect("frame", left, BAR),
    right && share < 1 && rect("gap", left, BAR - length),
    length > 0 && rect("share", left + BAR - length, length),
    right && rect("frame", left, BAR),
    whole(window, from + names / 2, names / 2) &&
      mark("text", { class: "name", x: round(from), y: middle + 4 }, `${text} ${number}`),
  );
}
