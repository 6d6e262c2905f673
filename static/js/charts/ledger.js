/**
 * The ledger: log10‖∂L/∂h_t‖ at each step, and between two steps what the slope and W_h made of it; for gated cells the
 * direct path beside them, and what a loss puts in on the way. Read from right to left, like the gradient; the axis is
 * absolute. Too many steps for bars become lines: the gradient, and what each of the two alone would have made of it.
 * @import {Mark, Run, Step} from "../types.js"
 * @import {Box} from "../pen/labels.js"
 */

import { extent, line, scaleLinear } from "../../vendor/d3.js";
import { touch } from "../pen/labels.js";
import { findLast } from "../pen/last.js";
import { round } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { textWidth } from "../pen/text-width.js";
import { factsOf } from "../run/facts.js";
import { BACKWARD, backwardDone, phaseDone } from "../run/phases.js";
import { isJoined, placeOf, readsBack } from "../run/reading.js";
import { asksNext } from "../run/series.js";
import { rounded, stepColumns } from "./plot.js";

const MARGIN = { left: 44, right: 12, top: 20, bottom: 30 };
/** A step needs this much room for its bars, and this much for its numbers too. */
const ROOM = { bars: 17, numbers: 58 };
const LEVEL = 28;

/**
 * @param {Run} run
 * @param {number} u
 * @param {{width: number, height: number, pointed?: number | null}} options `pointed`: the step that is looked at
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const { scales, axis, names, levels, lines } = frame(run, options);
  const { pointed = null } = options;
  const at = pointed === null ? null : mark("rect", { class: "pointed-at", ...band(scales, pointed, options.height) });
  const body = lines ? [...lines, ...rider(run, u, scales)] : waterfall(run, u, scales, levels);
  const drawn = [...(at ? [at] : []), ...body, ...names];
  if (!readsBack(run)) return [...axis, ...drawn];
  // the last word is read first: the columns are where the cells of the chain are
  return [...axis, mirrored(drawn, middleOf(options.width), { key: "mirrored" })];
}

/** The middle of all columns, px. @param {number} width */
const middleOf = (width) => (MARGIN.left + width - MARGIN.right) / 2;

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

/** A column a step. @param {Run | null} run @param {number} width */
const columnsOf = (run, width) => stepColumns({ width, margin: MARGIN, T: run?.tokens.length ?? 1 });

/** Whether there are too many steps for bars. @param {Run | null} run @param {number} width */
export const crowded = (run, width) => columnsOf(run, width).room < ROOM.bars;

/** How far behind the middle of its column a step's stretch ends, px. @param {number} room */
const behind = (room) => levelHalf(room) + 2;

/**
 * A step's stretch of the chart: from the end of the last one to its own.
 * @param {Scales} scales
 * @param {number} t
 * @param {number} height
 */
function band({ x, room }, t, height) {
  const left = t === 0 ? x(0) - levelHalf(room) - 4 : x(t - 1) + behind(room);
  const right = x(t) + behind(room);
  return { x: round(left), width: round(right - left), y: 6, height: height - MARGIN.bottom - 6, rx: 4 };
}

/**
 * What does not move.
 * @typedef {object} Frame
 * @property {Scales} scales
 * @property {Mark[]} axis
 * @property {Mark[]} names
 * @property {(Mark | null)[]} levels each step's number, where it has one
 * @property {Mark[] | null} lines where there are too many steps for bars
 */

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
  const { room, x } = columnsOf(run, width);
  const bars = room >= ROOM.bars;
  const alone = bars ? null : culprits(run);
  const y = scaleLinear(domain(run, alone), [height - MARGIN.bottom, MARGIN.top]).nice(5);
  const scales = { x, y, room };
  return {
    scales,
    axis: axis(y, width),
    names: names(run, x, room, height),
    levels: room < ROOM.numbers ? [] : run.steps.map((step) => written(run, step, scales)),
    lines: bars ? null : curves(run, scales, alone),
  };
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

/** All levels that are drawn, and 0. @param {Run} run @param {Culprits | null} alone @returns {[number, number]} */
function domain(run, alone) {
  const levels = run.steps.flatMap((step) => {
    const at = step.log10_grad_norm;
    const slope = at !== null && step.pointwise_gain ? [at + Math.log10(step.pointwise_gain)] : [];
    return [
      at,
      step.log10_cell_grad_norm,
      ...(alone ? [] : [...slope, step.log10_direct_norm, step.log10_injected_norm]),
    ];
  });
  const known = [...levels, ...(alone?.slope ?? []), ...(alone?.weight ?? [])].filter(
    (v) => v !== null && v !== undefined,
  );
  const [low = -1, high = 0] = extent(known);
  return [Math.min(low, high - 1, -0.5), Math.max(high, 0)];
}

