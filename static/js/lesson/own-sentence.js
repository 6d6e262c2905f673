/**
 * Which sentence a paragraph reads: the reader's own where it suits, else one that stands in for it, and why.
 * @import {Stop} from "../types.js"
 */

/** How many words a reader's sentence has where it is read: seen whole on the stage, of any length, or very long. */
const SUITS = { short: [3, 7], own: [3, Infinity], long: [12, Infinity] };
/** A longer text, in characters, is not taken for the reader's own sentence. */
const LONGEST = 2000;

/** @param {string} sentence */
const wordsOf = (sentence) => sentence.trim().split(/\s+/);

/** Whether what is typed at the top can be the reader's own sentence. @param {string} sentence */
export const ownable = (sentence) => sentence.length <= LONGEST && suits("own", sentence) === "own";

/**
 * How a reader's sentence suits a paragraph: "none" where there is no such sentence or the paragraph has its own, "own"
 * where it is read, "few" and "many" words where another stands in.
 * @param {Stop["sentence"]} kind
 * @param {string | null} own
 * @returns {"none" | "own" | "few" | "many"}
 */
export function suits(kind, own) {
  if (!kind || own === null) return "none";
  const [fewest, most] = SUITS[kind];
  const n = wordsOf(own).length;
  // of one word alone, however often, the first is no question
  return n < Number(fewest) || new Set(wordsOf(own)).size < 2 ? "few" : n > Number(most) ? "many" : "own";
}
