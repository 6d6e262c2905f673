/**
 * The table of a gate in its own px: a column is a unit, a row a number that comes in, and below the columns the lines
 * that they fall through. Where everything is, and what is at a place. The stage draws it larger by `scale`.
 * @import {Focus, Rect, Run} from "../types.js"
 * @import {Block, GateTable} from "../run/gate-table.js"
 */
import { clamp, round } from "../pen/math.js";
import { short, tight } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";

/** How much larger than in a panel the stage draws a table, at most. */
const LARGEST = 1.6;
/** What is left of the columns and right of them, in px; where there is little room, W's name is above its rows. */
const SIDES = {
  roomy: { label: 42, source: 44, gap: 8, name: 34, above: 0 },
  tight: { label: 26, source: 36, gap: 5, name: 0, above: 17 },
};
/** A column so wide, in px, has room for "−0.78", or for "−.78". */
const COLUMN = { full: 41, tight: 31, written: 38.5, least: 30 };
/** More columns than these have no numbers. */
const MOST_NUMBERED = 16;
/** A row is so high that its numbers can be read; in a low window they are close. */
const ROW = { least: 14.25, low: 13, most: 26 };
const ROOM_FOR_ROWS = 172;
/** The same for rows without numbers: both blocks are seen, however few rows one of them has. */
const FINE = { room: 224, least: 28 };
const GAP = 8;
/** The line above the columns of an extract, which says what units they are, in px. */
const HEAD = 16;
/** The lines below the matrix, the last one, and a line's violet cells, which have a little air below, in px; in a low window. */
const LINES = { high: { line: 22, state: 26, cell: 20 }, low: { line: 16, state: 19, cell: 15 } };
/** In a low window W's name has this much above its rows, in px. */
const LOW_NAME = 12;

/**
 * The heights of two blocks of rows: the same rows where there is room, each block visible where there is not.
 * @param {number} H
 * @param {number} I
 * @param {number} room
 */
export function blocks(H, I, room) {
  const least = (/** @type {number} */ n) => Math.min(FINE.least, n * 28);
  const recurrent = clamp((room * H) / (H + I), least(H), room - least(I));
  return { recurrent: Math.min(recurrent, H * 28), input: Math.min(room - recurrent, I * 28) };
}

/** How many rows a block takes. @param {Block} block */
const count = ({ index, others }) => index.length + (others ? 1 : 0);

/**
 * How wide the columns are, what is beside them, and how much larger all of it can be drawn.
 * @param {number} columns
 * @param {number} room px
 */
function across(columns, room) {
  const { roomy, tight: close } = SIDES;
  const side = (/** @type {typeof roomy} */ { label, source, gap, name }) => label + source + gap + name;
  if (room >= side(roomy) + COLUMN.full * columns)
    return { around: roomy, column: COLUMN.full, larger: room / (side(roomy) + COLUMN.full * columns) };
  const numbered = columns <= MOST_NUMBERED;
  if (numbered && room >= side(roomy) + COLUMN.tight * columns)
    return { around: roomy, column: (room - side(roomy)) / columns, larger: 1 };
  const around = room < 560 ? close : roomy;
  return { around, column: (room - side(around)) / columns, larger: 1 };
}

/**
 * @param {GateTable} table
 * @param {number} room the width that there is, in px
 * @param {number} tall the height that there is
 * @param {boolean} [low] whether it is to take as little as its numbers need
 */
export function tableGrid(table, room, tall, low = false) {
  const columns = table.columns.length + (table.others ? 1 : 0);
  const { around: sides, column, larger } = across(columns, room);
  const around = low ? { ...sides, above: Math.min(sides.above, LOW_NAME) } : sides;
  const { line, state, cell } = low ? LINES.low : LINES.high;
  const [H, I] = [count(table.recurrent), count(table.input)];
  const numbered = columns <= MOST_NUMBERED && column >= COLUMN.least;
  const row = clamp((low ? 0 : ROOM_FOR_ROWS) / (H + I), low ? ROW.low : ROW.least, ROW.most);
  const height = numbered ? { recurrent: H * row, input: I * row } : blocks(H, I, FINE.room);
  const left = around.label + around.source + around.gap;
  const right = left + column * columns;
  const head = table.extract ? HEAD : 0;
  const top = 6 + Math.max(around.above, head);
  const recurrent = { x: left, y: top, width: right - left, height: height.recurrent };
  const input = { ...recurrent, y: top + height.recurrent + GAP + around.above, height: height.input };
  const first = input.y + input.height + 4;
  const out = first + table.lines.length * line + 2;
  const whole = { width: right + around.name, height: out + state + 4 };
  return {
    ...around,
    columns,
    column,
    left,
    right,
    top,
    recurrent,
    input,
    /** the line of x's name */
    named: input.y + 13,
    rows: { recurrent: height.recurrent / H, input: height.input / Math.max(I, 1) },
    lines: table.lines.map((_, i) => first + i * line),
    line,
    state,
    cell,
    out,
    numbered,
    head: top - 5,
    write: column >= COLUMN.written ? short : tight,
    ...whole,
    scale: clamp(Math.min(larger, tall / whole.height, LARGEST), 1, LARGEST),
  };
}

