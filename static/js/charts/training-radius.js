/**
 * The spectral radius of W_h while it learns, with 1 marked: below it a direction fades on its way back through many steps,
 * above it one may grow.
 * @import {Mark, Training} from "../types.js"
 */
import { scaleLinear } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { rounded } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { acrossLine, cursor, ground, MARGIN, stepAxis, way } from "./training-plot.js";

export const HEIGHT = 152;
/** The axis goes from 0 to at least this. */
const MOST = 1.5;

/**
 * @param {Training} training
 * @param {number} step that is shown
 * @param {{width: number}} options
 * @returns {Mark[]}
 */
export function draw(training, step, { width }) {
  const { taught, reports } = training;
  const at = ground({ width, steps: taught.steps });
  const floor = HEIGHT - MARGIN.bottom;
  const radii = reports.map(({ spectral_radius }) => spectral_radius);
  const most = radii.reduce((/** @type {number} */ a, b) => Math.max(a, b ?? 0), MOST);
  const y = scaleLinear([0, most], [floor, MARGIN.top]).nice(3);
  return [
    ...y
      .ticks(3)
      .filter((value) => value !== 1)
      .map((value) =>
        mark(
          "text",
          { key: `tick ${value}`, class: "tick end", x: MARGIN.left - 8, y: round(y(value) + 4) },
          rounded(value),
        ),
      ),
    mark("text", { key: "one", class: "tick end strong", x: MARGIN.left - 8, y: round(y(1) + 4) }, "1"),
    ...acrossLine(at, "one", y(1), ""),
    mark("path", { key: "radius", class: "mean", d: way(at, reports, radii, y, step) }),
    ...stepAxis(at, floor),
    ...(reports.length ? [cursor(at, step, [MARGIN.top, floor])] : []),
  ];
}
