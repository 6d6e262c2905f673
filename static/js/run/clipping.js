/**
 * The gradients of the parameters, and what clipping by their total norm does to them: torch.nn.utils.clip_grad_norm_.
 * @import {Run} from "../types.js"
 */

/** What clip_grad_norm_ adds to the norm, so that it never divides by zero. */
const EPSILON = 1e-6;

/** Powers of ten that a double holds. */
const HELD = 300;

/** @typedef {{name: string, level: number | null}} ParameterNorm `level`: log10‖∂L/∂p‖, null where it is exactly zero */

/** Each parameter and its norm; none where the answer leaves them out. @param {Run} run @returns {ParameterNorm[]} */
export const parameterNorms = ({ log10_parameter_grad_norms: norms }) =>
  Object.entries(norms ?? {}).map(([name, level]) => ({ name, level }));

/**
 * log10 of what clipping multiplies every gradient by: min(1, c / (‖g‖ + 10⁻⁶)).
 * @param {number | null} total log10‖g‖
 * @param {number} threshold log10 c
 */
export function clipped(total, threshold) {
  if (total === null) return 0;
  const norm = total < HELD ? Math.log10(10 ** total + EPSILON) : total;
  return Math.min(0, threshold - norm);
}

/**
 * The parameter that has most of the total, and its share of the sum of squares, 0…1; null where all are zero.
 * @param {ParameterNorm[]} norms
 * @param {number | null} total log10‖g‖
 */
export function largest(norms, total) {
  const known = norms.filter(({ level }) => level !== null).sort((a, b) => Number(b.level) - Number(a.level));
  if (!known[0] || total === null) return null;
  return { name: known[0].name, share: Math.min(1, 10 ** (2 * (Number(known[0].level) - total))) };
}
