/**
 * Rectangles that things are in.
 * @import {Matrix} from "./matrix.js"
 */

/** px. @typedef {{left: number, top: number, right: number, bottom: number}} Room */

/** @param {Room} room @param {number} by @returns {Room} */
export const wider = ({ left, top, right, bottom }, by) => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** The room of both. @param {Room | null} a @param {Room | null} b @returns {Room | null} */
export function joined(a, b) {
  if (!a || !b) return a ?? b;
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** @param {Room} a @param {Room} b */
export const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** A room's corners under a transform, and what they are in. @param {Room} room @param {Matrix} matrix @returns {Room} */
export function moved({ left, top, right, bottom }, [a, b, c, d, e, f]) {
  if (b === 0 && c === 0 && a >= 0 && d >= 0)
    return { left: a * left + e, top: d * top + f, right: a * right + e, bottom: d * bottom + f };
  const x = [a * left + c * top, a * right + c * top, a * left + c * bottom, a * right + c * bottom];
  const y = [b * left + d * top, b * right + d * top, b * left + d * bottom, b * right + d * bottom];
  return { left: Math.min(...x) + e, right: Math.max(...x) + e, top: Math.min(...y) + f, bottom: Math.max(...y) + f };
}
