/**
 * How far the gradients are from finite differences: log10 of the relative error at each step, on an absolute axis from
 * the last digit of a double to the line above which something would be wrong.
 * @import {Mark} from "../types.js"
 */

import { scaleLinear } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";

const MARGIN = { left: 44, right: 12, top: 10, bottom: 34 };
/** From the last digit of a double to an error that is obvious, in log10. */
const AXIS = [-16, -2];
/** Differences in doubles cannot be trusted to more than this: above it, a gradient is wrong. */
const ALARM = -5;

/** @typedef {{t: number, relative_error: number | null}} Probe one step of /check's answer */

/**
 * @param {Probe[]} steps
 * @param {{width: number, height: number, alarm: string}} options `alarm`: what the line is called
 * @returns {Mark[]}
 */
export function draw(steps, { width, height, alarm }) {
  const y = scaleLinear(AXIS, [height - MARGIN.bottom, MARGIN.top]);
  const room = (width - MARGIN.left - MARGIN.right) / Math.max(steps.length, 1);
  const x = (/** @type {number} */ t) => round(MARGIN.left + room * (t + 0.5));
  const line = (/** @type {number} */ at, /** @type {string} */ name) =>
    mark("path", { class: name, d: `M${MARGIN.left} ${round(y(at))}H${width - MARGIN.right}` });
  const ticks = [-15, -10, -5].flatMap((at) => [
    line(at, "grid"),
    mark("text", { class: "tick end", x: MARGIN.left - 8, y: round(y(at) + 4) }, String(at).replace("-", "−")),
  ]);
  const dots = steps.map(({ t, relative_error: error }) =>
    error === null
      ? mark("path", { class: "unknown", d: `M${x(t)} ${y(AXIS[0] ?? 0) - 3}v6` })
      : mark("circle", { class: "probe", cx: x(t), cy: round(y(logOf(error))), r: room > 14 ? 4 : 2 }),
  );
  const every = Math.max(1, Math.ceil(44 / room));
  const names = steps
    .filter(({ t }) => t % every === 0)
    .map(({ t }) => math("h", t, { class: "symbol", x: x(t), y: height - 12 }));
  return [
    ...ticks,
    line(ALARM, "alarm"),
    mark("text", { class: "alarm-name", x: width - MARGIN.right, y: round(y(ALARM) - 6) }, alarm),
    ...dots,
    ...names,
  ];
}

/** @param {number} error */
const logOf = (error) => Math.min(Math.max(Math.log10(Math.max(error, 1e-300)), AXIS[0] ?? 0), AXIS[1] ?? 0);
