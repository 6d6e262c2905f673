/**
 * The panel of the pinned column in pixels: where its products, the curve and their sum are.
 */
import { CURVE_SHAPE, CURVE_TEXT } from "./curve.js";

export const TOP = 4;
const HEIGHT = 264;
const CURVE = { roomy: 176, tight: 144 };
const NARROW = 560;
/** A weight and its value, the numbers of the terms, the gap to the curve, in px. */
const BESIDE = {
  roomy: { chip: 44, sums: 52, gap: 48 },
  tight: { chip: 36, sums: 44, gap: 24 },
};
/** The products are at most this wide. */
const MOST = 520;

/** @param {number} width */
export function grid(width) {
  const narrow = width < NARROW;
  const tight = width < 760;
  const size = tight ? CURVE.tight : CURVE.roomy;
  const { chip, sums, gap } = tight ? BESIDE.tight : BESIDE.roomy;
  const end = narrow ? width - 8 : Math.min(width - size - gap, MOST);
  return {
    narrow,
    brief: tight,
    room: HEIGHT,
    chip,
    sums,
    sum: { x: 0, y: TOP, right: end },
    curve: narrow ? { x: (width - size) / 2, y: TOP + HEIGHT + 8, size } : { x: width - size, y: 6, size },
    height: narrow ? TOP + HEIGHT + 8 + size * CURVE_SHAPE + CURVE_TEXT : TOP + HEIGHT + 4,
  };
}

/** @typedef {ReturnType<typeof grid>} Grid */
