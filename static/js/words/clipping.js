/**
 * What the norm of all gradients is made of, and what clipping does to it: torch.nn.utils.clip_grad_norm_ adds a
 * millionth to the norm first, so that it also clips what is far smaller and below c.
 * @import {Saying} from "../types.js"
 * @import {ParameterNorm} from "../run/clipping.js"
 */
import { scientific } from "../pen/numbers.js";
import { largest } from "../run/clipping.js";
import { power } from "./narration.js";

/** Powers of ten that a double holds. */
const HELD = 300;

/** A threshold as its field writes it. @param {number} log10 */
export const written = (log10) => String(Number((10 ** log10).toPrecision(3)));

/** @typedef {{norms: ParameterNorm[], total: number | null, threshold: number, factor: number}} Clipping each as log10 */

/** @param {Clipping} state @returns {Saying[]} */
export function ofClipping({ norms, total, threshold, factor }) {
  if (!norms.length) return [["clipping-none", {}]];
  const most = largest(norms, total);
  if (!most || total === null) return [["clipping-zero", {}]];
  const share = `${Math.round(100 * most.share)}%`;
  const args = {
    c: written(threshold),
    factor: Math.abs(factor) < HELD ? scientific(10 ** factor) : power(factor),
  };
  const acts = total > threshold ? "clipping-acts" : "clipping-acts-below";
  return [
    ["clipping-whole", { total: power(total), name: most.name, share }],
    [factor < 0 ? acts : "clipping-rests", args],
  ];
}
