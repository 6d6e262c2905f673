/**
 * The common ground of the charts over steps: an absolute log axis, a column a step, words under it, names at the curves.
 * @import {Levels} from "../types.js"
 */

import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { fitted } from "../pen/text-width.js";
import { tokenText } from "../pen/token-text.js";
import { ticksOf, tickText } from "./powers.js";

/** Two names are at least this far apart, in px. */
const APART = 17;
/** A word under a step needs this much room; below it, h_t is written instead. */
const WORD = 40;
/** So few steps have a dot each. */
const DOTTED = 24;

/** @typedef {{left: number, right: number, top: number, bottom: number}} Margin */
/**
 * @typedef {object} Plot
 * @property {(t: number) => number} x the middle of a step's column, px
 * @property {(level: number) => number} y px
 * @property {number[]} ticks
 * @property {number} room a step's column, px
 * @property {number} T
 * @property {number} width
 * @property {Margin} margin
 * @property {number} floor the lower edge, px
 */

/**
 * A column a step, for the drawing and for the pointer: how wide, where the middle of a step's column is, and whose
 * column is at a place; beside them all, the nearest.
 * @param {{width: number, margin: Pick<Margin, "left" | "right">, T: number}} options
 */
export function stepColumns({ width, margin: { left, right }, T }) {
  const room = (width - left - right) / Math.max(T, 1);
  return {
    room,
    x: (/** @type {number} */ t) => left + room * (t + 0.5),
    stepAt: (/** @type {number} */ px) => clamp(Math.floor((px - left) / room), 0, T - 1),
  };
}

/**
 * @param {Levels[]} all every curve that must fit
 * @param {{width: number, height: number, margin: Margin, T: number}} options
 * @returns {Plot}
 */
export function plot(all, { width, height, margin, T }) {
  const { room, x } = stepColumns({ width, margin, T });
  const floor = height - margin.bottom;
  const [low = -1, high = 0] = extent(all.flat().filter((v) => v !== null));
  const y = scaleLinear([Math.min(low, high - 1, -0.5), Math.max(high, 0)], [floor, margin.top]).nice(5);
  const [from = 0, to = 0] = y.domain();
  return { x, y, ticks: ticksOf([from, to], floor - margin.top), room, T, width, margin, floor };
}

/**
 * A margin with room for names right of the last step: what that step's own column has not.
 * @param {Margin} margin
 * @param {number} names px
 * @param {{width: number, T: number}} options
 * @returns {Margin}
 */
export function beside(margin, names, { width, T }) {
  const { room } = stepColumns({ width, margin, T });
  // half a column less for each px of the margin: solved for both
  const lack = (names - margin.right - room / 2) / (1 - 0.5 / Math.max(T, 1));
  return { ...margin, right: Math.round(margin.right + Math.max(lack, 0)) };
}

/** The lines of the axis and what stands at them. @param {Plot} at @param {number} [from] where the lines begin, px */
export function axis({ y, ticks, width, margin }, from = margin.left) {
  return ticks.flatMap((value) => [
    mark("path", {
      class: `grid${value === 0 ? " zero" : ""}`,
      d: `M${from} ${round(y(value))}H${width - margin.right}`,
    }),
    mark("text", { class: "tick end", x: from - 8, y: round(y(value) + 4) }, ...tickText(value)),
  ]);
}

/**
 * A curve, broken where the level is exactly zero; few steps have dots.
 * @param {Pick<Plot, "x" | "y" | "T">} at
 * @param {Levels} levels
 * @param {string} name
 */
export function curve({ x, y, T }, levels, name) {
  const drawn = line(
    (/** @type {number | null} */ _, /** @type {number} */ t) => round(x(t)),
    (/** @type {number | null} */ level) => round(y(Number(level))),
  ).defined((level) => level !== null);
  const dots = levels.map((level, t) => (level !== null && T <= DOTTED ? `M${round(x(t))} ${round(y(level))}h0` : ""));
  return mark(
    "g",
    { class: `line ${name}` },
    mark("path", { class: "way", d: drawn(levels) ?? "" }),
    mark("path", { class: "stops", d: dots.join("") }),
  );
}

/** The level between two steps, where both have one. @param {Levels} levels @param {number} at */
export function levelAt(levels, at) {
  const [a, b] = [levels[Math.floor(at)], levels[Math.ceil(at)]];
  if (a == null || b == null) return null;
  return a + (b - a) * (at - Math.floor(at));
}

/** The step at a place of the chart. @param {number} px @param {{width: number, margin: Margin, T: number}} options */
export const stepAt = (px, options) => stepColumns(options).stepAt(px);

/** The column of a step. @param {Pick<Plot, "x" | "room">} at @param {number} t @param {number} height */
export const column = ({ x, room }, t, height) =>
  mark("rect", {
    class: "pointed-at",
    x: round(x(t) - Math.max(room, 6) / 2),
    width: round(Math.max(room, 6)),
    y: 2,
    height: height - 4,
    rx: 4,
  });

/**
 * Words under the steps, as many as fit, at round places; where none fits, h_t.
 * @param {Pick<Plot, "x" | "room" | "T"> & Partial<Plot>} at
 * @param {string[]} tokens
 * @param {number} y
 * @param {number | null} pointed
 */
export function words({ x, room, T }, tokens, y, pointed) {
  const every = rounded(WORD / room);
  const shown = tokens.map((_, t) => t).filter((t) => t % every === 0 && x(t) + 8 < x(T - 1) + room / 2 + 8);
  return shown.map((t) => {
    const text = fitted(tokenText(tokens[t]), 12, room * every - 6);
    return mark("text", { key: t, class: `step-word${t === pointed ? " pointed" : ""}`, x: round(x(t)), y }, text);
  });
}

/** h_t under a step. @param {number} t @param {number} x @param {number} y */
export const state = (t, x, y) => math("h", t, { class: "symbol", x: round(x), y });

/**
 * Places for names beside curves: each as near to its own level as the others allow.
 * @param {number[]} wanted px
 * @param {[number, number]} range px
 * @param {number} [apart] px
 */
export function spread(wanted, [top, bottom], apart = APART) {
  const order = wanted.map((_, i) => i).sort((a, b) => Number(wanted[a]) - Number(wanted[b]));
  const places = [...wanted];
  let least = top;
  for (const i of order) {
    places[i] = Math.max(Number(wanted[i]), least);
    least = Number(places[i]) + apart;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    places[i] = Math.min(Number(places[i]), most);
    most = Number(places[i]) - apart;
  }
  return places;
}

/** The leftmost step at which a curve has a level; −1 where it has none. @param {Levels} levels */
export const beginning = (levels) => levels.findIndex((level) => level !== null);

/** A level as an exponent; exactly zero is "0". @param {number | null | undefined} level */
export const said = (level) => (level == null ? "0" : `10^{${exponent(level)}}`);

/** The next of 1, 2, 5, 10, 20, 50 … @param {number} least */
export function rounded(least) {
  const ten = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5].map((n) => n * ten).find((n) => n >= least) ?? 10 * ten;
}
