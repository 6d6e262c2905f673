/**
 * One text, cut coarsely and finely: a strip of tokens a cut, each at its place in the text, in the violet of what reaches
 * it. A strip has all of its letters or none, in one line or, where they are wider than their places, in two; words that
 * find no room in their strip are above it.
 * @import {GrainRun, Mark, Scheme, Span} from "../types.js"
 */

import { gradientColour, gradientInk } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { reached, tokenAt } from "../run/grains.js";

const STRIP = { height: 28, every: 64, first: 30 };
/** Lines of words above a strip. */
const ABOVE = { most: 3, every: 16, apart: 6, size: 12 };
/** The chart's edges, px. */
export const MARGIN = { left: 2, right: 2 };

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {Record<string, string>} names what each cut is called
 * @property {number | null} [place] where the text is pointed at, 0…1
 */

/** @param {GrainRun[]} readings @param {number} width */
export const height = (readings, width) =>
  top(readings.length - 1, above(readings, across(width), width).lines) + STRIP.height + 8;

/** The upper edge of a strip. @param {number} i @param {number} lines how many are above the first */
const top = (i, lines) => STRIP.first + i * STRIP.every + lines * ABOVE.every;

/** The x of a place of the text. @param {number} width @returns {(share: number) => number} */
const across = (width) => (share) => MARGIN.left + share * (width - MARGIN.left - MARGIN.right);

/**
 * @param {GrainRun[]} readings
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(readings, options) {
  const { width, place = null } = options;
  const x = across(width);
  const words = above(readings, x, width);
  const scales = { x, lines: words.lines };
  return [
    ...(place === null ? [] : [pointer(place, x, height(readings, width))]),
    ...readings.map((reading, i) => strip(reading, i, scales, options)),
    ...words.marks,
  ];
}

/** @typedef {{x: (share: number) => number, lines: number}} Scales `lines`: of words above the first strip */

/** @param {number} place @param {(share: number) => number} x @param {number} tall */
const pointer = (place, x, tall) => mark("path", { class: "needle backward", d: `M${round(x(place))} 4V${tall - 4}` });

/** @param {GrainRun} reading @param {number} i @param {Scales} scales @param {Options} options */
function strip(reading, i, { x, lines }, { scheme, names, place = null }) {
  const { run, spans, grain } = reading;
  const pointed = place === null ? -1 : tokenAt(spans, place);
  const upper = top(i, lines);
  const set = setting(reading, x);
  return mark(
    "g",
    { key: `strip ${grain}`, class: "strip", "data-grain": grain },
    mark(
      "text",
      { class: "cut", x: MARGIN.left, y: upper - 8 - (i === 0 ? lines * ABOVE.every : 0) },
      mark("tspan", { class: "name" }, names[grain] ?? ""),
      mark("tspan", { dx: 10 }, `T = ${run.tokens.length}`),
      ...left(reached(reading)),
    ),
    ...spans.map((span, t) =>
      cell(span, run.steps[t]?.log10_grad_norm ?? null, { t, top: upper, x, scheme, pointed: t === pointed }),
    ),
    // after all of the tiles: in two lines a letter is wider than its own
    ...(set
      ? spans.map((span, t) => piece(span, run.steps[t]?.log10_grad_norm ?? null, { t, top: upper, x, scheme, set }))
      : []),
  );
}

/** What is left of the gradient at the beginning. @param {number | null} level */
const left = (level) =>
  level === null
    ? [mark("tspan", { class: "left", dx: 14 }, "0")]
    : [
        mark("tspan", { class: "left", dx: 14 }, "10"),
        mark("tspan", { class: "left raised", dy: -5 }, exponent(level)),
      ];

/**
 * A token at its place in the text; a gap of one pixel separates it from the next.
 * @param {Span} span
 * @param {number | null} level
 * @param {{t: number, top: number, x: (share: number) => number, scheme: Scheme, pointed: boolean}} options
 */
