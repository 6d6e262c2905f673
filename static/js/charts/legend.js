/** What the colours and widths mean, and their numbers. */

import { gradientColour, signedRamp, sizeColour } from "../pen/colours.js";
import { short } from "../pen/numbers.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { LEAST_INK, VANISHED } from "../run/shades.js";
import { t } from "../words/i18n.js";

/** @import {Mark, Scheme} from "../types.js" */

/** The bar's place, in px, alone and beside another. @typedef {[number, number]} BarPlace its left end and its width */
const ALONE = /** @type {BarPlace} */ ([74, 152]);
// a phone shows the right 168 px
const FIRST = /** @type {BarPlace} */ ([65, 30]);
const SECOND = /** @type {BarPlace} */ ([154, 76]);
const BINS = 38;
/** The decades of a bar of violets. */
const DECADES = { from: -7, to: 0.5 };

/** @param {string} key @param {BarPlace} [place] */
const label = (key, [left] = ALONE) => mark("text", { x: left - 10, y: 19, "text-anchor": "end" }, t(key));

/** A bar of colours from 0 to 1. @param {(share: number) => string} fill @param {BarPlace} [place] */
const bar = (fill, [left, wide] = ALONE) =>
  Array.from({ length: BINS }, (_, i) =>
    mark("rect", {
      x: left + (i * wide) / BINS,
      y: 8,
      width: wide / BINS + 0.4,
      height: 14,
      fill: fill(i / (BINS - 1)),
    }),
  );

/** @param {number} share @param {string} text @param {BarPlace} [place] */
const tick = (share, text, [left, wide] = ALONE) =>
  mark(
    "text",
    { x: left + share * wide, y: 37, "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle" },
    text,
  );

/** @param {number} x @param {number} log10 */
const power = (x, log10) =>
  mark(
    "text",
    { x, y: 37, "text-anchor": "middle" },
    log10 ? "10" : "1",
    mark("tspan", { dy: -4, "font-size": 9.5 }, log10 ? `−${-log10}` : ""),
  );

/** @param {Scheme} scheme @param {BarPlace} place */
function signedBar(scheme, place) {
  const ramp = signedRamp(scheme);
  const fill = (/** @type {number} */ share) => ramp[Math.round(share * (ramp.length - 1))] ?? "";
  return [...bar(fill, place), tick(0, "−1", place), tick(1, "1", place)];
}

/** A signed value, −1…1. @param {Scheme} scheme @returns {Mark[]} */
export const values = (scheme) => [label("legend-value"), ...signedBar(scheme, ALONE), tick(0.5, "0")];

/** A gradient's magnitude as a colour. @param {Scheme} scheme @param {BarPlace} [place] @returns {Mark[]} */
export function magnitudes(scheme, place = ALONE) {
  const { from, to } = DECADES;
  const fill = (/** @type {number} */ share) => gradientColour(from + share * (to - from), scheme);
  const at = (/** @type {number} */ log10) => place[0] + ((log10 - from) / (to - from)) * place[1];
  const ticks = (place === ALONE ? [-6, -4, -2, 0] : [-6, 0]).map((log10) => power(at(log10), log10));
  return [label("legend-gradient", place), ...bar(fill, place), ...ticks];
}

/** What the words of a text show beside the violets: an exact zero, and what has vanished. The px of each, with its gap. */
const SAMPLE = 20;

/**
 * A gradient's magnitude as a word wears it: exactly zero is struck and hollow, below 10⁻⁶ it has vanished and so has the
 * word's ink, then the violets.
 * @param {Scheme} scheme
 * @param {BarPlace} [place]
 * @returns {Mark[]}
 */
export function fadings(scheme, [left, wide] = ALONE) {
  const from = left + 2 * SAMPLE;
  const place = /** @type {BarPlace} */ ([from, wide - 2 * SAMPLE]);
  const fill = (/** @type {number} */ share) => gradientColour(VANISHED * (1 - share) + DECADES.to * share, scheme);
  const at = (/** @type {number} */ log10) => from + ((log10 - VANISHED) / (DECADES.to - VANISHED)) * place[1];
  const sample = (/** @type {string} */ name, /** @type {number} */ x, opacity = 1) =>
    mark("text", { class: `sample ${name}`, x: x + 8, y: 19.5, "text-anchor": "middle", "fill-opacity": opacity }, "a");
  return [
    label("legend-gradient", [left, wide]),
    mark("rect", { class: "hollow", x: left + 0.5, y: 8.5, width: 15, height: 13, rx: 3 }),
    sample("struck", left),
    mark("path", { class: "strike", d: `M${left + 3} 15h10` }),
    sample("faint", left + SAMPLE, LEAST_INK),
    ...bar(fill, place),
    mark("text", { x: left + 8, y: 37, "text-anchor": "middle" }, "0"),
    ...(wide === ALONE[1] ? [VANISHED, -3, 0] : [VANISHED, 0]).map((log10) => power(at(log10), log10)),
  ];
}

/**
 * A text on the way back: what the gradient has not reached yet still shows its values.
 * @param {Scheme} scheme
 * @returns {Mark[]}
 */
export const valuesAndMagnitudes = (scheme) => [...signedBar(scheme, FIRST), ...fadings(scheme, SECOND)];

/** The legend's river is drawn at a third of its size, and so long, px; its two halves are named beside it. */
const [SMALLER, LONG, NAMED] = [3, 48, 58];

/**
 * The chain on the way back: what stays has its values; the gradient's river is as high as its norm, darker where L rises
 * with a unit and paler where it falls.
 * @param {Scheme} scheme
 * @returns {Mark[]}
 */
export function valuesAndRiver(scheme) {
  const [left] = SECOND;
  const at = (/** @type {number} */ log10) => left + LONG * (1 + log10 / 4);
  const [thin, high] = [riverHeight(-4) / SMALLER / 2, riverHeight(0) / SMALLER / 2];
  const bend = at(-2);
  const half = (/** @type {1 | -1} */ side) => {
    const middle = 15 + (side * riverHeight(-2)) / SMALLER / 2;
    return `M${left} 15V${15 + side * thin}L${bend} ${middle}L${at(0)} ${15 + side * high}V15Z`;
  };
  return [
    ...signedBar(scheme, FIRST),
    label("legend-gradient", SECOND),
    mark(
      "g",
      { class: "water" },
      mark("path", { class: "rises", d: half(-1) }),
      mark("path", { class: "falls", d: half(1) }),
    ),
    mark("text", { x: left + NAMED, y: 13 }, "L↑"),
    mark("text", { x: left + NAMED, y: 27 }, "L↓"),
    power(at(-4) + 4, -4),
    power(at(0) - 2, 0),
  ];
}

/**
 * Something without a sign, 0…most.
 * @param {string} key its name
 * @param {number} most
 * @param {Scheme} scheme
 * @returns {Mark[]}
 */
export const sizes = (key, most, scheme) => [
  label(key),
  ...bar((share) => sizeColour(share, scheme)),
  tick(0, "0"),
  tick(1, most === 1 ? "1" : short(most)),
];
