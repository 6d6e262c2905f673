/**
 * The squashing curve with one unit's point on it, and the tangent whose slope the backward pass multiplies by.
 * @import {Mark, Scheme} from "../types.js"
 * @import {Squashing} from "../run/sums.js"
 */

import { line, scaleLinear } from "../../vendor/d3.js";
import { colour } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { slopeName } from "../run/squashes.js";

/** A curve's height as a part of its width; the room for the two lines of text below it, in px. */
export const CURVE_SHAPE = 0.66;
export const CURVE_TEXT = 56;
const TANGENT = 26;

/**
 * Each function, half of its curve's width in units of a, and what it stays within.
 * @type {Record<string, {of: (a: number) => number, reach: number, low: number, high: number}>}
 */
const FUNCTIONS = {
  tanh: { of: Math.tanh, reach: 3, low: -1.15, high: 1.15 },
  σ: { of: (a) => 1 / (1 + Math.exp(-a)), reach: 5, low: -0.08, high: 1.08 },
  relu: { of: (a) => Math.max(a, 0), reach: 3, low: -3, high: 3 },
  identity: { of: (a) => a, reach: 3, low: -3, high: 3 },
};

/**
 * @param {Squashing} squash
 * @param {{x: number, y: number, size: number, scheme: Scheme, known?: boolean, shown: number, lit: number}} options
 *   `known`: whether there is an a yet; `shown`: how far the point is on its way up; `lit`: the slope is being used
 * @returns {Mark}
 */
export function curve({ f, a, y: h, slope: s }, { x: left, y: top, size, scheme, known = true, shown, lit }) {
  const { of, reach: least, low, high } = FUNCTIONS[f] ?? /** @type {(typeof FUNCTIONS)[string]} */ (FUNCTIONS.tanh);
  const reach = Math.max(least, Math.min(Math.abs(a) * 1.15, 12));
  const height = size * CURVE_SHAPE;
  const x = scaleLinear([-reach, reach], [left, left + size]).clamp(true);
  const y = scaleLinear(low === -least ? [-reach, reach] : [low, high], [top + height, top]);
  const points = Array.from({ length: 61 }, (_, i) => (i / 30 - 1) * reach);
  const path =
    line(
      (/** @type {number} */ v) => x(v),
      (/** @type {number} */ v) => y(of(v)),
    )(points) ?? "";
  const [cx, cy] = [x(a), y(h * shown)];
  const below = (/** @type {number} */ by) => round(top + height + by);
  return mark(
    "g",
    { class: "squash" },
    mark("path", {
      class: "grid",
      d: `M${round(left)} ${round(y(0))}h${size}M${round(x(0))} ${round(top)}v${round(height)}`,
    }),
    mark("path", { class: "function", d: path }),
    shown === 1 && tangent(cx, cy, Math.atan2(s * (y(0) - y(1)), x(1) - x(0)), lit),
    known && mark("circle", { class: "point", cx: round(cx), cy: round(cy), r: 5.5, fill: colour(h * shown, scheme) }),
    known &&
      mark(
        "text",
        { class: "number big", x: round(left + size / 2), y: below(22) },
        shown === 1
          ? f === "identity"
            ? `h = a = ${short(h)}`
            : `${f}(${short(a)}) = ${short(h)}`
          : `a = ${short(a)}`,
      ),
    shown === 1 &&
      mark(
        "text",
        { class: `number big violet${lit > 0 ? " strong" : ""}`, x: round(left + size / 2), y: below(42) },
        `${slopeName({ nonlinearity: f })} = ${short(s)}`,
      ),
  );
}

/** @param {number} cx @param {number} cy @param {number} angle @param {number} lit */
function tangent(cx, cy, angle, lit) {
  const [dx, dy] = [Math.cos(angle) * TANGENT, Math.sin(angle) * TANGENT];
  return mark("path", {
    class: "tangent",
    "stroke-width": 2 + 2 * lit,
    d: `M${round(cx - dx)} ${round(cy + dy)}L${round(cx + dx)} ${round(cy - dy)}`,
  });
}
