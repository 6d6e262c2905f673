/**
 * One sentence cut coarsely and finely: where each token is in the text, and what reaches the beginning.
 * @import {GrainRun, Span} from "../types.js"
 */
import { textWidth } from "../pen/text-width.js";
import { isJoined } from "./reading-order.js";
import { piecesOf } from "./text-pieces.js";

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
  for (const { text, t, count } of piecesOf(sentence.trim(), tokens)) {
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

/** log10‖∂L/∂h‖ at the beginning of the text; null is exactly zero. @param {GrainRun} reading */
export const reached = ({ run }) => run.steps[0]?.log10_grad_norm ?? null;

/**
 * log10 of the factor of one step back, on an average; null where nothing arrives, or where more joins in
 * on the way.
 * @param {GrainRun} reading
 */
export function perStep({ run }) {
  const [first, last] = [run.steps[0]?.log10_grad_norm, run.steps.at(-1)?.log10_grad_norm];
  if (first == null || last == null || run.steps.length < 2 || isJoined(run)) return null;
  return (first - last) / (run.steps.length - 1);
}

/** Factors of one step that differ by more than this, as a ratio, are not called alike. */
const ALIKE = 1.1;

/**
 * Whether what one step makes of the gradient is the same for every cut, as the lab may say of it.
 * @param {(number | null)[]} factors log10 by cut, as perStep gives them
 * @returns {"no" | "alike" | "apart"} "no" where one is not known
 */
export function likeness(factors) {
  const known = factors.filter((log10) => log10 !== null);
  if (known.length < factors.length) return "no";
  return Math.max(...known) - Math.min(...known) <= Math.log10(ALIKE) ? "alike" : "apart";
}
