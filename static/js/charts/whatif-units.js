/**
 * h_t as bars that can be drawn up and down, one a unit; an edited one leaves a mark where it was.
 * @import {Mark, Scheme} from "../types.js"
 */

import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { rounded } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { rounded as spaced } from "./plot.js";

export const HEIGHT = 152;
const MARGIN = { left: 44, right: 8, top: 10, bottom: 24 };
/** A unit's number needs this much room, px: for each of its digits, and around it. */
const [DIGIT, AROUND] = [7, 10];
/** A bar is never wider than this, px: one unit alone would fill the picture. */
const WIDEST = 64;
/** A bar that moved less than this part of its reach counts as unmoved. */
const SEEN = 0.004;

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {number} domain the highest value that a bar can have
 * @property {number} unit
 * @property {number[]} before the original h
 * @property {Set<number>} held the units that are edited here
 */

/**
 * @param {number[]} values h as it is now
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(values, { width, scheme, domain, unit, before, held }) {
  const columns = unitColumns(width, values.length);
  const { room, x } = columns;
  const y = (/** @type {number} */ value) => round(yOf(value, domain));
  const gap = room > 10 ? 3 : room > 3 ? 1 : 0;
  const left = (/** @type {number} */ j) => round(x(j) + gap / 2);
  const wide = round(room - gap);
  const bars = values.map((value, j) =>
    mark("rect", {
      class: "unit",
      x: left(j),
      width: wide,
      y: Math.min(y(value), y(0)),
      height: Math.max(round(Math.abs(y(value) - y(0))), 1),
      rx: Math.min(2, wide / 4),
      fill: colour(value, scheme, domain),
    }),
  );
  const marks = before.map((value, j) => {
    const moved = Math.abs(value - Number(values[j])) > domain * SEEN;
    return moved && mark("path", { class: "was", d: `M${left(j)} ${y(value)}h${wide}` });
  });
  return [
    ...axis(domain, width),
    mark("rect", {
      class: "looked",
      x: left(unit) - 1,
      width: wide + 2,
      y: MARGIN.top - 4,
      height: HEIGHT - MARGIN.top - MARGIN.bottom + 8,
      rx: 4,
    }),
    ...bars,
    ...marks.filter((one) => one !== false),
    ...numbers(values.length, unit, held, columns),
  ];
}

/** @param {number} domain @param {number} width */
const axis = (domain, width) =>
  [domain, 0, -domain].flatMap((value) => [
    mark("path", {
      class: `grid${value ? "" : " zero"}`,
      d: `M${MARGIN.left} ${round(yOf(value, domain))}H${width - MARGIN.right}`,
    }),
    mark("text", { class: "tick end", x: MARGIN.left - 6, y: round(yOf(value, domain) + 4) }, rounded(value)),
  ]);

/**
 * Units by number, as many as fit; the one in use and the edited ones are strong.
 * @param {number} H
 * @param {number} unit
 * @param {Set<number>} held
 * @param {ReturnType<typeof unitColumns>} columns
 */
function numbers(H, unit, held, { room, x }) {
  const every = spaced((String(H - 1).length * DIGIT + AROUND) / room);
  const shown = Array.from({ length: H }, (_, j) => j).filter(
    (j) => j === unit || (j % every === 0 && Math.abs(j - unit) * room >= AROUND + DIGIT * 2),
  );
  return shown.map((j) =>
    mark(
      "text",
      {
        key: `n${j}`,
        class: `tick middle${j === unit || held.has(j) ? " strong" : ""}`,
        x: round(x(j + 0.5)),
        y: HEIGHT - 6,
      },
      String(j),
    ),
  );
}

/** @param {number} value @param {number} domain */
function yOf(value, domain) {
  const high = HEIGHT - MARGIN.top - MARGIN.bottom;
  return MARGIN.top + (high * (1 - clamp(value / domain, -1, 1))) / 2;
}

/** The value at a height. @param {number} py @param {number} domain */
export function valueAt(py, domain) {
  const high = HEIGHT - MARGIN.top - MARGIN.bottom;
  return domain * clamp(1 - (2 * (py - MARGIN.top)) / high, -1, 1);
}

/** The unit at a place; beside them all, the nearest. @param {number} px @param {number} width @param {number} H */
export const unitAt = (px, width, H) => unitColumns(width, H).unitAt(px);

/**
 * A column a unit, for the drawing and for the pointer: how wide, where it begins, whose column is at a place.
 * @param {number} width
 * @param {number} H
 */
function unitColumns(width, H) {
  const room = Math.min((width - MARGIN.left - MARGIN.right) / H, WIDEST);
  return {
    room,
    x: (/** @type {number} */ j) => MARGIN.left + room * j,
    unitAt: (/** @type {number} */ px) => clamp(Math.floor((px - MARGIN.left) / room), 0, H - 1),
  };
}

/** How far the bars reach: 1 for what tanh bounds, else a round number beyond all values. @param {number[]} values */
export function domainOf(values) {
  const most = Math.max(...values.map(Math.abs));
  if (most <= 1) return 1;
  const ten = 10 ** Math.floor(Math.log10(most));
  return [1.5, 2, 3, 5, 7.5, 10].map((n) => n * ten).find((n) => n >= most * 1.1) ?? 20 * ten;
}
