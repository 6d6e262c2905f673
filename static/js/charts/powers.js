/**
 * Powers of ten on an axis as people say them: 1, 1/10, 1/100, 1/1,000, and as powers where nobody says them.
 * @import {Mark} from "../types.js"
 */

import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";

/** Up to this many decades from 1 a level is written out. */
const WRITTEN = 3;

/**
 * The whole powers between two levels, as many as have room.
 * @param {[number, number]} reach log10, lowest and highest
 * @param {number} px the axis's height
 * @param {number} [apart] the least between two lines, px
 * @returns {number[]}
 */
export function ticksOf([low, high], px, apart = 26) {
  const decade = px / Math.max(high - low, 1e-9);
  const ten = 10 ** Math.floor(Math.log10(Math.max(apart / decade, 1)));
  const every = ten * ([1, 2, 5].find((n) => n * ten * decade >= apart) ?? 10);
  const first = Math.ceil(low / every - 1e-9);
  const count = Math.floor(high / every + 1e-9) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, i) => (first + i) * every + 0);
}

/** What stands at a line of the axis. @param {number} level a whole power @returns {(string | Mark)[]} */
export function tickText(level) {
  const size = Math.abs(level);
  if (size > WRITTEN) return ["10", mark("tspan", { class: "power", dy: -4 }, String(level).replace("-", "−"))];
  const n = (10 ** size).toLocaleString("en");
  return [level < 0 ? `1/${n}` : n];
}

/** A level as a power, "10^−1.94". @param {number} level log10 @returns {(string | Mark)[]} */
export const powerText = (level) => ["10", mark("tspan", { class: "power", dy: -5 }, exponent(level))];
