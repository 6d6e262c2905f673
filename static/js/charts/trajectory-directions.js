/**
 * What the two directions are made of: each a strip of its loadings, one cell a unit.
 * @import {Mark, Projection, Say, Scheme} from "../types.js"
 */

import { mark } from "../pen/svg.js";
import { strip } from "../scenes/vectors.js";
import { share } from "./trajectory.js";

const STRIP = 16;
const ROW = 56;

export const HEIGHT = 2 * ROW;

/**
 * @param {Projection} projection
 * @param {{width: number, scheme: Scheme, say: Say}} options
 * @returns {Mark[]}
 */
export function draw({ components, explained_variance_ratio: ratios }, { width, scheme, say }) {
  return components.map((loadings, i) =>
    mark(
      "g",
      { class: "direction", transform: `translate(0 ${i * ROW})` },
      mark("text", { class: "tick", x: 0, y: 14 }, say(`path-direction-${i + 1}`)),
      mark("text", { class: "tick strong end", x: width, y: 14 }, `${share(ratios[i])}%`),
      mark(
        "g",
        { transform: "translate(0 22)" },
        strip(loadings, { unit: width / loadings.length, height: STRIP, scheme, numbers: 0 }),
      ),
    ),
  );
}
