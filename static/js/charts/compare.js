/**
 * The cells on one text as lanes of violet over the same words, a row for each cell. What the gradient has not yet reached
 * on its way back is pale.
 * @import {Entrant, Levels, Mark, Scheme} from "../types.js"
 * @import {Margin, Plot} from "./plot.js"
 */

import { gradientIndex, gradientRamp } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { glyphAt } from "./glyphs.js";
import { needleAt } from "./needle.js";
import { column, stepColumns, words } from "./plot.js";

const LANE = { height: 16, gap: 8 };
const [TOP, WORDS] = [6, 26];

/** @param {number} lanes */
export const heightOf = (lanes) => TOP + lanes * (LANE.height + LANE.gap) + WORDS;

/** @param {number} width @returns {Margin} */
export const margin = (width) => ({ left: width < 480 ? 86 : 104, right: 8, top: TOP, bottom: WORDS });

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {string[]} tokens
 * @property {string} current the page's own cell
 * @property {number | null} [pointed]
 */
/** The columns of the steps. @typedef {Pick<Plot, "x" | "room" | "T">} Columns */

/**
 * @param {Entrant[]} entrants
 * @param {number | null} u the page's playhead; null where the text is not the page's
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(entrants, u, options) {
  const { tokens, width, pointed = null } = options;
  const [T, height, own] = [tokens.length, heightOf(entrants.length), margin(width)];
  const columns = { ...stepColumns({ width, margin: own, T }), T };
  const at = u === null ? T - 1 : needleAt(u, T);
  const px = round(clamp(columns.x(at), own.left, width - own.right));
  const backward = u !== null && u > T;
  const lanes = lanesOf(entrants, columns, options);
  const needle = mark("path", { class: `needle${backward ? " backward" : ""}`, d: `M${px} 2V${height - WORDS + 2}` });
  return [
    mark("defs", {}, mark("clipPath", { id: "compare-reached" }, reached(px, width, height, backward))),
    ...(pointed === null ? [] : [column(columns, pointed, height - 2)]),
    ...names(entrants, own.left - 10, options.current),
    mark("g", { key: "pale", class: `lines ${backward ? "ghost" : ""}` }, ...lanes),
    mark("g", { key: "reached", class: "lines", "clip-path": "url(#compare-reached)" }, ...lanes),
    mark("g", { key: "words" }, ...words(columns, tokens, height - 8, pointed)),
    ...(u === null ? [] : [needle]),
  ];
}

/**
 * What the gradient has passed; on the way forward, everything.
 * @param {number} px
 * @param {number} width
 * @param {number} height
 * @param {boolean} backward
 */
const reached = (px, width, height, backward) =>
  mark("rect", {
    x: backward ? px - 1 : 0,
    y: 0,
    width: backward ? Math.max(width - px + 1, 0) : width,
    height,
  });

/** @param {Entrant[]} entrants @param {Columns} columns @param {Options} options @returns {Mark[]} */
const lanesOf = (entrants, columns, { width, scheme }) =>
  once(entrants, `compare ${width} ${scheme}`, () =>
    entrants.map(({ run }, i) => lane(run ? gradientLevels(run) : [], laneTop(i), columns, scheme)),
  );

/** @param {number} i */
const laneTop = (i) => TOP + i * (LANE.height + LANE.gap);

/**
 * Each row's cell, and the mark that its curve has in the gradient's chart.
 * @param {Entrant[]} entrants
 * @param {number} x
 * @param {string} current
 */
const names = (entrants, x, current) =>
  entrants.flatMap(({ kind }, i) => {
    const y = laneTop(i) + LANE.height / 2;
    const name = { class: `lane-name${kind.name === current ? " current" : ""}`, "data-cell": kind.name };
    return [
      mark("g", { class: `line-name cell ${kind.name}` }, glyphAt(kind.name, x - 2, y)),
      mark("text", { ...name, x: x - 14, y: round(y + 4.5) }, kind.symbol),
    ];
  });

/**
 * A cell a step, in the violet of its gradient: few paths, one a shade.
 * @param {Levels} own
 * @param {number} top
 * @param {Columns} columns
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
