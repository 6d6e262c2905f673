/**
 * The plain RNN's panel in pixels: a column is a unit, a row a number that comes in. Where everything is, and what is at
 * a place.
 * @import {Focus, Lit, Run, Scheme} from "../types.js"
 */
import { clamp, round } from "../pen/math.js";
import { short, tight } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { CURVE_SHAPE, CURVE_TEXT } from "./curve.js";
import { MOST_NUMBERS } from "./layout.js";

export const LABEL = 40;
export const SOURCE = 44;
const ROW = 28;
const ROOM_FOR_ROWS = 172;
/** A row is so high that its numbers can be read, while there are few. */
const LEAST_ROW = 14.25;
const LEAST_BLOCK = 28;
const GAP = 8;
/** The lines of b and of a, and below them h's row, in px. */
export const LINE = 22;
export const STATE = 26;
/** The air behind the numbers of the terms, in px: the light of a row ends there. */
export const AIR = 4;
const CURVE = { roomy: 176, tight: 144 };
/** What is beside the matrix in a wide panel: W’s name, the bars of the terms and their numbers, a gap. */
const BESIDE = {
  roomy: { name: 36, sums: 52, least: 64, most: 240, gap: 32 },
  tight: { name: 36, sums: 46, least: 40, most: 240, gap: 22 },
};
const NARROW = 560;
/** A column so wide, in px, has room for "−0.78", or for "−.78". */
const NUMBERED = { full: 38.5, tight: 30 };
/** Below a narrow panel's columns there is a line for the scale of W; under the terms there are b and the total. */
const BELOW = 52;
const UNDER = 64;

/** @typedef {{width: number, scheme: Scheme, focus: Focus, lit?: Lit | null}} Options */

/**
 * The heights of the two blocks of rows: the same rows where there is room, each block visible where there is not.
 * @param {number} H
 * @param {number} I
 * @param {number} [room]
 */
export function blocks(H, I, room = ROOM_FOR_ROWS) {
  const least = (/** @type {number} */ n) => Math.min(LEAST_BLOCK, n * ROW);
  const memory = clamp((room * H) / (H + I), least(H), room - least(I));
  return { memory: Math.min(memory, H * ROW), input: Math.min(room - memory, I * ROW) };
}

/** @param {Run} run @param {number} width */
export function grid(run, width) {
  const { hidden_size: H, input_size: I } = run;
  const few = H <= MOST_NUMBERS && I <= MOST_NUMBERS;
  const { memory, input } = blocks(H, I, few ? Math.max(ROOM_FOR_ROWS, LEAST_ROW * (H + I)) : ROOM_FOR_ROWS);
  const narrow = width < NARROW;
  const room = width < 760 ? "tight" : "roomy";
  const [size, around] = [CURVE[room], BESIDE[room]];
  const beside = narrow ? 40 : size + around.name + around.least + around.sums + around.gap;
  const left = LABEL + SOURCE + 8;
  const column = Math.min((width - left - beside) / H, 41);
  const right = left + column * H;
  const top = 4;
  const bias = top + memory + GAP + input + 4;
  const h = bias + 2 * LINE + 2;
  const below = narrow ? h + BELOW : top;
  const underFalls = h + BELOW + (bias - top) + UNDER;
  const fall = narrow
    ? { from: LABEL, to: width - 120, text: width - 60 }
    : falling(right, width - size - around.gap, around);
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
    a: bias + LINE,
    h,
    memory: { x: left, y: top, width: right - left, height: memory },
    input: { x: left, y: top + memory + GAP, width: right - left, height: input },
    rows: rowHeights,
    below: below - top,
    fall,
    gather: narrow
      ? { x: LABEL, width: Math.min(width - LABEL - 40, 224) }
      : {
          x: right + around.name + 10,
          width: Math.min(width - size - around.gap - 2 - right - around.name, 260),
        },
    scale: narrow ? { x: LABEL, y: h + 41 } : { x: right + 10, y: h + 17 },
    curve: narrow ? { x: (width - size) / 2, y: underFalls, size } : { x: width - size, y: 6, size },
    numbered: H <= MOST_NUMBERS && column >= NUMBERED.tight,
    write: column >= NUMBERED.full ? short : tight,
    height: narrow ? underFalls + size * CURVE_SHAPE + CURVE_TEXT : h + STATE + 7,
  };
}