/** @typedef {{x: (t: number) => number, y: (level: number) => number, room: number}} Scales */

/** @param {Run} run @param {number} u @param {Scales} scales @param {(Mark | null)[]} levels */
function waterfall(run, u, scales, levels) {
  const T = run.tokens.length;
  return run.steps.map((step) => {
    const done = u > T ? backwardDone(u, step.t, T) : 1;
    const here = u <= T || phaseDone(BACKWARD, "arrive", done) > 0.5;
    return mark(
      "g",
      { key: step.t, "data-t": step.t, class: here ? "column" : "column ghost" },
      ...(step.t > 0 ? between(step, /** @type {Step} */ (run.steps[step.t - 1]), done, scales) : []),
      ...standing(step, scales),
      levels[step.t],
    );
  });
}

/** What is at h_t: its level and, for the LSTM, c_t's; what the loss puts in here. @param {Step} step @param {Scales} scales */
function standing(step, { x, y, room }) {
  const half = levelHalf(room);
  const at = x(step.t);
  const dash = (/** @type {string} */ name, /** @type {number | null | undefined} */ level) =>
    level !== null &&
    level !== undefined &&
    mark("path", { class: name, d: `M${round(at - half)} ${round(y(level))}h${round(2 * half)}` });
  const { log10_grad_norm: level, log10_injected_norm: injected } = step;
  // where a fresh gradient is all there is, its mark would only hide the level
  const fresh = injected !== null && level !== null && Math.abs(injected - level) > 0.02;
  return [
    dash("level cell-level", step.log10_cell_grad_norm),
    fresh && mark("path", { class: "injected", d: `M${round(at)} ${round(y(injected) + 4)}l-5 -8h10z` }),
    dash("level", level),
  ].filter((m) => m !== false);
}

/** Where a level's number may be, the best first: from the level's middle, and from the level, px. */
const PLACES = /** @type {[number, number][]} */ ([
  [0, -9],
  [-1, -9],
  [1, -9],
  [0, 18],
  [1, 18],
  [-1, 18],
]);

/** The number of a level, where the fewest bars and marks are in its way. @param {Run} run @param {Step} step @param {Scales} scales */
function written(run, { t, log10_grad_norm: level }, scales) {
  const { x, y, room } = scales;
  if (level === null) return null;
  const text = exponent(level);
  const [wide, half] = [textWidth(text, 12), levelHalf(room)];
  const aside = Math.max(wide / 2 - half, 0) + 1;
  const inTheWay = around(run, t, scales);
  const choices = PLACES.map(([side, rise]) => {
    const [cx, base] = [x(t) + side * aside, y(level) + rise];
    const box = { x1: cx - wide / 2, x2: cx + wide / 2, y1: base - 10, y2: base + 2 };
    return { cx, base, covered: inTheWay.filter((other) => touch(other, box)).length };
  });
  const { cx, base } = choices.reduce((a, b) => (b.covered < a.covered ? b : a));
  return mark("text", { class: "level-value", x: round(cx), y: round(base) }, text);
}

/**
 * The bars on both sides of a level, grown up, and the other marks at its step.
 * @param {Run} run
 * @param {number} t
 * @param {Scales} scales
 * @returns {Box[]}
 */
function around({ steps }, t, scales) {
  const rects = [t, t + 1].flatMap((i) => {
    const [step, before] = [steps[i], steps[i - 1]];
    return step && before ? between(step, before, 1, scales).filter(({ tag }) => tag === "rect") : [];
  });
  const bars = rects.map(({ attrs: { x, y, width, height } }) =>
    box(Number(x), Number(y), Number(width), Number(height)),
  );
  const { log10_cell_grad_norm: cell, log10_injected_norm: injected } = /** @type {Step} */ (steps[t]);
  const [half, at] = [levelHalf(scales.room), scales.x(t)];
  const marks = [cell, injected].flatMap((other) =>
    other == null ? [] : [box(at - half, scales.y(other) - 5, 2 * half, 10)],
  );
  return [...bars, ...marks];
}

/** @param {number} x @param {number} y @param {number} width @param {number} height @returns {Box} */
const box = (x, y, width, height) => ({ x1: x, y1: y, x2: x + width, y2: y + height });

/** Half of a level's mark, px. @param {number} room */
const levelHalf = (room) => Math.min(LEVEL, room * 0.36) / 2;

/**
 * From h_t to h_{t-1}: the slope's bar, then W_h's; beside them the direct path.
 * @param {Step} step
 * @param {Step} before
 * @param {number} done
 * @param {Scales} scales
 */
