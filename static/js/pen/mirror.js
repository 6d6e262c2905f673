/**
 * A drawing seen in a mirror: what runs to the right runs to the left. Letters stay readable, and a group that is marked
 * `upright` keeps its own left and right around its own 0.
 * @import {Mark} from "../types.js"
 */

/** Names of the side that a text begins at, and the other. @type {Record<string, string>} */
const OTHER = { start: "end", end: "start" };

/**
 * The contents of a mirrored group: every text is turned back around its own place.
 * @param {Mark} drawn
 * @returns {Mark}
 */
function readable(drawn) {
  if (drawn.tag === "text") return turnedText(drawn);
  const { attrs } = drawn;
  if (attrs["data-upright"] !== undefined) return upright(drawn);
  return { ...drawn, children: drawn.children.map((child) => (typeof child === "string" ? child : readable(child))) };
}

/** @param {Mark} text @returns {Mark} */
function turnedText({ tag, attrs, children }) {
  const name = String(attrs.class ?? "").replace(/\b(start|end)\b/, (side) => String(OTHER[side]));
  const x = attrs.x === undefined ? {} : { x: -Number(attrs.x) };
  return { tag, attrs: { ...attrs, ...(name && { class: name }), ...x, transform: "scale(-1 1)" }, children };
}

/** What keeps its left and right: turned back around the middle that it names. @param {Mark} group @returns {Mark} */
const upright = ({ tag, attrs, children }) => ({
  tag,
  attrs: { key: attrs.key, transform: `translate(${2 * Number(attrs["data-upright"])} 0) scale(-1 1)` },
  children: [{ tag, attrs: { ...attrs, key: "upright", "data-upright": null }, children }],
});

/**
 * The mirror image of marks, at x − `about` on the other side of `about`.
 * @param {(Mark | null | false | undefined)[]} marks
 * @param {number} about the middle, px
 * @param {Mark["attrs"]} [attrs]
 * @returns {Mark}
 */
export function mirrored(marks, about, attrs = {}) {
  const children = marks.filter((each) => each !== null && each !== false && each !== undefined).map(readable);
  return { tag: "g", attrs: { ...attrs, transform: `translate(${2 * about} 0) scale(-1 1)` }, children };
}
