/**
 * One sentence cut three ways: what is asked for each, and where each token stands in the text.
 * @import {Fields, Run} from "../types.js"
 */

import { textWidth } from "../pen/text-width.js";
import { place } from "../run/spans.js";
import { COUNTS } from "./address.js";
import { fetchLean } from "./api.js";

/** From coarse to fine. */
export const GRAINS = ["word", "char", "jamo"];

/** @typedef {{grain: string, run: Run, spans: Span[]}} Reading one way to cut the sentence, and its answer */
/** @typedef {{from: number, to: number, text: string}} Span a token's stretch of the text, as shares of its length */

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

/**
 * Each token's stretch of the text as it would be set in one line, 0…1; the letters of a syllable share its place.
 * @param {string} sentence
 * @param {string[]} tokens
 * @returns {Span[]}
 */
export function stretches(sentence, tokens) {
  /** @type {Span[]} */
  const spans = [];
  let at = 0;
  for (const { text, t, count } of place(sentence.trim(), tokens)) {
    const wide = textWidth(text, 1);
    for (let i = 0; i < count; i++)
      spans.push({ from: at + (wide * i) / count, to: at + (wide * (i + 1)) / count, text: tokens[t + i] ?? "" });
    at += wide;
  }
  return spans.map(({ from, to, text }) => ({ from: from / at, to: to / at, text }));
}

/** The token at a place of the text, or the nearest. @param {Span[]} spans @param {number} share */
export function tokenAt(spans, share) {
  const found = spans.findIndex(({ to }) => share < to);
  return found < 0 ? spans.length - 1 : found;
}

/** The page's network on another text; the loss stands at its end, and asks for its beginning. @param {Fields} fields @param {string} sentence @param {string} grain @returns {Fields} */
export const fieldsOf = (fields, sentence, grain) => ({
  ...fields,
  sentence: sentence.trim(),
  tokenizer: grain,
  loss_at: null,
  target: null,
});

const REMEMBERED = 96;
/** @type {Map<string, Reading>} */
const known = new Map();

/**
 * The sentence read by words, characters and letters; what was answered before is not asked for again.
 * @param {Fields} fields the page's own
 * @param {string} sentence
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<Reading[]>}
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

/** log10‖∂L/∂h‖ at the beginning of the text; null is exactly zero. @param {Reading} reading */
export const reached = ({ run }) => run.steps[0]?.log10_grad_norm ?? null;

/** log10 of what one step back makes of the gradient, on an average; null where nothing arrives, or where more joins in on the way. @param {Reading} reading */
export function perStep({ run }) {
  const [first, last] = [run.steps[0]?.log10_grad_norm, run.steps.at(-1)?.log10_grad_norm];
  if (first == null || last == null || run.steps.length < 2 || run.objective === "next-token") return null;
  return (first - last) / (run.steps.length - 1);
}
