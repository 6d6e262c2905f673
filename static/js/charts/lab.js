/**
 * One text, cut coarsely and finely: the gradient over the same place of the text on one absolute axis, and under it a
 * strip of tokens a cut, each token in the violet of what reaches it.
 * @import {Mark, Scheme} from "../types.js"
 * @import {Reading} from "../lab.js"
 * @import {Margin, Plot} from "./plot.js"
 */
import { line } from "../../vendor/d3.js";
import { reached, tokenAt } from "../lab.js";
import { exponent } from "../numbers.js";
import { gradientColour, gradientInk } from "../scales.js";
import { fitted, textWidth } from "../scenes/text.js";
import { round } from "../scenes/vectors.js";
import { mark } from "../svg.js";
import { axis, plot, spread } from "./plot.js";

const STRIP = { height: 28, every: 56, first: 44 };
const [CURVES, SIZE, NARROW] = [232, 13, 560];

/** @typedef {{width: number, scheme: Scheme, names: Record<string, string>, place?: number | null}} Options `names`: what each cut is called; `place`: where the text is pointed at, 0…1 */

/** @param {number} width @returns {Margin} */
export const margin = (width) => ({ left: width < NARROW ? 48 : 128, right: 8, top: 14, bottom: 0 });

/** @param {number} cuts */
export const height = (cuts) => top(cuts - 1) + STRIP.height + 8;

/** The upper edge of a strip. @param {number} i */
const top = (i) => CURVES + STRIP.first + i * STRIP.every;

/**
 * @param {Reading[]} readings
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(readings, options) {
  const { width, place = null } = options;
  const all = readings.map(({ run }) => run.steps.map((step) => step.log10_grad_norm));
  const at = plot(all, { width, height: CURVES, margin: { ...margin(width), bottom: 4 }, T: 1 });
  const x = (/** @type {number} */ share) => at.margin.left + share * (width - at.margin.left - at.margin.right);
  const scales = { at, x };
  return [
    ...axis(at, at.margin.left - (width < NARROW ? 8 : NAME)),
    ...(place === null ? [] : [pointer(place, x, height(readings.length))]),
    ...readings.map((reading) => curve(reading, scales)),
    ...ends(readings, scales, options),
    ...readings.map((reading, i) => strip(reading, i, scales, options)),
    ...(place === null ? [] : readings.flatMap((reading) => head(reading, place, scales))),
  ];
}

/** Between the axis's numbers and the text stand the curves' names, where there is room. */
const NAME = 84;

/** @typedef {{at: Plot, x: (share: number) => number}} Scales */

/** @param {number} place @param {(share: number) => number} x @param {number} tall */
const pointer = (place, x, tall) => mark("path", { class: "needle backward", d: `M${round(x(place))} 4V${tall - 4}` });

/** @param {Reading} reading @param {number} t */
const middle = ({ spans }, t) => (Number(spans[t]?.from) + Number(spans[t]?.to)) / 2;

/** @param {Reading} reading @param {Scales} scales */
function curve(reading, { at, x }) {
  const levels = reading.run.steps.map((step) => step.log10_grad_norm);
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

/** Each curve's name where the curve ends, at the beginning of the text: beside it, or below where there is no room. @param {Reading[]} readings @param {Scales} scales @param {Options} options */
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

/** @param {Reading} reading @param {number} i @param {Scales} scales @param {Options} options */
function strip(reading, i, { at, x }, { scheme, names, place = null }) {
  const { run, spans, grain } = reading;
  const pointed = place === null ? -1 : tokenAt(spans, place);
  return mark(
    "g",
    { key: `strip ${grain}`, class: "strip", "data-grain": grain },
    mark(
      "text",
      { class: "cut", x: at.margin.left, y: top(i) - 8 },
      mark("tspan", { class: "name" }, names[grain] ?? ""),
      mark("tspan", { dx: 10 }, `T = ${run.tokens.length}`),
      ...left(reached(reading)),
    ),
    ...spans.map((span, t) =>
      cell(span, run.steps[t]?.log10_grad_norm ?? null, { t, top: top(i), x, scheme, pointed }),
    ),
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

/** A token where it stands in the text; a gap of one pixel parts it from the next. @param {{from: number, to: number, text: string}} span @param {number | null} level @param {{t: number, top: number, x: (share: number) => number, scheme: Scheme, pointed: number}} options */
function cell({ from, to, text }, level, { t, top, x, scheme, pointed }) {
  const [left, right] = [x(from), x(to)];
  const wide = right - left;
  const word = fitting(text, wide - 2);
  return mark(
    "g",
    { key: t },
    mark("rect", {
      class: `token${t === pointed ? " pointed" : ""}`,
      x: round(left),
      y: top,
      width: round(Math.max(wide - 1, 0.75)),
      height: STRIP.height,
      rx: Math.min(4, wide / 5),
      fill: gradientColour(level, scheme),
    }),
    word &&
      mark(
        "text",
        { class: "piece", x: round((left + right - 1) / 2), y: top + 19, fill: gradientInk(level, scheme) },
        word,
      ),
  );
}

/** As much of a token as its place holds: a word may be cut, a letter stands whole or not at all. @param {string} text @param {number} room */
function fitting(text, room) {
  if (textWidth(text, SIZE) <= room) return text.trim();
  const cut = fitted(text, SIZE, room);
  return cut.length > 2 ? cut : "";
}

/** Where a pointed place of the text lies on a curve. @param {Reading} reading @param {number} place @param {Scales} scales */
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
