/**
 * How the gradient fares on its way back, on an absolute log axis that holds still while the dial turns; beside it what
 * ρ alone would make of it, ρᵏ after k steps, and the curve from before the last turn.
 * @import {Mark, Run} from "../types.js"
 * @import {Levels, Plot} from "./plot.js"
 */
import { extent, scaleLinear } from "../../vendor/d3.js";
import { exponent } from "../numbers.js";
import { clamp } from "../phases.js";
import { round } from "../scenes/vectors.js";
import { mark } from "../svg.js";
import { axis, column, curve, words } from "./plot.js";

export const MARGIN = { left: 44, right: 56, top: 20, bottom: 26 };

/** @typedef {[number, number]} Domain log10, lowest and highest */

/** The levels of the gradient. @param {Run} run @returns {Levels} */
export const levels = (run) => run.steps.map((step) => step.log10_grad_norm);

/**
 * A domain that holds a run's curve: of few sizes, so that it seldom changes, and never less than what was shown before.
 * @param {Run} run
 * @param {Domain} [before]
 * @returns {Domain}
 */
export function domain(run, before = [-2, 1]) {
  const [low = 0, high = 0] = extent(levels(run).filter((v) => v !== null));
  return [Math.min(before[0], -beyond(-low)), Math.max(before[1], beyond(high))];
}

/** The next of 0, 1, 1.5, 2, 3 … 8, 10, 15, 20 … @param {number} least */
function beyond(least) {
  if (least <= 0) return 0;
  const ten = 10 ** Math.max(Math.floor(Math.log10(least)), 0);
  return ten * Number([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((n) => n * ten >= least));
}

/**
 * @param {Run} run
 * @param {{width: number, height: number, domain: Domain, rho: number | null, ghost: Levels | null, pointed: number | null}} options
 *   `rho`: null where the gradient has other ways than through W_h
 * @returns {Mark[]}
 */
export function draw(run, { width, height, domain: reach, rho, ghost, pointed }) {
  const at = frame(run.tokens.length, reach, width, height);
  const all = levels(run);
  return [
    ...axis(at),
    pointed === null ? null : column(at, pointed, at.floor),
    rho === null ? null : alone(at, all, rho, reach),
    ghost && curve(at, ghost, "before"),
    curve(at, all, "gradient-curve"),
    ...ends(at, all, pointed),
    ...words(at, run.tokens, height - 6, pointed),
  ].filter((m) => m !== null);
}

/** @param {number} T @param {Domain} reach @param {number} width @param {number} height @returns {Plot} */
function frame(T, reach, width, height) {
  const room = (width - MARGIN.left - MARGIN.right) / T;
  const floor = height - MARGIN.bottom;
  const y = scaleLinear(reach, [floor, MARGIN.top]);
  const x = (/** @type {number} */ t) => MARGIN.left + room * (t + 0.5);
  return { x, y, ticks: y.ticks(5), room, T, width, margin: MARGIN, floor };
}

/** ρᵏ from where the gradient sets out, as far as the chart reaches. @param {Plot} at @param {Levels} all @param {number} rho @param {Domain} reach */
function alone({ x, y, floor }, all, rho, reach) {
  const from = all.findLastIndex((level) => level !== null);
  const start = all[from];
  if (start == null || from < 1 || rho === 0) return null;
  const fall = Math.log10(rho);
  const far = fall === 0 ? from : Math.min(from, (reach[fall < 0 ? 0 : 1] - start) / fall);
  const end = { x: round(x(from - far)), y: round(y(start + far * fall)) };
  const low = fall < 0 && far < from;
  return mark(
    "g",
    { class: "alone" },
    mark("path", { d: `M${round(x(from))} ${round(y(start))}L${end.x} ${end.y}` }),
    mark(
      "text",
      {
        x: end.x + (low ? -6 : 4),
        y: clamp(end.y + (low ? -6 : -8), MARGIN.top + 10, floor - 6),
        "text-anchor": low ? "end" : "start",
      },
      "ρ",
      mark("tspan", { class: "index", dy: -5 }, "k"),
    ),
  );
}

/** The level where the gradient sets out, where it ends, and where one looks. @param {Plot} at @param {Levels} all @param {number | null} pointed */
function ends({ x, y, floor, width }, all, pointed) {
  const first = all.findIndex((level) => level !== null);
  const last = all.findLastIndex((level) => level !== null);
  const shown = [...new Set([last, first, pointed ?? last])].filter((t) => all[t] != null);
  return shown.map((t) => {
    const level = Number(all[t]);
    const side =
      t === last
        ? { x: round(x(t) + 9), "text-anchor": "start" }
        : { x: round(clamp(x(t), 62, width - 40)), "text-anchor": "middle" };
    const under = t !== last && y(level) < MARGIN.top + 14;
    const where = t === last ? y(level) + 4 : y(level) + (under ? 20 : -11);
    return mark(
      "text",
      { key: t, class: "level-name", ...side, y: round(clamp(where, 12, floor - 4)) },
      "10",
      mark("tspan", { class: "power", dy: -5 }, exponent(level)),
    );
  });
}
