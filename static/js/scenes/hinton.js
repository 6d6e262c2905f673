/**
 * A matrix of gradient as tiles whose area is a share's size beside the largest: above its row's line where L grows with
 * the weight, below it where L falls (after G. Hinton's diagrams of weights). Row i is an input, column j a unit.
 * @import {Mark, Rect} from "../types.js"
 */

import { pathOf } from "../pen/bar-boxes.js";
import { gradientOpacity } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

/** The air between the tiles of two cells, px; fine cells have less. */
const GAP = 1.5;
const FINE = 8;

/** The largest size in a matrix. @param {number[][]} rows */
export const largestOf = (rows) =>
  rows.reduce((top, row) => row.reduce((most, value) => Math.max(most, Math.abs(value)), top), 0);

/**
 * The tile of a cell: its area is `share` of the largest tile's.
 * @param {number} share −1…1
 * @param {Rect} cell
 * @returns {Rect}
 */
export function tileOf(share, { x, y, width, height }) {
  const side = Math.sqrt(Math.abs(share));
  const gap = Math.min(width, height) < FINE ? GAP / 3 : GAP;
  const [wide, high] = [(width - gap) * side, ((height - gap) / 2) * side];
  const middle = y + height / 2;
  return { x: x + (width - wide) / 2, y: share > 0 ? middle - high : middle, width: wide, height: high };
}

/**
 * @param {number[][]} rows (H, H), or its last rows
 * @param {Rect & {of: number, most: number, log10: number | null}} options `of`: how many rows the whole matrix has;
 *   `most`: its largest size; `log10`: its norm, null for an exact zero
 * @returns {Mark}
 */
export function tiles(rows, { x, y, width, height, of, most, log10 }) {
  const [w, h] = [width / Math.max(rows[0]?.length ?? 1, 1), height / of];
  const first = of - rows.length;
  const paths = { up: "", down: "" };
  if (most > 0)
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        if (value === 0) return;
        const cell = { x: x + j * w, y: y + (first + i) * h, width: w, height: h };
        paths[value > 0 ? "up" : "down"] += pathOf(tileOf(value / most, cell));
      });
    });
  const opacity = log10 === null ? null : round(gradientOpacity(log10));
  const drawn = Object.entries(paths).map(([name, d]) => mark("path", { key: name, class: name, d }));
  return mark("g", { class: "gradient-bars tiles", opacity }, ...drawn);
}
