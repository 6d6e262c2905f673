/**
 * Where two runs part, and whether they meet again: chosen from their differences alone (tests/js/test_claims.py).
 * @import {Pair, Run, Saying} from "../types.js"
 */

import { findLastIndex } from "../pen/last.js";
import { power } from "./narration.js";
import { brief } from "./tokens.js";

/** Runs whose difference falls below this part of its largest, in decades, have come near each other again. */
const NEAR = -1;

/**
 * @param {Pick<Run, "tokens" | "direction">} first
 * @param {Pick<Run, "tokens">} second
 * @param {Pair[]} pairs
 * @param {(number | null | undefined)[]} apart log10 at each pair, see differences.js
 * @returns {Saying[]}
 */
export function parting(first, second, pairs, apart) {
  const order = pairs.map((_, k) => k).filter((k) => apart[k] !== undefined);
  // the words are read from the right
  if (first.direction === "backward") order.reverse();
  const from = order.findIndex((k) => apart[k] !== null);
  if (order.length === 0) return [["beside-nothing", {}]];
  if (from < 0) return [[pairs.length > order.length ? "beside-longer" : "beside-same", {}]];
  const word = (/** @type {number} */ k) => wordOf(first, second, /** @type {Pair} */ (pairs[k]));
  const at = Number(order[from]);
  const parts = /** @type {Saying} */ (["beside-part", { word: word(at), size: power(Number(apart[at])) }]);
  return from === order.length - 1 ? [parts] : [parts, ending(order.slice(from), apart, word)];
}

/**
 * What becomes of the difference until the reading ends.
 * @param {number[]} order the pairs from where the runs part
 * @param {(number | null | undefined)[]} apart
 * @param {(k: number) => string} word
 * @returns {Saying}
 */
function ending(order, apart, word) {
  const level = (/** @type {number} */ k) => apart[k] ?? Number.NEGATIVE_INFINITY;
  const last = Number(order.at(-1));
  const peak = order.reduce((most, k) => (level(k) > level(most) ? k : most));
  const begins = peak === order[0] ? "yes" : "no";
  const args = { begins, peak: word(peak), most: power(level(peak)), last: word(last) };
  if (apart[last] === null) {
    const back = findLastIndex(order, (k) => apart[k] !== null) + 1;
    return ["beside-meet", { ...args, word: word(Number(order[back])) }];
  }
  const end = { ...args, size: power(level(last)), share: power(level(last) - level(peak)) };
  if (peak === last) return ["beside-farthest", end];
  return [level(last) - level(peak) <= NEAR ? "beside-near" : "beside-apart", end];
}

/**
 * The word of a pair: both words where they differ.
 * @param {Pick<Run, "tokens">} first
 * @param {Pick<Run, "tokens">} second
 * @param {Pair} pair
 */
function wordOf(first, second, { a, b }) {
  const [one, other] = [first.tokens[Number(a)], second.tokens[Number(b)]];
  return one === other ? brief(one) : `${brief(one)}/${brief(other)}`;
}
