/**
 * Many numbers as few pixels: a column a step, a row a unit. Each pixel takes the number that is under its middle,
 * so that what is seen at a place is the number of that place, never a mixture.
 * @import {Run, Scheme} from "../types.js"
 */
import { gradientIndex, gradientRamp, signedIndex, signedRamp } from "../pen/colours.js";

/** From this many px a column (a row) on, a gap sets it apart from the next. */
const ROOM = { column: 5, row: 3 };
const GAP = { column: 2, row: 1 };

/** @typedef {{data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number}} Pixels */
/** @typedef {{width: number, height: number, ratio: number, scheme: Scheme}} Size in px; `ratio` device pixels each */

/** The states: h of unit j at step t. @param {Run} run @param {Size} size @returns {Pixels} */
export const states = (run, size) =>
  paintPixels(run.steps.length, run.hidden_size, signedRamp(size.scheme), size, (t, j) =>
    signedIndex(run.steps[t]?.h[j] ?? 0),
  );

/**
 * The gradients, in the order in which they are reached: the last step comes first. Where the components are not
 * known (left out, or beyond a double), all of them have the norm.
 * @param {Run} run @param {Size} size @returns {Pixels}
 */
export const gradients = (run, size) => {
  const T = run.steps.length;
  return paintPixels(T, run.hidden_size, gradientRamp(size.scheme), size, (k, j) => {
    const step = run.steps[T - 1 - k];
    if (!step?.grad) return gradientIndex(step?.log10_grad_norm ?? null);
    const value = Math.abs(step.grad[j] ?? 0);
    return gradientIndex(value === 0 ? null : Math.log10(value));
  });
};

/**
 * @param {number} columns
 * @param {number} rows
 * @param {string[]} palette "rgb(r, g, b)" by level
 * @param {Size} size
 * @param {(column: number, row: number) => number} shade the level of a cell
 * @returns {Pixels}
 */
export function paintPixels(columns, rows, palette, { width, height, ratio }, shade) {
  const [w, h] = [Math.max(Math.round(width * ratio), 1), Math.max(Math.round(height * ratio), 1)];
  const colours = palette.map((css) => css.match(/\d+/g)?.map(Number) ?? [0, 0, 0]);
  const across = cellsOfPixels(w, columns, width / columns >= ROOM.column ? GAP.column * ratio : 0);
  const down = cellsOfPixels(h, rows, height / rows >= ROOM.row ? GAP.row * ratio : 0);
  const data = new Uint8ClampedArray(w * h * 4);
  for (const [y, row] of down.entries()) {
    if (row < 0) continue;
    if (y && down[y - 1] === row) {
      data.copyWithin(y * w * 4, (y - 1) * w * 4, y * w * 4);
      continue;
    }
    for (const [x, column] of across.entries()) {
      if (column < 0) continue;
      const [r, g, b] = colours[shade(column, row)] ?? [0, 0, 0];
      data.set([Number(r), Number(g), Number(b), 255], (y * w + x) * 4);
    }
  }
  return { data, width: w, height: h };
}

/**
 * Which of n cells each of `length` pixels shows; −1 is a gap.
 * @param {number} length
 * @param {number} n
 * @param {number} gap device pixels
 */
export function cellsOfPixels(length, n, gap) {
  const at = (/** @type {number} */ pixel) => Math.floor(((pixel + 0.5) * n) / length);
  return Array.from({ length }, (_, pixel) => {
    const cell = at(pixel);
    return cell + 1 < n && at(pixel + Math.round(gap)) > cell ? -1 : cell;
  });
}
