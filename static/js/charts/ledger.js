/**
 * The ledger: log10‖∂L/∂h_t‖ at each step, and between two steps what the slope and W_h made of it. Read from right to
 * left, like the gradient. The axis is absolute.
 * @import {Mark, Run, Step} from "../types.js"
 */
import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { exponent } from "../numbers.js";
import { BACKWARD, backwardDone, phaseDone } from "../phases.js";
import { math } from "../scenes/symbols.js";
import { round } from "../scenes/vectors.js";
import { mark } from "../svg.js";

const MARGIN = { left: 44, right: 12, top: 20, bottom: 30 };
/** A step needs this much room for its two bars. */
const ROOM = 44;
const LEVEL = 28;

/**
 * @param {Run} run
 * @param {number} u
 * @param {{width: number, height: number}} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { scales, axis, names, path } = frame(run, options);
  return [...axis, ...(path ? curve(run, u, scales, path) : waterfall(run, u, scales)), ...names];
}

/** @typedef {{scales: Scales, axis: Mark[], names: Mark[], path: Mark | null}} Frame */

/** @type {WeakMap<Run, Map<string, Frame>>} */
const frames = new WeakMap();

/** What does not move: made once a run and size. @param {Run} run @param {{width: number, height: number}} options @returns {Frame} */
function frame(run, { width, height }) {
  const known = frames.get(run) ?? new Map();
  frames.set(run, known);
  const key = `${width} ${height}`;
  if (!known.has(key)) known.set(key, framed(run, width, height));
  return known.get(key);
}

/** @param {Run} run @param {number} width @param {number} height @returns {Frame} */
function framed(run, width, height) {
  const room = (width - MARGIN.left - MARGIN.right) / run.tokens.length;
  const x = (/** @type {number} */ t) => MARGIN.left + room * (t + 0.5);
  const bars = room >= ROOM && run.cell === "rnn";
  const y = scaleLinear(domain(run, bars), [height - MARGIN.bottom, MARGIN.top]).nice(5);
  const scales = { x, y, room, bars };
  const path = room >= ROOM ? null : mark("path", { class: "curve", d: outline(run, scales) });
  return { scales, axis: axis(y, width), names: names(run, x, room, height), path };
}

/** @param {{(value: number): number, ticks(count: number): number[]}} y @param {number} width */
function axis(y, width) {
  const ticks = y.ticks(5);
  const digits = Math.max(0, ...ticks.map((v) => (String(Math.abs(v)).split(".")[1] ?? "").length));
  return ticks.flatMap((value) => [
    mark("path", {
      class: `grid${value === 0 ? " zero" : ""}`,
      d: `M${MARGIN.left} ${round(y(value))}H${width - MARGIN.right}`,
    }),
    mark(
      "text",
      { class: "tick end", x: MARGIN.left - 8, y: round(y(value) + 4) },
      value.toFixed(digits).replace("-", "−"),
    ),
  ]);
}

/** All levels that are drawn, and 0. @param {Run} run @param {boolean} bars @returns {[number, number]} */
function domain(run, bars) {
  const levels = run.steps.flatMap((step) => {
    const at = step.log10_grad_norm;
    if (at === null) return [];
    return bars && step.pointwise_gain ? [at, at + Math.log10(step.pointwise_gain)] : [at];
  });
  const [low = -1, high = 0] = extent(levels);
  return [Math.min(low, high - 1, -0.5), Math.max(high, 0)];
}

/** @typedef {{x: (t: number) => number, y: (level: number) => number, room: number, bars: boolean}} Scales */

/** @param {Run} run @param {number} u @param {Scales} scales */
function waterfall(run, u, scales) {
  const T = run.tokens.length;
  return run.steps.map((step) => {
    const done = u > T ? backwardDone(u, step.t, T) : 1;
    const here = u <= T || phaseDone(BACKWARD, "arrive", done) > 0.5;
    const level = step.log10_grad_norm;
    return mark(
      "g",
      { key: step.t, "data-t": step.t, class: here ? "column" : "column ghost" },
      ...(level === null ? [] : column(step, level, run, done, scales)),
    );
  });
}

