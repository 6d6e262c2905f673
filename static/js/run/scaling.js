/**
 * Standardising: a network wants numbers of about ±1. Each column loses its mean and is divided by its standard
 * deviation (over all T, so that σ² is the mean square); what was done is kept, so that it can be said and undone.
 */

/** The decimals that a standardised number keeps: a link is to hold hundreds of them. */
const DECIMALS = 5;
/** Numbers that reach beyond this are standardised unless the reader says otherwise. */
const LARGE = 3;

/**
 * What a column lost: its mean, and the standard deviation that it was divided by. @typedef {[number, number]} Scale
 */

/** A number with few decimals. @param {number} value @param {number} decimals */
const few = (value, decimals) => Number(value.toFixed(Math.min(Math.max(decimals, 0), 100)));

/**
 * Mean and deviation of each column, to six significant digits; a column that never changes is divided by 1.
 * @param {number[][]} rows
 * @returns {Scale[]}
 */
export function scalesOf(rows) {
  return Array.from(rows[0] ?? [], (_, i) => {
    const [size, column] = normal(rows.map((row) => Number(row[i])));
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
    const spread = Number((size * deviation).toPrecision(6));
    return [Number((size * mean).toPrecision(6)), spread > 0 ? spread : 1];
  });
}

/**
 * The numbers as parts of the largest of them, so that no square leaves the range of a double.
 * @param {number[]} column
 * @returns {[number, number[]]}
 */
function normal(column) {
  const size = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return [size, column.map((value) => value / size)];
}

/** @param {number[][]} rows @param {Scale[]} scales */
export const standardised = (rows, scales) =>
  rows.map((row) => row.map((value, i) => few((value - Number(scales[i]?.[0])) / Number(scales[i]?.[1]), DECIMALS)));

/**
 * The numbers before that, to the digits that are still certain.
 * @param {number[][]} rows
 * @param {Scale[]} scales
 */
export const original = (rows, scales) =>
  rows.map((row) => row.map((value, i) => originally(value, /** @type {Scale} */ (scales[i]))));

/** @param {number} value @param {Scale} scale */
export function originally(value, [mean, deviation]) {
  const certain = Math.floor(DECIMALS - 0.5 - Math.log10(deviation));
  return few(value * deviation + mean, certain);
}

/**
 * Whether numbers are so large that they are standardised unless the reader says otherwise.
 * @param {number[][]} rows
 */
export const isLarge = (rows) => rows.some((row) => row.some((value) => Math.abs(value) > LARGE));

/** Whether scales from an address fit numbers of I columns. @param {unknown} scales @param {number} columns */
export const fits = (scales, columns) =>
  Array.isArray(scales) &&
  scales.length === columns &&
  scales.every((scale) => Array.isArray(scale) && scale.length === 2 && Number(scale[1]) > 0);
