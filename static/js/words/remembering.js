/**
 * How long a network remembers, in sentences that its own curve bears out. The half-life of /memory is a rate, the median
 * over the text: it is told only where it is shorter than the text that it was read from.
 * @import {Memory, Saying} from "../types.js"
 * @import {Args} from "./i18n.js"
 */

/** Distances from which a rate can be told. */
const FEWEST = 4;
const LOG10_HALF = Math.log10(0.5);

/** Whether a pace can be told, and drawn as a dashed line. @param {Memory | null} answer */
export const hasPace = (answer) => answer !== null && withinText(answer, answer.half_life) !== null;

/** A half-life, where the text is long enough to show it. @param {Memory} answer @param {number | null} life */
const withinText = ({ distances }, life) =>
  life !== null && distances.length >= FEWEST && life < distances.length ? life : null;

/**
 * This network: when half of what it knew is gone, and how fast it goes on.
 * @param {Memory} answer
 * @param {string} unit what a step reads
 * @returns {[string, Args]}
 */
export function ofThis(answer, unit) {
  const { distances } = answer;
  const steps = distances.length;
  if (steps < FEWEST) return ["memory-short", { unit }];
  const gone = distances.findIndex(({ log10_norm: level }) => level === null);
  if (gone >= 0) return ["memory-gone", { n: gone - 1, unit }];
  const first = distances.findIndex(({ log10_norm: level }) => Number(level) <= LOG10_HALF);
  if (first < 0) return ["memory-keeps", { steps: String(steps), unit }];
  const life = withinText(answer, answer.half_life);
  if (life === null) return ["memory-half-gone", { first, unit }];
  return ["memory-half-life", { first, n: life.toFixed(1), unit }];
}

/**
 * The many: the half-lives of the middle one and of the middle half; `longer` says one beyond the text. Where some of them
 * have nothing left after so few steps that they have no half-life, there is no middle one of all.
 * @param {Memory} answer
 * @param {string} longer
 * @returns {Saying | null}
 */
export function ofMany(answer, longer) {
  if (answer.distances.length < FEWEST || answer.distances[FEWEST - 1]?.min === null) return null;
  const { p25, p50, p75 } = answer.half_life_quantiles;
  const seeds = String(answer.seeds);
  const middle = withinText(answer, p50);
  if (middle === null) return ["memory-many-never", { seeds }];
  const told = (/** @type {number | null} */ life) => withinText(answer, life)?.toFixed(1) ?? longer;
  return ["memory-many", { seeds, n: middle.toFixed(1), low: told(p25), high: told(p75) }];
}
