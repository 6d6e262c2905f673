/**
 * The cells on one text: their gradients as curves on one absolute axis, and as lanes of violet over the same
 * words. What the gradient has not yet reached on its way back is pale.
 * @import {Entrant, Levels, Mark, Scheme} from "../types.js"
 * @import {Margin, Plot} from "./plot.js"
 */

import { gradientIndex, gradientRamp } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { axis, beginning, column, curve, levelAt, plot, spread, words } from "./plot.js";

export const HEIGHT = 336;
const LANE = { height: 13, gap: 4 };
const WORDS = 26;

/** @param {number} width @returns {Margin} */
export const margin = (width, lanes = 4) => ({
  left: width < 480 ? 86 : 104,
  right: 8,
  top: 14,
  bottom: WORDS + lanes * (LANE.height + LANE.gap) + 14,
});

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {string[]} tokens
 * @property {string} current the page's own cell
 * @property {number | null} [pointed]
 */
/** @typedef {{plot: Plot, back: Mark[], curves: Mark[], lanes: Mark[]}} Still */

/**
 * @param {Entrant[]} entrants
 * @param {number | null} u the page's playhead; null where the text is not the page's
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(entrants, u, options) {
  const { tokens, pointed = null } = options;
  const still = stillOf(entrants, options);
  const at = u === null ? tokens.length - 1 : needleAt(u, tokens.length);
  const px = round(clamp(still.plot.x(at), still.plot.margin.left, options.width - still.plot.margin.right));
  const backward = u !== null && u > tokens.length;
  const ghost = backward ? "ghost" : "";
  return [
    mark("defs", {}, mark("clipPath", { id: "compare-reached" }, reached(px, options.width, backward))),
    ...(pointed === null ? [] : [column(still.plot, pointed, HEIGHT - 2)]),
    ...still.back,
    mark("g", { key: "pale", class: `lines ${ghost}` }, ...still.curves, ...still.lanes),
    mark(
      "g",
      { key: "reached", class: "lines", "clip-path": "url(#compare-reached)" },
      ...still.curves,
      ...still.lanes,
    ),
    mark("g", { key: "words" }, ...words(still.plot, tokens, HEIGHT - 8, pointed)),
    ...(u === null
      ? []
      : [mark("path", { class: `needle${backward ? " backward" : ""}`, d: `M${px} 2V${HEIGHT - WORDS + 2}` })]),
    mark("g", { key: "heads" }, ...(backward ? heads(entrants, still.plot, at) : [])),
  ];
}

/**
 * Where the playhead is among the steps: at t when h_t, or its gradient, has just been made.
 * @param {number} u
 * @param {number} T
 */
export const needleAt = (u, T) => (u > T ? clamp(2 * T - u, 0, T - 1) : clamp(u - 1, -0.5, T - 1));

/**
 * What the gradient has passed; on the way forward, everything.
 * @param {number} px
 * @param {number} width
 * @param {boolean} backward
 */
const reached = (px, width, backward) =>
  mark("rect", {
    x: backward ? px - 1 : 0,
    y: 0,
    width: backward ? Math.max(width - px + 1, 0) : width,
    height: HEIGHT,
  });

/** @param {Entrant[]} entrants @param {Options} options @returns {Still} */
function stillOf(entrants, { width, scheme, tokens, current }) {
  const key = `compare ${width} ${scheme} ${current}`;
  return once(entrants, key, () => still(entrants, { width, scheme, tokens, current }));
}

/** @param {Entrant[]} entrants @param {Options} options @returns {Still} */
function still(entrants, { width, scheme, tokens, current }) {
  const T = tokens.length;
  const all = entrants.map(({ run }) => (run ? gradientLevels(run) : []));
  const at = plot(all, { width, height: HEIGHT, margin: margin(width, entrants.length), T });
  const from = at.margin.left - (width < 480 ? 50 : 60);
  return {
    plot: at,
    back: [...axis(at, from), ...names(entrants, all, at, current), ...laneNames(entrants, at, current)],
    curves: entrants.map(({ kind }, i) =>
      curve(at, /** @type {Levels} */ (all[i]), `${kind.name}${kind.name === current ? " current" : ""}`),
    ),
    lanes: all.map((own, i) => lane(own, laneTop(at, i), at, scheme)),
  };
}

/**
 * Each curve's name where the curve ends, at the beginning of the sentence.
 * @param {Entrant[]} entrants
 * @param {Levels[]} all
 * @param {Plot} at
 * @param {string} current
 */
function names(entrants, all, at, current) {
  const ends = all.map((own) => {
    const t = beginning(own);
    return t < 0 ? null : { x: at.x(t), y: at.y(Number(own[t])) };
  });
  const places = spread(
    ends.map((end) => end?.y ?? at.floor),
    [at.margin.top, at.floor],
  );
  return entrants.flatMap(({ kind }, i) => {
    const [end, y] = [ends[i], Number(places[i])];
    if (!end) return [];
    const edge = at.margin.left - 6;
    return [
      mark("path", { class: "leader", d: `M${edge} ${round(y)}L${round(end.x)} ${round(end.y)}` }),
      nameMark(kind, edge - 4, y, current, "curve-name"),
    ];
  });
}

/** @param {Entrant["kind"]} kind @param {number} x @param {number} y @param {string} current @param {string} name */
const nameMark = (kind, x, y, current, name) =>
  mark(
    "text",
    { class: `${name}${kind.name === current ? " current" : ""}`, x, y: round(y + 4.5), "data-cell": kind.name },
    kind.symbol,
  );

/** @param {Plot} at @param {number} i */
const laneTop = (at, i) => at.floor + 16 + i * (LANE.height + LANE.gap);

/** @param {Entrant[]} entrants @param {Plot} at @param {string} current */
const laneNames = (entrants, at, current) =>
  entrants.map(({ kind }, i) =>
    nameMark(kind, at.margin.left - 10, laneTop(at, i) + LANE.height / 2, current, "lane-name"),
  );

/**
 * A cell a step, in the violet of its gradient: few paths, one a shade.
 * @param {Levels} own
 * @param {number} top
 * @param {Plot} at
 * @param {Scheme} scheme
 */
function lane(own, top, { x, room }, scheme) {
  /** @type {Map<number, string>} */
  const paths = new Map();
  const gap = room > 8 ? 1 : 0;
  own.forEach((level, t) => {
    const shade = gradientIndex(level);
    const cell = `M${round(x(t) - room / 2 + gap / 2)} ${top}h${round(room - gap)}v${LANE.height}h${round(gap - room)}z`;
    paths.set(shade, (paths.get(shade) ?? "") + cell);
  });
  const fills = gradientRamp(scheme);
  return mark("g", { class: "lane" }, ...[...paths].map(([shade, d]) => mark("path", { d, fill: fills[shade] })));
}

/** The gradient's place on each curve. @param {Entrant[]} entrants @param {Plot} at @param {number} t */
const heads = (entrants, at, t) =>
  entrants.flatMap(({ run }) => {
    const level = run ? levelAt(gradientLevels(run), t) : null;
    return level === null
      ? []
      : [mark("circle", { class: "head backward small", cx: round(at.x(t)), cy: round(at.y(level)), r: 4 })];
  });
