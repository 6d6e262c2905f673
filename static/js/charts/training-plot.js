/**
 * The common ground of the pictures of a training: its steps from left to right, as many as are planned, so that nothing
 * moves while it learns; what is not learned yet is empty.
 * @import {Mark} from "../types.js"
 */
import { line, scaleLinear } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { placeAt } from "../run/training.js";

/** Room for the numbers of the axis and for the steps, px. */
export const MARGIN = { left: 52, right: 14, top: 12, bottom: 24 };
/** Two points of a curve are this far apart at least, px. */
const POINT = 1.5;

/** @typedef {{width: number, steps: number, left?: number}} Size in px; `left`: the room for what is beside the axis */
/** @typedef {{left: number, x: ReturnType<typeof scaleLinear<number>>, width: number, steps: number}} Ground */

/** @param {Size} options @returns {Ground} */
export const ground = ({ width, steps, left = MARGIN.left }) => ({
  x: scaleLinear([0, Math.max(steps, 1)], [left, Math.max(width - MARGIN.right, left + 1)]),
  left,
  width,
  steps,
});

/** The step at a place of the picture. @param {number} px @param {Size} options */
export const stepAt = (px, options) => clamp(Math.round(ground(options).x.invert(px)), 0, options.steps);

/** The numbers of the steps under a picture, and the line that they are on. @param {Ground} at @param {number} floor px */
export function stepAxis({ x, left, width, steps }, floor) {
  const ticks = x.ticks(Math.max(2, Math.min(5, Math.floor(width / 90)))).filter((step) => Number.isInteger(step));
  return [
    mark("path", { key: "floor", class: "grid", d: `M${left} ${floor}H${width - MARGIN.right}` }),
    ...ticks.map((step) =>
      mark(
        "text",
        { key: `step ${step}`, class: `tick ${step === steps ? "end" : "middle"}`, x: round(x(step)), y: floor + 17 },
        String(step),
      ),
    ),
  ];
}

/** Where the shown step is. @param {Ground} at @param {number} step @param {[number, number]} range px */
export const cursor = ({ x }, step, [top, floor]) =>
  mark("path", { key: "cursor", class: "cursor", d: `M${round(x(step))} ${top}V${floor}` });

/**
 * A curve over the steps, as many points as can be told apart.
 * @param {Ground} at
 * @param {{step: number}[]} reports
 * @param {(number | null)[]} values one each
 * @param {(value: number) => number} y
 * @param {number} until the step that is shown
 */
export function way({ x }, reports, values, y, until) {
  const last = placeAt(reports, until);
  /** @type {[number, number | null][]} */
  const points = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= last; i++) {
    const px = x(Number(reports[i]?.step));
    if (px - before < POINT && i < last) continue;
    before = px;
    const value = values[i] ?? null;
    points.push([px, value === null ? null : y(value)]);
  }
  const drawn = line(
    (/** @type {[number, number | null]} */ [px]) => round(px),
    ([, py]) => round(Number(py)),
  ).defined(([, py]) => py !== null);
  return drawn(points) ?? "";
}

/**
 * A line right across, and its name, if any, above its right end.
 * @param {Ground} at
 * @param {string} name its class
 * @param {number} y px
 * @param {string} text
 * @param {number} [below] where the text is, from the line, px
 * @returns {Mark[]}
 */
export const acrossLine = ({ left, width }, name, y, text, below = -6) => {
  const end = width - MARGIN.right;
  const across = mark("path", { key: `${name} line`, class: `across ${name}`, d: `M${left} ${round(y)}H${end}` });
  const at = { key: `${name} name`, class: `across-name ${name}`, x: end - 4, y: round(y + below) };
  return text ? [across, mark("text", at, text)] : [across];
};

/** A power of ten as an axis has it. @param {number} x @param {number} y @param {number} exponent */
export const power = (x, y, exponent) =>
  mark(
    "text",
    { key: `power ${exponent}`, class: "tick end", x, y: round(y + 4) },
    exponent ? "10" : "1",
    mark("tspan", { class: "power", dy: -5 }, exponent ? String(exponent).replace("-", "−") : ""),
  );
