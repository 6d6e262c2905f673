/** Tokens as a sentence can hold them. */
/** @import {Run} from "../types.js" */
import { short, sub } from "../pen/numbers.js";
import { isBlank } from "../pen/token-text.js";
import { placeOf } from "../run/reading.js";
import { isLabelled, isSeries, readBy } from "../run/series.js";
import { t } from "./i18n.js";

/** Longer words are cut in a caption, so that it keeps to two lines. */
const LONGEST = 24;

/** A token by what a reader calls it: a space has a name. @param {string | undefined} token */
export const spoken = (token = "") => (isBlank(token) ? t("token-space") : token);

/** The same, cut to the length of a caption. @param {string | undefined} token */
export function brief(token) {
  const said = spoken(token);
  return said.length > LONGEST ? `${said.slice(0, LONGEST - 1)}…` : said;
}

/** A row of more numbers than this is called by its name alone. */
const WRITTEN = 3;

/**
 * What a step read, as a sentence names it: a word, "x₃ = 0.51", or with a label "1874 (x₃ = 0.51)".
 * @param {Run} run
 * @param {number} at
 * @param {(token: string | undefined) => string} [word] how a word is said
 */
export function named(run, at, word = spoken) {
  if (!isSeries(run)) return word(run.tokens[at]);
  const row = readBy(run)[at] ?? [];
  const values = row.map(short).join(", ");
  const x = sub("x", placeOf(run, at));
  const said = row.length > WRITTEN ? x : `${x} = ${row.length > 1 ? `(${values})` : values}`;
  return isLabelled(run) ? `${run.tokens[at]} (${said})` : said;
}

/** Whether a token looks like a number, which a reader may take its x for. @param {string} token */
export const isNumber = (token) => /^[-−+]?\d+(?:[.,]\d+)*%?$/.test(token);
