/**
 * The numbers as the chart: the line of x, and behind it the colour of each step, as a text has it; beside it, where it
 * is asked for, what the head said the number would be. As many steps as there are take a fixed number of marks: what has
 * been read, and what the gradient has come back to, are two pictures.
 * @import {Mark, Run, Scheme} from "../types.js"
 * @import {Margin} from "./plot.js"
 */
import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { rounded as tick } from "../pen/numbers.js";
import { raster } from "../pen/raster.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { textWidth } from "../pen/text-width.js";
import { moment } from "../run/phases.js";
import { placeOf, readsBack } from "../run/reading-order.js";
import { forecastsOf, knownForecasts, readBy } from "../run/series.js";
import { coat, standing, worn } from "../run/shades.js";
import { rounded, spread, stepColumns } from "./plot.js";

const MARGIN = { left: 44, right: 16, top: 12, bottom: 28 };
/** The room of the names of several lines, px. */
const NAMES = 32;
/** So many steps have a dot each. */
const DOTTED = 80;

/** @param {Run} run @returns {Margin} */
export const margin = (run) => ({ ...MARGIN, right: MARGIN.right + ((readBy(run)[0]?.length ?? 1) > 1 ? NAMES : 0) });

/**
 * @param {Run} run one that read numbers
 * @param {number} u
 * @param {{width: number, height: number, shade: string, unit: number, scheme: Scheme, pointed: number | null}} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { width, height, pointed } = options;
  const [rows, T] = [readBy(run), run.tokens.length];
  const edges = margin(run);
  const columns = stepColumns({ width, margin: edges, T });
  const x = (/** @type {number} */ k) => columns.x(placeOf(run, k));
  const { room } = columns;
  const floor = height - edges.bottom;
  const said = forecastsOf(run);
  const [low = 0, high = 0] = extent([...rows, ...said.slice(0, -1)].flat());
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [floor - 8, edges.top + 8]);
  const at = { x, y, room, T, floor, ...edges };
  const { t, backward } = moment(u, T);
  return [
    ...bands(run, u, at, options),
    ...ticks(at, width),
    ...lines(rows, at),
    ...forecasts(said.slice(0, knownForecasts(run, u)), (t) => rows[placeOf(run, t)], { ...at, x: columns.x }),
    ...(rows[0]?.length === 1 ? [] : names(/** @type {number[]} */ (rows[placeOf(run, T - 1)]), at)),
    ...labels(run, at, height),
    ...(pointed === null ? [] : [column("pointed", pointed, at)]),
    column(`now${backward ? " back" : ""}`, t, at),
  ];
}

/**
 * @typedef {{x: (t: number) => number, y: ReturnType<typeof scaleLinear<number>>, room: number, T: number, floor:
 *   number} & Margin} Setting
 */

/**
 * The colours of the steps: the forward shade up to where has been read, the gradient from where it has come to.
 * @param {Run} run
 * @param {number} u
 * @param {Setting} at
 * @param {{shade: string, unit: number, scheme: Scheme}} options
 */
function bands(run, u, at, { shade, unit, scheme }) {
  const there = standing(u, at.T);
  const names = [0, at.T - 1].map((t) => worn(shade, t, there, at.T));
  const came = at.T - there.reached;
  const forward = names[0] === "gradient" && came > 0 ? worn(shade, came - 1, there, at.T) : names[0];
  const pieces = /** @type {[string | undefined, number, number][]} */ ([
    [forward, 0, forward === names[1] && there.reached ? at.T : Math.min(there.read, came)],
    [names[1], forward === names[1] ? at.T : came, at.T],
  ]);
  return pieces
    .filter(([name, from, to]) => to > from && name !== undefined && name !== "ahead" && name !== "bare")
    .map(([name, from, to]) => band(run, String(name), { from, to }, at, { unit, scheme }));
}

/**
 * The stretch from one step to another of the picture of all steps.
 * @param {Run} run
 * @param {string} name
 * @param {{from: number, to: number}} stretch
 * @param {Setting} at
 * @param {{unit: number, scheme: Scheme}} options
 */
function band(run, name, { from, to }, { room, left, top, floor, T }, { unit, scheme }) {
  const { fills } = coat(run, name, unit, scheme);
  // where the reading begins at the end, the first step is the last column
  const first = readsBack(run) ? T - to : from;
  const variant = `${name === "unit" ? unit : ""} ${scheme}`;
  const href = raster(
    run,
    `series ${name}`,
    () => [fills.map((_, p) => placeOf(run, p))],
    (t) => fills[t] ?? "",
    variant,
  );
  return mark(
    "svg",
    {
      key: `band ${name}`,
      x: round(left + room * first),
      y: top,
      width: round(room * (to - from)),
      height: round(floor - top),
      viewBox: `${first} 0 ${to - from} 1`,
      preserveAspectRatio: "none",
    },
    mark("image", { class: "steps", href, width: T, height: 1, preserveAspectRatio: "none" }),
  );
}

