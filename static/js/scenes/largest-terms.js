/**
 * The sum of a unit in a large network: its largest terms, each written out, and all others as one. A matrix of hundreds
 * of columns would be snow, and a bar for each of its terms a hairline.
 * @import {Mark, Run, Scheme} from "../types.js"
 * @import {Sum, Term} from "../run/sums.js"
 */

import { round } from "../pen/math.js";
import { short, sub } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { largest } from "../run/sums.js";
import { t as say } from "../words/i18n.js";
import { waterfall } from "./waterfall.js";

/** So many terms are written out. */
const WRITTEN = 7;

/**
 * @param {Run} run
 * @param {number} t
 * @param {Sum} sum
 * @param {{top: number, bottom: number, names: number, from: number, to: number, text: number, scheme: Scheme,
 *   falls: number, added: number}} options `names`: the right edge of the terms' names; the terms are between top and bottom, the sum below
 * @returns {Mark}
 */
export function largestTerms(run, t, sum, { top, bottom, names, scheme, ...options }) {
  const few = largest(sum, WRITTEN);
  const height = Math.min((bottom - top) / few.terms.length, 24);
  const line = (/** @type {number} */ i) => ({ y: top + i * height, height });
  const labels = few.terms.map((term, i) =>
    mark("text", { class: "term end", x: round(names), y: round(line(i).y + height / 2 + 4.5) }, nameOf(run, t, term)),
  );
  return mark(
    "g",
    { key: "largest", class: "largest" },
    ...labels,
    waterfall(few, {
      ...options,
      rows: few.terms.map((_, i) => line(i)),
      total: line(few.terms.length),
      scheme,
      focus: null,
    }),
  );
}

/** "h₁[17] · 0.43 · −0.21", "1,016 others", "b" @param {Run} run @param {number} t @param {Term} term */
function nameOf(run, t, { kind, index, names, factors }) {
  if (kind === "rest") return say("terms-rest", { n: index });
  if (kind === "bias") return names.join(" · ");
  const source = kind === "recurrent" ? sub("h", placeOf(run, t - 1)) : sub("x", placeOf(run, t));
  const element = kind === "recurrent" ? unitName(run, index) : index;
  return `${source}[${element}]: ${factors.map(short).join(" · ")}`;
}
