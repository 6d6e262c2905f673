/**
 * The ledger: what became of log10‖∂L/∂h_t‖ from step to step, read from right to left like the gradient, on an absolute
 * axis. Few steps are stairs, in gated cells two lanes; many steps are areas.
 * @import {Mark, Run} from "../types.js"
 */

import { round } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { hasTwoWays } from "../run/ledger.js";
import { readsBack } from "../run/reading.js";
import { words } from "../words/i18n.js";
import { areasOf } from "./ledger-areas.js";
import { behind, columnsOf, levelHalf, MARGIN, middleOf, names, rider } from "./ledger-columns.js";
import { lanes, lanesOf } from "./ledger-lanes.js";
import { stairs, stairsOf } from "./ledger-stairs.js";

/** Up to this many steps each has its bars, where a step has this much room, px. */
const FEW = 10;
const ROOM = 17;

/**
 * @param {Run} run
 * @param {number} u
 * @param {{width: number, height: number, pointed?: number | null}} options `pointed`: the step that is looked at
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { axis, body, columns, titles = [] } = frame(run, options);
  const { pointed = null, width, height } = options;
  const lit = pointed === null ? [] : [mark("rect", { class: "pointed-at", ...band(columns, pointed, height) })];
  const drawn = [...lit, ...body(u), ...names(run, columns.x, columns.room, height)];
  if (!readsBack(run)) return [...axis, ...drawn, ...titles];
  // the last word is read first: the columns are where the cells of the chain are
  return [...axis, mirrored(drawn, middleOf(width), { key: "mirrored" }), ...titles];
}

/** Whether there are too many steps for bars. @param {Run | null} run @param {number} width */
const crowded = (run, width) => (run?.tokens.length ?? 0) > FEW || columnsOf(run, width).room < ROOM;

/** How the ledger of a run is drawn. @param {Run} run @param {number} width @returns {"areas" | "lanes" | "stairs"} */
export const formOf = (run, width) => (crowded(run, width) ? "areas" : hasTwoWays(run) ? "lanes" : "stairs");

/**
 * The step at a place of the chart: h_t's own column and what happens to its left.
 * @param {Run} run @param {number} width @param {number} px
 */
export function stepAt(run, width, px) {
  const columns = columnsOf(run, width);
  const along = readsBack(run) ? 2 * middleOf(width) - px : px;
  // the stretch of a step is its column, moved so that it ends behind the level
  return columns.stepAt(along + columns.room / 2 - behind(columns.room));
}

/** @typedef {ReturnType<typeof columnsOf>} Columns */

/**
 * A step's stretch of the chart: from the end of the last one to its own.
 * @param {Columns} columns
 * @param {number} t
 * @param {number} height
 */
function band({ x, room }, t, height) {
  const left = t === 0 ? x(0) - levelHalf(room) - 4 : x(t - 1) + behind(room);
  const right = x(t) + behind(room);
  return { x: round(left), width: round(right - left), y: 6, height: height - MARGIN.bottom - 6, rx: 4 };
}

/**
 * What does not move, and how the rest follows from the playhead.
 * @typedef {{axis: Mark[], columns: Columns, body: (u: number) => Mark[], titles?: Mark[]}} Frame
 */

/** Made once a run, a size and a language. @param {Run} run @param {{width: number, height: number}} options @returns {Frame} */
const frame = (run, { width, height }) =>
  once(run, `ledger ${width} ${height} ${words.peek()}`, () => framed(run, { width, height }));

/** @param {Run} run @param {{width: number, height: number}} options @returns {Frame} */
function framed(run, options) {
  const columns = columnsOf(run, options.width);
  const form = formOf(run, options.width);
  if (form === "lanes") {
    const still = lanesOf(run, options);
    return { axis: still.axis, titles: still.titles, columns, body: (u) => lanes(run, u, still) };
  }
  if (form === "stairs") {
    const still = stairsOf(run, options);
    return { axis: still.axis, columns, body: (u) => stairs(run, u, still) };
  }
  const still = areasOf(run, options);
  return { axis: still.axis, columns, body: (u) => [...still.areas, ...rider(run, u, still.scales)] };
}
