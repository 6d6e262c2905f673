/**
 * Rows and tables of coloured cells, with their numbers where there is room and as one image where there are too many.
 * @import {Mark, Scheme} from "../types.js"
 */
import { faintly, short } from "../numbers.js";
import { colour, gradientColour, gradientInk, ink } from "../scales.js";
import { mark } from "../svg.js";
import { raster } from "./raster.js";
import { round } from "./vectors.js";

/** Past this many cells a table is one image. */
const MOST_MARKS = 300;
/** A number needs this much room, in px. */
const NUMBER = { height: 14, signed: 32, violet: 38 };

/** How a table's values turn into colour, ink and text. @typedef {{fill: (value: number) => string, on: (value: number) => string, text: (value: number) => string, room: number}} Paint */

/** @param {number} value */
export const log10Of = (value) => (value === 0 ? null : Math.log10(Math.abs(value)));

/** Signed values: blue to orange. @param {Scheme} scheme @param {number} [domain] @returns {Paint} */
export const signedPaint = (scheme, domain) => ({
  fill: (value) => colour(value, scheme, domain),
  on: (value) => ink(value, scheme, domain),
  text: short,
  room: NUMBER.signed,
});

/** Gradients: violet, on the absolute log scale. @param {Scheme} scheme @returns {Paint} */
export const violetPaint = (scheme) => ({
  fill: (value) => gradientColour(log10Of(value), scheme),
  on: (value) => gradientInk(log10Of(value), scheme),
  text: faintly,
  room: NUMBER.violet,
});

/**
 * A table: rows of values in a box.
 * @param {number[][]} rows
 * @param {{x: number, y: number, width: number, height: number, paint: Paint, owner: object, name: string, numbers?: boolean, strong?: boolean}} options
 *   `owner` and `name` say whose image it is where it is one: equal names must be equal numbers and colours
 * @returns {Mark}
 */
export function table(rows, { x, y, width, height, paint, owner, name, numbers = true, strong = false }) {
  const columns = rows[0]?.length ?? 0;
  const [w, h] = [width / Math.max(columns, 1), height / Math.max(rows.length, 1)];
  if (columns * rows.length > MOST_MARKS) {
    const href = raster(owner, name, () => rows, paint.fill, "");
    const attrs = { x: round(x), y: round(y), width: round(width), height: round(height), preserveAspectRatio: "none" };
    return mark("image", { href, ...attrs, class: w >= 1 && h >= 1 ? "raster" : "" });
  }
  const gap = Math.min(w, h) > 10 ? 1.5 : Math.min(w, h) > 4 ? 0.5 : 0;
  const written = numbers && w >= paint.room && h >= NUMBER.height;
  const cells = rows.flatMap((row, i) =>
    row.flatMap((value, j) => {
      const [left, top] = [round(x + j * w), round(y + i * h)];
      const cell = mark("rect", {
        x: left + gap / 2,
        y: top + gap / 2,
        width: round(w - gap),
        height: round(h - gap),
        rx: gap > 1 ? 2 : 0,
        fill: paint.fill(value),
      });
      if (!written) return [cell];
      const attrs = { class: strong ? "number strong" : "number", x: round(left + w / 2), y: round(top + h / 2 + 4.5) };
      return [cell, mark("text", { ...attrs, fill: paint.on(value) }, paint.text(value))];
    }),
  );
  return mark("g", { class: "table" }, ...cells);
}

/** Where a place stands in a table: [row, column], or null. @param {{x: number, y: number, width: number, height: number}} box @param {number} rows @param {number} columns @param {number} px @param {number} py @returns {[number, number] | null} */
export function cellAt(box, rows, columns, px, py) {
  const [i, j] = [Math.floor(((py - box.y) / box.height) * rows), Math.floor(((px - box.x) / box.width) * columns)];
  return i >= 0 && i < rows && j >= 0 && j < columns ? [i, j] : null;
}
