/**
 * How the gradient fares on its way back, on an absolute log axis that holds still while the dial turns; above it the
 * most that any gradient could become, by the norm of the Jacobian; beside it what ρ alone would make of it, ρᵏ after
 * k steps, and the curve from before the last turn.
 * @import {Levels, Mark, Run} from "../types.js"
 * @import {Segment} from "../pen/labels.js"
 * @import {Plot} from "./plot.js"
 */

import { extent, scaleLinear } from "../../vendor/d3.js";
import { crosses } from "../pen/labels.js";
import { findLastIndex } from "../pen/last.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { gradientLevels, highestLevels } from "../run/gradient-levels.js";
import { axis, beside, column, curve, stepColumns, words } from "./plot.js";

const MARGIN = { left: 44, right: 8, top: 20, bottom: 26 };
/** The room of the power at the curve's end, px. */
const POWER = 68;
/** @param {number} width @param {number} T */
export const margin = (width, T) => beside(MARGIN, POWER, { width, T });

/** @typedef {[number, number]} Domain log10, lowest and highest */

/**
 * A domain that holds a run's curve: of few sizes, so that it seldom changes, and never less than what was shown before.
 * @param {Run} run
 * @param {Domain} [before]
 * @returns {Domain}
 */
export function domain(run, before = [-2, 1]) {
  const [low = 0, high = 0] = extent([...gradientLevels(run), ...(highestLevels(run) ?? [])].filter((v) => v !== null));
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
  const all = gradientLevels(run);
  const roof = highestLevels(run);
  return [
    ...axis(at),
    pointed === null ? null : column(at, pointed, at.floor),
    rho === null ? null : alone(at, [all, roof ?? [], ghost ?? []], rho, reach),
    ghost && curve(at, ghost, "before"),
    roof && area(at, all, roof),
    roof && curve(at, roof, "most"),
    curve(at, all, "gradient-curve"),
    ...ends(at, all, pointed, roof !== null),
    ...words(at, run.tokens, height - 6, pointed),
  ].filter((m) => m !== null);
}

/** @param {number} T @param {Domain} reach @param {number} width @param {number} height @returns {Plot} */
function frame(T, reach, width, height) {
  const own = margin(width, T);
  const { room, x } = stepColumns({ width, margin: own, T });
  const floor = height - MARGIN.bottom;
  const y = scaleLinear(reach, [floor, MARGIN.top]);
  return { x, y, ticks: y.ticks(5), room, T, width, margin: own, floor };
}

/** Between the gradient and the most it could be. @param {Plot} at @param {Levels} all @param {Levels} roof */
function area({ x, y }, all, roof) {
  const both = all.map((_, t) => t).filter((t) => all[t] != null && roof[t] != null);
  const edge = (/** @type {Levels} */ line, /** @type {number[]} */ ts) =>
    ts.map((t) => `${round(x(t))} ${round(y(Number(line[t])))}`);
  const points = [...edge(roof, both), ...edge(all, [...both].reverse())];
  return mark("path", { class: "between", d: points.length > 2 ? `M${points.join("L")}Z` : "" });
}

/**
 * ρᵏ from where the gradient sets out, as far as the chart reaches.
 * @param {Plot} at
 * @param {Levels[]} curves the gradient's and the others
 * @param {number} rho
 * @param {Domain} reach
 */
function alone({ x, y, floor }, curves, rho, reach) {
  const all = curves[0] ?? [];
  const from = findLastIndex(all, (level) => level !== null);
  const start = all[from];
  if (start == null || from < 1 || rho === 0) return null;
  const fall = Math.log10(rho);
  const far = fall === 0 ? from : Math.min(from, (reach[fall < 0 ? 0 : 1] - start) / fall);
  const end = { x: round(x(from - far)), y: round(y(start + far * fall)) };
  const line = /** @type {Segment} */ ([round(x(from)), round(y(start)), end.x, end.y]);
  return mark(
    "g",
    { class: "alone" },
    mark("path", { d: `M${line[0]} ${line[1]}L${line[2]} ${line[3]}` }),
    mark(
      "text",
      free(
        line,
        curves.flatMap((levels) => links({ x, y }, levels)),
        { top: MARGIN.top, floor },
      ),
      "ρ",
      mark("tspan", { class: "index", dy: -5 }, "k"),
    ),
  );
}

/** Along its line the name tries these places, as shares of the way, and beside it these, px from the line's middle. */
const [ALONG, BESIDE] = [
  [0.62, 0.5, 0.74, 0.38, 0.86, 0.26, 0.95],
  [-18, 18, -26, 26, -36, 36],
];

/**
 * A place for ρᵏ that its own line and the curves leave free.
 * @param {Segment} line
 * @param {Segment[]} curves
 * @param {{top: number, floor: number}} frame
 */
function free([x1, y1, x2, y2], curves, { top, floor }) {
  const places = ALONG.flatMap((share) =>
    BESIDE.map((by) => {
      const [x, on] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
      const middle = on + by;
      const box = { x1: x - 4, x2: x + 20, y1: middle - 12, y2: middle + 8 };
      // nor may another curve pass between the name and its line
      const between = { ...box, y1: Math.min(box.y1, on), y2: Math.max(box.y2, on) };
      const [over, past] = [box, between].map((each) => curves.filter((piece) => crosses(piece, each)).length);
      const hidden = crosses([x1, y1, x2, y2], box) || box.y1 < top || box.y2 > floor;
      return { x: round(x), y: round(middle + 5), cost: Number(over) + Number(past) / 2 + (hidden ? 9 : 0) };
    }),
  );
  const { x, y } = places.reduce((a, b) => (b.cost < a.cost ? b : a));
  return { x, y };
}

/** A curve's pieces. @param {Pick<Plot, "x" | "y">} at @param {Levels} levels @returns {Segment[]} */
const links = ({ x, y }, levels) =>
  levels.flatMap((level, t) => {
    const next = levels[t + 1];
    return level == null || next == null ? [] : [[x(t), y(level), x(t + 1), y(next)]];
  });

/**
 * The level where the gradient starts, where it ends, and at the step that is pointed at.
 * @param {Plot} at
 * @param {Levels} all
 * @param {number | null} pointed
 * @param {boolean} roofed whether another curve lies above
 */
function ends({ x, y, floor, width }, all, pointed, roofed) {
  const first = all.findIndex((level) => level !== null);
  const last = findLastIndex(all, (level) => level !== null);
  const shown = [...new Set([last, first, pointed ?? last])].filter((t) => all[t] != null);
  return shown.map((t) => {
    const level = Number(all[t]);
    const side =
      t === last
        ? { x: round(x(t) + 9), "text-anchor": "start" }
        : { x: round(clamp(x(t), 62, width - 40)), "text-anchor": "middle" };
    const under = t !== last && (roofed || y(level) < MARGIN.top + 14) && y(level) + 24 < floor;
    const where = t === last ? y(level) + 4 : y(level) + (under ? 20 : -11);
    return mark(
      "text",
      { key: t, class: "level-name", ...side, y: round(clamp(where, 12, floor - 4)) },
      "10",
      mark("tspan", { class: "power", dy: -5 }, exponent(level)),
    );
  });
}
