/**
 * The plain cell's ledger: log10‖∂L/∂h_t‖ at each step as a level, and between two levels what the slope and W_h took, as
 * stairs; what a loss puts in on the way.
 * @import {Ground, Levels, Mark, Run, Step} from "../types.js"
 * @import {Box} from "../pen/labels.js"
 */

import { touch } from "../pen/labels.js";
import { round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { source } from "../run/ledger.js";
import { BACKWARD, backwardDone, phaseDone } from "../run/phases.js";
import { slopeName } from "../run/squashes.js";
import { bar, dash, putIn } from "./gradient-ground.js";
import { powerText } from "./powers.js";

/** A step needs this much room for its numbers, px, and a bar this much for its name. */
const NUMBERED = 58;
const NAMED = 26;
/** The size of that name, px (css/gradient.css). */
const NAME_SIZE = 14;

/** All levels that are drawn. @param {Run} run @returns {Levels} */
export const stairLevels = (run) =>
  run.steps.flatMap((step) => {
    const at = step.log10_grad_norm;
    const slope = at !== null && step.pointwise_gain ? [at + Math.log10(step.pointwise_gain)] : [];
    return [at, ...(step.t > 0 ? slope : []), step.log10_injected_norm];
  });

/** What does not move. @param {Run} run @param {Ground} ground */
export function stairsOf(run, ground) {
  const names = named(run, ground);
  const taken = names.map(roomOfName);
  const levels = ground.room < NUMBERED ? [] : run.steps.map((step) => written(run, step, ground, taken));
  return { ground, levels, names };
}

/** The room of a bar's name. @param {Mark} name @returns {Box} */
function roomOfName({ attrs, children }) {
  const [x, y, half] = [Number(attrs.x), Number(attrs.y), textWidth(String(children[0]), NAME_SIZE) / 2];
  return { x1: x - half, x2: x + half, y1: y - NAME_SIZE, y2: y + 2 };
}

/** What the first two bars are, over them. @param {Run} run @param {Ground} ground */
function named(run, ground) {
  const from = source(run)?.t ?? 0;
  const [step, before] = [run.steps[from], run.steps[from - 1]];
  if (!step || !before) return [];
  const rects = between(step, before, 1, ground).filter(({ tag }) => tag === "rect");
  return rects.flatMap(({ attrs: { class: name, x, y, width } }) => {
    if (Number(width) < NAMED) return [];
    const weight = name === "bar weight";
    const place = { x: round(Number(x) + Number(width) / 2), y: round(Number(y) - 6) };
    return mark("text", { class: `bar-name ${weight ? "" : "slope"}`, ...place }, weight ? "Wₕ" : slopeName(run));
  });
}

/** @param {Run} run @param {number} u @param {ReturnType<typeof stairsOf>} still @returns {Mark[]} */
export function stairs(run, u, { ground: scales, levels, names }) {
  const T = run.tokens.length;
  const columns = run.steps.map((step) => {
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
  return [...columns, ...names];
}

/** What is at h_t: its level, and what the loss puts in here. @param {Step} step @param {Ground} scales */
function standing(step, scales) {
  const { t, log10_grad_norm: level, log10_injected_norm: injected } = step;
  // where a fresh gradient is all there is, its mark would only hide the level
  const fresh = injected !== null && level !== null && Math.abs(injected - level) > 0.02;
  return [fresh && putIn(t, injected, scales), dash("level", level, t, scales)].filter((m) => m !== false);
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

/**
 * The number of a level, where the fewest bars, marks and names are in its way.
 * @param {Run} run
 * @param {Step} step
 * @param {Ground} scales
 * @param {Box[]} taken by the names
 */
function written(run, { t, log10_grad_norm: level }, scales, taken) {
  const { x, y, half } = scales;
  if (level === null) return null;
  const wide = textWidth("10", 12) + textWidth(exponent(level), 9.5);
  const aside = Math.max(wide / 2 - half, 0) + 1;
  const inTheWay = [...around(run, t, scales), ...taken];
  const choices = PLACES.map(([side, rise]) => {
    const [cx, base] = [x(t) + side * aside, y(level) + rise];
    const box = { x1: cx - wide / 2, x2: cx + wide / 2, y1: base - 14, y2: base + 2 };
    return { cx, base, covered: inTheWay.filter((other) => touch(other, box)).length };
  });
  const { cx, base } = choices.reduce((a, b) => (b.covered < a.covered ? b : a));
  return mark("text", { class: "level-value", x: round(cx), y: round(base) }, ...powerText(level));
}

/**
 * The bars on both sides of a level, grown up, and the other marks at its step.
 * @param {Run} run
 * @param {number} t
 * @param {Ground} scales
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
  const injected = /** @type {Step} */ (steps[t]).log10_injected_norm;
  const { half } = scales;
  return injected === null ? bars : [...bars, box(scales.x(t) - half, scales.y(injected) - 5, 2 * half, 10)];
}

/** @param {number} x @param {number} y @param {number} width @param {number} height @returns {Box} */
const box = (x, y, width, height) => ({ x1: x, y1: y, x2: x + width, y2: y + height });

/**
 * From h_t to h_{t-1}: the slope's bar, then W_h's.
 * @param {Step} step
 * @param {Step} before
 * @param {number} done
 * @param {Ground} scales
 */
function between(step, before, done, { x, y, room, half }) {
  const { log10_grad_norm: level, pointwise_gain: slope, weight_gain: weight } = step;
  const gap = room - 2 * half;
  const wide = Math.max(gap * 0.3, 3);
  const [right, left] = [x(step.t) - half - gap * 0.12 - wide, x(step.t - 1) + half + gap * 0.12];
  if (level === null || !slope || !weight) return [];
  const middle = level + Math.log10(slope);
  const lands = middle + Math.log10(weight);
  const edge = x(step.t - 1) + half;
  const joined = before.log10_grad_norm;
  return [
    ...bar("slope", right, wide, level, middle, y, phaseDone(BACKWARD, "slope", done)),
    ...bar("weight", left, wide, middle, lands, y, phaseDone(BACKWARD, "weight", done)),
    mark("path", { class: "bridge", d: `M${round(left)} ${round(y(middle))}H${round(right + wide)}` }),
    mark("path", { class: "bridge", d: `M${round(right)} ${round(y(level))}H${round(x(step.t) - half)}` }),
    // other paths join in before h_{t-1}
    mark("path", {
      class: "bridge",
      d: `M${round(left + wide)} ${round(y(lands))}H${round(edge)}${joined === null ? "" : `V${round(y(joined))}`}`,
    }),
  ];
}
