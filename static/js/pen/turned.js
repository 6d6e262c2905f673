/**
 * A drawing turned by a quarter: what runs to the right runs down, and what is above is on the right. The numbers of a
 * strip are turned back, each around its middle; all other words are left out, since they need another place.
 * @import {Mark} from "../types.js"
 */

import { latest } from "./latest.js";
import { mark } from "./svg.js";

/** From the middle of a strip's number down to its foot, px: see scenes/vectors.js. */
const FOOT = 4.5;

/** Every mark that has been turned, and what it became: a drawing at rest stays the same object. @type {WeakMap<Mark, Mark | null>} */
const known = new WeakMap();

/**
 * A turned drawing: (x, y) comes to (width − y, x − scroll).
 * @param {Mark} drawn
 * @param {number} width px
 * @param {number} [scroll] px
 * @returns {Mark | null} null where it was words only
 */
export function turned(drawn, width, scroll = 0) {
  const rest = wordless(drawn);
  if (!rest) return null;
  const transform = `matrix(0 1 -1 0 ${tidy(width)} ${tidy(-scroll)})`;
  return latest(rest, "turned", transform, () => mark("g", { key: rest.attrs.key, transform }, rest));
}

/** @param {Mark} drawn @returns {Mark | null} */
function wordless(drawn) {
  const found = known.get(drawn);
  if (found !== undefined) return found;
  const made = drawn.tag === "text" || drawn.tag === "title" ? null : drawn.children.length ? within(drawn) : drawn;
  known.set(drawn, made);
  return made;
}

/** @param {Mark} drawn @returns {Mark} */
function within(drawn) {
  const strip = drawn.attrs.class === "strip";
  const all = drawn.children.map((child) => {
    if (typeof child === "string") return child;
    return strip && child.attrs.class === "numbers" ? backAgain(child) : wordless(child);
  });
  if (all.every((each, i) => each === drawn.children[i])) return drawn;
  return { ...drawn, children: all.filter((each) => each !== null) };
}

/** @param {Mark} numbers @returns {Mark} */
const backAgain = (numbers) => ({
  ...numbers,
  children: /** @type {Mark[]} */ (numbers.children).map((text) => {
    const [x, y] = [Number(text.attrs.x), Number(text.attrs.y) - FOOT];
    return { ...text, attrs: { ...text.attrs, transform: `matrix(0 -1 1 0 ${tidy(x - y)} ${tidy(x + y)})` } };
  }),
});

/** @param {number} px */
const tidy = (px) => Math.round(px * 100) / 100;
