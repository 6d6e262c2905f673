/**
 * What is said of a stored network beside its picture: words that it lacks, and what happens to them; else what to look
 * for.
 * @import {Saying, StoredNetwork} from "../types.js"
 */

/** So many words are listed; of more, the first. */
const LISTED = 14;
/** So many unknown words are quoted. */
const QUOTED = 3;

/**
 * @param {StoredNetwork} model
 * @param {{unknown: string[], refused: boolean}} read the words that it read <unk> for, and whether the text was refused
 * @returns {Saying[]}
 */
export function networkWords({ card, vocabulary }, { unknown, refused }) {
  if (refused && vocabulary?.length) return [["network-knows", known(vocabulary)]];
  if (unknown.length) return [unknownWords(unknown)];
  return card ? [["network-look-for", { text: card.look_for }]] : [];
}

/** @param {string[]} unknown @returns {Saying} */
function unknownWords(unknown) {
  const words = unknown
    .slice(0, QUOTED)
    .map((word) => `“${word}”`)
    .join(", ");
  const more = unknown.length - QUOTED;
  if (more > 0) return ["network-unknown-many", { words, more: String(more) }];
  return ["network-unknown", { words, n: unknown.length > 1 ? "several" : "one" }];
}

/** @param {string[]} vocabulary */
function known(vocabulary) {
  const own = vocabulary.filter((word) => word !== "<unk>");
  const list = own
    .slice(0, LISTED)
    .map((word) => (word === " " ? "␣" : word))
    .join("  ");
  return { n: String(own.length), list: own.length > LISTED ? `${list} …` : list };
}
