/**
 * Small bars, one a unit: few marks for many of them.
 * @import {Mark, Scheme} from "../types.js"
 */

import { colour } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { MOST_THREADS } from "./layout.js";
import { belongs } from "./vectors.js";

/**
 * A bar's rectangle, px, and the value whose colour it has.
 * @typedef {{x: number, y: number, width: number, height: number, value: number}} Bar
 */

/** How finely many bars tell values apart. */
const SHADES = 12;
/** No bar is thinner: a zero is seen too. */
const LEAST = 1;

/** Between two numbers. @param {number} a @param {number} b @param {number} share */
export const between = (a, b, share) => a + (b - a) * share;

/** A bar on its way to another. @param {Bar} a @param {Bar} b @param {number} share @returns {Bar} */
export const morph = (a, b, share) => ({
  x: between(a.x, b.x, share),
  y: between(a.y, b.y, share),
  width: between(a.width, b.width, share),
  height: between(a.height, b.height, share),
  value: between(a.value, b.value, share),
});

/**
 * A bar from a base to a tip, both y in px.
 * @param {number} middle its x
 * @param {number} width
 * @param {number} base
 * @param {number} tip
 * @param {number} value
 * @returns {Bar}
 */
export function upright(middle, width, base, tip, value) {
  const height = Math.max(Math.abs(tip - base), LEAST);
  return { x: middle - width / 2, y: Math.min(base, tip) - (tip === base ? LEAST / 2 : 0), width, height, value };
}

/**
 * Up to 16 bars have a mark each, which says its unit; of more, all of a shade are one path.
 * @param {Bar[]} list
 * @param {Scheme} scheme
 * @param {string} key
 * @param {"unit" | "input"} [of] what the bars belong to
 */
export function bars(list, scheme, key, of = "unit") {
  const drawn = list.length > MOST_THREADS ? shaded(list, scheme) : list.map((bar, j) => single(bar, j, scheme, of));
  return mark("g", { key, class: "bars" }, ...drawn);
}

/** @param {Bar} bar @param {number} j @param {Scheme} scheme @param {"unit" | "input"} of */
const single = ({ x, y, width, height, value }, j, scheme, of) =>
  mark("rect", {
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    rx: width > 6 && height > 6 ? 1.5 : null,
    fill: colour(value, scheme),
    ...belongs(of, j),
  });

/** @param {Bar[]} list @param {Scheme} scheme @returns {Mark[]} */
function shaded(list, scheme) {
  /** @type {Map<number, string>} */
  const paths = new Map();
  for (const { x, y, width, height, value } of list) {
    const shade = Math.round(Math.min(Math.max(value, -1), 1) * SHADES);
    const bar = `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${-round(width)}z`;
    paths.set(shade, (paths.get(shade) ?? "") + bar);
  }
  return [...paths].map(([shade, d]) => mark("path", { key: shade, d, fill: colour(shade / SHADES, scheme) }));
}
