/** Tokens as a sentence can hold them. */
/** @import {Run} from "../types.js" */
import { letters } from "../pen/graphemes.js";
import { short, sub } from "../pen/numbers.js";
import { isBlank } from "../pen/token-text.js";
import { placeOf, readsBack } from "../run/reading-order.js";
import { isLabelled, isSeries, readBy } from "../run/series.js";
import { t } from "./i18n.js";

/** Longer words are cut in a tip. */
const LONGEST = 24;
/** Longer words are cut in a caption, so that it keeps to its 70 characters. */
const IN_CAPTION = 12;

/** A token by what a reader calls it: a space has a name. @param {string | undefined} token */
export const tokenName = (token = "") => (isBlank(token) ? t("token-space") : token);

/** The same, cut where it is long. @param {string | undefined} token */
export const brief = (token) => cut(tokenName(token), LONGEST);

/** A text of at most so many UTF-16 units, cut between what a reader calls letters. @param {string} text @param {number} most */
export function cut(text, most) {
  if (text.length <= most) return text;
  let kept = "";
  for (const letter of letters(text)) {
    if (kept.length + letter.length >= most) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** A row of more numbers than this is called by its name alone. */
const WRITTEN = 3;

/**
 * What a step read, as a sentence names it: a word, "x₃ = 0.51", or with a label "1874 (x₃ = 0.51)".
 * @param {Run} run
 * @param {number} at
 * @param {(token: string | undefined) => string} [word] how a word is said
 */
export function named(run, at, word = tokenName) {
  if (!isSeries(run)) return word(run.tokens[at]);
  const row = readBy(run)[at] ?? [];
  const values = row.map(short).join(", ");
  const x = sub("x", placeOf(run, at));
  const said = row.length > WRITTEN ? x : `${x} = ${row.length > 1 ? `(${values})` : values}`;
  return isLabelled(run) ? `${run.tokens[at]} (${said})` : said;
}

/** What a step read, as a caption has room for it: a quoted word, a label, "x₃ = 0.51" or x₃. @param {Run} run @param {number} at */
export function inCaption(run, at) {
  if (!isSeries(run)) return t("quoted", { token: cut(tokenName(run.tokens[at]), IN_CAPTION) });
  if (isLabelled(run)) return cut(String(run.tokens[at]), IN_CAPTION);
  const row = readBy(run)[at] ?? [];
  const x = sub("x", placeOf(run, at));
  return row.length === 1 ? `${x} = ${row.map(short)}` : x;
}

/** What one step reads, as the catalogues choose by it: "number", "id", "word", "char" or "jamo". @param {Run} run */
export const unitOf = (run) =>
  isSeries(run) ? "number" : run.asked?.token_ids ? "id" : (run.asked?.tokenizer ?? "word");

/** Whether a token looks like a number, which a reader may take its x for. @param {string} token */
export const isNumber = (token) => /^[-−+]?\d+(?:[.,]\d+)*%?$/.test(token);

/** Longer numbers are cut where it is said that they fell apart: the sentence is long. */
const SIGNED = 6;

/**
 * A number that fell into two words, its sign and the rest, where a step reads the rest: “-1”, as a caption has room for
 * it; else null. A dash between letters or figures is no sign: 3-1, F-16.
 * @param {Run} run
 * @param {number} at
 */
export function signed(run, at) {
  const [sign = "", token = ""] = [run.tokens[readsBack(run) ? at + 1 : at - 1], run.tokens[at]];
  if (unitOf(run) !== "word" || !/^[-−+]$/.test(sign) || !isNumber(token)) return null;
  const whole = sign + token;
  const written = whole.replace(/[+.]/g, "\\$&");
  const apart = new RegExp(`(?:^|[^\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, "u");
  return apart.test(run.asked?.sentence ?? whole) ? t("quoted", { token: cut(whole, SIGNED) }) : null;
}
