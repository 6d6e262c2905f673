/**
 * The vectors of a gated cell in their own px: a column is a unit, each row one vector in the order in which they come
 * about.
 * @import {Run} from "../types.js"
 */
import { clamp } from "../pen/math.js";
import { cellAt } from "../pen/table.js";
import { rowsOf } from "../run/rows.js";

const TOP = 6;
/** The names of the rows, and a column at most and at least, in px. */
const LABEL = { roomy: 84, tight: 66 };
const COLUMN = { most: 41, least: 30 };
/** How high a row is with the gap to the next one. */
const PITCH = 36;
/** The least of it, in a low window. */
const LOW_PITCH = 27;
const AIR = 7;
const LARGEST = 1.6;

/**
 * @param {Run} run
 * @param {number} room the width that there is, in px
 * @param {number} tall the height that there is
 * @param {boolean} back
 * @param {boolean} [low] whether the rows are to be no higher than fits
 */
export function rowsGrid(run, room, tall, back, low = false) {
  const rows = rowsOf(run.cell, back);
  const pitch = low ? clamp((tall - TOP) / rows.length, LOW_PITCH, PITCH) : PITCH;
  const H = run.hidden_size;
  const brief = room < 460;
  const left = brief ? LABEL.tight : LABEL.roomy;
  const whole = left + COLUMN.most * H + 6;
  const larger = Math.min(room / whole, tall / (TOP + rows.length * pitch));
  const scale = whole <= room ? clamp(larger, 1, LARGEST) : 1;
  const column = Math.min((room / scale - left - 6) / H, COLUMN.most);
  return {
    H,
    rows,
    left,
    column,
    right: left + column * H,
    top: TOP,
    pitch,
    cell: pitch - AIR,
    brief,
    width: left + column * H + 6,
    height: TOP + rows.length * pitch,
    scale,
  };
}

/** @typedef {ReturnType<typeof rowsGrid>} RowsGrid */

/**
 * What is at a place: a vector and the unit in it, or its name.
 * @param {RowsGrid} at
 * @param {number} x in the rows' own px
 * @param {number} y
 */
export function rowsHit(at, x, y) {
  const box = { x: at.left, y: at.top, width: at.right - at.left, height: at.rows.length * at.pitch };
  const found = cellAt(box, at.rows.length, at.H, x, y);
  if (found) return { part: at.rows[found[0]]?.part ?? "h", unit: found[1], term: null };
  const row = x >= 0 && x < at.left ? at.rows[Math.floor((y - at.top) / at.pitch)] : undefined;
  return row ? { part: row.part, term: null } : null;
}