function cell({ from, to }, level, { t, top, x, scheme, pointed }) {
  const wide = x(to) - x(from);
  return mark("rect", {
    key: t,
    class: `token${pointed ? " pointed" : ""}`,
    x: round(x(from)),
    y: top,
    width: round(Math.max(wide - 1, 0.75)),
    height: STRIP.height,
    rx: Math.min(4, wide / 5),
    fill: gradientColour(level, scheme),
  });
}

/** @typedef {{size: number, lines: number}} Setting how large letters are, px, and in how many lines they are set */

/** From the base line to the strip's upper edge, by lines. */
const BASE = [[], [19], [12, 24]];

/**
 * A token's letters.
 * @param {Span} span
 * @param {number | null} level
 * @param {{t: number, top: number, x: (share: number) => number, scheme: Scheme, set: Setting}} options
 */
function piece({ from, to, text }, level, { t, top, x, scheme, set: { size, lines } }) {
  const y = top + Number(BASE[lines]?.[t % lines]);
  const at = { x: round((x(from) + x(to) - 1) / 2), y, fill: gradientInk(level, scheme) };
  return text.trim() && mark("text", { key: `p${t}`, class: `piece${size < 13 ? " small" : ""}`, ...at }, text.trim());
}

/**
 * The largest letters with which all of a strip's tokens find room, in the fewest lines; null where they do not.
 * @param {GrainRun} reading
 * @param {(share: number) => number} x
 * @returns {Setting | null}
 */
function setting({ grain, spans }, x) {
  const pieces = spans.map(({ from, to, text }) => ({ from: x(from), to: x(to) - 1, text: text.trim() }));
  const fit = (/** @type {Setting} */ { size, lines }) =>
    pieces.every(({ from, to, text }, i) => {
      if (lines === 1) return broad(text, size) <= to - from;
      const next = pieces[i + lines];
      if (broad(text, size) > OVER * (to - from)) return false;
      return !next || (broad(text, size) + broad(next.text, size)) / 2 < (next.from + next.to - from - to) / 2;
    });
  const settings = [
    { size: 13, lines: 1 },
    { size: 12, lines: 1 },
    // words would be between their tiles
    ...(grain === "word" ? [] : [{ size: 12, lines: 2 }]),
  ];
  return settings.find(fit) ?? null;
}

/** In two lines a letter may be this many times as wide as its tile; wider ones would cover the colours of others. */
const OVER = 1.3;

const HANGUL = /^[\u3130-\u318f\uac00-\ud7a3]+$/;
/** The true width of Hangul as a share of the estimate, which is on the wide side. */
const TIGHT = 0.832;

/** @param {string} text @param {number} size */
const broad = (text, size) => textWidth(text, size) * (HANGUL.test(text) ? TIGHT : 1);

/**
 * The coarsest cut's tokens above their strip, where they have no room in it: each in the first line that is free; all
 * or none.
 * @param {GrainRun[]} readings
 * @param {(share: number) => number} x
 * @param {number} width
 * @returns {{marks: Mark[], lines: number}}
 */
function above([reading], x, width) {
  const none = { marks: [], lines: 0 };
  if (!reading || setting(reading, x)) return none;
  const { size, apart, every } = ABOVE;
  /** @type {number[]} */
  const ends = [];
  const placed = reading.spans.map(({ from, to, text }) => {
    const half = broad(text, size) / 2;
    const at = clamp((x(from) + x(to) - 1) / 2, MARGIN.left + half, width - half);
    const free = ends.findIndex((end) => end + apart <= at - half);
    const line = free < 0 ? ends.length : free;
    ends[line] = at + half;
    return { at, line, text };
  });
  if (ends.length > ABOVE.most) return none;
  const base = top(0, ends.length) - 7;
  const marks = placed.map(({ at, line, text }, t) =>
    mark("text", { key: `w${t}`, class: "piece small above", x: round(at), y: base - line * every }, text),
  );
  return { marks: [mark("g", { key: "above", class: "spoken" }, ...marks)], lines: ends.length };
}