/** @param {Setting} at @param {number} width */
const ticks = ({ y, left, right }, width) =>
  y.ticks(4).flatMap((value) => [
    mark("path", {
      class: `grid${value === 0 ? " zero" : ""}`,
      d: `M${left - 4} ${round(y(value))}H${value === 0 ? width - right : left}`,
    }),
    mark("text", { class: "tick end", x: left - 8, y: round(y(value) + 4) }, tick(value)),
  ]);

/**
 * Each line twice: in the paper's colour, so that it can be seen on any band, and in ink.
 * @param {number[][]} rows
 * @param {Setting} at
 */
function lines(rows, { x, y, T }) {
  const ways = Array.from(rows[0] ?? [], (_, i) =>
    line(
      (/** @type {number[]} */ _row, /** @type {number} */ t) => round(x(t)),
      (row) => round(y(Number(row[i]))),
    )(rows),
  );
  const few = T <= DOTTED;
  const dots = few ? rows.flatMap((row, t) => row.map((value) => `M${round(x(t))} ${round(y(value))}h0`)).join("") : "";
  return [
    ...ways.map((d) => mark("path", { class: "halo", d })),
    ...ways.map((d, i) => mark("path", { class: `way${i ? ` other dashed-${i % 3}` : ""}`, d })),
    few && mark("path", { class: "dots", d: dots }),
  ].filter((each) => each !== false);
}

/**
 * What was said of each number, at the step at which it came, and how far that was from it.
 * @param {number[][]} said by place, of x₁ and on
 * @param {(t: number) => number[] | undefined} truth x by place
 * @param {Setting} at whose `x` takes a place
 */
function forecasts(said, truth, { x, y, T }) {
  if (!said.length) return [];
  const places = said.map((row, t) => row.map((value) => ({ t: t + 1, value })));
  const ways = Array.from(said[0] ?? [], (_, i) =>
    line(
      (/** @type {{t: number, value: number}[]} */ row) => round(x(Number(row[i]?.t))),
      (row) => round(y(Number(row[i]?.value))),
    )(places),
  );
  const gaps = places.flatMap((row) =>
    row.map(({ t, value }, i) => `M${round(x(t))} ${round(y(value))}V${round(y(Number(truth(t)?.[i])))}`),
  );
  const dots = T <= DOTTED ? places.flat().map(({ t, value }) => `M${round(x(t))} ${round(y(value))}h0`) : [];
  return [
    mark("path", { class: "halo", d: gaps.join("") }),
    mark("path", { class: "gaps", d: gaps.join("") }),
    ...ways.map((d) => mark("path", { class: "halo", d })),
    ...ways.map((d) => mark("path", { class: "said", d })),
    ...(dots.length ? [mark("path", { class: "dots said", d: dots.join("") })] : []),
  ];
}

/** The number of each line, from 0, at its end. @param {number[]} last @param {Setting} at */
function names(last, { x, y, T, top, floor }) {
  const wanted = last.map((value) => y(value));
  return spread(wanted, [top + 4, floor]).map((place, i) =>
    mark("text", { key: `name ${i}`, class: "name", x: round(x(T - 1) + 10), y: round(place + 4) }, `[${i}]`),
  );
}

/**
 * What the steps are called, as many as fit: their labels, or x_t.
 * @param {Run} run
 * @param {Setting} at
 * @param {number} height
 */
function labels(run, { x, room, T }, height) {
  const named = Boolean(run.asked?.labels);
  const widest = named ? run.tokens.slice(0, 200).reduce((most, token) => Math.max(most, textWidth(token, 12)), 0) : 20;
  const every = rounded((Math.min(widest, 96) + 20) / room);
  const shown = run.tokens.map((_, t) => t).filter((t) => t % every === 0 && t <= T - 1 - every / 2 + 0.5);
  return shown.map((t) => {
    const place = { key: `step ${t}`, x: round(x(t)), y: height - 8 };
    return named
      ? mark("text", { ...place, class: "step-name" }, run.tokens[t] ?? "")
      : math("x", t, { ...place, class: "symbol step-name" });
  });
}

/** A step's column. @param {string} name @param {number} t @param {Setting} at */
function column(name, t, { x, room, top, floor }) {
  const wide = Math.max(room, 3);
  return mark("rect", {
    key: name.split(" ")[0],
    class: `column ${name}`,
    x: round(x(t) - wide / 2),
    y: top,
    width: round(wide),
    height: round(floor - top),
    rx: clamp(wide / 4, 0, 3),
  });
}
