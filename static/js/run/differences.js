/**
 * How far two runs are apart at each pair of steps.
 * @import {Pair, Run} from "../types.js"
 */

/** Sums in another order differ by this much in parts of the states, and mean nothing. */
const ROUNDING = 1e-12;

/**
 * log10‖h_t − h′_t‖ at each pair; null where the two are the same to twelve digits, undefined at a gap.
 * @param {Pick<Run, "steps">} first
 * @param {Pick<Run, "steps">} second
 * @param {Pair[]} pairs
 * @returns {(number | null | undefined)[]}
 */
export const differences = (first, second, pairs) =>
  pairs.map(({ a, b }) => {
    if (a === null || b === null) return undefined;
    const [h, other] = [first.steps[a]?.h ?? [], second.steps[b]?.h ?? []];
    const apart = Math.hypot(...h.map((value, j) => value - Number(other[j])));
    return apart <= ROUNDING * Math.max(1, Math.hypot(...h)) ? null : Math.log10(apart);
  });
