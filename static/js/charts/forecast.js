/**
 * What the head says of the next number, beside what came: both at the step at which it comes, the gap between them in
 * the colour of the gradient that sets out there. Below, ½ error² of each step, and their mean, which is the loss.
 * @import {Mark, Run} from "../types.js"
 * @import {Margin} from "./plot.js"
 */
import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { rounded as tick } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { inSentence, placeOf } from "../run/reading-order.js";
import { forecastAt, knownForecasts, readBy } from "../run/series.js";
import { stepColumns, words } from "./plot.js";

/** @type {Margin} */
export const MARGIN = { left: 44, right: 16, top: 14, bottom: 24 };
export const HEIGHT = 312;
/** The height of the bars of the errors, and the air above them, px. */
const [BARS, AIR] = [64, 36];
/** So many steps have a dot each. */
const DOTTED = 80;

/**
 * @param {Run} run whose answer has forecasts
 * @param {number} u
 * @param {{width: number, column?: number, pointed?: number | null, names: {errors: string, mean: string}}} options
 *   `column`: which number of a row is shown; `pointed`: the step t whose forecast is looked at
 * @returns {Mark[]}
 */
export function draw(run, u, { width, column = 0, pointed = null, names }) {
  const rows = run.steps.map((_, t) => /** @type {number[]} */ (readBy(run)[placeOf(run, t)]));
  const T = rows.length;
  const columns = stepColumns({ width, margin: MARGIN, T });
  const all = rows.map((_, t) => forecastAt(run, t));
  const said = all.map((each) => each?.said[column] ?? 0);
  const frame = { ...columns, width, T, floor: HEIGHT - MARGIN.bottom - BARS - AIR };
  const [low = 0, high = 0] = extent([...rows.map((row) => Number(row[column])), ...said.slice(0, -1)]);
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [frame.floor, MARGIN.top]).nice(4);
  const known = knownForecasts(run, u);
  return [
    ...axis(y, frame),
    ...gaps(
      rows.map((row) => Number(row[column])),
      said,
      known,
      y,
      frame,
    ),
    curve(
      "truth",
      rows.map((row) => Number(row[column])),
      0,
      y,
      frame,
    ),
    // the forecast of x_{t+1} stands at t + 1
    curve("said", said.slice(0, known), 1, y, frame),
    ...errors(
      all.map((each) => each?.error ?? null),
      known,
      frame,
      names,
    ),
    ...words(
      { ...columns, ...frame, y, ticks: [], margin: MARGIN },
      inSentence(run),
      HEIGHT - 6,
      pointed === null ? null : pointed + 1,
    ),
    ...(pointed === null || pointed > T - 2 ? [] : [pointer(pointed + 1, frame)]),
  ];
}

/** @typedef {{x: (t: number) => number, room: number, width: number, T: number, floor: number}} Frame */
/** @typedef {ReturnType<typeof scaleLinear<number>>} Scale */

/**
 * The step whose forecast is looked at, for a place of the chart.
 * @param {number} px
 * @param {number} width
 * @param {number} T
 */
export const forecastStepAt = (px, width, T) => Math.max(stepColumns({ width, margin: MARGIN, T }).stepAt(px) - 1, 0);

/** @param {Scale} y @param {Frame} frame */
const axis = (y, { width }) =>
  y.ticks(4).flatMap((value) => [
    mark("path", {
      class: `grid${value === 0 ? " zero" : ""}`,
      d: `M${MARGIN.left} ${round(y(value))}H${width - MARGIN.right}`,
    }),
    mark("text", { class: "tick end", x: MARGIN.left - 8, y: round(y(value) + 4) }, tick(value)),
  ]);

/**
 * From what was said to what came, one path for all.
 * @param {number[]} truth
 * @param {number[]} said
 * @param {number} known
 * @param {Scale} y
 * @param {Frame} frame
 */
function gaps(truth, said, known, y, { x }) {
  const d = said
    .slice(0, known)
    .map((value, t) => `M${round(x(t + 1))} ${round(y(value))}V${round(y(Number(truth[t + 1])))}`);
  return [mark("path", { key: "gaps", class: "gaps", d: d.join("") })];
}

/**
 * @param {string} name
 * @param {number[]} values
 * @param {number} from the step of the first
 * @param {Scale} y
 * @param {Frame} frame
 */
function curve(name, values, from, y, { x, T }) {
  const way = line(
    (/** @type {number} */ _, /** @type {number} */ t) => round(x(t + from)),
    (value) => round(y(value)),
  );
  const dots = T <= DOTTED ? values.map((value, t) => `M${round(x(t + from))} ${round(y(value))}h0`).join("") : "";
  return mark(
    "g",
    { key: name, class: name },
    mark("path", { class: "way", d: way(values) ?? "" }),
    mark("path", { class: "dots", d: dots }),
  );
}

/**
 * ½ error² of each step, and the mean of all.
 * @param {(number | null)[]} all
 * @param {number} known
 * @param {Frame} frame
 * @param {{errors: string, mean: string}} names
 */
function errors(all, known, { x, room, width }, names) {
  const bottom = HEIGHT - MARGIN.bottom;
  const counted = all.filter((error) => error !== null);
  const most = counted.reduce((a, b) => Math.max(a, b), 0) || 1;
  const mean = counted.reduce((a, b) => a + b, 0) / Math.max(counted.length, 1);
  const y = scaleLinear([0, most], [bottom, bottom - BARS]);
  const wide = Math.max(room * 0.7, 1);
  const bars = all
    .slice(0, known)
    .map(
      (error, t) => `M${round(x(t + 1) - wide / 2)} ${bottom}h${round(wide)}V${round(y(error ?? 0))}h${round(-wide)}Z`,
    );
  const level = round(y(mean));
  return [
    mark("path", { key: "floor", class: "grid", d: `M${MARGIN.left} ${bottom}H${width - MARGIN.right}` }),
    mark("path", { key: "errors", class: "errors", d: bars.join("") }),
    mark("path", { key: "mean", class: "mean", d: `M${MARGIN.left} ${level}H${width - MARGIN.right}` }),
    mark("text", { key: "errors name", class: "tick", x: MARGIN.left, y: bottom - BARS - 10 }, names.errors),
    mark(
      "text",
      { key: "mean name", class: "symbol end mean-name", x: MARGIN.left - 8, y: Number(level) + 4 },
      names.mean,
    ),
  ];
}

/** @param {number} t @param {Frame} frame */
const pointer = (t, { x, room }) =>
  mark("rect", {
    key: "pointed",
    class: "pointed-at",
    x: round(x(t) - Math.max(room, 6) / 2),
    width: round(Math.max(room, 6)),
    y: 2,
    height: HEIGHT - 4,
    rx: 4,
  });
