/**
 * Rows and tables of coloured cells, with their numbers where there is room and as one image where there are too many.
 * @import {Mark, Rect, Scheme} from "../types.js"
 */

import { barBoxes } from "./bar-boxes.js";
import { colour, ink, sizeColour, sizeInk } from "./colours.js";
import { clamp, round } from "./math.js";
import { faintly, short, tight } from "./numbers.js";
import { once } from "./once.js";
import { raster } from "./raster.js";
import { mark } from "./svg.js";
import { numberWidth } from "./text-width.js";

/** Past this many cells a table is one image. */
const MOST_MARKS = 300;
/** Cells lower or narrower than this, in px, are too fine to be told apart: one path a shade. */
const FINE = 10;
/** The gap between fine cells, in px; the finest overlap their neighbours, so that no paper shows between them. */
const GAP = 0.5;
const SEAM = 0.15;
/** A number needs this much room, in px. */
const NUMBER = { height: 14, width: 20 };
/** The air to its sides, in px: where there is less, its letters are set closer. */
const HANDS = [
  { name: "number", letters: 1, air: 2.5 },
  { name: "number close", letters: 0.92, air: 1.5 },
  { name: "number close", letters: 0.92, air: 0 },
];
/** How many shades fine cells have to each side of 0. */
const SHADES = 16;

/**
 * How a table's values turn into colour, ink and text.
 * @typedef {object} Paint
 * @property {(value: number) => string} fill
 * @property {(value: number) => string} on
 * @property {(values: number[]) => Way[]} ways how its numbers can be written, the widest first
 * @property {(value: number) => number} shade the nearest of the few values that fine cells distinguish
 * @property {boolean} [bars] whether the values are components of a gradient: a bar in each cell
 */
/** @typedef {(value: number) => string} Way */

/** @param {number} value */
export const log10Of = (value) => (value === 0 ? null : Math.log10(Math.abs(value)));

/** @type {Way[]} */
const SIGNED = [short, tight];

/** Signed values: blue to orange. @param {Scheme} scheme @param {number} [domain] @returns {Paint} */
export const signedPaint = (scheme, domain = 1) => ({
  fill: (value) => colour(value, scheme, domain),
  on: (value) => ink(value, scheme, domain),
  ways: () => SIGNED,
  shade: (value) => (clamp(Math.round((value / domain) * SHADES), -SHADES, SHADES) / SHADES) * domain,
});

/** Factors without a sign, 0…1: grey. @param {Scheme} scheme @returns {Paint} */
export const sizePaint = (scheme) => ({
  fill: (value) => sizeColour(value, scheme),
  on: (value) => sizeInk(value, scheme),
  ways: () => SIGNED,
  shade: (value) => Math.round(clamp(value) * SHADES) / SHADES,
});

/** A vector of gradient: violet bars, their numbers in ink. @type {Paint} */
const GRADIENT = {
  fill: () => "none",
  on: () => "",
  ways: faintly,
  shade: (value) => value,
  bars: true,
};

/** What a vector of gradient is painted with, in both schemes: its violet is the style sheet's. @param {Scheme} _scheme */
export const violetPaint = (_scheme) => GRADIENT;

/**
 * What a table is drawn from. `owner` and `name` say whose it is: equal names must be equal numbers and colours.
 * @typedef {object} Options
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {Paint} paint
 * @property {object} owner
 * @property {string} name
 * @property {boolean} [numbers]
 * @property {boolean} [strong]
 */

/** How many tables of an owner are kept: the same table in the same place is the same mark. */
const KEPT = 200;

/**
 * A table: rows of values in a box.
 * @param {number[][]} rows
 * @param {Options} options
 * @returns {Mark}
 */
export function table(rows, options) {
  const { x, y, width, height, owner, name, numbers, strong } = options;
  const known = once(owner, "tables", () => /** @type {Map<string, Mark>} */ (new Map()));
  const key = `${name} ${x} ${y} ${width} ${height} ${numbers} ${strong}`;
  const drawn = known.get(key) ?? made(rows, options);
  if (known.size > KEPT) known.clear();
  known.set(key, drawn);
  return drawn;
}

