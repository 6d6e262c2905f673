/**
 * The ground of the gradient's chart: a column a step, time from left to right as in the chain, and an absolute axis of
 * powers of ten. Where the chain above fits into its stage, the level of h_t is under the link that leaves A_t, and what
 * takes from it is under A_t itself.
 * @import {Levels, Mark, Run} from "../types.js"
 * @import {Chain, Ground, Reach} from "../types.js"
 */

import { extent, scaleLinear } from "../../vendor/d3.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { beside, stepColumns, words } from "./plot.js";
import { powerText, ticksOf, tickText } from "./powers.js";

/** The chart's edges, px: the axis's numbers are at the left, the words at the foot. */
export const MARGIN = { left: 58, right: 12, top: 24, bottom: 28 };
/** The room of a name right of the last step, px; in a chart this narrow there is none. */
const NAMES = 84;
const NARROW = 480;
/** The widest mark of a level, px. */
const LEVEL = 28;
/** Between the mark of a level and the boxes beside it, px, under the chain. */
const AIR = 10;

/**
 * @param {object} options
 * @param {number} options.T
 * @param {number} options.width
 * @param {number} options.height
 * @param {Reach} options.reach
 * @param {Chain | null} [options.chain] where the cells of the chain above are; null where they scroll
 * @param {number} [options.names] the room of names left of the first step, px
 * @param {boolean} [options.middle] whether a step's column has its level in the middle, else at its end
 * @returns {Ground}
 */
export function groundOf({ T, width, height, reach, chain = null, names = 0, middle = false }) {
  const margin = beside({ ...MARGIN, left: MARGIN.left + names }, width < NARROW ? 0 : NAMES, { width, T });
  const columns = chain ? under(chain) : besideEachOther(stepColumns({ width, margin, T }));
  const floor = height - MARGIN.bottom;
  const y = scaleLinear(reach, [floor, MARGIN.top]);
  const { room, half, x } = columns;
  return {
    ...columns,
    y,
    reach,
    ticks: ticksOf(reach, floor - MARGIN.top),
    T,
    width,
    height,
    floor,
    margin,
    behind: middle && !chain ? room / 2 : half + 2,
    begins: middle && !chain ? x(0) - room / 2 : x(0) - half - 4,
  };
}

/** @param {Chain} chain */
function under({ first, pitch, box }) {
  return {
    room: pitch,
    half: (pitch - box) / 2 - AIR,
    x: (/** @type {number} */ t) => first + pitch * (t + 0.5),
    word: (/** @type {number} */ t) => first + pitch * t,
  };
}

/** @param {{room: number, x: (t: number) => number}} columns */
function besideEachOther({ room, x }) {
  return { room, half: Math.min(LEVEL, room * 0.36) / 2, x, word: x };
}

/** The step at a place of the chart; beside them all, the nearest. @param {Ground} ground @param {number} px */
export function stepAt({ x, room, behind, T }, px) {
  return Math.min(Math.max(Math.floor((px - x(0) - behind) / room) + 1, 0), T - 1);
}

/** The light of a step: from the end of the last one to its own. @param {Ground} ground @param {number} t */
export function lightOf({ x, behind, begins, floor }, t) {
  const left = t === 0 ? begins : x(t - 1) + behind;
  const right = x(t) + behind;
  return mark("rect", {
    class: "pointed-at",
    x: round(left),
    width: round(right - left),
    y: 6,
    height: floor - 6,
    rx: 4,
  });
}

/** The middle of all columns, px: what is read from the right is mirrored there. @param {Ground} ground */
export const middleOf = ({ x, T }) => (x(0) + x(T - 1)) / 2;

/**
 * The least domain that holds all levels: of few sizes, so that it seldom changes, and never less than two decades.
 * @param {Levels[]} all
 * @returns {Reach}
 */
export function reachOf(all) {
  const [low = 0, high = 0] = extent(all.flat().filter((level) => level !== null && level !== undefined));
  return [-Math.max(beyond(-low), 2), high > 0.1 ? beyond(high) : 0];
}

/** The domain that holds two. @param {Reach} a @param {Reach} b @returns {Reach} */
export const bothOf = (a, b) => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/** The next of 0, 0.5, 1, … 3, 4, 5, 6, 8, 10, 12, 15, 20 … @param {number} least */
function beyond(least) {
  if (least <= 3) return Math.max(Math.ceil(least * 2) / 2, 0);
  const ten = 10 ** Math.floor(Math.log10(least));
  return ten * Number([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((n) => n * ten >= least));
}

/** The lines of the axis and what stands at them. @param {Pick<Ground, "y" | "ticks" | "width">} ground */
export const axis = ({ y, ticks, width }) =>
  ticks.flatMap((level) => [
    mark("path", {
      class: `grid${level === 0 ? " zero" : ""}`,
      d: `M${MARGIN.left} ${round(y(level))}H${width - MARGIN.right}`,
    }),
    mark("text", { class: "tick end", x: MARGIN.left - 8, y: round(y(level) + 4) }, ...tickText(level)),
  ]);

/** The words under the steps. @param {Ground} ground @param {string[]} tokens @param {number | null} pointed */
export const wordsOf = ({ word, room, T, height }, tokens, pointed) =>
  words({ x: word, room, T }, tokens, height - 8, pointed);

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
export function bar(name, x, width, from, to, y, grown) {
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

/**
 * A level in a column.
 * @param {string} name
 * @param {number | null | undefined} level
 * @param {number} t
 * @param {Pick<Ground, "x" | "y" | "half">} ground
 */
export function dash(name, level, t, { x, y, half }) {
  if (level === null || level === undefined) return null;
  return mark("path", { class: name, d: `M${round(x(t) - half)} ${round(y(level))}h${round(2 * half)}` });
}

/** What a loss, or the layer above, puts in at a step. @param {number} t @param {number} level @param {Pick<Ground, "x" | "y">} ground */
export const putIn = (t, level, { x, y }) =>
  mark("path", { class: "injected", d: `M${round(x(t))} ${round(y(level) + 4)}l-5 -8h10z` });

/** The playhead on a curve. @param {Run} run @param {number} u @param {Pick<Ground, "x" | "y">} ground @returns {Mark[]} */
export function rider(run, u, { x, y }) {
  const T = run.tokens.length;
  const at = run.steps[Math.min(Math.max(Math.round((u > T ? 2 * T - u : u) - 0.5), 0), T - 1)];
  const level = at?.log10_grad_norm;
  if (!at || level === null || level === undefined) return [];
  const text = { class: "level-value", x: round(Math.max(x(at.t), MARGIN.left + 24)), y: round(y(level) - 12) };
  return [
    mark("circle", { class: "head backward", cx: round(x(at.t)), cy: round(y(level)), r: 5 }),
    mark("text", text, ...powerText(level)),
  ];
}
