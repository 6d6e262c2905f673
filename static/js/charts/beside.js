/**
 * Two sentences on one time axis: the words and the states of each, step under step, and how far the states are apart on
 * an absolute log axis. A gap is where only one of them has a word.
 * @import {Mark, Pair, Run, Scheme} from "../types.js"
 * @import {Plot} from "./plot.js"
 */

import { signedIndex, signedRamp } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { readsBack } from "../run/reading-order.js";
import { needleAt } from "./needle.js";
import { axis, column, curve, levelAt, plot, words } from "./plot.js";

/** A run's states: the height of the strip, px, and where the two and their words are. */
const STRIP = 64;
const ROWS = { words: [14, 184], strips: [24, 98] };
/** Where the axis of the differences begins, and the row of those that are nothing, px. */
const [TOP, FLOOR, NOTHING] = [216, 356, 374];
export const HEIGHT = 384;

export const MARGIN = { left: 58, right: 12, top: TOP, bottom: HEIGHT - FLOOR };

/** @typedef {{first: Run, second: Run, pairs: Pair[], apart: (number | null | undefined)[]}} Two */

/**
 * @param {Two} two `apart`: log10‖h_t − h′_t‖ at each pair, null where it is nothing, undefined at a gap
 * @param {number} u the page's playhead
 * @param {{width: number, scheme: Scheme, equal: string, pointed?: number | null}} options
 *   `equal`: what the row of the same states is called; `pointed`: a place in the first
 * @returns {Mark[]}
 */
export function draw(two, u, { width, scheme, equal, pointed = null }) {
  const still = once(two, `beside ${width} ${scheme} ${equal}`, () => stillOf(two, { width, scheme, equal }));
  const at = columnOf(two.pairs, pointed);
  return [...(at === null ? [] : [column(still.plot, at, HEIGHT - 2)]), ...still.marks, needle(two, u, still.plot)];
}

/** The pair of a place in the first sentence. @param {Pair[]} pairs @param {number | null} t */
export function columnOf(pairs, t) {
  const at = t === null ? -1 : pairs.findIndex(({ a }) => a === t);
  return at < 0 ? null : at;
}

/** What does not move. @param {Two} two @param {{width: number, scheme: Scheme, equal: string}} options */
function stillOf(two, { width, scheme, equal }) {
  const { pairs, apart } = two;
  const levels = apart.map((level) => level ?? null);
  const at = plot([levels], { width, height: HEIGHT, margin: MARGIN, T: pairs.length });
  const marks = [
    ...side(
      two.first,
      "h",
      pairs.map(({ a }) => a),
      0,
      at,
      scheme,
    ),
    ...side(
      two.second,
      "h′",
      pairs.map(({ b }) => b),
      1,
      at,
      scheme,
    ),
    mark("path", { class: "changed", d: changed(two, at) }),
    ...axis(at),
    ...nothing(apart, equal, at),
    mark("g", { class: "lines" }, curve(at, levels, "apart")),
  ];
  return { plot: at, marks };
}

/**
 * One sentence: its words, and a column of H numbers for each state.
 * @param {Run} run
 * @param {string} name
 * @param {(number | null)[]} steps the step of each column, null for a gap
 * @param {number} row 0 is the first sentence
 * @param {Plot} at
 * @param {Scheme} scheme
 * @returns {Mark[]}
 */
function side(run, name, steps, row, at, scheme) {
  const top = Number(ROWS.strips[row]);
  const gap = at.room > 8 ? 2 : 0;
  const left = (/** @type {number} */ k) => round(at.x(k) - at.room / 2 + gap / 2);
  const wide = round(at.room - gap);
  /** @type {Map<number, string>} */
  const paths = new Map();
  steps.forEach((t, k) => {
    const h = t === null ? [] : (run.steps[t]?.h ?? []);
    const high = STRIP / Math.max(h.length, 1);
    h.forEach((value, j) => {
      const shade = signedIndex(value);
      const cell = `M${left(k)} ${round(top + high * j)}h${wide}v${round(high)}h${-wide}z`;
      paths.set(shade, (paths.get(shade) ?? "") + cell);
    });
  });
  const gaps = steps.map((t, k) => (t === null ? `M${left(k)} ${top}h${wide}v${STRIP}h${-wide}z` : "")).join("");
  const fills = signedRamp(scheme);
  const tokens = steps.map((t) => (t === null ? "–" : (run.tokens[t] ?? "")));
  return [
    mark("text", { class: "symbol end", x: at.margin.left - 12, y: top + STRIP / 2 + 5 }, name),
    mark("g", { class: "states" }, ...[...paths].map(([shade, d]) => mark("path", { d, fill: fills[shade] }))),
    mark("path", { class: "gap", d: gaps }),
    mark("g", { class: `row-words row-${row}` }, ...words(at, tokens, Number(ROWS.words[row]), null)),
  ];
}

/** A line under each word that the other sentence has not in its place. @param {Two} two @param {Plot} at */
function changed({ first, second, pairs }, at) {
  const half = Math.min(at.room / 2 - 3, 20);
  if (half < 2) return "";
  return pairs
    .flatMap(({ a, b }, k) => {
      if (a !== null && b !== null && first.tokens[a] === second.tokens[b]) return [];
      const rows = ROWS.words.filter((_, row) => (row ? b : a) !== null);
      return rows.map((y) => `M${round(at.x(k) - half)} ${y + 5}h${round(2 * half)}`);
    })
    .join("");
}

/**
 * The steps at which the two states are the same: a row below the axis, which has no zero.
 * @param {Two["apart"]} apart
 * @param {string} equal what the row is called
 * @param {Plot} at
 */
function nothing(apart, equal, at) {
  if (!apart.includes(null)) return [];
  const radius = clamp(at.room / 4, 1, 3.5);
  const dots = apart.map((level, k) =>
    level === null
      ? `M${round(at.x(k) - radius)} ${NOTHING}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`
      : "",
  );
  return [
    mark("text", { class: "tick end", x: at.margin.left - 8, y: NOTHING + 4 }, equal),
    mark("path", { class: "nothing-apart", d: dots.join("") }),
  ];
}

/** The page's playhead, on its way through the first sentence. @param {Two} two @param {number} u @param {Plot} at */
function needle({ first, pairs, apart }, u, at) {
  const T = first.tokens.length;
  const step = needleAt(u, T);
  const back = readsBack(first);
  const t = back ? T - 1 - step : step;
  const [low, high] = [Math.floor(t), Math.ceil(t)].map((each) => columnOf(pairs, clamp(each, 0, T - 1)) ?? 0);
  const between = Number(low) + (Number(high) - Number(low)) * (t - Math.floor(t));
  const outside = back ? at.width - at.margin.right : at.margin.left;
  const px = round(step < 0 ? outside : at.x(between));
  const levels = apart.map((each) => each ?? null);
  const level = step < 0 ? null : levelAt(levels, between);
  return mark(
    "g",
    { key: "needle" },
    mark("path", { class: `needle${u > T ? " backward" : ""}`, d: `M${px} ${TOP - 16}V${FLOOR}` }),
    level !== null && mark("circle", { class: "head small", cx: px, cy: round(at.y(level)), r: 4 }),
  );
}
