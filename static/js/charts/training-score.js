/**
 * How well it does over the steps: the share that is right, on an axis from 0 to 100 %, with what chance would do; and the
 * loss below it. A task without a share has the loss alone.
 * @import {Mark, Training} from "../types.js"
 */
import { scaleLinear } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { rounded } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { recents, reportAt } from "../run/training.js";
import { acrossLine, cursor, ground, MARGIN, stepAxis, way } from "./training-plot.js";

export const HEIGHT = 216;
/** The share of the height for the share that is right, and the air below it, px. */
const [SHARE, AIR] = [0.56, 22];

/**
 * @param {Training} training
 * @param {number} step that is shown
 * @param {{width: number, names: {loss: string}}} options
 * @returns {Mark[]}
 */
export function draw(training, step, { width, names }) {
  const { taught, reports } = training;
  const at = ground({ width, steps: taught.steps });
  const floor = HEIGHT - MARGIN.bottom;
  const shared = taught.chance.accuracy !== null;
  const middle = shared ? Math.round(MARGIN.top + (floor - MARGIN.top) * SHARE) : MARGIN.top;
  return [
    ...(reports.length ? [cursor(at, step, [MARGIN.top, floor])] : []),
    ...(shared ? share(training, step, at, [MARGIN.top, middle]) : []),
    ...losses(training, step, at, [shared ? middle + AIR : middle, floor], names, shared),
    ...stepAxis(at, floor),
  ];
}

/** @typedef {import("./training-plot.js").Ground} Ground */

/**
 * @param {Training} training
 * @param {number} step
 * @param {Ground} at
 * @param {[number, number]} range px
 */
function share({ reports, taught }, step, at, [top, floor]) {
  const y = scaleLinear([0, 1], [floor, top]);
  const means = recents(reports, "accuracy");
  const chance = Number(taught.chance.accuracy);
  return [
    ...[0, 0.5, 1].map((value) => tick(at, y(value), `${100 * value}%`, value === 0)),
    mark("path", {
      key: "each share",
      class: "each",
      d: way(
        at,
        reports,
        reports.map(({ accuracy }) => accuracy),
        y,
        step,
      ),
    }),
    ...acrossLine(at, "chance", y(chance), ""),
    mark("path", { key: "share", class: "mean", d: way(at, reports, means, y, step) }),
  ];
}

/**
 * @param {Training} training
 * @param {number} step
 * @param {Ground} at
 * @param {[number, number]} range px
 * @param {{loss: string}} names
 * @param {boolean} shared whether chance has its name above
 */
function losses(training, step, at, [top, floor], names, shared) {
  const { reports, taught } = training;
  const chance = taught.chance.loss ?? 0;
  const most = reports.reduce((high, { loss }) => Math.max(high, loss), chance * 1.4) || 1;
  const y = scaleLinear([0, most], [floor, top]).nice(3);
  const now = reportAt(training, step)?.loss;
  return [
    ...y.ticks(2).map((value) => tick(at, y(value), rounded(value), value === 0)),
    mark("path", {
      key: "each loss",
      class: "each",
      d: way(
        at,
        reports,
        reports.map(({ loss }) => loss),
        y,
        step,
      ),
    }),
    ...(chance ? acrossLine(at, "chance of-loss", y(chance), "") : []),
    mark("path", { key: "loss", class: "mean", d: way(at, reports, recents(reports, "loss"), y, step) }),
    mark(
      "text",
      { key: "loss name", class: "plot-name", x: MARGIN.left + 6, y: top + (shared ? -6 : 12) },
      now === undefined ? names.loss : `${names.loss} = ${now.toFixed(now < 0.1 ? 4 : 2)}`,
    ),
  ];
}

/** @param {Ground} at @param {number} y px @param {string} text @param {boolean} zero */
const tick = ({ width }, y, text, zero) =>
  mark(
    "g",
    { key: `tick ${text} ${round(y)}` },
    mark("path", { class: `grid${zero ? " zero" : ""}`, d: `M${MARGIN.left} ${round(y)}H${width - MARGIN.right}` }),
    mark("text", { class: "tick end", x: MARGIN.left - 8, y: round(y + 4) }, text),
  );
