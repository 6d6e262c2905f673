/**
 * The norm of each parameter's gradient on one absolute log axis, the norm of them all, and the threshold of clipping as
 * a line. Where clipping acts, a ring is where each norm ends up.
 * @import {Mark, Scheme} from "../types.js"
 * @import {ParameterNorm} from "../run/clipping.js"
 */

import { scaleLinear } from "../../vendor/d3.js";
import { gradientColour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { fitted } from "../pen/text-width.js";

/** The axis shows at least these powers of ten, however small or large the norms are. */
const [LOW, HIGH] = [-6, 2];
/** The threshold can be moved this many decades beyond the norms. */
const BEYOND = 1;
/** Above the rows, and below them, px. */
const [TOP, BOTTOM] = [30, 30];
/** A row with its name beside it, and one with its name above it. */
const [BESIDE, ABOVE] = [26, 42];
/** Narrower than this, names are above. */
const NARROW = 560;
/** A power of ten needs this much room, px. */
const POWER = 44;

/** @param {number} rows @param {number} width */
export const height = (rows, width) => TOP + (rows + 1) * rowHeight(width) + 8 + BOTTOM;

/** @param {number} width */
const rowHeight = (width) => (width < NARROW ? ABOVE : BESIDE);

/** @param {number} width */
const margin = (width) => ({ left: width < NARROW ? 16 : 206, right: 74 });

/**
 * The powers of ten of the axis.
 * @param {(number | null)[]} levels
 * @returns {[number, number]}
 */
export function domain(levels) {
  const known = levels.filter((level) => level !== null);
  const low = known.reduce((a, b) => Math.min(a, b), LOW);
  const high = known.reduce((a, b) => Math.max(a, b), HIGH);
  return [Math.floor(low) - (low < LOW ? BEYOND : 0), Math.ceil(high) + (high > HIGH ? BEYOND : 0)];
}

/** @param {(number | null)[]} levels @param {number} width */
function axisOf(levels, width) {
  const { left, right } = margin(width);
  return scaleLinear(domain(levels), [left, width - right]);
}

/** The threshold at a place, as log10. @param {number} px @param {(number | null)[]} levels @param {number} width */
export function thresholdAt(px, levels, width) {
  const [low, high] = domain(levels);
  return clamp(axisOf(levels, width).invert(px), low, high);
}

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {string} total what the row of the total norm is called
 */

/**
 * @param {ParameterNorm[]} norms
 * @param {{total: number | null, threshold: number, factor: number}} clip each as log10
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(norms, { total, threshold, factor }, { width, scheme, total: name }) {
  const levels = [...norms.map(({ level }) => level), total];
  const x = axisOf(levels, width);
  const high = rowHeight(width);
  const place = { x, width, scheme, factor };
  const end = height(norms.length, width) - BOTTOM;
  return [
    ...axis(x, width, end),
    handle(x, threshold, end),
    ...norms.flatMap((norm, i) => row(norm, TOP + high * (i + 0.5), place)),
    mark("path", { class: "grid zero", d: `M0 ${TOP + high * norms.length + 4}H${width}` }),
    ...row({ name, level: total }, TOP + high * (norms.length + 0.5) + 8, place, " whole"),
  ];
}

/** @typedef {ReturnType<typeof axisOf>} Scale */

/** Powers of ten, as many as have room. @param {Scale} x @param {number} width @param {number} end */
function axis(x, width, end) {
  const [low = 0, high = 0] = x.domain();
  const every = Math.max(1, Math.ceil((POWER * (high - low)) / (width - margin(width).left - margin(width).right)));
  const powers = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => Math.ceil(low) + i);
  return powers
    .filter((power) => power % every === 0)
    .flatMap((power) => [
      mark("path", { class: `grid${power ? "" : " zero"}`, d: `M${round(x(power))} ${TOP - 4}V${end}` }),
      mark(
        "text",
        { class: "tick middle", x: round(x(power)), y: end + 20 },
        power ? "10" : "1",
        mark("tspan", { class: "power", dy: -5 }, power ? String(power).replace("-", "−") : ""),
      ),
    ]);
}

/**
 * A parameter: its name, a line as long as its norm, and where clipping takes it.
 * @param {ParameterNorm} norm
 * @param {number} middle px
 * @param {{x: Scale, width: number, scheme: Scheme, factor: number}} place
 * @param {string} [kind]
 * @returns {Mark[]}
 */
function row({ name, level }, middle, { x, width, scheme, factor }, kind = "") {
  const { left, right } = margin(width);
  const above = width < NARROW;
  const y = round(above ? middle + 8 : middle);
  const fill = gradientColour(level, scheme);
  const to = level === null ? left : round(x(level));
  const room = above ? width - 24 : left - 20;
  return [
    mark("text", { class: `parameter${kind}`, x: above ? left : 0, y: above ? y - 12 : y + 4 }, fitted(name, 13, room)),
    mark("path", { class: "stem", d: `M${left} ${y}H${to}`, stroke: fill }),
    level !== null && mark("circle", { class: "tip-dot", cx: to, cy: y, r: kind ? 6 : 5, fill }),
    level !== null && factor < 0 && after(x, level + factor, y, left),
    mark("text", { class: `parameter-norm${kind}`, x: width - right + 14, y: y + 4 }, ...power(level)),
  ].filter((one) => one !== false);
}

/**
 * Where a norm is after clipping: left of the axis it is at its edge.
 * @param {Scale} x
 * @param {number} level
 * @param {number} y
 * @param {number} left
 */
const after = (x, level, y, left) =>
  mark("circle", { class: "after", cx: Math.max(round(x(level)), left), cy: y, r: 4 });

/** @param {number | null} level */
const power = (level) => (level === null ? ["0"] : ["10", mark("tspan", { class: "power", dy: -5 }, exponent(level))]);

/** The threshold, and what it is taken by. @param {Scale} x @param {number} threshold @param {number} end */
function handle(x, threshold, end) {
  const [low = 0, high = 0] = x.domain();
  const px = round(x(clamp(threshold, low, high)));
  return mark(
    "g",
    { key: "threshold", class: "threshold" },
    mark("path", { class: "line-of", d: `M${px} 18V${end}` }),
    mark("path", { class: "grip", d: `M${px - 9} 3h18v8l-9 9l-9 -9z` }),
    mark("text", { class: "symbol start", x: px + 14, y: 16 }, "c"),
  );
}
