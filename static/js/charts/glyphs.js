/**
 * A mark for each of several curves of one kind, so that they are told apart by more than how their lines are broken.
 * @import {Ground, Levels, Mark} from "../types.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

/** By cell: an outline around 0, about 9 px wide. @type {Record<string, string>} */
const OUTLINES = {
  rnn: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
  relu: "M-3.6 -3.6h7.2v7.2h-7.2z",
  gru: "M0 -4.8L4.6 3.4H-4.6z",
  lstm: "M0 -5.2L5.2 0L0 5.2L-5.2 0z",
  "lstm-open": "M0 -5.2L5.2 0L0 5.2L-5.2 0z",
};
/** Cells without a mark of their own have this one. */
const OTHER = "M-4.2 -4.2L4.2 4.2M-4.2 4.2L4.2 -4.2";
/** Two marks on a curve are at least this far apart, px. */
const APART = 22;

/** The outline of a cell's mark. @param {string} name */
export const outlineOf = (name) => OUTLINES[name] ?? OTHER;

/** A mark at a place. @param {string} name @param {number} x @param {number} y @returns {Mark} */
export const glyphAt = (name, x, y) =>
  mark("path", { class: "glyph", d: outlineOf(name), transform: `translate(${round(x)} ${round(y)})` });

/** The marks on a curve. @param {Ground} ground @param {Levels} levels @param {string} name */
export function glyphs({ x, y, room }, levels, name) {
  const every = Math.ceil(APART / room);
  const places = levels.map((level, t) => ({ level, t })).filter(({ level, t }) => level !== null && t % every === 0);
  return mark("g", { class: "glyphs" }, ...places.map(({ level, t }) => glyphAt(name, x(t), y(Number(level)))));
}
