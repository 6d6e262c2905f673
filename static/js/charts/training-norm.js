/**
 * The norm of all gradients together at each step, on a log axis, the threshold of clipping across it, and a tick below for
 * each step that was clipped.
 * @import {Mark, Training} from "../types.js"
 */
import { scaleLinear } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { placeAt } from "../run/training.js";
import { acrossLine, cursor, ground, MARGIN, power, stepAxis, way } from "./training-plot.js";

export const HEIGHT = 152;
/** The height of the ticks, px. */
const TICKS = 10;
/** The axis shows at least these powers of ten. */
const [LOW, HIGH] = [-2, 1];

/** @param {number | null} norm */
const log10 = (norm) => (norm === null || norm <= 0 ? null : Math.log10(norm));

/**
 * @param {Training} training
 * @param {number} step that is shown
 * @param {{width: number, names: {threshold: string}}} options
 * @returns {Mark[]}
 */
export function draw({ taught, reports }, step, { width, names }) {
  const at = ground({ width, steps: taught.steps });
  const floor = HEIGHT - MARGIN.bottom;
  const norms = reports.map(({ total_grad_norm }) => log10(total_grad_norm));
  const threshold = log10(taught.clip);
  const known = [...norms, threshold].filter((value) => value !== null);
  const low = Math.floor(known.reduce((a, b) => Math.min(a, b), LOW));
  const high = Math.ceil(known.reduce((a, b) => Math.max(a, b), HIGH));
  const y = scaleLinear([low, high], [floor - TICKS - 6, MARGIN.top]);
  return [
    ...powers(low, high).flatMap((exponent) => [
      mark("path", {
        key: `grid ${exponent}`,
        class: `grid${exponent ? "" : " zero"}`,
        d: `M${MARGIN.left} ${round(y(exponent))}H${width - MARGIN.right}`,
      }),
      power(MARGIN.left - 8, y(exponent), exponent),
    ]),
    mark("path", { key: "norm", class: "norm", d: way(at, reports, norms, y, step) }),
    ...(threshold === null ? [] : acrossLine(at, "threshold", clamp(y(threshold), MARGIN.top, floor), names.threshold)),
    mark("path", { key: "clips", class: "clips", d: clips(reports, step, at, floor) }),
    ...stepAxis(at, floor),
    ...(reports.length ? [cursor(at, step, [MARGIN.top, floor])] : []),
  ];
}

/** Powers of ten, four at most. @param {number} low @param {number} high */
function powers(low, high) {
  const every = Math.max(1, Math.ceil((high - low) / 4));
  return Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((exponent) => exponent % every === 0);
}

/**
 * A tick for each step that was clipped; those that fall on the same pixel are one.
 * @param {Training["reports"]} reports
 * @param {number} step
 * @param {import("./training-plot.js").Ground} at
 * @param {number} floor px
 */
function clips(reports, step, { x }, floor) {
  const told = reports.slice(0, placeAt(reports, step) + 1).filter(({ clipped }) => clipped);
  const places = new Set(told.map((report) => Math.round(x(report.step))));
  return [...places].map((px) => `M${px} ${floor - TICKS}v${TICKS}`).join("");
}
