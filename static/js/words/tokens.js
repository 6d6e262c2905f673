/** Tokens as a sentence can hold them. */
import { isBlank } from "../pen/token-text.js";
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

/** Whether a token looks like a number, which a reader may take its x for. @param {string} token */
export const isNumber = (token) => /^[-−+]?\d+(?:[.,]\d+)*%?$/.test(token);
