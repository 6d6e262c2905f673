/**
 * The one palette. Blue – neutral – orange is a signed value; violet is a gradient, on an absolute log scale; grey is
 * how much there is of something without a sign.
 * @import {Scheme} from "../types.js"
 */

import { interpolateRgb } from "../../vendor/d3.js";
import { clamp } from "./math.js";

/** @typedef {"negative" | "zero" | "positive" | "violet" | "beyond" | "full" | "black" | "white"} Pigment */

/**
 * `black` and `white` are the letters on the colours: one of them has a contrast of 4.5 on each. The style
 * sheet has the same `violet`, and the icon the same colours: tests/js/pen/colours.test.js.
 * @type {Record<Scheme, Record<Pigment, string>>}
 */
export const PALETTE = {
  light: {
    negative: "#1d5fb4",
    zero: "#e9e5dd",
    positive: "#e06f1b",
    violet: "#6234cc",
    beyond: "#260a68",
    full: "#57524b",
    black: "#050505",
    white: "#ffffff",
  },
  dark: {
    negative: "#5aa6ff",
    zero: "#37332f",
    positive: "#ff9a3d",
    violet: "#b79cff",
    beyond: "#f3edff",
    full: "#cfc8bc",
    black: "#050505",
    white: "#ffffff",
  },
};

const SHADES = 64;

/** @param {Scheme} scheme */
const ramp = (scheme) => {
  const { negative, zero, positive } = PALETTE[scheme];
  const [below, above] = [interpolateRgb(negative, zero), interpolateRgb(zero, positive)];
  return Array.from({ length: 2 * SHADES + 1 }, (_, i) => (i < SHADES ? below(i / SHADES) : above(i / SHADES - 1)));
};

/** @type {Record<Scheme, string[]>} */
const RAMPS = { light: ramp("light"), dark: ramp("dark") };
const INKS = { light: RAMPS.light.map((c) => inkOn(c, "light")), dark: RAMPS.dark.map((c) => inkOn(c, "dark")) };

/** From one pigment to another, 0…SHADES. @param {Scheme} scheme @param {Pigment} from @param {Pigment} to */
const climb = (scheme, from, to) => {
  const between = interpolateRgb(PALETTE[scheme][from], PALETTE[scheme][to]);
  return Array.from({ length: SHADES + 1 }, (_, i) => between(i / SHADES));
};

/** @param {Scheme} scheme */
const violets = (scheme) => [...climb(scheme, "zero", "violet"), ...climb(scheme, "violet", "beyond").slice(1)];

/** How much of something without a sign. @type {Record<Scheme, string[]>} */
const SIZES = { light: climb("light", "zero", "full"), dark: climb("dark", "zero", "full") };
const SIZE_INKS = { light: SIZES.light.map((c) => inkOn(c, "light")), dark: SIZES.dark.map((c) => inkOn(c, "dark")) };

/** A gradient's magnitude: the deeper half is for what explodes. @type {Record<Scheme, string[]>} */
const VIOLETS = { light: violets("light"), dark: violets("dark") };
const VIOLET_INKS = {
  light: VIOLETS.light.map((c) => inkOn(c, "light")),
  dark: VIOLETS.dark.map((c) => inkOn(c, "dark")),
};

/**
 * The place of a value on the ramp, 0…2·SHADES.
 * @param {number} value
 * @param {number} domain the value that takes the full colour
 */
export const signedIndex = (value, domain = 1) => Math.round((clamp(value / domain, -1, 1) + 1) * SHADES);

/** The colour of a signed value. @param {number} value @param {Scheme} scheme @param {number} [domain] */
export const colour = (value, scheme, domain) => /** @type {string} */ (RAMPS[scheme][signedIndex(value, domain)]);

/** Ink that can be read on that colour. @param {number} value @param {Scheme} scheme @param {number} [domain] */
export const ink = (value, scheme, domain) => /** @type {string} */ (INKS[scheme][signedIndex(value, domain)]);

/** The whole ramp, for a legend. @param {Scheme} scheme */
export const signedRamp = (scheme) => /** @type {string[]} */ (RAMPS[scheme]);

/** Width in px of a thread that carries a value. @param {number} value */
export const threadWidth = (value) => 1 + 3 * clamp(Math.abs(value));

/** The gradient's absolute scale of violets: log10 of a component, from the palest to the full one. */
const [VANISHED, FULL] = [-5, 0.5];
/** Colours of their own tell more decades than a pale violet does. */
const FAINTEST = -7;

/** The violet of a thread pales as it thins, so that thin reads as faint too. @param {number | null} log10 */
export const gradientOpacity = (log10) =>
  log10 === null ? 0 : 0.25 + 0.75 * clamp((log10 - VANISHED) / (FULL - VANISHED));

/** A gradient this many decades above the full violet takes the deepest. */
const BEYOND = 6;

/** The place of a magnitude among the violets, 0…2·SHADES. @param {number | null} log10 null is an exact zero */
export const gradientIndex = (log10) =>
  log10 === null
    ? 0
    : Math.round(SHADES * (clamp((log10 - FAINTEST) / (FULL - FAINTEST)) + clamp((log10 - FULL) / BEYOND)));

/** The colour of a gradient's magnitude, on an absolute scale. @param {number | null} log10 @param {Scheme} scheme */
export const gradientColour = (log10, scheme) => /** @type {string} */ (VIOLETS[scheme][gradientIndex(log10)]);

/** Ink that can be read on that violet. @param {number | null} log10 @param {Scheme} scheme */
export const gradientInk = (log10, scheme) => /** @type {string} */ (VIOLET_INKS[scheme][gradientIndex(log10)]);

/** Every violet, by level. @param {Scheme} scheme */
export const gradientRamp = (scheme) => VIOLETS[scheme];

/** The colour of a share without a sign, 0…1. @param {number} share @param {Scheme} scheme */
export const sizeColour = (share, scheme) => /** @type {string} */ (SIZES[scheme][Math.round(clamp(share) * SHADES)]);

/** Ink that can be read on it. @param {number} share @param {Scheme} scheme */
export const sizeInk = (share, scheme) => /** @type {string} */ (SIZE_INKS[scheme][Math.round(clamp(share) * SHADES)]);

/** @param {string} css "rgb(r, g, b)" @param {Scheme} scheme */
function inkOn(css, scheme) {
  const { black, white } = PALETTE[scheme];
  const on = luminance(/** @type {number[]} */ (css.match(/\d+/g)?.map(Number)));
  const contrast = (/** @type {string} */ hex) => {
    const l = luminance([1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)));
    return (Math.max(l, on) + 0.05) / (Math.min(l, on) + 0.05);
  };
  return contrast(black) >= contrast(white) ? black : white;
}

/** WCAG's relative luminance. @param {number[]} rgb 0…255 */
function luminance(rgb) {
  const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * Number(r) + 0.7152 * Number(g) + 0.0722 * Number(b);
}
