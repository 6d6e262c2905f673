/**
 * The ledger's common ground: a column a step, read from right to left, and the level of a gradient in it.
 * @import {Mark, Run} from "../types.js"
 */

import { round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { placeOf } from "../run/reading.js";
import { rounded, stepColumns } from "./plot.js";

export const MARGIN = { left: 44, right: 12, top: 20, bottom: 30 };
const LEVEL = 28;

/**
 * Where a step's column is, and how wide; px of a level.
 * @typedef {{x: (t: number) => number, y: (level: number) => number, room: number}} Scales
 */

/** A column a step. @param {Run | null} run @param {number} width */
export const columnsOf = (run, width) => stepColumns({ width, margin: MARGIN, T: run?.tokens.length ?? 1 });

/** The middle of all columns, px. @param {number} width */
export const middleOf = (width) => (MARGIN.left + width - MARGIN.right) / 2;

/** Half of a level's mark, px. @param {number} room */
export const levelHalf = (room) => Math.min(LEVEL, room * 0.36) / 2;

/** How far behind the middle of its column a step's stretch ends, px. @param {number} room */
export const behind = (room) => levelHalf(room) + 2;

/**
 * The levels of an axis, as powers of ten.
 * @param {{(value: number): number, ticks(count: number): number[]}} y
 * @param {number} width
 * @param {number} [count] about as many lines
 */
export function axis(y, width, count = 5) {
  const ticks = y.ticks(count);
  const digits = Math.max(0, ...ticks.map((v) => (String(Math.abs(v)).split(".")[1] ?? "").length));
  return ticks.flatMap((value) => [
    mark("path", {
      class: `grid${value === 0 ? " zero" : ""}`,
      d: `M${MARGIN.left} ${round(y(value))}H${width - MARGIN.right}`,
    }),
    mark(
      "text",
      { class: "tick end", x: MARGIN.left - 8, y: round(y(value) + 4) },
      value.toFixed(digits).replace("-", "−"),
    ),
  ]);
}

/**
 * A bar that grows from one level towards the next.
 * @param {string} name
 * @param {number} x
 * @param {number} width
 * @param {number} from
 * @param {number} to
 * @param {(level: number) => number} y
 * @param {number} grown
 */
export function bar(name, x, width, from, to, y, grown) {
  const end = from + (to - from) * grown;
  const height = Math.abs(y(end) - y(from));
  if (height === 0) return [];
  return [
    mark("rect", {
      class: `bar ${name}`,
      x: round(x),
      width: round(width),
      y: round(Math.min(y(from), y(end))),
      height: round(Math.max(height, 1)),
    }),
  ];
}

/**
 * A level in a column.
 * @param {string} name
 * @param {number | null | undefined} level
 * @param {number} t
 * @param {Scales} scales
 */
export function dash(name, level, t, { x, y, room }) {
  if (level === null || level === undefined) return null;
  const half = levelHalf(room);
  return mark("path", { class: name, d: `M${round(x(t) - half)} ${round(y(level))}h${round(2 * half)}` });
}

/** What a loss, or the layer above, puts in at a step. @param {number} t @param {number} level @param {Scales} scales */
export const putIn = (t, level, { x, y }) =>
  mark("path", { class: "injected", d: `M${round(x(t))} ${round(y(level) + 4)}l-5 -8h10z` });

/** The playhead on a curve. @param {Run} run @param {number} u @param {Scales} scales */
export function rider(run, u, { x, y }) {
  const T = run.tokens.length;
  const at = run.steps[Math.min(Math.max(Math.round((u > T ? 2 * T - u : u) - 0.5), 0), T - 1)];
  const level = at?.log10_grad_norm;
  if (!at || level === null || level === undefined) return [];
  const text = { class: "level-value", x: round(Math.max(x(at.t), MARGIN.left + 24)), y: round(y(level) - 12) };
  return [
    mark("circle", { class: "head backward", cx: round(x(at.t)), cy: round(y(level)), r: 5 }),
    mark("text", text, exponent(level)),
  ];
}

/**
 * h_t under each step, as many as fit, at round places.
 * @param {Run} run
 * @param {(t: number) => number} x
 * @param {number} room
 * @param {number} height
 * @returns {Mark[]}
 */
export function names(run, x, room, height) {
  const wide = 26 + 8 * String(run.steps.length).length;
  const every = rounded(wide / room);
  return run.steps
    .filter(({ t }) => t % every === 0)
    .map(({ t }) => math("h", placeOf(run, t), { class: "symbol", x: round(x(t)), y: height - 11 }));
}