/** One level and the two bars to its left. @param {Step} step @param {number} level @param {Run} run @param {number} done @param {Scales} scales */
function column(step, level, run, done, { x, y, room, bars }) {
  const { t } = step;
  const half = Math.min(LEVEL, room * 0.36) / 2;
  const marks = [
    mark("path", { class: "level", d: `M${round(x(t) - half)} ${round(y(level))}h${round(2 * half)}` }),
    mark("text", { class: "level-value", x: round(x(t)), y: round(y(level) - 9) }, exponent(level)),
  ];
  const before = run.steps[t - 1]?.log10_grad_norm;
  if (t === 0 || before === null || before === undefined) return marks;
  const gap = room - 2 * half;
  const wide = Math.max(gap * 0.3, 4);
  if (!bars || !step.pointwise_gain || !step.weight_gain) {
    const bridge = `M${round(x(t - 1) + half + 3)} ${round(y(before))}L${round(x(t) - half - 3)} ${round(y(level))}`;
    return [mark("path", { class: "bridge", d: bridge }), ...marks];
  }
  const middle = level + Math.log10(step.pointwise_gain);
  const lands = middle + Math.log10(step.weight_gain);
  const [right, left] = [x(t) - half - gap * 0.12 - wide, x(t - 1) + half + gap * 0.12];
  return [
    ...bar("slope", right, wide, level, middle, y, phaseDone(BACKWARD, "slope", done)),
    ...bar("weight", left, wide, middle, lands, y, phaseDone(BACKWARD, "weight", done)),
    mark("path", { class: "bridge", d: `M${round(left)} ${round(y(middle))}H${round(right + wide)}` }),
    mark("path", { class: "bridge", d: `M${round(right)} ${round(y(level))}H${round(x(t) - half)}` }),
    mark("path", { class: "bridge", d: `M${round(x(t - 1) + half)} ${round(y(lands))}H${round(left + wide)}` }),
    ...marks,
  ];
}

/** A bar that grows from one level towards the next. @param {string} name @param {number} x @param {number} width @param {number} from @param {number} to @param {(level: number) => number} y @param {number} grown */
function bar(name, x, width, from, to, y, grown) {
  const end = from + (to - from) * grown;
  const height = Math.abs(y(end) - y(from));
  if (height === 0) return [];
  return [
    mark("rect", {
      class: `bar ${name}`,
      x: round(x),
      width: round(width),
      y: round(Math.min(y(from), y(end))),
      height: round(Math.max(height, 1)),
    }),
  ];
}

/** The line through all levels. @param {Run} run @param {Scales} scales */
function outline(run, { x, y }) {
  const path = line(
    (/** @type {Step} */ step) => round(x(step.t)),
    (/** @type {Step} */ step) => round(y(Number(step.log10_grad_norm))),
  ).defined((step) => step.log10_grad_norm !== null);
  return path(run.steps) ?? "";
}

/** Many steps: one line, and the playhead on it. @param {Run} run @param {number} u @param {Scales} scales @param {Mark} path */
function curve(run, u, { x, y }, path) {
  const T = run.tokens.length;
  const reached = u > T ? 2 * T - u : 0;
  const at = run.steps[Math.min(Math.max(Math.round(u > T ? reached - 0.5 : u - 0.5), 0), T - 1)];
  const level = at?.log10_grad_norm;
  return [
    path,
    level !== null &&
      level !== undefined &&
      at &&
      mark(
        "g",
        { class: "rider" },
        mark("circle", { class: "head backward", cx: round(x(at.t)), cy: round(y(level)), r: 5 }),
        mark(
          "text",
          { class: "level-value", x: round(Math.max(x(at.t), MARGIN.left + 24)), y: round(y(level) - 12) },
          exponent(level),
        ),
      ),
  ].filter((m) => m !== false);
}

/** h_t under each step, as many as fit, at round places. @param {Run} run @param {(t: number) => number} x @param {number} room @param {number} height */
function names(run, x, room, height) {
  const wide = 26 + 8 * String(run.steps.length).length;
  const every = rounded(wide / room);
  return run.steps
    .filter(({ t }) => t % every === 0)
    .map(({ t }) => math("h", t, { class: "symbol", x: round(x(t)), y: height - 8 }));
}

/** The next of 1, 2, 5, 10, 20, 50 … @param {number} least */
function rounded(least) {
  const ten = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5].map((n) => n * ten).find((n) => n >= least) ?? 10 * ten;
}
