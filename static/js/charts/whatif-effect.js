/**
 * What one unit of h_t does to the loss: the true change (ink), computed by the server at a few values, and what the
 * gradient says of it (violet), a straight line through where the unit really is. Near that place the two are one.
 * @import {Mark} from "../types.js"
 */

import { curveMonotoneX, extent, line, scaleLinear } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { change, rounded, signed } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";

export const HEIGHT = 188;
const MARGIN = { left: 60, right: 12, top: 12, bottom: 28 };

/** @typedef {{value: number, change: number}} Sample the loss less the original one, with the unit at `value` */
/**
 * @typedef {object} Effect
 * @property {number} from where the unit really is
 * @property {number | null} slope
 * @property {number} domain
 * @property {Sample[]} samples
 * @property {Sample | null} now where it has been drawn to, and what that did
 */

/**
 * @param {Effect} effect
 * @param {{width: number}} options
 * @returns {Mark[]}
 */
export function draw({ from, slope, domain, samples, now }, { width }) {
  const x = scaleLinear([-domain, domain], [MARGIN.left, width - MARGIN.right]);
  const straight = (/** @type {number} */ value) => Number(slope) * (value - from);
  const known = [...samples, ...(now ? [now] : [])].map(({ change }) => change);
  // until the server has answered, the gradient alone says how far the loss may go
  const levels = known.length ? known : [straight(-domain), straight(domain)];
  const y = scaleLinear(reach(levels), [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(3);
  const truly = line(
    (/** @type {Sample} */ { value }) => round(x(value)),
    (/** @type {Sample} */ { change }) => round(y(change)),
  ).curve(curveMonotoneX);
  return [
    ...axes(x, y, domain, width),
    mark("path", { class: "origin", d: `M${round(x(from))} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}` }),
    slope !== null && known.length > 0 && mark("path", { class: "straight", d: within(straight, domain, x, y) }),
    mark("path", { class: "truly", d: (samples.length > 1 && truly(samples)) || "" }),
    mark("circle", { class: "here", cx: round(x(from)), cy: round(y(0)), r: 4 }),
    ...(now ? gap(now, slope === null ? null : straight(now.value), x, y) : []),
  ].filter((one) => one !== false);
}

/** A double cannot tell smaller changes from none: they are drawn as none. */
const NOTHING = 1e-12;

/** What holds all levels, and 0, with some room. @param {number[]} levels @returns {[number, number]} */
function reach(levels) {
  const [low = 0, high = 0] = extent([0, ...levels]);
  if (high - low < NOTHING) return [-1, 1];
  const room = (high - low) * 0.15;
  return [low - room, high + room];
}

/** @typedef {{(value: number): number, ticks(count: number): number[], domain(): number[]}} Scale */

/**
 * The straight line, as much of it as the frame holds.
 * @param {(value: number) => number} straight
 * @param {number} domain
 * @param {Scale} x
 * @param {Scale} y
 */
function within(straight, domain, x, y) {
  const [low = 0, high = 0] = y.domain();
  const [a, b] = [straight(-domain), straight(domain)];
  const at = (/** @type {number} */ level) => -domain + (2 * domain * (level - a)) / (b - a);
  const ends = [-domain, domain].map((value) => {
    const level = clamp(straight(value), low, high);
    return level === straight(value) || a === b ? [value, level] : [at(level), level];
  });
  return `M${ends.map(([value, level]) => `${round(x(Number(value)))} ${round(y(Number(level)))}`).join("L")}`;
}

/**
 * Where the unit has been drawn to: the truth, the prediction, and how far they are apart.
 * @param {Sample} now
 * @param {number | null} predicted
 * @param {Scale} x
 * @param {Scale} y
 */
function gap({ value, change }, predicted, x, y) {
  const [low = 0, high = 0] = y.domain();
  const [px, truth] = [round(x(value)), round(y(change))];
  if (predicted === null) return [mark("circle", { class: "truth", cx: px, cy: truth, r: 5 })];
  const said = round(y(clamp(predicted, low, high)));
  return [
    mark("path", { class: "apart", d: `M${px} ${truth}V${said}` }),
    mark("circle", { class: "said", cx: px, cy: said, r: 5 }),
    mark("circle", { class: "truth", cx: px, cy: truth, r: 5 }),
  ];
}

/** @param {Scale} x @param {Scale} y @param {number} domain @param {number} width */
const axes = (x, y, domain, width) => [
  ...y.ticks(3).flatMap((value) => [
    mark("path", {
      class: `grid${value ? "" : " zero"}`,
      d: `M${MARGIN.left} ${round(y(value))}H${width - MARGIN.right}`,
    }),
    mark("text", { class: "tick end", x: MARGIN.left - 6, y: round(y(value) + 4) }, tick(value)),
  ]),
  ...[-domain, 0, domain].map((value) =>
    mark(
      "text",
      { class: `tick ${value > 0 ? "end" : value < 0 ? "start" : "middle"}`, x: round(x(value)), y: HEIGHT - 8 },
      rounded(value),
    ),
  ),
];

/** A change as an axis says it: "+0.05", "−5·10⁻⁴". @param {number} value */
function tick(value) {
  if (value === 0) return "0";
  return Math.abs(value) >= 0.01 && Math.abs(value) < 1000 ? signed(value) : change(value).replace(".0·", "·");
}
