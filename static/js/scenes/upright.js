/**
 * The network on an upright phone: draw(run, u) → marks. It is the chain of unrolled.js, turned by a quarter: time runs
 * down, x_t enters from the left, h_t leaves to the right and down, and the gradient comes back up. A direction that reads
 * from the end begins below, and all of it runs the other way. The words are upright.
 * @import {Lit, Mark, Run} from "../types.js"
 * @import {Options} from "./layout.js"
 */
import { mark } from "../pen/svg.js";
import { turned } from "../pen/turned.js";
import { camera } from "./layout.js";
import { litUnit } from "./lit.js";
import { draw as chain } from "./unrolled.js";
import { ending } from "./upright-answer.js";
import { words } from "./upright-words.js";

/** What is written, or drawn with its words, has another place here: what the chain ends in, and the words below it. */
const OWN = /^(loss|chip)/;

/**
 * @param {Run} run
 * @param {number} u the playhead, 0…2T
 * @param {Options & {lit?: Lit | null}} options with the layout of upright-layout.js
 * @returns {Mark[]} one group
 */
export function draw(run, u, options) {
  const { at, scheme, lit = null } = options;
  const scroll = camera(at, u);
  const parts = chain(run, u, options).flatMap(({ children }) => /** @type {Mark[]} */ (children));
  // a chain that is read from the end lies left of its 0
  const shift = at.mirrored ? -scroll - at.width : scroll;
  const drawn = parts
    .filter(({ attrs }) => !OWN.test(String(attrs.key ?? "")))
    .map((part) => turned(part, at.height, shift));
  const pointed = litUnit(run, u, { at, scheme, lit, unrolled: 1 }).map((part) => turned(part, at.height));
  const written = [...words(run, u, scroll, options), ending(run, u, scroll, options)];
  return [mark("g", { class: "chain upright" }, ...drawn, ...written, ...pointed)];
}
