/**
 * The moments at which somebody who tells of the picture stops: every phase of the first step each way, which teaches, and
 * whole steps after that.
 */
import { BACKWARD, FORWARD, stepStops } from "./phases.js";

/** The last T that was asked for: a text of 5,000 words has 15,000. */
let last = { T: 0, beats: [0] };

/** @param {number} T steps @returns {number[]} moments, 0…2T, ascending */
export function beats(T) {
  if (last.T !== T) last = { T, beats: allBeats(T) };
  return last.beats;
}

/** @param {number} T */
function allBeats(T) {
  const phases = (/** @type {[string, number][]} */ table, /** @type {number} */ from) =>
    table.map(([, end]) => from + end);
  const steps = stepStops(T).filter((u) => (u > 1 && u <= T) || u > T + 1);
  return [...new Set([0, ...phases(FORWARD, 0), ...phases(BACKWARD, T), ...steps])].sort((a, b) => a - b);
}
