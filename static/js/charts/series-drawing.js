/**
 * A curve that is drawn by hand: its points, and the one that the keys move. What is drawn and what is pointed at come
 * from the same places.
 * @import {Mark} from "../types.js"
 */
import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { rounded } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";

const MARGIN = { left: 44, right: 12, top: 10, bottom: 10 };
/** So many points have a dot each. */
const DOTTED = 64;

/** @typedef {[number, number]} Domain */

/**
 * The values that the drawing reaches: round numbers, with room above and below the curve; at least −1…1 where it is
 * about 0.
 * @param {number[][]} rows
 * @returns {Domain}
 */
export function domainOf(rows) {
  const [low = 0, high = 0] = extent(rows.flat());
  const room = (high - low) * 0.15;
  const small = Math.max(Math.abs(low), Math.abs(high)) <= 1.2;
  const reach = small ? [Math.min(low - room, -1), Math.max(high + room, 1)] : [low - room, high + room];
  // what never changes needs room, too
  const [from, to] = reach[0] === reach[1] ? [low - Math.abs(low), high + Math.abs(high)] : reach;
  return /** @type {Domain} */ (scaleLinear([from, to], [0, 1]).nice(4).domain());
}

/** @typedef {{width: number, height: number, domain: Domain, T: number}} Frame */

/** The places of the drawing. @param {Frame} frame */
export function places({ width, height, domain, T }) {
  const y = scaleLinear(domain, [height - MARGIN.bottom, MARGIN.top]);
  const room = (width - MARGIN.left - MARGIN.right) / Math.max(T - 1, 1);
  return {
    x: (/** @type {number} */ t) => (T === 1 ? (MARGIN.left + width - MARGIN.right) / 2 : MARGIN.left + room * t),
    y,
    /** The point at a place. @param {number} px */
    pointAt: (px) => clamp(Math.round((px - MARGIN.left) / room), 0, T - 1),
    /** The value at a place, to a thousandth of the reach. @param {number} px */
    valueAt: (px) => fine(clamp(y.invert(px), domain[0], domain[1]), domain),
  };
}

/** A value to about a thousandth of the reach. @param {number} value @param {Domain} domain */
export function fine(value, [low, high]) {
  const digits = clamp(3 - Math.floor(Math.log10(Math.max(high - low, Number.MIN_VALUE))), 0, 100);
  return Number(value.toFixed(digits));
}

/**
 * @param {number[][]} rows
 * @param {{width: number, height: number, domain: Domain, at: number, column: number}} options `at`, `column`: the point
 *   that the keys move
 * @returns {Mark[]}
 */
export function draw(rows, { width, height, domain, at, column }) {
  const T = rows.length;
  const { x, y } = places({ width, height, domain, T });
  const curve = (/** @type {number} */ i) =>
    line(
      (/** @type {number[]} */ _, /** @type {number} */ t) => round(x(t)),
      (row) => round(y(Number(row[i]))),
    )(rows);
  const ticks = y.ticks(4).flatMap((value) => [
    mark("path", {
      class: `grid${value === 0 ? " zero" : ""}`,
      d: `M${MARGIN.left} ${round(y(value))}H${width - MARGIN.right}`,
    }),
    mark("text", { class: "tick end", x: MARGIN.left - 8, y: round(y(value) + 4) }, rounded(value)),
  ]);
  const others = Array.from(rows[0] ?? [], (_, i) => i).filter((i) => i !== column);
  const dots = T <= DOTTED ? rows.map((row, t) => `M${round(x(t))} ${round(y(Number(row[column])))}h0`).join("") : "";
  const chosen = rows[at]?.[column];
  return [
    ...ticks,
    ...others.map((i) => mark("path", { key: `curve ${i}`, class: "curve other", d: curve(i) })),
    mark("path", { key: `curve ${column}`, class: "curve", d: curve(column) }),
    mark("path", { class: "dots", d: dots }),
    ...(chosen === undefined
      ? []
      : [mark("circle", { class: "chosen", cx: round(x(at)), cy: round(y(chosen)), r: 6 })]),
  ];
}

/**
 * The rows with one column drawn over from one point to another, in a straight line.
 * @param {number[][]} rows
 * @param {number} column
 * @param {{t: number, value: number}} from
 * @param {{t: number, value: number}} to
 */
export function drawnOver(rows, column, from, to) {
  const next = [...rows];
  const step = Math.sign(to.t - from.t);
  for (let t = from.t; ; t += step) {
    const share = to.t === from.t ? 1 : (t - from.t) / (to.t - from.t);
    const row = [.../** @type {number[]} */ (rows[t])];
    row[column] = Number((from.value + (to.value - from.value) * share).toPrecision(6));
    next[t] = row;
    if (t === to.t) return next;
  }
}