/** @param {number} right @param {number} end @param {typeof BESIDE.roomy} around */
function falling(right, end, { name, most, sums }) {
  const from = right + name + 4;
  const text = Math.min(end, from + most + sums);
  return { from, to: text - sums + (sums > 50 ? 8 : 4), text };
}

/** @typedef {ReturnType<typeof grid>} Grid */

/**
 * The row of a term: of the matrix, or, for the last one, of b.
 * @param {Grid} at
 * @param {number} term
 */
export function rowOf(at, term) {
  if (term >= at.H + at.I) return { y: at.bias, height: LINE };
  const memory = term < at.H;
  const [box, height] = memory ? [at.memory, at.rows.memory] : [at.input, at.rows.input];
  return { y: box.y + (memory ? term : term - at.H) * height, height };
}

/** The row of a term among the weights, or null: b has no weight. @param {Grid} at @param {number | null} term */
export const weightRowOf = (at, term) => (term === null || term >= at.H + at.I ? null : rowOf(at, term));

/**
 * The frame around a column: it runs in the gap to the next one, so that it comes between no number and its sign.
 * @param {{left: number, column: number}} at @param {number} unit @param {number} top @param {number} bottom @param {string} [name]
 */
export const pin = ({ left, column }, unit, top, bottom, name = "pin") =>
  mark("rect", {
    class: name,
    x: round(left + unit * column),
    y: top - 3,
    width: round(column),
    height: round(bottom + 6 - top),
    rx: 4,
  });

/** The middle of column j. @param {Grid} at @param {number} j */
export const middle = (at, j) => round(at.left + (j + 0.5) * at.column);

/** The name of a row below the matrix. @param {string} text @param {number} y @param {string} [more] */
export const label = (text, y, more = "") =>
  mark("text", { class: `symbol end ${more}`, x: LABEL + SOURCE - 8, y }, text);

/**
 * What is at a place: a unit's column, and the term whose row it is. b's row belongs to the sum's last term.
 * @param {Run} run
 * @param {number} width
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Focus> | null}
 */
export function hit(run, width, x, y) {
  const at = grid(run, width);
  const unit = x >= at.left && x < at.right ? Math.floor((x - at.left) / at.column) : null;
  if (unit !== null && y >= at.bias && y < at.h + STATE) return { unit, term: y < at.a ? at.H + at.I : null };
  const below = at.narrow && y >= at.top + at.below;
  const term = termAt(at, below ? y - at.below : y);
  if (term === null) return null;
  if (unit !== null && !below) return { unit, term };
  const { left, right } = below ? { left: at.fall.from, right: at.fall.text + AIR } : rowEdges(at);
  return x >= left && x < right ? { term } : null;
}

/** Whether a place is in the column of what comes in. @param {number} x */
export const inSources = (x) => x >= LABEL && x < LABEL + SOURCE;

/** The middle of a weight, or of b, in px. @param {Run} run @param {number} width @param {{unit: number, term: number | null}} focus */
export function placeOf(run, width, { unit, term }) {
  const at = grid(run, width);
  const { y, height } = rowOf(at, term ?? at.H + at.I);
  return { x: middle(at, unit), y: y + height / 2 };
}

/** How far a row reaches: in a wide panel to the number of its term, in a narrow one its term is below. @param {Grid} at */
const rowEdges = (at) => ({ left: 0, right: at.narrow ? at.right : at.fall.text + AIR });

/** The term whose row is at a height, or null. @param {Grid} at @param {number} y */
function termAt(at, y) {
  const rows = Array.from({ length: at.H + at.I + 1 }, (_, term) => rowOf(at, term));
  const term = rows.findIndex((row) => y >= row.y && y < row.y + row.height);
  return term < 0 ? null : term;
}
