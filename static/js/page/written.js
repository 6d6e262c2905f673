/**
 * Vectors, tables and lists as an address writes them: rows parted by `;`, numbers by `,`. What is written otherwise
 * stays as it is, so that the server can say what is wrong with it.
 */

/** How numbers are written, here as on the server: whole ones in digits, the others as in JSON. */
export const WHOLE = /^-?\d+$/;
export const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** @param {string} text @param {RegExp} form @returns {number | null} */
export function number(text, form) {
  const value = Number(text);
  const exact = form === DECIMAL ? Number.isFinite(value) : Number.isSafeInteger(value);
  return form.test(text) && exact ? value : null;
}

/** @param {string} text @param {RegExp} form @returns {number[] | null} */
function numbers(text, form) {
  const row = text.split(",").map((part) => number(part.trim(), form));
  return row.some((value) => value === null) ? null : /** @type {number[]} */ (row);
}

/** "0.1,0.2" → [0.1, 0.2] @param {string} text */
export const readVector = (text) => numbers(text, DECIMAL) ?? text;

/** "1,2,3" → [1, 2, 3] @param {string} text */
export const readIds = (text) => numbers(text, WHOLE) ?? text;

/** Ids as a hand writes them, parted by spaces or commas; null where they are none. @param {string} text */
export const typedIds = (text) => numbers(text.trim().replace(/\s*,\s*|\s+/g, ","), WHOLE);

/** "1,0;0,1" → [[1, 0], [0, 1]]; the server says it where a row is longer than another. @param {string} text */
export function readTable(text) {
  const rows = text.split(";").map((row) => numbers(row, DECIMAL));
  return rows.some((row) => row === null) ? text : /** @type {number[][]} */ (rows);
}

/** "a;b" → ["a", "b"] @param {string} text */
export const readTexts = (text) => text.split(";");

/** A number in the fewest digits that give it back; a `+` would be a space in an address. @param {number} value */
const digits = (value) => String(value).replace("+", "");

/**
 * The text of a value, as `read…` reads it.
 * @param {unknown} value a number, a text, a list of either, or a table
 * @returns {string}
 */
export function writeList(value) {
  if (!Array.isArray(value)) return typeof value === "number" ? digits(value) : String(value);
  const apart = value.some((entry) => Array.isArray(entry) || typeof entry === "string") ? ";" : ",";
  return value.map(writeList).join(apart);
}
