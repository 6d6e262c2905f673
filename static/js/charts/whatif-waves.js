/**
 * Two waves over the same steps on one absolute log axis: what an edit changed, ‖Δh_t‖, forward in ink, and the gradient,
 * ‖∂L/∂h_t‖, backward in violet. Both travel through the same Jacobians.
 * @import {Levels, Mark} from "../types.js"
 * @import {Margin, Plot} from "./plot.js"
 */

import { findLastIndex } from "../pen/last.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { needleAt } from "./compare.js";
import { axis, beginning, beside, column, curve, levelAt, plot, spread, words } from "./plot.js";

export const HEIGHT = 264;
/** The room of the names at the ends of the waves, px. */
const NAMES = 76;
/** @param {number} width @param {number} T @returns {Margin} */
export const margin = (width, T) => beside({ left: 44, right: 8, top: 16, bottom: 40 }, NAMES, { width, T });

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {string[]} tokens
 * @property {string[]} edited the words with the edits
 * @property {number[]} at the steps that are edited
 * @property {number | null} [pointed]
 */

/**
 * @param {Levels} delta log10‖Δh_t‖; empty where nothing is edited
 * @param {Levels} gradient log10‖∂L/∂h_t‖
 * @param {number} u
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(delta, gradient, u, { width, tokens, edited, at, pointed = null }) {
  const T = tokens.length;
  const ground = plot([delta, gradient], { width, height: HEIGHT, margin: margin(width, T), T });
  const back = u > T;
  const t = needleAt(u, T);
  const px = round(Math.max(ground.x(t), ground.margin.left));
  return [
    ...(pointed === null ? [] : [column(ground, pointed, HEIGHT - 2)]),
    ...axis(ground),
    ...at.map((step) => place(ground, step)),
    mark("path", { class: `needle${back ? " backward" : ""}`, d: `M${px} 4V${HEIGHT - 30}` }),
    mark(
      "g",
      { key: "lines", class: "lines" },
      curve(ground, gradient, "gradient-wave"),
      curve(ground, delta, "delta-wave"),
    ),
    ...names(delta, gradient, ground),
    ...head(back ? gradient : delta, t, back, ground),
    mark("g", { key: "words" }, ...words(ground, edited, HEIGHT - 12, pointed)),
  ];
}

/** Where an edit enters. @param {Plot} ground @param {number} t */
const place = ({ x, floor }, t) =>
  mark(
    "g",
    { class: "edit-place" },
    mark("path", { class: "stem", d: `M${round(x(t))} 14V${round(floor)}` }),
    mark("path", { class: "notch", d: `M${round(x(t) - 5)} 5h10l-5 8z` }),
  );

/**
 * At the right end what the two lines are, with the way they go.
 * @param {Levels} delta
 * @param {Levels} gradient
 * @param {Plot} ground
 */
function names(delta, gradient, { x, y, T, floor, margin }) {
  const ends = [delta, gradient].map((levels) => findLastIndex(levels, (level) => level !== null));
  const levels = [delta, gradient].map((own, i) => (Number(ends[i]) < 0 ? floor : y(Number(own[Number(ends[i])]))));
  const places = spread(levels, [margin.top, floor]);
  const [left, texts, kinds] = [x(T - 1) + 12, ["‖Δh‖ →", "← ∂L/∂h"], ["delta", "gradient"]];
  return texts.flatMap((text, i) =>
    Number(ends[i]) < 0
      ? []
      : [mark("text", { class: `wave-name ${kinds[i]}`, x: round(left), y: round(Number(places[i]) + 4.5) }, text)],
  );
}

/**
 * The playhead on the wave that is on its way.
 * @param {Levels} levels
 * @param {number} t
 * @param {boolean} back
 * @param {Plot} ground
 */
function head(levels, t, back, { x, y }) {
  const level = t < 0 || beginning(levels) < 0 ? null : levelAt(levels, t);
  if (level === null) return [];
  return [
    mark("circle", { class: `head small${back ? " backward" : ""}`, cx: round(x(t)), cy: round(y(level)), r: 4 }),
  ];
}

/**
 * The two changes of the loss beside each other: bars from a common zero.
 * @param {number | null} predicted null where nothing can be said
 * @param {number | null} change null before anything is edited
 * @param {{width: number, names: [string, string], values: [string, string]}} options
 * @returns {Mark[]}
 */
export function verdict(predicted, change, { width, names: [said, truly], values }) {
  const most = Math.max(Math.abs(predicted ?? 0), Math.abs(change ?? 0)) || 1;
  const [left, right] = [84, 64];
  const half = (width - left - right) / 2;
  const zero = left + half;
  const row = (
    /** @type {string} */ name,
    /** @type {string} */ text,
    /** @type {string} */ value,
    /** @type {number | null} */ size,
    /** @type {number} */ top,
  ) => [
    mark("text", { class: `verdict-name ${name}`, x: 0, y: top + 12 }, text),
    size !== null &&
      mark("rect", {
        class: `verdict-bar ${name}`,
        x: round(zero + Math.min((half * size) / most, 0)),
        y: top,
        width: round(Math.max(Math.abs((half * size) / most), 1)),
        height: 16,
        rx: 2,
      }),
    mark("text", { class: `verdict-value ${name}`, x: width, y: top + 12 }, value),
  ];
  return [
    mark("path", { class: "grid zero", d: `M${round(zero)} 0V${VERDICT}` }),
    ...row("said", said, values[0], predicted, 4),
    ...row("truth", truly, values[1], change, 28),
  ].filter((one) => one !== false);
}
export const VERDICT = 48;
