/**
 * Rolled up: where the loop comes in, and the weights, named: the same at every step.
 * @import {Layout, Placing} from "./layout.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { path } from "./link.js";
import { beyondLoop } from "./placing.js";

/** Where the loop comes in again: which way it runs. @param {Layout} at @param {Placing} place */
export const entries = (at, { r, middle }) =>
  mark(
    "g",
    { key: "entries", opacity: round(1 - r) },
    ...Object.values(at.lanes).map((y) =>
      mark("path", { class: "entry", d: `M${round(middle - at.box.width / 2 - 13)} ${round(y - 8)}l12 8l-12 8z` }),
    ),
  );

/** The weights, named: the same at every step. @param {Layout} at @param {Placing} place */
export function sameWeights(at, { r, middle }) {
  const name = (
    /** @type {string} */ index,
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {string} */ side = "start",
  ) =>
    mark(
      "text",
      { class: `symbol soft ${side}`, x: round(x), y: round(y) },
      "W",
      mark("tspan", { class: "index", dy: 4 }, index),
    );
  const beside = middle + (at.inputUnit * at.I) / 2 + 12;
  const half = at.box.width / 2;
  const loop = { x1: middle + half, x2: middle - half, r, at, last: false };
  return mark(
    "g",
    { key: "same", opacity: round(1 - r) },
    ...Object.values(at.lanes).map((y) => mark("path", { class: "rail", d: path(loop, y, 0) })),
    // on the side where the chain does not end
    name("h", middle - Math.min(beyondLoop(at) - 24, at.width / 2 - 34), at.boxTop + at.box.height, "end"),
    // x’s own name is on its left, in a mirrored chain too
    at.mirrored ? name("x", 2 * middle - beside, at.inputTop + 19, "end") : name("x", beside, at.inputTop + 19),
  );
}
