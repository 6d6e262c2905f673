/**
 * A drawing seen in a mirror: what runs to the right runs to the left. Letters stay readable; vectors, images and the
 * boxes of a cell keep their own left and right, since the order of their units has a meaning.
 * @import {Mark} from "../types.js"
 */

/** Names of the side that a text begins at, and the other. @type {Record<string, string>} */
const OTHER = { start: "end", end: "start" };

/** Groups that keep their left and right. */
const UPRIGHT = /(^| )(strip|valve|band)( |$)/;

/** The contents of a mirrored group. @param {Mark} drawn @returns {Mark} */
function readable(drawn) {
  const { tag, attrs, children } = drawn;
  if (tag === "text") return turnedText(drawn);
  if (tag === "image") return turned(drawn, Number(attrs.x) + Number(attrs.width) / 2);
  if (UPRIGHT.test(String(attrs.class ?? ""))) return turned(drawn, middle(drawn));
  return { ...drawn, children: children.map((child) => (typeof child === "string" ? child : readable(child))) };
}

/** @param {Mark} text @returns {Mark} */
function turnedText({ tag, attrs, children }) {
  const name = String(attrs.class ?? "").replace(/\b(start|end)\b/, (side) => String(OTHER[side]));
  const x = attrs.x === undefined ? {} : { x: -Number(attrs.x) };
  return { tag, attrs: { ...attrs, ...(name && { class: name }), ...x, transform: "scale(-1 1)" }, children };
}

/** Turned back around a middle. @param {Mark} drawn @param {number} about @returns {Mark} */
const turned = (drawn, about) => ({
  tag: "g",
  attrs: { key: drawn.attrs.key, transform: `translate(${2 * about} 0) scale(-1 1)` },
  children: [{ ...drawn, attrs: { ...drawn.attrs, key: "upright" } }],
});

/** The middle of what a group covers. @param {Mark} group */
function middle({ children }) {
  const edges = children.flatMap((child) => (typeof child === "string" ? [] : edgesOf(child)));
  return (Math.min(...edges) + Math.max(...edges)) / 2;
}

/** The left and right edges of a rectangle, or of a path of upright cells. @param {Mark} drawn @returns {number[]} */
function edgesOf({ tag, attrs }) {
  if (tag === "rect") return [Number(attrs.x), Number(attrs.x) + Number(attrs.width)];
  const cells = String(attrs.d ?? "").matchAll(/M(-?[\d.]+) -?[\d.]+h([\d.]+)/g);
  return [...cells].flatMap(([, x, width]) => [Number(x), Number(x) + Number(width)]);
}

/**
 * The mirror image of marks: what is at x is at 2 · about − x.
 * @param {(Mark | null | false | undefined)[]} marks
 * @param {number} about px
 * @param {Mark["attrs"]} [attrs]
 * @returns {Mark}
 */
export function mirrored(marks, about, attrs = {}) {
  const drawn = marks.filter((each) => each !== null && each !== false && each !== undefined);
  return {
    tag: "g",
    attrs: { ...attrs, transform: `translate(${2 * about} 0) scale(-1 1)` },
    children: drawn.map(readable),
  };
}