/** @param {number[][]} rows @param {Options} options @returns {Mark} */
function made(rows, { x, y, width, height, paint, owner, name, numbers = true, strong = false }) {
  const columns = rows[0]?.length ?? 0;
  if (paint.bars) return gradient(rows, { x, y, width, height, paint, numbers, strong });
  const [w, h] = [width / Math.max(columns, 1), height / Math.max(rows.length, 1)];
  if (columns * rows.length > MOST_MARKS) {
    const href = raster(owner, name, () => rows, paint.fill, "");
    const attrs = { x: round(x), y: round(y), width: round(width), height: round(height), preserveAspectRatio: "none" };
    return mark("image", { href, ...attrs, class: w >= 1 && h >= 1 ? "raster" : "" });
  }
  if (Math.min(w, h) < FINE) return mark("g", { class: "table" }, ...fine(rows, { x, y, w, h, paint }));
  const gap = 1.5;
  const hand = numbers && h >= NUMBER.height ? handFor(rows.flat(), paint, w - gap, strong) : null;
  const cells = rows.flatMap((row, i) =>
    row.flatMap((value, j) => {
      const [left, top] = [round(x + j * w), round(y + i * h)];
      const cell = mark("rect", {
        x: left + gap / 2,
        y: top + gap / 2,
        width: round(w - gap),
        height: round(h - gap),
        rx: 2,
        fill: paint.fill(value),
      });
      if (!hand) return [cell];
      const attrs = { class: hand.name, x: round(left + w / 2), y: round(top + h / 2 + 4.5) };
      return [cell, mark("text", { ...attrs, fill: paint.on(value) }, hand.way(value))];
    }),
  );
  return mark("g", { class: "table" }, ...cells);
}

/**
 * One row or one column of a gradient's components.
 * @param {number[][]} rows
 * @param {{x: number, y: number, width: number, height: number, paint: Paint, numbers: boolean, strong: boolean}} options
 */
function gradient(rows, { x, y, width, height, paint, numbers, strong }) {
  const values = rows.flat();
  const upright = rows.length > 1;
  const [w, h] = upright ? [width, height / values.length] : [width / values.length, height];
  const hand = numbers && h >= NUMBER.height ? handFor(values, paint, w - 1.5, strong) : null;
  const write = (/** @type {number} */ j, /** @type {Rect} */ cell) =>
    mark(
      "text",
      {
        class: `${hand?.name} ink`,
        x: round(cell.x + cell.width / 2),
        y: round(cell.y + cell.height / 2 + 4.5),
      },
      hand?.way(Number(values[j])) ?? "",
    );
  return barBoxes(values, { x, y, width, height, upright, write: hand && write });
}

/**
 * One way to write all the numbers of a table, so that none comes near its cell's edge; null where there is no room.
 * @param {number[]} values
 * @param {Paint} paint
 * @param {number} room px that a cell has
 * @param {boolean} strong
 */
function handFor(values, paint, room, strong) {
  if (room < NUMBER.width) return null;
  // as if all were negative: how a table is written must not depend on its signs
  const widest = (/** @type {Way} */ way) =>
    Math.max(...values.map((value) => numberWidth(way(-Math.abs(value)), strong)));
  const ways = paint.ways(values).map((way) => ({ way, width: widest(way) }));
  for (const { air, letters, name } of HANDS) {
    const found = ways.find(({ width }) => width * letters + 2 * air <= room);
    if (found) return { way: found.way, name: strong ? `${name} strong` : name };
  }
  return null;
}

/**
 * Fine cells, one path a shade.
 * @param {number[][]} rows
 * @param {{x: number, y: number, w: number, h: number, paint: Paint}} options
 */
function fine(rows, { x, y, w, h, paint }) {
  /** @type {Map<string, string>} */
  const paths = new Map();
  const [wide, tall] = Math.min(w, h) > 4 ? [w - GAP, h - GAP] : [w + SEAM, h + SEAM];
  rows.forEach((row, i) => {
    row.forEach((value, j) => {
      const fill = paint.fill(paint.shade(value));
      const cell = `M${round(x + j * w)} ${round(y + i * h)}h${round(wide)}v${round(tall)}h${round(-wide)}z`;
      paths.set(fill, (paths.get(fill) ?? "") + cell);
    });
  });
  return [...paths].map(([fill, d]) => mark("path", { key: fill, d, fill }));
}

/**
 * The cell of a table at a place: [row, column], or null.
 * @param {Rect} box
 * @param {number} rows
 * @param {number} columns
 * @param {number} px
 * @param {number} py
 * @returns {[number, number] | null}
 */
export function cellAt(box, rows, columns, px, py) {
  const [i, j] = [Math.floor(((py - box.y) / box.height) * rows), Math.floor(((px - box.x) / box.width) * columns)];
  return i >= 0 && i < rows && j >= 0 && j < columns ? [i, j] : null;
}
