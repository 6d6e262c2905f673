/**
 * What a text can be shaded by: one number a token, and the scale that turns it into a colour.
 * @import {Run, Scheme, Step} from "../types.js"
 */

import { colour, gradientColour, gradientInk, ink, sizeColour, sizeInk } from "../pen/colours.js";
import { clamp } from "../pen/math.js";
import { once } from "../pen/once.js";
import { factsOf } from "./facts.js";
import { BACKWARD, endOf, FORWARD } from "./phases.js";

/** @typedef {"value" | "size" | "gradient"} Scale */
/**
 * The numbers of all tokens, and what they look like. `left` is how much ink a word keeps: 1 all of it, less where its
 * gradient has vanished, null where it is exactly zero.
 * @typedef {object} Coat
 * @property {Scale} scale
 * @property {(number | null)[]} values
 * @property {number} domain
 * @property {string[]} fills
 * @property {string[]} inks
 * @property {(number | null)[]} left
 */

/** The part of a step after which its h is there, and the part of a step back after which the gradient is. */
const [GIVEN, ARRIVED] = [endOf(FORWARD, "squash"), endOf(BACKWARD, "arrive")];

/** ‖h‖. @param {Step} step */
const size = (step) => Math.hypot(...step.h);

/** The mean over the units of a gate. @param {string} name @returns {(step: Step) => number} */
const meanOpening = (name) => (step) => {
  const values = step.gates?.[name] ?? [];
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
};

/** @type {Record<string, {scale: Scale, of: (step: Step, unit: number) => number | null}>} */
const SHADES = {
  norm: { scale: "size", of: size },
  unit: { scale: "value", of: (step, unit) => step.h[unit] ?? 0 },
  gradient: { scale: "gradient", of: (step) => step.log10_grad_norm },
  input: { scale: "gradient", of: (step) => step.log10_input_grad_norm ?? null },
};

/** The shades that a run has. `flow` is a unit on the way forward and the gradient on the way back. @param {Run} run */
export const shadesOf = (run) => [
  "flow",
  "unit",
  "norm",
  "gradient",
  ...(run.steps[0]?.log10_input_grad_norm === undefined ? [] : ["input"]),
  // candidates are no gates: they do not open
  ...factsOf(run.cell).sigmoid.filter((name) => run.steps[0]?.gates?.[name]),
];

/** The shade that was chosen, where the run has it. @param {Run} run @param {string} name */
export const shadeOf = (run, name) => (shadesOf(run).includes(name) ? name : "flow");

/**
 * The numbers of all T tokens, and their colours.
 * @param {Run} run
 * @param {string} name of SHADES
 * @param {number} unit for the shade `unit`
 * @param {Scheme} scheme
 * @returns {Coat}
 */
export const coat = (run, name, unit, scheme) =>
  once(run, `coat ${name} ${name === "unit" ? unit : ""} ${scheme}`, () => paint(run, name, unit, scheme));

/** @param {Run} run @param {string} name @param {number} unit @param {Scheme} scheme @returns {Coat} */
function paint(run, name, unit, scheme) {
  const { scale, of } = SHADES[name] ?? { scale: "size", of: meanOpening(name) };
  const values = run.steps.map((step) => of(step, unit));
  // a gate has a full scale of its own; a length is measured by the longest
  const domain = name === "norm" ? values.reduce((most, v) => Math.max(Number(most), Number(v)), 1e-9) : 1;
  const { fill, on } = inkings(scale, Number(domain), scheme);
  const left = values.map((value) => (scale === "gradient" ? inkLeft(value) : 1));
  return { scale, values, domain: Number(domain), fills: values.map(fill), inks: values.map(on), left };
}

/** Below the first power of ten a gradient has vanished; at the second, a word has lost all the ink that it can. */
export const VANISHED = -6;
const FORGOTTEN = -9;
/** The share of its ink that a word keeps for good. */
export const LEAST_INK = 0.35;

/** How much ink a gradient leaves to its word; null where it is exactly zero. @param {number | null} log10 */
export const inkLeft = (log10) =>
  log10 === null ? null : LEAST_INK + (1 - LEAST_INK) * clamp((log10 - FORGOTTEN) / (VANISHED - FORGOTTEN));

/**
 * @param {Scale} scale
 * @param {number} domain
 * @param {Scheme} scheme
 * @returns {{fill: (value: number | null) => string, on: (value: number | null) => string}} the colour, and ink on it
 */
function inkings(scale, domain, scheme) {
  if (scale === "gradient")
    return { fill: (log10) => gradientColour(log10, scheme), on: (log10) => gradientInk(log10, scheme) };
  if (scale === "size")
    return {
      fill: (value) => sizeColour(Number(value) / domain, scheme),
      on: (value) => sizeInk(Number(value) / domain, scheme),
    };
  return { fill: (value) => colour(Number(value), scheme), on: (value) => ink(Number(value), scheme) };
}

/**
 * The steps by how much the loss feels their word, the most felt first; those that it does not feel at all are left out.
 * @param {Run} run
 */
export function mostFelt(run) {
  const levels = run.steps.map((step) => step.log10_input_grad_norm ?? Number.NEGATIVE_INFINITY);
  const felt = levels.flatMap((level, t) => (level > Number.NEGATIVE_INFINITY ? [t] : []));
  return felt.sort((a, b) => Number(levels[b]) - Number(levels[a]));
}

/**
 * How many tokens have given their h (from the first on), and how many the gradient has reached (from the last on).
 * @param {number} u
 * @param {number} T
 */
export function standing(u, T) {
  const read = Math.floor(u + 1 - GIVEN + 1e-9);
  const reached = Math.floor(u - T + 1 - ARRIVED + 1e-9);
  return { read: clamp(read, 0, T), reached: u > T ? clamp(reached, 0, T) : 0 };
}

/**
 * Which shade a token wears: none before it is read, the gradient's once that has come back to it.
 * @param {string} shade
 * @param {number} t
 * @param {{read: number, reached: number}} at
 * @param {number} T
 * @returns {"ahead" | "bare" | "gradient" | string}
 */
export function worn(shade, t, { read, reached }, T) {
  const back = t >= T - reached;
  if (shade === "gradient" || shade === "input") return back ? shade : t < read ? "bare" : "ahead";
  if (shade === "flow" && back) return "gradient";
  if (t >= read) return "ahead";
  return shade === "flow" ? "unit" : shade;
}
