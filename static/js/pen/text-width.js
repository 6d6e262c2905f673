/** Widths of words before they are drawn: a scene is pure, so it cannot ask the browser. Estimates err on the wide side. */

import { letters } from "./graphemes.js";

const WIDE = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u;

/** @param {string} character @param {number} size px */
const advance = (character, size) =>
  size *
  (WIDE.test(character) ? 1.05 : /[MWmw@%]/.test(character) ? 0.9 : /[ijltfI.,:;'’!|()]/.test(character) ? 0.36 : 0.6);

/** The same words come again and again; this many widths are kept. */
const KEPT = 4000;
/** @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {number} size px */
export function textWidth(text, size) {
  const known = widths.get(text);
  if (known !== undefined) return known * size;
  if (widths.size > KEPT) widths.clear();
  const width = letters(text).reduce((sum, letter) => sum + advance(letter, 1), 0);
  widths.set(text, width);
  return width * size;
}

/** The width of the figures of a number at 12 px, all alike. */
const FIGURE = 7.35;
/** @type {Record<string, number>} */
const OTHERS = { ".": 2.7, "·": 3.3, "%": 10.5 };
const RAISED = 4.5;
const BOLDER = 1.045;

/** How wide a number is, in px, as .number writes it. @param {string} text @param {boolean} [strong] */
export const numberWidth = (text, strong = false) =>
  [...text].reduce((sum, each) => sum + (OTHERS[each] ?? (/[⁰¹²³⁴-⁹⁻]/.test(each) ? RAISED : FIGURE)), 0) *
  (strong ? BOLDER : 1);

/**
 * As much of a text as fits, with an ellipsis where it was cut.
 * @param {string} text
 * @param {number} size
 * @param {number} most
 */
export function fitted(text, size, most) {
  if (textWidth(text, size) <= most) return text;
  let kept = "";
  let width = advance("…", size);
  for (const letter of letters(text)) {
    width += advance(letter, size);
    if (width > most) break;
    kept += letter;
  }
  return `${kept}…`;
}
