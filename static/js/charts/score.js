/**
 * A score on held-out data as a bar, and what simpler ways reach as ticks on the same line. A share goes from 0 to 1; of
 * bits and errors, where less is better, the line ends at the worst of them.
 * @import {HeldOut, Mark} from "../types.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

export const HEIGHT = 16;
const [BAR, MIDDLE] = [6, 8];

/** Whether a larger value is a better one. @param {HeldOut["measure"]} measure */
export const higherIsBetter = (measure) => measure === "accuracy";

/** The value at the end of the line. @param {HeldOut} score */
export const reach = ({ measure, value, baselines }) =>
  higherIsBetter(measure) ? 1 : 1.05 * Math.max(value, ...Object.values(baselines), Number.MIN_VALUE);

/** Whether it is better than the best of the simpler ways. @param {HeldOut} score */
export function beatsAll({ measure, value, baselines }) {
  const others = Object.values(baselines);
  return others.every((other) => (higherIsBetter(measure) ? value > other : value < other));
}

/**
 * @param {HeldOut} score
 * @param {number} width px
 * @returns {Mark[]}
 */
export function draw(score, width) {
  const x = (/** @type {number} */ value) => round((width * Math.min(Math.max(value, 0), reach(score))) / reach(score));
  const line = { y: MIDDLE - BAR / 2, height: BAR, rx: BAR / 2 };
  return [
    mark("rect", { class: "track", x: 0, width, ...line }),
    mark("rect", { class: "value", x: 0, width: Math.max(x(score.value), BAR), ...line }),
    ...Object.entries(score.baselines).map(([name, value]) => {
      const at = Math.min(Math.max(Number(x(value)), 1), width - 1);
      const d = `M${at} 1V${HEIGHT - 1}`;
      // on a gap of its own, so that it is seen on the bar too
      return mark(
        "g",
        { key: name },
        mark("path", { class: "baseline", d }),
        mark("path", { class: "baseline line", d }),
      );
    }),
  ];
}
