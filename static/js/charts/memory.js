/**
 * How much of h is left by distance: log10 ‖∂h_{T-1}/∂h_t‖ of one seed as a line and of many as a band, on an absolute
 * axis; this seed's pace, and the first half that it comes to.
 * @import {Mark, Memory, Quantile} from "../types.js"
 * @import {Levels, Plot} from "./plot.js"
 */
import { round } from "../scenes/vectors.js";
import { mark } from "../svg.js";
import { axis, column, curve, plot, words } from "./plot.js";

export const MARGIN = { left: 44, right: 76, top: 16, bottom: 44 };
const HALF = Math.log10(0.5);
/** Two names at the right stand at least this far apart, px. */
const APART = 16;
/** From so far on the first half is marked, px. */
const ROOM = 28;

/** What of the many seeds is drawn, from faint to clear. @type {[Quantile, Quantile, string][]} */
const BANDS = [
  ["min", "max", "band all"],
  ["p10", "p90", "band most"],
  ["p25", "p75", "band half"],
];

/** @typedef {{width: number, height: number, pointed: number | null, names: {own: string, median: string, half: string, axis: string}}} Options `pointed`: a distance */

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
  const at = plot([own, level("p10"), level("p90")], { width, height, margin: MARGIN, T });
  return [
    ...axis(at),
    pointed === null ? null : column(at, pointed, at.floor),
    ...BANDS.map(([low, high, name]) => band(at, level(low), level(high), name)),
    ...half(at, memory.half_life, names.half),
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
    mark("text", { class: "tick end", x: width - MARGIN.right, y: height - 6 }, `${names.axis} →`),
  ].filter((m) => m !== null);
}

/** Between two quantiles; where one is exactly zero the band goes down to the floor. @param {Plot} at @param {Levels} low @param {Levels} high @param {string} name */
function band({ x, y, floor, margin, T, room }, low, high, name) {
  const py = (/** @type {number | null | undefined} */ level) =>
    level == null ? floor : round(Math.min(Math.max(y(level), margin.top - 8), floor));
  // a single step has a width too
  const px = (/** @type {number} */ d) => (T === 1 ? [x(0) - room / 8, x(0) + room / 8] : [x(d)]);
  const over = high.flatMap((level, d) => px(d).map((left) => `${round(left)} ${py(level)}`));
  const under = low.flatMap((level, d) => px(d).map((left) => `${round(left)} ${py(level)}`)).reverse();
  return mark("path", { class: name, d: `M${[...over, ...under].join("L")}Z` });
}

/** This seed's pace: a line that halves each half-life, and the first half on it. @param {Plot} at @param {number | null} life in steps @param {string} name */
function half({ x, y, ticks, floor, margin, T }, life, name) {
  if (life === null || T < 2) return [];
  const far = Math.min(T - 1, (Math.min(...ticks) / HALF) * life);
  const pace = `M${round(x(0))} ${round(y(0))}L${round(x(far))} ${round(y((far / life) * HALF))}`;
  const [px, py] = [round(x(life)), round(y(HALF))];
  const seen = life <= T - 1 && px - x(0) > ROOM;
  return [
    mark("path", { class: "half", d: pace }),
    seen && mark("path", { class: "half", d: `M${margin.left} ${py}H${px}V${floor}` }),
    seen && mark("text", { class: "half-name", x: margin.left + 6, y: py + 15 }, name),
    seen && mark("circle", { class: "half-life", cx: px, cy: py, r: 5 }),
  ].filter((m) => m !== false);
}

/** @param {Plot} at @param {number} d @param {number} level */
const dot = ({ x, y }, d, level) => mark("circle", { class: "looked", cx: round(x(d)), cy: round(y(level)), r: 5 });

/** What the two lines are called, at their ends. @param {Plot} at @param {Levels} own @param {Levels} median @param {Options["names"]} names */
function ends({ x, y, T, floor, margin }, own, median, names) {
  if (T < 2) return [];
  const [a, b] = [own, median].map((line) => Math.min(Math.max(y(line.at(-1) ?? -1e3), margin.top), floor));
  const [top = 0, low = 0] = [a, b];
  const lack = Math.max(APART - Math.abs(top - low), 0) / 2;
  const sign = top <= low ? -1 : 1;
  const at = (/** @type {number} */ py) => round(Math.min(Math.max(py, margin.top + 4), floor - 2) + 4);
  const px = round(x(T - 1) + 10);
  return [
    mark("text", { class: "line-name own", x: px, y: at(top + sign * lack) }, names.own),
    mark("text", { class: "line-name", x: px, y: at(low - sign * lack) }, names.median),
  ];
}
