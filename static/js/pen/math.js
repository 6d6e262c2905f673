/** The little arithmetic that pictures share. */

/** @param {number} x */
export const clamp = (x, lo = 0, hi = 1) => Math.min(Math.max(x, lo), hi);

/** Ease in and out: 3x² − 2x³. @param {number} x */
export function smooth(x) {
  const s = clamp(x);
  return s * s * (3 - 2 * s);
}

/** To the nearest 1/grain: coordinates need no more than two decimals. @param {number} value */
export const round = (value, grain = 100) => Math.round(value * grain) / grain;
