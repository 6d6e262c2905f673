/**
 * The plain RNN's panel in pixels: a column is a unit, a row a number that comes in. Where everything stands, and what
 * stands at a place.
 * @import {Run, Scheme} from "../types.js"
 */
import { clamp } from "../phases.js";
import { mark } from "../svg.js";
import { cellAt } from "./cells.js";
import { MOST_NUMBERS } from "./layout.js";
import { round } from "./vectors.js";

export const LABEL = 40;
export const SOURCE = 44;
const ROW = 28;
const ROOM_FOR_ROWS = 172;
const LEAST_BLOCK = 28;
const GAP = 8;
const CURVE = { roomy: 176, tight: 144 };
/** What stands beside the matrix in a wide panel: W’s name, the numbers of the terms. */
const BESIDE = { name: 36, sums: 52, least: 64, most: 240 };
const NARROW = 560;

/** What is looked at: a vector of the cell, a unit of it, one term of its sum. @typedef {{part: string, unit: number, term: number | null}} Focus */
/** @typedef {{width: number, scheme: Scheme, focus: Focus}} Options */

/** The heights of the two blocks of rows: the same rows where there is room, each block visible where there is not. @param {number} H @param {number} I @param {number} [room] */
export function blocks(H, I, room = ROOM_FOR_ROWS) {
  const least = (/** @type {number} */ n) => Math.min(LEAST_BLOCK, n * ROW);
  const memory = clamp((room * H) / (H + I), least(H), room - least(I));
  return { memory: Math.min(memory, H * ROW), input: Math.min(room - memory, I * ROW) };
}

/** @param {Run} run @param {number} width */
export function grid(run, width) {
  const { hidden_size: H, input_size: I } = run;
  const { memory, input } = blocks(H, I);
  const narrow = width < NARROW;
  const size = width < 760 ? CURVE.tight : CURVE.roomy;
  const beside = narrow ? 40 : size + BESIDE.name + BESIDE.least + BESIDE.sums + 32;
  const left = LABEL + SOURCE + 8;
  const column = Math.min((width - left - beside) / H, 41);
  const right = left + column * H;
  const top = 4;
  const bias = top + memory + GAP + input + 4;
  const h = bias + 46;
  const below = narrow ? h + 48 : top;
  const fall = narrow ? { from: LABEL, to: width - 120, text: width - 60 } : falling(right, width - size - 32);
  const rowHeights = { memory: memory / H, input: input / I };
  return {
    H,
    I,
    column,
    left,
    right,
    narrow,
    top,
    bias,
    a: bias + 22,
    h,
    memory: { x: left, y: top, width: right - left, height: memory },
    input: { x: left, y: top + memory + GAP, width: right - left, height: input },
    rows: rowHeights,
    below: below - top,
    fall,
    gather: narrow
      ? { x: LABEL, width: Math.min(width - LABEL - 40, 224) }
      : { x: right + BESIDE.name + 10, width: Math.min(width - size - 34 - right - BESIDE.name, 260) },
    curve: narrow ? { x: (width - size) / 2, y: h + 48 + (bias - top) + 64, size } : { x: width - size, y: 6, size },
    numbered: H <= MOST_NUMBERS && column >= 32,
    height: narrow ? h + 48 + (bias - top) + 64 + size * 0.66 + 56 : h + 33,
  };
}

/** @param {number} right @param {number} end */
function falling(right, end) {
  const from = right + BESIDE.name + 4;
  const text = Math.min(end, from + BESIDE.most + BESIDE.sums);
  return { from, to: text - BESIDE.sums + 8, text };
}

/** @typedef {ReturnType<typeof grid>} Grid */

/** @param {Grid} at @param {number | null} term */
export function rowOf(at, term) {
  if (term === null || term >= at.H + at.I) return null;
  const memory = term < at.H;
  const [box, height] = memory ? [at.memory, at.rows.memory] : [at.input, at.rows.input];
  return { y: box.y + (memory ? term : term - at.H) * height, height };
}

/** The middle of column j. @param {Grid} at @param {number} j */
export const middle = (at, j) => round(at.left + (j + 0.5) * at.column);

/** The name of a row below the matrix. @param {string} text @param {number} y @param {string} [more] */
export const label = (text, y, more = "") =>
  mark("text", { class: `symbol end ${more}`, x: LABEL + SOURCE - 8, y }, text);

/**
 * What stands at a place: a unit's column, and the term whose row it is.
 * @param {Run} run
 * @param {number} width
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Focus> | null}
 */
export function hit(run, width, x, y) {
  const at = grid(run, width);
  const memory = cellAt(at.memory, at.H, at.H, x, y);
  if (memory) return { unit: memory[1], term: memory[0] };
  const input = cellAt(at.input, at.I, at.H, x, y);
  if (input) return { unit: input[1], term: at.H + input[0] };
  if (x >= at.left && x < at.right && y >= at.bias - 2 && y <= at.h + 28)
    return { unit: Math.floor((x - at.left) / at.column), term: y < at.bias + 22 ? at.H + at.I : null };
  const rowY = at.narrow && y > at.h + 40 ? y - at.below : y;
  const beside = at.narrow && y > at.h + 40 ? x < at.fall.text : x < at.fall.text + 4;
  for (const [box, n, from] of /** @type {[{y: number, height: number}, number, number][]} */ ([
    [at.memory, at.H, 0],
    [at.input, at.I, at.H],
  ])) {
    const i = Math.floor(((rowY - box.y) / box.height) * n);
    if (beside && i >= 0 && i < n) return { term: from + i };
  }
  return null;
}
