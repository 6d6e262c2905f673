/** The change of the loss that the gradient predicted, and the true one. @import {Mark} from "../types.js" */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

export const VERDICT = 48;

/**
 * The two changes of the loss beside each other: bars from a common zero.
 * @param {number | null} predicted null where nothing can be said
 * @param {number | null} change null before anything is edited
 * @param {{width: number, names: [string, string], values: [string, string]}} options
 * @returns {Mark[]}
 */
export function verdict(predicted, change, { width, names: [said, truly], values }) {
  const most = Math.max(Math.abs(predicted ?? 0), Math.abs(change ?? 0)) || 1;
  const [left, right] = [84, 64];
  const half = (width - left - right) / 2;
  const zero = left + half;
  const row = (
    /** @type {string} */ name,
    /** @type {string} */ text,
    /** @type {string} */ value,
    /** @type {number | null} */ size,
    /** @type {number} */ top,
  ) => [
    mark("text", { class: `verdict-name ${name}`, x: 0, y: top + 12 }, text),
    size !== null &&
      mark("rect", {
        class: `verdict-bar ${name}`,
        x: round(zero + Math.min((half * size) / most, 0)),
        y: top,
        width: round(Math.max(Math.abs((half * size) / most), 1)),
        height: 16,
        rx: 2,
      }),
    mark("text", { class: `verdict-value ${name}`, x: width, y: top + 12 }, value),
  ];
  return [
    mark("path", { class: "grid zero", d: `M${round(zero)} 0V${VERDICT}` }),
    ...row("said", said, values[0], predicted, 4),
    ...row("truth", truly, values[1], change, 28),
  ].filter((one) => one !== false);
}
