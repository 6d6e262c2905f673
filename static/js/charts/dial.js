/**
 * The dial: one line from radius 0 to 4 with 1 in its middle. The handle is the spectral radius ρ, the diamond the
 * largest singular value σ; what σ reaches beyond 1 is what a single step may still gain.
 * @import {Mark} from "../types.js"
 */
import { clamp, round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";

export const HEIGHT = 92;
/** The largest radius that /step takes. */
export const MOST = 4;
/** The distance from 1 at which the handle snaps to it. */
const MAGNET = 0.02;
const MARGIN = 14;
const LINE = 56;
const TICKS = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4];
/** About the width of "ρ = 0.85", of "σ = 0.85" and of "σ = 12.75 →", px. */
const [RHO, SIGMA, BEYOND] = [66, 72, 92];

/** @param {number} radius @param {number} width */
export const xOfRadius = (radius, width) => MARGIN + Math.sqrt(clamp(radius / MOST)) * (width - 2 * MARGIN);

/** The radius at a place, to two digits. @param {number} px @param {number} width */
export function radiusAt(px, width) {
  const radius = MOST * clamp((px - MARGIN) / (width - 2 * MARGIN)) ** 2;
  return Math.abs(radius - 1) < MAGNET ? 1 : Math.round(radius * 100) / 100;
}

/**
 * @param {{radius: number, sigma: number | null}} at where the handle is and σ, once it is known
 * @param {{width: number, fades: string, grows: string}} options `fades`, `grows`: what either side of 1 is called
 * @returns {Mark[]}
 */
export function draw({ radius, sigma }, { width, fades, grows }) {
  const x = (/** @type {number} */ r) => round(xOfRadius(r, width));
  const [rho, one] = [x(radius), x(1)];
  const middle = { y: 15, class: "side" };
  return [
    // it leaves out the line of the readings
    mark("path", { class: "border", d: `M${one} 4V20M${one} 43V${LINE + 10}` }),
    mark("text", { ...middle, x: one - 12, "text-anchor": "end" }, `← ${fades}`),
    mark("text", { ...middle, x: one + 12 }, `${grows} →`),
    mark("path", { class: "rail", d: `M${x(0)} ${LINE}H${x(MOST)}` }),
    mark("path", { class: "rail done", d: `M${x(0)} ${LINE}H${rho}` }),
    ...(sigma === null ? [] : gain(sigma, x)),
    ...TICKS.map((r) =>
      mark("text", { class: `tick middle${r === 1 ? " strong" : ""}`, x: x(r), y: LINE + 28 }, String(r)),
    ),
    ...names({ radius, sigma }, rho, width, x),
    mark("circle", { class: "handle", cx: rho, cy: LINE, r: 10 }),
  ];
}

/**
 * What one step may gain, and the diamond at σ; a σ beyond the line's end is an arrow there.
 * @param {number} sigma
 * @param {(r: number) => number} x
 */
function gain(sigma, x) {
  const at = x(Math.min(sigma, MOST));
  const sign = sigma > MOST ? `M${at - 7} ${LINE - 8}h8l7 8l-7 8h-8l7 -8z` : `M${at} ${LINE - 8}l7 8l-7 8l-7 -8z`;
  return [
    mark("path", { class: "gain", d: sigma > 1 ? `M${x(1)} ${LINE}H${at}` : "" }),
    mark("path", { class: "sigma", d: sign }),
  ];
}

/**
 * ρ and σ above their marks, side by side where these are close.
 * @param {{radius: number, sigma: number | null}} at
 * @param {number} rho
 * @param {number} width
 * @param {(r: number) => number} x
 */
function names({ radius, sigma }, rho, width, x) {
  const own = (sigma ?? 0) > MOST ? BEYOND : SIGMA;
  const there = x(Math.min(sigma ?? 0, MOST));
  let right = clamp(there - own / 2, 0, width - own);
  const wide = radius > MOST ? BEYOND : RHO;
  let left = clamp(rho - wide / 2, 0, width - wide);
  if (sigma !== null && right < left + wide + 8) {
    const lack = left + wide + 8 - right;
    left = Math.max(left - lack / 2, 0);
    right = Math.min(left + wide + 8, width - own);
    left = Math.min(left, right - wide - 8);
  }
  const written = (/** @type {string} */ symbol, /** @type {number} */ value, /** @type {number} */ at) =>
    mark(
      "text",
      { class: `reading ${symbol === "ρ" ? "rho" : "sigma-name"}`, x: round(at), y: 37 },
      mark("tspan", { class: "greek" }, symbol),
      ` = ${short(value)}${value > MOST ? " →" : ""}`,
    );
  return [written("ρ", radius, left), ...(sigma === null ? [] : [written("σ", sigma, right)])];
}