function between(step, before, done, { x, y, room }) {
  const { log10_grad_norm: level, pointwise_gain: slope, weight_gain: weight, log10_direct_norm: direct } = step;
  const half = levelHalf(room);
  const gap = room - 2 * half;
  const wide = Math.max(gap * (direct === null ? 0.3 : 0.24), 3);
  const [right, left] = [x(step.t) - half - gap * 0.12 - wide, x(step.t - 1) + half + gap * 0.12];
  const marks = [];
  if (direct !== null) {
    const source = step.log10_cell_grad_norm ?? level;
    if (source !== null)
      marks.push(
        ...bar("direct", (left + wide + right) / 2 - 2.5, 5, source, direct, y, phaseDone(BACKWARD, "leave", done)),
      );
  }
  if (level === null || !slope || !weight) return marks;
  const middle = level + Math.log10(slope);
  const lands = middle + Math.log10(weight);
  const edge = x(step.t - 1) + half;
  const joined = before.log10_grad_norm;
  marks.push(
    ...bar("slope", right, wide, level, middle, y, phaseDone(BACKWARD, "slope", done)),
    ...bar("weight", left, wide, middle, lands, y, phaseDone(BACKWARD, "weight", done)),
    mark("path", { class: "bridge", d: `M${round(left)} ${round(y(middle))}H${round(right + wide)}` }),
    mark("path", { class: "bridge", d: `M${round(right)} ${round(y(level))}H${round(x(step.t) - half)}` }),
    // other paths join in before h_{t-1}
    mark("path", {
      class: "bridge",
      d: `M${round(left + wide)} ${round(y(lands))}H${round(edge)}${joined === null ? "" : `V${round(y(joined))}`}`,
    }),
  );
  return marks;
}

/**
 * A bar that grows from one level towards the next.
 * @param {string} name
 * @param {number} x
 * @param {number} width
 * @param {number} from
 * @param {number} to
 * @param {(level: number) => number} y
 * @param {number} grown
 */
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

/** @typedef {{slope: (number | null)[], weight: (number | null)[]}} Culprits */

/** What each culprit alone would have made of the gradient on its way to h_t. @param {Run} run @returns {Culprits | null} */
function culprits(run) {
  const from = findLast(run.steps, (step) => step.log10_grad_norm !== null);
  if (!from || !additive(run)) return null;
  const alone = (/** @type {"pointwise_gain" | "weight_gain"} */ name) => {
    const levels = new Array(run.steps.length).fill(null);
    let level = Number(from.log10_grad_norm);
    for (let t = from.t; t >= 0; t--) {
      levels[t] = level;
      const gain = run.steps[t]?.[name];
      if (!gain) break;
      level += Math.log10(gain);
    }
    return levels;
  };
  return { slope: alone("pointwise_gain"), weight: alone("weight_gain") };
}

/** Whether the two gains alone make the change: no direct path to h, nothing put in on the way. @param {Run} run */
export const additive = (run) => factsOf(run.cell).direct !== "h" && !asksNext(run) && !isJoined(run);

/** @param {Run} run @param {Scales} scales @param {Culprits | null} alone */
function curves(run, { x, y }, alone) {
  const path = (/** @type {string} */ name, /** @type {(number | null)[]} */ levels) => {
    const drawn = line(
      (/** @type {number | null} */ _, /** @type {number} */ t) => round(x(t)),
      (/** @type {number | null} */ level) => round(y(Number(level))),
    ).defined((level) => level !== null);
    return mark("path", { class: name, d: drawn(levels) ?? "" });
  };
  const gradient = path(
    "curve",
    run.steps.map((step) => step.log10_grad_norm),
  );
  return alone ? [path("curve weight", alone.weight), path("curve slope", alone.slope), gradient] : [gradient];
}

/** The playhead on the line. @param {Run} run @param {number} u @param {Scales} scales */
function rider(run, u, { x, y }) {
  const T = run.tokens.length;
  const at = run.steps[Math.min(Math.max(Math.round((u > T ? 2 * T - u : u) - 0.5), 0), T - 1)];
  const level = at?.log10_grad_norm;
  if (!at || level === null || level === undefined) return [];
  const text = { class: "level-value", x: round(Math.max(x(at.t), MARGIN.left + 24)), y: round(y(level) - 12) };
  return [
    mark("circle", { class: "head backward", cx: round(x(at.t)), cy: round(y(level)), r: 5 }),
    mark("text", text, exponent(level)),
  ];
}

/**
 * h_t under each step, as many as fit, at round places.
 * @param {Run} run
 * @param {(t: number) => number} x
 * @param {number} room
 * @param {number} height
 */
function names(run, x, room, height) {
  const wide = 26 + 8 * String(run.steps.length).length;
  const every = rounded(wide / room);
  return run.steps
    .filter(({ t }) => t % every === 0)
    .map(({ t }) => math("h", placeOf(run, t), { class: "symbol", x: round(x(t)), y: height - 11 }));
}
