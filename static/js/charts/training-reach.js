/**
 * How far back the gradient reaches while it learns: a column a time, a row a distance from the last step, in the violets of
 * ‖∂L/∂h‖ on their absolute scale. The last step is above, what is asked for below: where the violet fades on its way down,
 * nothing can be learned of what is there.
 * @import {Mark, Scheme, Training} from "../types.js"
 */
import { gradientColour } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { raster } from "../pen/raster.js";
import { mark } from "../pen/svg.js";
import { lastStep, reportAt } from "../run/training.js";
import { rounded } from "./plot.js";
import { cursor, ground, MARGIN, stepAxis } from "./training-plot.js";

export const HEIGHT = 216;
/** The room for the names of the ends, px. */
export const LEFT = 108;
/** A column is at least this wide, px, and a number beside a row needs this much. */
const [COLUMN, NUMBER] = [4, 15];

/**
 * @param {Training} training
 * @param {number} step that is shown
 * @param {{width: number, scheme: Scheme, names: {last: string, first: string}}} options `first`: what is asked for; "" where every step is
 * @returns {Mark[]}
 */
export function draw(training, step, { width, scheme, names }) {
  const { taught, reports } = training;
  const at = ground({ width, steps: taught.steps, left: LEFT });
  const rows = Math.max(1, ...[reports[0]?.log10_grad_norms.length ?? (taught.distance ?? 0) + 1]);
  const place = { top: MARGIN.top, floor: HEIGHT - MARGIN.bottom, rows };
  return [
    mark("rect", {
      key: "frame",
      class: "frame",
      x: LEFT,
      y: place.top,
      width: width - LEFT - MARGIN.right,
      height: place.floor - place.top,
    }),
    ...picture(training, step, at, place, scheme),
    ...distances(place, names),
    ...cut(taught.truncate, at, place),
    ...stepAxis(at, place.floor),
    ...(reports.length ? [cursor(at, step, [place.top, place.floor])] : []),
  ];
}

/** @typedef {import("./training-plot.js").Ground} Ground */
/** @typedef {{top: number, floor: number, rows: number}} Rows */

/**
 * What was told up to the shown step: each column has the report of its middle, never a mixture.
 * @param {Training} training
 * @param {number} step
 * @param {Ground} at
 * @param {Rows} place
 * @param {Scheme} scheme
 * @returns {Mark[]}
 */
function picture(training, step, { x, steps, width }, { top, floor, rows }, scheme) {
  const shown = Math.min(step, lastStep(training));
  const most = Math.max(1, Math.floor((width - LEFT - MARGIN.right) / COLUMN));
  const each = Math.max(1, steps / most);
  const columns = Math.min(Math.floor(shown / each), Math.floor(steps / each));
  if (!training.reports.length || columns < 1) return [];
  const levels = Array.from(
    { length: columns },
    (_, c) => reportAt(training, Math.ceil((c + 0.5) * each))?.log10_grad_norms ?? [],
  );
  const table = Array.from({ length: rows }, (_, d) => levels.map((column) => column[d] ?? Number.NEGATIVE_INFINITY));
  const fill = (/** @type {number} */ level) =>
    gradientColour(level === Number.NEGATIVE_INFINITY ? null : level, scheme);
  const href = raster(table, "reach", () => table, fill, scheme);
  const [left, right] = [x(0), x(columns * each)];
  return [
    mark("image", {
      key: "reach",
      href,
      x: round(left),
      y: top,
      width: round(right - left),
      height: floor - top,
      preserveAspectRatio: "none",
    }),
  ];
}

/**
 * The distances beside the rows, from the last step on, and the names of the two ends.
 * @param {Rows} place
 * @param {{last: string, first: string}} names
 */
function distances({ top, floor, rows }, names) {
  const high = (floor - top) / rows;
  const every = rounded(Math.max(1, NUMBER / high));
  const last = rows - 1;
  const shown = Array.from({ length: last }, (_, d) => d).filter((d) => d % every === 0 && (last - d) * high >= NUMBER);
  const named = (/** @type {number} */ d) => (d === last ? names.first : d === 0 ? names.last : "");
  return [...shown, last].map((d) =>
    mark(
      "text",
      {
        key: `distance ${d}`,
        class: `tick end${named(d) && " strong"}`,
        x: LEFT - 8,
        y: round(top + high * (d + 0.5) + 4),
      },
      named(d) ? `${named(d)} ${d}` : String(d),
    ),
  );
}

/** Where the gradient is not carried any further. @param {number | null} truncate @param {Ground} at @param {Rows} place */
function cut(truncate, { width }, { top, floor, rows }) {
  if (truncate === null || truncate >= rows) return [];
  const y = round(top + ((floor - top) * truncate) / rows);
  return [mark("path", { key: "cut", class: "cut-at", d: `M${LEFT} ${y}H${width - MARGIN.right}` })];
}
