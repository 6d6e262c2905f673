/**
 * The squashing curve with one unit's point on it, and the tangent whose slope the backward pass multiplies by.
 * @import {Mark, Scheme, Step} from "../types.js"
 */

import { line, scaleLinear } from "../../vendor/d3.js";
import { slope } from "../algebra.js";
import { short } from "../numbers.js";
import { colour } from "../scales.js";
import { mark } from "../svg.js";
import { round } from "./vectors.js";

/** Half of the curve's width, in units of a. */
const REACH = 3;
const TANGENT = 24;

/** @type {Record<string, (a: number) => number>} */
const FUNCTIONS = { tanh: Math.tanh, relu: (a) => Math.max(a, 0) };

/**
 * @param {Step} step
 * @param {number} j the unit
 * @param {{x: number, y: number, size: number, scheme: Scheme, nonlinearity: string, shown: number, lit: number}} options
 *   `shown`: how far the point is on its way up; `lit`: the slope is being used
 * @returns {Mark}
 */
export function curve(step, j, { x: left, y: top, size, scheme, nonlinearity, shown, lit }) {
  const f = FUNCTIONS[nonlinearity] ?? Math.tanh;
  const [a, h] = [Number(step.gates.a?.[j]), Number(step.h[j])];
  const reach = Math.max(REACH, Math.min(Math.abs(a) * 1.15, 12));
  const height = size * 0.72;
  const x = scaleLinear([-reach, reach], [left, left + size]);
  const y = scaleLinear(nonlinearity === "relu" ? [-reach, reach] : [-1.15, 1.15], [top + height, top]);
  const points = Array.from({ length: 61 }, (_, i) => (i / 30 - 1) * reach);
  const path =
    line(
      (/** @type {number} */ v) => x(v),
      (/** @type {number} */ v) => y(f(v)),
    )(points) ?? "";
  const s = slope(a, h, nonlinearity);
  const [cx, cy] = [x(a), y(h * shown)];
  const angle = Math.atan2(s * (y(0) - y(1)), x(1) - x(0));
  const [dx, dy] = [Math.cos(angle) * TANGENT, Math.sin(angle) * TANGENT];
  return mark(
    "g",
    { class: "squash" },
    mark("path", { class: "grid", d: `M${left} ${round(y(0))}h${size}M${round(x(0))} ${top}v${round(height)}` }),
    mark("path", { class: "function", d: path }),
    shown === 1 &&
      mark("path", {
        class: "tangent",
        "stroke-width": 2 + 2 * lit,
        d: `M${round(cx - dx)} ${round(cy + dy)}L${round(cx + dx)} ${round(cy - dy)}`,
      }),
    mark("circle", { class: "point", cx: round(cx), cy: round(cy), r: 5, fill: colour(h * shown, scheme) }),
    mark(
      "text",
      { class: "number big", x: left + size / 2, y: top + height + 24 },
      shown === 1 ? `${nonlinearity}(${short(a)}) = ${short(h)}` : `a = ${short(a)}`,
    ),
    shown === 1 &&
      mark(
        "text",
        { class: "number big violet", x: left + size / 2, y: top + height + 44 },
        `${nonlinearity}′ = ${short(s)}`,
      ),
  );
}
