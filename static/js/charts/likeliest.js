/**
 * What was written, a column a token: the token, and under it the likeliest five at its place with their probabilities,
 * the one that came edged. One that came and is not among them has a line of its own.
 * @import {Mark, SampledToken} from "../types.js"
 */

import { round } from "../pen/math.js";
import { percent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { fitted } from "../pen/text-width.js";

/** A column and the space after it, a line, and where the first line begins, px. */
const [COLUMN, GAP, LINE, TOP] = [96, 12, 18, 28];
/** Lines: the five, and the one that came from behind them. */
const LINES = 6;
export const HEIGHT = TOP + LINES * LINE + 4;
const [SIZE, SHARE] = [13, 40];

/** How many columns there is room for. @param {number} width */
export const room = (width) => Math.max(1, Math.floor((width + GAP) / (COLUMN + GAP)));

/**
 * The columns that are shown: the last ones, or those that hold the one that is looked at.
 * @param {number} count how many were written
 * @param {number | null} looked
 * @param {number} width
 */
export function shownFrom(count, looked, width) {
  const last = Math.max(0, count - room(width));
  return looked === null ? last : Math.min(last, Math.max(0, looked));
}

/** The column at a place, or null. @param {number} px @param {number} from @param {number} count */
export function columnAt(px, from, count) {
  const at = from + Math.floor(px / (COLUMN + GAP));
  return px >= 0 && at < count ? at : null;
}

/**
 * @param {SampledToken[]} tokens those that were written
 * @param {{from: number, width: number, looked: number | null, name: (token: string) => string}} options
 * @returns {Mark[]}
 */
export function draw(tokens, { from, width, looked, name }) {
  return tokens
    .slice(from, from + room(width))
    .map((token, i) => column(token, i * (COLUMN + GAP), { looked: looked === from + i, name }));
}

/** @param {SampledToken} token @param {number} x @param {{looked: boolean, name: (token: string) => string}} options */
function column(token, x, { looked, name }) {
  const rows = token.likeliest.map((each, i) => ({ token: each, share: token.likeliest_probability[i] ?? 0 }));
  if (!token.likeliest.includes(token.token)) rows.push({ token: token.token, share: token.probability });
  return mark(
    "g",
    { key: token.t, class: `column${looked ? " looked" : ""}`, transform: `translate(${x} 0)` },
    mark("rect", { class: "ground", x: 0, y: 0, width: COLUMN, height: HEIGHT, rx: 8 }),
    mark("text", { class: "written", x: 8, y: 18 }, fitted(name(token.token), 15, COLUMN - 16)),
    ...rows.map((row, i) => bar(row, TOP + i * LINE, row.token === token.token, name)),
  );
}

/** @param {{token: string, share: number}} row @param {number} y @param {boolean} came @param {(token: string) => string} name */
function bar({ token, share }, y, came, name) {
  const wide = COLUMN - 8;
  return mark(
    "g",
    { class: came ? "row came" : "row", transform: `translate(4 ${y})` },
    mark("rect", { class: "share", x: 0, y: 1, width: round(share * wide), height: LINE - 2, rx: 3 }),
    came && mark("rect", { class: "edge", x: 0.75, y: 1.75, width: wide - 1.5, height: LINE - 3.5, rx: 3 }),
    mark("text", { class: "name", x: 5, y: 13.5 }, fitted(name(token), SIZE, wide - SHARE - 6)),
    mark("text", { class: "percent", x: wide - 5, y: 13.5 }, percent(share)),
  );
}
