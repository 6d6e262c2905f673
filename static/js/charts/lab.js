/**
 * One text, cut coarsely and finely: the gradient over the same place of the text on one absolute axis, and under it a
 * strip of tokens a cut, each token in the violet of what reaches it. A strip has all of its letters or none, in one
 * line or, where they are wider than their places, in two; words that find no room in their strip are above it.
 * @import {GrainRun, Mark, Scheme, Span} from "../types.js"
 * @import {Margin, Plot} from "./plot.js"
 */

import { line } from "../../vendor/d3.js";
import { gradientColour, gradientInk } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { reached, tokenAt } from "../run/grains.js";
import { axis, plot, spread } from "./plot.js";

const STRIP = { height: 28, every: 56, first: 44 };
const [CURVES, NARROW] = [232, 560];
/** Lines of words above a strip. */
const ABOVE = { most: 3, every: 16, apart: 6, size: 12 };

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {Record<string, string>} names what each cut is called
 * @property {number | null} [place] where the text is pointed at, 0…1
 */

/** @param {number} width @returns {Margin} */
export const margin = (width) => ({ left: width < NARROW ? 48 : 128, right: 8, top: 14, bottom: 0 });

/** @param {GrainRun[]} readings @param {number} width */
export const height = (readings, width) =>
  top(readings.length - 1, above(readings, across(width), width).lines) + STRIP.height + 8;

/** The upper edge of a strip. @param {number} i @param {number} lines how many are above the first */
const top = (i, lines) => CURVES + STRIP.first + i * STRIP.every + lines * ABOVE.every;

/** The x of a place of the text. @param {number} width @returns {(share: number) => number} */
const across = (width) => (share) => margin(width).left + share * (width - margin(width).left - margin(width).right);

/**
 * @param {GrainRun[]} readings
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(readings, options) {
  const { width, place = null } = options;
  const all = readings.map(({ run }) => gradientLevels(run));
  const at = plot(all, { width, height: CURVES, margin: { ...margin(width), bottom: 4 }, T: 1 });
  const x = across(width);
  const words = above(readings, x, width);
  const scales = { at, x, lines: words.lines };
  return [
    ...axis(at, at.margin.left - (width < NARROW ? 8 : NAME)),
    ...(place === null ? [] : [pointer(place, x, height(readings, width))]),
    ...readings.map((reading) => curve(reading, scales)),
    ...ends(readings, scales, options),
    ...readings.map((reading, i) => strip(reading, i, scales, options)),
    ...words.marks,
    ...(place === null ? [] : readings.flatMap((reading) => head(reading, place, scales))),
  ];
}

/** Room for the curves' names between the axis's numbers and the text, px. */
const NAME = 84;

/** @typedef {{at: Plot, x: (share: number) => number, lines: number}} Scales `lines`: of words above the first strip */

/** @param {number} place @param {(share: number) => number} x @param {number} tall */
const pointer = (place, x, tall) => mark("path", { class: "needle backward", d: `M${round(x(place))} 4V${tall - 4}` });

/** @param {GrainRun} reading @param {number} t */
const middle = ({ spans }, t) => (Number(spans[t]?.from) + Number(spans[t]?.to)) / 2;

/** @param {GrainRun} reading @param {Scales} scales */
function curve(reading, { at, x }) {
  const levels = gradientLevels(reading.run);
  const way = line(
    (/** @type {number | null} */ _, /** @type {number} */ t) => round(x(middle(reading, t))),
    (/** @type {number | null} */ level) => round(at.y(Number(level))),
  ).defined((level) => level !== null);
  const dots = levels.map((level, t) =>
    level === null ? "" : `M${round(x(middle(reading, t)))} ${round(at.y(level))}h0`,
  );
  return mark(
    "g",
    { key: reading.grain, class: `line ${reading.grain}` },
    mark("path", { class: "way", d: way(levels) ?? "" }),
    mark("path", { class: "stops", d: dots.join("") }),
  );
}

/**
 * Each curve's name where the curve ends, at the beginning of the text: beside it, or below where there is no room.
 * @param {GrainRun[]} readings
 * @param {Scales} scales
 * @param {Options} options
 */
function ends(readings, { at, x }, { names, width }) {
  const narrow = width < NARROW;
  const known = readings.filter((reading) => reached(reading) !== null);
  const levels = known.map((reading) => at.y(Number(reached(reading))));
  const places = spread(
    levels.map((level) => level + (narrow ? 14 : 0)),
    [at.margin.top, at.floor + (narrow ? 12 : -4)],
  );
  return known.flatMap((reading, i) => {
    const [y, edge] = [round(Number(places[i])), at.margin.left];
    const name = mark(
      "text",
      { class: `curve-name${narrow ? " below" : ""}`, x: narrow ? edge + 2 : edge - 12, y: round(y + 4.5) },
      names[reading.grain] ?? "",
    );
    if (narrow) return [name];
    const leader = `M${edge - 8} ${y}L${round(x(middle(reading, 0)))} ${round(Number(levels[i]))}`;
    return [mark("path", { class: "leader", d: leader }), name];
  });
}

/** @param {GrainRun} reading @param {number} i @param {Scales} scales @param {Options} options */
function strip(reading, i, { at, x, lines }, { scheme, names, place = null }) {
  const { run, spans, grain } = reading;
  const pointed = place === null ? -1 : tokenAt(spans, place);
  const upper = top(i, lines);
  const set = setting(reading, x);
  return mark(
    "g",
    { key: `strip ${grain}`, class: "strip", "data-grain": grain },
    mark(
      "text",
      { class: "cut", x: at.margin.left, y: upper - 8 - (i === 0 ? lines * ABOVE.every : 0) },
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
    const at = clamp((x(from) + x(to) - 1) / 2, margin(width).left + half, width - half);
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

/** Where a pointed place of the text lies on a curve. @param {GrainRun} reading @param {number} place @param {Scales} scales */
function head(reading, place, { at, x }) {
  const t = tokenAt(reading.spans, place);
  const level = reading.run.steps[t]?.log10_grad_norm ?? null;
  if (level === null) return [];
  return [
    mark("circle", {
      class: "head backward small",
      cx: round(x(middle(reading, t))),
      cy: round(at.y(level)),
      r: 4.5,
    }),
  ];
}