/** @typedef {ReturnType<typeof tableGrid>} TableGrid */

/** The middle of column j. @param {{left: number, column: number}} at @param {number} j */
export const middle = (at, j) => round(at.left + (j + 0.5) * at.column);

/**
 * The frame around a column: it runs in the gap to the next one, so that it comes between no number and its sign.
 * @param {{left: number, column: number}} at
 * @param {number} column
 * @param {number} top
 * @param {number} bottom
 * @param {string} [name] "pin thin" for one that is only pointed at
 */
export const pin = ({ left, column: width }, column, top, bottom, name = "pin") =>
  mark("rect", {
    class: name,
    x: round(left + column * width),
    y: round(top - 3),
    width: round(width),
    height: round(bottom + 6 - top),
    rx: 4,
  });

/**
 * The row of a term of the sum, or null where it is among the others, or is a bias.
 * @param {GateTable} table
 * @param {TableGrid} at
 * @param {number | null} term
 * @param {number} H how many recurrent terms there are
 */
export function rowOf(table, at, term, H) {
  if (term === null) return null;
  const kind = term < H ? "recurrent" : "input";
  const row = table[kind].index.indexOf(term < H ? term : term - H);
  return row < 0 ? null : { y: at[kind].y + row * at.rows[kind], height: at.rows[kind] };
}

/**
 * What is at a place: a term and a unit of the sum, what comes in (`source`), or a line's element.
 * @typedef {{unit?: number, term?: number | null, source?: boolean, line?: string}} Found
 */

/**
 * @param {Pick<Run, "hidden_size" | "input_size">} run
 * @param {GateTable} table
 * @param {TableGrid} at
 * @param {number} x in the table's own px
 * @param {number} y
 * @returns {Found | null}
 */
export function tableHit(run, table, at, x, y) {
  const column = x >= at.left && x < at.right ? table.columns[Math.floor((x - at.left) / at.column)] : undefined;
  const unit = column === undefined ? {} : { unit: column };
  const below = lineAt(table, at, y);
  if (below) {
    if (column === undefined) return null;
    const bias = below === "b" ? run.hidden_size + run.input_size : null;
    return { ...unit, term: bias, line: below };
  }
  const term = termAt(run, table, at, y);
  if (term === undefined || x < 0 || x >= at.right) return null;
  if (column !== undefined) return term === null ? unit : { unit: column, term };
  return term === null ? null : { term, source: x >= at.label && x < at.label + at.source };
}

/**
 * The term of the row at a height; null where the row is many terms, undefined where there is none.
 * @param {Pick<Run, "hidden_size">} run
 * @param {GateTable} table
 * @param {TableGrid} at
 * @param {number} y
 */
function termAt({ hidden_size: H }, table, at, y) {
  for (const [kind, from] of /** @type {["recurrent" | "input", number][]} */ ([
    ["recurrent", 0],
    ["input", H],
  ])) {
    if (!within(at[kind], y)) continue;
    const own = table[kind].index[Math.floor((y - at[kind].y) / at.rows[kind])];
    return own === undefined ? null : own + from;
  }
  return undefined;
}

/** @param {Rect} box @param {number} y */
const within = (box, y) => y >= box.y && y < box.y + box.height;

/** The line at a height, by its key. @param {GateTable} table @param {TableGrid} at @param {number} y */
function lineAt(table, at, y) {
  if (y >= at.out && y < at.out + at.state) return table.out.key;
  const i = at.lines.findIndex((top) => y >= top && y < top + at.line);
  return table.lines[i]?.key;
}

/**
 * The middle of a weight, of what it multiplies, or of b, in the table's own px.
 * @param {Pick<Run, "hidden_size">} run
 * @param {GateTable} table
 * @param {TableGrid} at
 * @param {Pick<Focus, "unit" | "term">} focus
 */
export function numberMiddle(run, table, at, { unit, term }) {
  const row = rowOf(table, at, term, run.hidden_size);
  const b = table.lines.findIndex(({ key }) => key === "b");
  const { y, height } = row ?? { y: at.lines[Math.max(b, 0)] ?? at.out, height: at.line };
  return { x: middle(at, Math.max(table.columns.indexOf(unit), 0)), y: y + height / 2 };
}
