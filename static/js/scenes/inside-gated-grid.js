/**
 * The panel of a gated cell in pixels: where its rows, the sum beside them and the curve are.
 * @import {Run} from "../types.js"
 */
import { rowsOf } from "../run/rows.js";
import { CURVE_SHAPE, CURVE_TEXT } from "./curve.js";
import { MOST_NUMBERS } from "./layout.js";

export const TOP = 4;
const HEIGHT = 264;
const CURVE = { roomy: 168, tight: 140 };
const NARROW = 560;
/** What is beside the rows: their names, their widest column, a weight and its value, the numbers of the terms, gaps. */
const BESIDE = {
  roomy: { label: 80, column: 39, back: 39, chip: 39, sums: 48, start: 20, gap: 32 },
  tight: { label: 66, column: 31.5, back: 35, chip: 30, sums: 40, start: 12, gap: 20 },
};

/** @param {Run} run @param {number} width @param {boolean} [back] */
export function grid(run, width, back = false) {
  const H = run.hidden_size;
  const rows = rowsOf(run.cell, back);
  const narrow = width < NARROW;
  const tight = width < 760;
  const size = tight ? CURVE.tight : CURVE.roomy;
  const around = tight && !narrow ? BESIDE.tight : BESIDE.roomy;
  const most = back ? around.back : around.column;
  const left = tight ? BESIDE.tight.label : BESIDE.roomy.label;
  const beside = tight ? most * MOST_NUMBERS : Math.min(width - left - size - 250, width * 0.42);
  const column = Math.min((narrow ? width - left - 4 : beside) / H, most);
  const pitch = Math.min(HEIGHT / rows.length, 44);
  const right = left + column * H;
  const below = TOP + rows.length * pitch + 20;
  const start = narrow ? 0 : right + around.start;
  const end = narrow ? width - 8 : Math.min(width - size - around.gap, start + 300);
  return {
    H,
    rows,
    column,
    left,
    right,
    narrow,
    pitch,
    room: HEIGHT,
    cell: pitch - 7,
    brief: tight,
    chip: around.chip,
    sums: around.sums,
    sum: { x: start, y: narrow ? below : TOP, right: end },
    curve: narrow ? { x: (width - size) / 2, y: below + HEIGHT, size } : { x: width - size, y: 6, size },
    height: narrow ? below + HEIGHT + size * CURVE_SHAPE + CURVE_TEXT : TOP + HEIGHT,
  };
}

/** @typedef {ReturnType<typeof grid>} Grid */
