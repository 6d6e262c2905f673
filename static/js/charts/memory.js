/**
 * How much of h is left by distance: log10 ‖∂h_{T-1}/∂h_t‖ of one seed as a line and of many as a band, on an absolute
 * axis; and this seed's pace.
 * @import {Levels, Mark, Memory, Quantile} from "../types.js"
 * @import {Plot} from "./plot.js"
 */

import { findLastIndex } from "../pen/last.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { axis, beside, column, curve, plot, words } from "./plot.js";

/** The room of the names at the ends of the curves, px. */
const NAMES = 76;
/** @param {number} width @param {number} T */
export const margin = (width, T) => beside({ left: 44, right: 8, top: 16, bottom: 44 }, NAMES, { width, T });
const HALF = Math.log10(0.5);
/** The least distance between two names at the right, px. */
const APART = 16;
const WIDE = 72;
/** The least height at which a half can be seen, px. */
const LEAST = 12;

/** What of the many seeds is drawn, from faint to clear. @type {[Quantile, Quantile, string][]} */
const BANDS = [
  ["min", "max", "band all"],
  ["p10", "p90", "band most"],
  ["p25", "p75", "band half"],
];

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {number} height
 * @property {number | null} pointed a distance
 * @property {{own: string, median: string, half: string, axis: string}} names
 */

/**
 * @param {Memory} memory
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(memory, { width, height, pointed, names }) {
  const { distances } = memory;
  const T = distances.length;
  const level = (/** @type {Quantile | "log10_norm"} */ name) => distances.map((each) => each[name]);
  const own = level("log10_norm");
  const at = plot([own, level("p10"), level("p90")], { width, height, margin: margin(width, T), T });
  return [
    ...axis(at),
    pointed === null ? null : column(at, pointed, at.floor),
    ...BANDS.map(([low, high, name]) => band(at, level(low), level(high), name)),
    ...half(at, own, memory.half_life, names.half),
    curve(at, level("p50"), "median"),
    curve(at, own, "own"),
    pointed === null || own[pointed] == null ? null : dot(at, pointed, Number(own[pointed])),
    ...ends(at, own, level("p50"), names),
    ...words(
      at,
      distances.map(({ t }) => memory.tokens[t] ?? ""),
      at.floor + 18,
      pointed,
    ),
    mark("text", { class: "tick end", x: width - at.margin.right, y: height - 6 }, `${names.axis} →`),
  ].filter((m) => m !== null);
}

/**
 * Between two quantiles; where one is exactly zero the band goes down to the floor.
 * @param {Plot} at
 * @param {Levels} low
 * @param {Levels} high
 * @param {string} name
 */
function band({ x, y, floor, margin, T, room }, low, high, name) {
  const py = (/** @type {number | null | undefined} */ level) =>
    level == null ? floor : round(Math.min(Math.max(y(level), margin.top - 8), floor));
  // a single step has a width too
  const px = (/** @type {number} */ d) => (T === 1 ? [x(0) - room / 8, x(0) + room / 8] : [x(d)]);
  const over = high.flatMap((level, d) => px(d).map((left) => `${round(left)} ${py(level)}`));
  const under = low.flatMap((level, d) => px(d).map((left) => `${round(left)} ${py(level)}`)).reverse();
  return mark("path", { class: name, d: `M${[...over, ...under].join("L")}Z` });
}

/**
 * This seed's pace: the line along its levels that halves each half-life, and its first half as a step, where that can
 * be seen.
 * @param {Plot} at
 * @param {Levels} own
 * @param {number | null} life in steps
 * @param {string} name
 */
function half({ x, y, ticks, T }, own, life, name) {
  if (life === null || life >= T) return [];
  const fall = HALF / life;
  const rests = own.flatMap((level, d) => (level === null ? [] : [level - fall * d])).sort((a, b) => a - b);
  const start = rests[Math.floor(rests.length / 2)] ?? 0;
  const near = Math.max(0, (Math.max(...ticks) - start) / fall);
  const far = Math.min(T - 1, (Math.min(...ticks) - start) / fall);
  const [px, py, low] = [x(life), y(start), y(start + HALF)].map((v) => round(v));
  const seen = near === 0 && life <= T - 1 && Number(low) - Number(py) > LEAST;
  return [
    mark("path", {
      class: "half",
      d: `M${round(x(near))} ${round(y(start + near * fall))}L${round(x(far))} ${round(y(start + far * fall))}`,
    }),
    seen && mark("path", { class: "half step", d: `M${round(x(0))} ${py}H${px}V${low}` }),
    seen && mark("text", { class: "half-name", x: Number(px) + 6, y: (Number(py) + Number(low)) / 2 + 4 }, name),
  ].filter((m) => m !== false);
}

/** @param {Plot} at @param {number} d @param {number} level */
const dot = ({ x, y }, d, level) => mark("circle", { class: "looked", cx: round(x(d)), cy: round(y(level)), r: 5 });

/**
 * What the two lines are called, at their ends.
 * @param {Plot} at
 * @param {Levels} own
 * @param {Levels} median
 * @param {Options["names"]} names
 */
function ends({ x, y, T }, own, median, names) {
  if (T < 2) return [];
  const [a, b] = [own, median].map((line) => {
    const d = findLastIndex(line, (level) => level !== null);
    return { d, py: y(Number(line[d])) };
  });
  if (!a || !b) return [];
  const lack = Math.abs(x(a.d) - x(b.d)) < WIDE ? Math.max(APART - Math.abs(a.py - b.py), 0) / 2 : 0;
  const sign = a.py <= b.py ? -1 : 1;
  const name = (
    /** @type {number} */ d,
    /** @type {number} */ py,
    /** @type {string} */ kind,
    /** @type {string} */ text,
  ) => mark("text", { class: kind, x: round(x(d) + 10), y: round(py + 4) }, text);
  return [
    name(a.d, a.py + sign * lack, "line-name own", names.own),
    name(b.d, b.py - sign * lack, "line-name", names.median),
  ];
}
