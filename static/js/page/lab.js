/**
 * One sentence cut three ways: what is asked for each, and where each token is in the text.
 * @import {Fields, GrainRun} from "../types.js"
 */

import { stretches } from "../run/grains.js";
import { keyOf } from "./address.js";
import { answers } from "./answers.js";
import { fetchLean } from "./api.js";
import { drawnAlike, isDrawn, readsText } from "./network.js";

/** From coarse to fine. */
export const GRAINS = ["word", "char", "jamo"];

/**
 * Sentences that show something, by the language they are in; `lab-LANGUAGE-NAME` is the sentence, `…-why` what to
 * look for.
 * @type {Record<string, string[]>}
 */
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

/**
 * The page's network on another text, or one drawn alike where that cannot read it; the loss is at its end, and asks
 * for its beginning.
 * @param {Fields} fields
 * @param {string} sentence
 * @param {string} grain
 * @returns {Fields}
 */
export const fieldsOf = (fields, sentence, grain) => ({
  ...(isDrawn(fields) && readsText(fields) ? fields : drawnAlike(fields)),
  sentence: sentence.trim(),
  tokenizer: grain,
  loss_at: null,
  target: null,
  // of a layer or direction that is looked at, the steps would be others, and the beginning could be the end
  layer: null,
  direction: "forward",
});

/** @type {ReturnType<typeof answers<GrainRun>>} */
const known = answers(96);

/** @typedef {{lang: string, signal: AbortSignal}} Options */

/**
 * The sentence read by words, characters and letters; what was answered before is not asked for again.
 * @param {Fields} fields the page's own
 * @param {string} sentence
 * @param {Options} options
 * @returns {Promise<GrainRun[]>}
 */
export const fetchGrains = (fields, sentence, options) =>
  Promise.all(
    grainsOf(sentence).map((grain) => {
      const own = fieldsOf(fields, sentence, grain);
      return known.of(keyOf(own), () => fetchGrain(grain, own, options), options.signal);
    }),
  );

/** @param {string} grain @param {Fields} fields @param {Options} options @returns {Promise<GrainRun>} */
async function fetchGrain(grain, fields, options) {
  const run = await fetchLean(fields, [], options);
  return { grain, run, spans: stretches(fields.sentence, run.tokens) };
}
