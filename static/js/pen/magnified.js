/**
 * How many times as large the stage is shown as it is laid out: on a wall, and in a window that is very wide. Its letters,
 * strokes and distances grow together, so that a picture needs no second set of sizes.
 */
import { signal } from "../../vendor/signals.js";

export const magnified = signal(1);

/** How many times as large an element is shown: only what is in the stage is magnified. @param {Element} element */
export const scaleOf = (element) => (element.closest(".sights") ? magnified.peek() : 1);

/**
 * A point of the window in an element's own px, from its upper left corner.
 * @param {Element} element
 * @param {{clientX: number, clientY: number}} point
 */
export function pointIn(element, { clientX, clientY }) {
  const { left, top } = element.getBoundingClientRect();
  const scale = scaleOf(element);
  return { x: (clientX - left) / scale, y: (clientY - top) / scale };
}

/** The pixels of the screen for each px of an element. @param {Element} element */
export const sharpness = (element) => devicePixelRatio * scaleOf(element);
