/**
 * One sentence cut three ways: what is asked for each, and where each token stands in the text.
 * @import {Fields, GrainRun} from "../types.js"
 */

import { stretches } from "../run/grains.js";
import { COUNTS } from "./address.js";
import { fetchLean } from "./api.js";

/** From coarse to fine. */
export const GRAINS = ["word", "char", "jamo"];

/** Sentences that show something, by the language they are in; `lab-LANGUAGE-NAME` is the sentence, `…-why` what to look for. @type {Record<string, string[]>} */
export const EXAMPLES = {
  korean: ["honorific", "relative", "negation", "garden", "list"],
  english: ["agreement", "relative", "negation", "garden", "list"],
};

/** A longer text has no room for its letters. */
export const LONGEST = 160;

const HANGUL = /[가-힣]/;

/** Whether a text has syllables to take apart. @param {string} text */
const hasHangul = (text) => HANGUL.test(text.normalize("NFC"));

/** Whether the page's own sentence can be shown as it is. @param {string} text */
export const suits = (text) => hasHangul(text) && text.length <= LONGEST;

/** How a text can be cut: without Hangul, letters and characters are the same. @param {string} text */
export const grainsOf = (text) => (hasHangul(text) ? GRAINS : GRAINS.slice(0, 2));

/** The page's network on another text; the loss stands at its end, and asks for its beginning. @param {Fields} fields @param {string} sentence @param {string} grain @returns {Fields} */
export const fieldsOf = (fields, sentence, grain) => ({
  ...fields,
  sentence: sentence.trim(),
  tokenizer: grain,
  loss_at: null,
  target: null,
});

const REMEMBERED = 96;
/** @type {Map<string, GrainRun>} */
const known = new Map();

/**
 * The sentence read by words, characters and letters; what was answered before is not asked for again.
 * @param {Fields} fields the page's own
 * @param {string} sentence
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<GrainRun[]>}
 */
export const read = (fields, sentence, options) =>
  Promise.all(grainsOf(sentence).map((grain) => reading(grain, fieldsOf(fields, sentence, grain), options)));

/** @param {string} grain @param {Fields} fields @param {{lang: string, signal: AbortSignal}} options */
async function reading(grain, fields, options) {
  const key = JSON.stringify(Object.entries(fields).filter(([name]) => COUNTS[name]?.(fields) !== false));
  const before = known.get(key);
  if (before) return before;
  const run = await fetchLean(fields, [], options);
  const answer = { grain, run, spans: stretches(fields.sentence, run.tokens) };
  known.set(key, answer);
  for (const oldest of known.keys()) if (known.size > REMEMBERED) known.delete(oldest);
  return answer;
}
