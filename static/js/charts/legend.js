/** What the colours and widths mean, and their numbers. */
import { t } from "../i18n.js";
import { short } from "../numbers.js";
import { gradientColour, gradientOpacity, gradientWidth, legend, sizeColour } from "../scales.js";
import { mark } from "../svg.js";

/** @import {Mark, Scheme} from "../types.js" */

/** The bar's place, in px. */
const [LEFT, WIDE] = [74, 152];
const BINS = 38;
/** The decades of a bar of violets. */
const DECADES = { from: -7, to: 0.5 };

/** @param {string} key */
const label = (key) => mark("text", { x: LEFT - 10, y: 19, "text-anchor": "end" }, t(key));

/** A bar of colours from 0 to 1. @param {(share: number) => string} fill */
const bar = (fill) =>
  Array.from({ length: BINS }, (_, i) =>
    mark("rect", {
      x: LEFT + (i * WIDE) / BINS,
      y: 8,
      width: WIDE / BINS + 0.4,
      height: 14,
      fill: fill(i / (BINS - 1)),
    }),
  );

/** @param {number} share @param {string} text */
const tick = (share, text) =>
  mark(
    "text",
    { x: LEFT + share * WIDE, y: 37, "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle" },
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

/** A signed value, −1…1. @param {Scheme} scheme @returns {Mark[]} */
export function values(scheme) {
  const ramp = legend(scheme);
  const fill = (/** @type {number} */ share) => ramp[Math.round(share * (ramp.length - 1))] ?? "";
  return [label("legend-value"), ...bar(fill), tick(0, "−1"), tick(0.5, "0"), tick(1, "1")];
}

/** A gradient's threads: as wide as their logarithm. @returns {Mark[]} */
export function threads() {
  const samples = [-6, -4, -2, 0].flatMap((log10, i) => [
    mark("path", {
      class: "gradient-sample",
      d: `M${76 + i * 40} 15h28`,
      stroke: "var(--violet)",
      "stroke-width": gradientWidth(log10),
      "stroke-opacity": gradientOpacity(log10),
    }),
    power(90 + i * 40, log10),
  ]);
  return [label("legend-gradient"), ...samples];
}

/** A gradient's magnitude as a colour. @param {Scheme} scheme @returns {Mark[]} */
export function magnitudes(scheme) {
  const { from, to } = DECADES;
  const fill = (/** @type {number} */ share) => gradientColour(from + share * (to - from), scheme);
  const ticks = [-6, -4, -2, 0].map((log10) => power(LEFT + ((log10 - from) / (to - from)) * WIDE, log10));
  return [label("legend-gradient"), ...bar(fill), ...ticks];
}

/** Something without a sign, 0…most. @param {string} key its name @param {number} most @param {Scheme} scheme @returns {Mark[]} */
export const sizes = (key, most, scheme) => [
  label(key),
  ...bar((share) => sizeColour(share, scheme)),
  tick(0, "0"),
  tick(1, most === 1 ? "1" : short(most)),
];
