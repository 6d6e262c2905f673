/**
 * The colours of W: its scale is its own, as wide as its largest weight, and says so.
 * @import {Run, Scheme} from "../types.js"
 */

import { signedRamp } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { numberWidth } from "../pen/text-width.js";
import { hasWeights, largest } from "../run/algebra.js";

const BAR = { width: 40, height: 8 };
const BINS = 20;

/** How large a weight has the whole colour. @param {Run} run */
export const domainOf = (run) => largest(run) * 1.15;

/** "W −.40 ▒▒▒ .40", beside the columns. @param {Run} run @param {{scale: {x: number, y: number}}} at @param {Scheme} scheme */
export function scaleOfWeights(run, { scale: { x, y } }, scheme) {
  if (!hasWeights(run)) return null;
  const domain = domainOf(run);
  const ramp = signedRamp(scheme);
  const [low, high] = [short(-domain), short(domain)];
  const bar = x + 24 + numberWidth(low);
  const number = (/** @type {string} */ text, /** @type {number} */ left) =>
    mark("text", { class: "number start soft", x: round(left), y }, text);
  return mark(
    "g",
    { class: "weights-scale" },
    mark("text", { class: "symbol start soft small", x, y: y + 1 }, "W"),
    number(low, x + 20),
    ...Array.from({ length: BINS }, (_, i) =>
      mark("rect", {
        x: round(bar + (i * BAR.width) / BINS),
        y: y - 8,
        width: BAR.width / BINS + 0.3,
        height: BAR.height,
        fill: ramp[Math.round((i / (BINS - 1)) * (ramp.length - 1))] ?? "",
      }),
    ),
    number(high, bar + BAR.width + 4),
  );
}
