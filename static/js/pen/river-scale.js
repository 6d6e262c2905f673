/**
 * The gradient's one height: log10 of a norm → px, absolute, the same for every cell and every H. 48 px is a norm of 1;
 * 20 px a decade down to 8 px at 10⁻², then evenly down to 1 px at 10⁻⁶, then nothing. Above 1 it grows by 20 px a decade
 * up to what the stage holds.
 */

/** The height of a norm of 1, and what a decade adds or takes, px. */
const RIVER_FULL = 48;
const RIVER_DECADE = 20;
/** The most that the stage holds, px: a norm of 10². What is higher is broken off, with its power beside it. */
export const RIVER_MOST = 88;

/** Where the steep part ends, and where nothing is left: log10 of the norm, and px. */
const [SHALLOW, SHALLOW_HEIGHT] = [-2, 8];
const [VANISHED, VANISHED_HEIGHT] = [-6, 1];
/** Below this much water an arrowhead is hollow: log10 of the norm. */
const NEARLY_DRY = -5;

/**
 * @param {number | null} log10 null is a norm of exactly zero
 * @param {number} [most] px that there is room for
 * @returns {number} px
 */
export function riverHeight(log10, most = RIVER_MOST) {
  if (log10 === null || hasVanished(log10)) return 0;
  if (log10 >= SHALLOW) return Math.min(RIVER_FULL + RIVER_DECADE * log10, most);
  const left = (log10 - VANISHED) / (SHALLOW - VANISHED);
  return VANISHED_HEIGHT + (SHALLOW_HEIGHT - VANISHED_HEIGHT) * left;
}

/**
 * The same height, drawn smaller: a norm of 1 is `full` px.
 * @param {number | null} log10
 * @param {number} full
 * @param {number} [most] px that there is room for
 */
export const smallRiver = (log10, full, most = Number.POSITIVE_INFINITY) =>
  Math.min((riverHeight(log10) * full) / RIVER_FULL, most);

/** Whether a norm is higher than the stage holds. @param {number | null} log10 @param {number} [most] px */
export const overflows = (log10, most = RIVER_MOST) => log10 !== null && RIVER_FULL + RIVER_DECADE * log10 > most;

/** Whether nothing of it is drawn any more; a norm of exactly zero has not vanished, it never was. @param {number | null} log10 */
export const hasVanished = (log10) => log10 !== null && log10 < VANISHED;

/** Whether so little is left that its arrowhead is hollow. @param {number | null} log10 */
export const nearlyDry = (log10) => log10 === null || log10 < NEARLY_DRY;
