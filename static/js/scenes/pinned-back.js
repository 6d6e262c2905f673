/**
 * The way back to the gate that is looked at, factor by factor, its point on the curve, and the ∂L/∂W_h that gathers.
 * @import {Focus, Run, Scheme} from "../types.js"
 * @import {Grid} from "./pinned-grid.js"
 */
import { hasWeights, isSum, squashOf } from "../run/algebra.js";
import { chainRule } from "../run/backprop.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { placeOf } from "../run/reading-order.js";
import { firstBackOf } from "../run/rows.js";
import { sumOf } from "../run/sums.js";
import { curve } from "./curve.js";
import { way } from "./factors.js";
import { gathering } from "./weight-gradient.js";

/**
 * The way back to the gate looked at, and the ∂L/∂W_h that gathers.
 * @param {Run} run
 * @param {number} t
 * @param {Grid} at
 * @param {{scheme: Scheme, focus: Focus}} options
 * @param {number} done
 */
export function wayBack(run, t, at, { scheme, focus }, done) {
  const gates = Object.keys(run.steps[t]?.gates ?? {});
  const gate = gates.includes(focus.part) ? focus.part : firstBackOf(run.cell);
  const sum = hasWeights(run) ? sumOf(run, t, gate, focus.unit) : null;
  const { x, y, right } = at.sum;
  const slopes = phaseDone(BACKWARD, "slope", done);
  const made = { made: phaseDone(BACKWARD, "weight", done), dropped: phaseDone(BACKWARD, "leave", done) };
  const links = chainRule(run, t, gate, focus.unit);
  const used = (links.factors.length + 2) * 26 + 8;
  const size = Math.min(at.room - used - 28, 150);
  return [
    way(links, `${squashOf(run, gate)}`, {
      gate: isSum(run, gate) ? "" : gate,
      t: placeOf(run, t),
      x,
      y,
      right,
      shown: slopes,
    }),
    hasWeights(run) &&
      gathering(run, t, {
        gate,
        x,
        y: y + used,
        width: Math.min(size + 11, right - x),
        height: size,
        scheme,
        ...made,
      }),
    sum?.squash && curve(sum.squash, { ...at.curve, scheme, shown: 1, lit: slopes }),
  ];
}
