/**
 * The size of a canvas: it seldom changes.
 * @import {Brush} from "./brush.js"
 */

/** A canvas begins and ends at a multiple of this many px, so that it seldom changes its size. */
export const GRAIN = 64;

/**
 * Have a canvas be at least so large: it seldom changes its size.
 * @param {Brush} brush
 * @param {number} width device px
 * @param {number} height
 */
export function roomy(brush, width, height) {
  const { canvas } = brush.context;
  const grains = (/** @type {number} */ px) => Math.ceil(px / GRAIN) * GRAIN;
  if (canvas.width < width || canvas.height < height)
    sized(brush, Math.max(canvas.width, grains(width)), Math.max(canvas.height, grains(height)));
}

/** @param {Brush} brush @param {number} width device px @param {number} height @returns {boolean} whether it has changed */
export function sized(brush, width, height) {
  const { canvas } = brush.context;
  if (canvas.width === width && canvas.height === height) return false;
  Object.assign(canvas, { width, height });
  // a canvas that is given a size forgets all that it was set to
  brush.set = {};
  return true;
}
