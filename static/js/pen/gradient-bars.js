/**
 * A gradient's components as bars: up where L grows with the unit, down where L falls, each as high as it is beside the
 * largest one of its vector. The violet is that of the whole vector's norm, on the absolute scale. Shapes: H hidden size.
 * @import {Mark, Rect} from "../types.js"
 */

import { gradientOpacity } from "./colours.js";
import { round } from "./math.js";
import { nearlyDry } from "./river-scale.js";
import { mark } from "./svg.js";

/** A number beyond this many decades is outside a double: its components are unknown, its norm is not. */
const DOUBLE = 300;
/** A component that is not zero has at least this height, px. */
const LEAST = 0.75;
/** Units narrower than this, px, share two paths: one for all that go up, one for all that go down. */
const FINE = 6;
/** The share of its cell that a bar fills, and the widest bar, px. */
const FILLED = 0.55;
const WIDEST = 18;
/** The ring of an exact zero, px. */
const RING = 1.6;

/**
 * Each component beside the largest, −1…1; null where the components say nothing of a norm that is known.
 * @param {readonly number[] | null | undefined} values (H,)
 * @param {number | null} log10 of the norm, null for an exact zero
 * @param {number} [most] the size of the largest, where these are a part of their vector
 * @returns {number[] | null}
 */
export function relative(values, log10, most = largestOf(values)) {
  if (!values) return null;
  if (most > 0) return values.map((value) => value / most);
  return log10 === null ? values.map(() => 0) : null;
}

/** The size of the largest component. @param {readonly number[] | null | undefined} values */
export const largestOf = (values) => (values ?? []).reduce((top, value) => Math.max(top, Math.abs(value)), 0);

/** Whether a gradient is there and yet all but gone: its bars are hollow. @param {number | null} log10 */
const isDry = (log10) => log10 !== null && nearlyDry(log10);

/**
 * The row of bars around a line. Beyond a double only the line is there, dotted; without an answer nothing is.
 * @param {readonly number[] | null | undefined} values (H,)
 * @param {number | null} log10
 * @param {object} options
 * @param {number} options.x
 * @param {number} options.y the line
 * @param {number} options.unit
 * @param {number} options.half the room above the line, and below it
 * @param {string} [options.symbol] which vector it is, as in "grad:3"
 * @param {number} [options.first] the number of the first unit, where these are a part of their vector
 * @param {number} [options.most] and the size of the largest of all
 * @returns {Mark | null}
 */
export function gradientBars(values, log10, { x, y, unit, half, symbol, first = 0, most }) {
  const shares = relative(values, log10, most);
  const beyond = !shares && log10 !== null && Math.abs(log10) > DOUBLE;
  if (!shares && !beyond) return null;
  const width = unit * (values?.length ?? 0);
  const opacity = log10 === null ? null : round(gradientOpacity(log10));
  const rest = shares?.every((share) => share === 0) || beyond ? "rest dotted" : "rest";
  return mark(
    "g",
    {
      key: "gradient bars",
      class: `gradient-bars${isDry(log10) ? " dry" : ""}`,
      "data-vector": symbol ?? null,
      opacity,
    },
    mark("rect", {
      key: "field",
      class: "sensitive",
      x: round(x),
      y: round(y - half),
      width: round(width),
      height: 2 * half,
    }),
    mark("path", { key: "rest", class: rest, d: `M${round(x)} ${round(y)}h${round(width)}` }),
    ...(shares ? drawn(shares, { x, y, unit, half }, first) : []),
  );
}

/**
 * @param {number[]} shares
 * @param {{x: number, y: number, unit: number, half: number}} options
 * @param {number} first
 */
function drawn(shares, options, first) {
  if (options.unit < FINE) return fine(shares, options);
  return shares.map((share, j) => {
    const { x, width, y, height } = barOf(share, j, options);
    if (share === 0)
      return mark("circle", {
        key: j,
        "data-unit": first + j,
        class: "none",
        cx: round(x + width / 2),
        cy: options.y,
        r: RING,
      });
    return mark("rect", {
      key: j,
      "data-unit": first + j,
      class: share > 0 ? "up" : "down",
      x: round(x),
      y: round(y),
      width: round(width),
      height: round(height),
    });
  });
}

/**
 * The bar of unit j: its box, px.
 * @param {number} share −1…1
 * @param {number} j
 * @param {{x: number, y: number, unit: number, half: number}} options
 * @returns {Rect}
 */
export function barOf(share, j, { x, y, unit, half }) {
  const height = share === 0 ? 0 : Math.max(Math.abs(share) * half, LEAST);
  const width = unit < FINE ? unit : Math.min(unit * FILLED, WIDEST);
  return { x: x + (j + 0.5) * unit - width / 2, width, y: share > 0 ? y - height : y, height };
}

/**
 * Many units as two paths.
 * @param {number[]} shares
 * @param {{x: number, y: number, unit: number, half: number}} options
 */
function fine(shares, options) {
  const path = (/** @type {string} */ name, /** @type {number} */ sign) => {
    const bars = shares.map((share, j) => {
      if (share * sign <= 0) return "";
      const { x, width, y, height } = barOf(share, j, options);
      return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
    });
    return mark("path", { key: name, class: name, d: bars.join("") });
  };
  return [path("up", 1), path("down", -1)];
}
