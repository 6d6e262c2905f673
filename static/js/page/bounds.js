/** What a field of one number takes, and what a typed text is by that. */
import { clamp } from "../pen/math.js";

/** @typedef {{least: number, most: number, whole: boolean}} Bounds */

/** A least value below this says "more than nothing": nobody means the value itself. */
const NEXT_TO_NOTHING = 1e-6;

/** The limits that stand at a field. @param {Pick<HTMLInputElement, "min" | "max" | "step">} field @returns {Bounds} */
export const boundsOf = ({ min, max, step }) => ({
  least: min === "" ? Number.NEGATIVE_INFINITY : Number(min),
  most: max === "" ? Number.POSITIVE_INFINITY : Number(max),
  whole: step !== "any" && Number.isInteger(Number(step || 1)),
});

/** Whether a field takes any number above 0. @param {Bounds} bounds */
export const isAboveNothing = ({ least }) => least > 0 && least < NEXT_TO_NOTHING;

/**
 * The nearest value that a field takes; null where the number is not one, or where that would be next to nothing.
 * @param {number} value
 * @param {Bounds} bounds
 * @returns {number | null}
 */
export function nearest(value, bounds) {
  const { least, most, whole } = bounds;
  if (Number.isNaN(value) || (isAboveNothing(bounds) && value < least)) return null;
  const near = clamp(whole ? Math.round(value) : value, least, most);
  return Number.isFinite(near) ? near : null;
}

/** What a text is that is no number. */
const NO_NUMBER = { value: Number.NaN, taken: false, near: null };

/**
 * A typed text as its field judges it: its number, whether the field takes it, and the nearest value that it takes.
 * @param {string} text
 * @param {Bounds} bounds
 * @returns {{value: number, taken: boolean, near: number | null}}
 */
export function judged(text, bounds) {
  if (text.trim() === "") return NO_NUMBER;
  const value = Number(text);
  const near = nearest(value, bounds);
  return { value, taken: near === value, near };
}
