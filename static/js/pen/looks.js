/**
 * How the style sheets make marks look, for the painter that is not the document. Marks with the same tag and classes in
 * the same place look alike: each such place is tried once, on elements that are never painted, and remembered.
 * @import {Mark} from "../types.js"
 */

import { once } from "./once.js";
import { ruleSheet } from "./rules.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * What a mark may say as an attribute where no rule of a style sheet says it. On what is tried these are set by a rule
 * that gives way to every other; no sheet uses these values: where one of them is found again, no rule has replaced it.
 */
const UNRULED = {
  fill: "rgb(1, 2, 3)",
  stroke: "rgb(1, 2, 3)",
  "stroke-width": "7.25px",
  "stroke-dasharray": "7.25px",
  "fill-opacity": "0.123",
  "stroke-opacity": "0.123",
  opacity: "0.123",
};

/** @typedef {keyof typeof UNRULED} Property */

/**
 * The look of one place in the tree of marks. `rules`: what style sheets set there. `font`, `spacing` and `anchor` are
 * those of its texts, and `widths` how wide they are, in px. `below`: the places under it, by name.
 * @typedef {object} Look
 * @property {Partial<Record<Property, string>>} rules
 * @property {boolean} ruled whether there are any
 * @property {boolean} hidden
 * @property {boolean} strokeFirst
 * @property {CanvasLineCap} cap
 * @property {CanvasLineJoin} join
 * @property {string} font
 * @property {string} spacing
 * @property {string} anchor
 * @property {Map<string, number>} widths
 * @property {Map<string, Look>} below
 * @property {Look | null} parent
 * @property {Mark} mark the first mark that was seen there
 * @property {boolean} first whether it is its parent's first child
 */

/** Attributes by whose presence style sheets tell marks apart; what is pointed at (data-unit) is lit in the document. */
const TOLD = ["stroke"];

/** What style sheets tell marks apart by. @param {Mark} mark @param {boolean} first */
const nameOf = ({ tag, attrs }, first) =>
  `${tag} ${attrs.class ?? ""}${first ? "|first" : ""}${attrs.stroke == null ? "" : "|stroke"}`;

/** Adopt the rule for what is tried, once. */
const adopt = () =>
  once(document, "looks", () => {
    const values = Object.entries(UNRULED).map(([name, value]) => `${name}:${value}`);
    ruleSheet().replaceSync(`:where([data-tried]){${values.join(";")}}`);
    return true;
  });

/** The look of a picture itself. @param {Element} svg @returns {Look} */
export function rootLook(svg) {
  const style = getComputedStyle(svg);
  const look = read(style, { tag: "svg", attrs: {}, children: [] }, null, true);
  look.rules = { fill: style.fill, stroke: style.stroke, opacity: "1" };
  look.ruled = true;
  return look;
}

/**
 * The look of a mark below another.
 * @param {Element} svg where it is tried
 * @param {Look} parent
 * @param {Mark} mark
 * @param {boolean} first whether it is its parent's first child
 * @returns {Look}
 */
export function lookOf(svg, parent, mark, first) {
  const name = nameOf(mark, first);
  const found = parent.below.get(name);
  if (found) return found;
  learn(svg, parent, mark, first);
  return /** @type {Look} */ (parent.below.get(name));
}

/**
 * Try a mark with all that is below it: each look at the document has styles computed, so there should be few.
 * @param {Element} svg
 * @param {Look} parent
 * @param {Mark} mark
 * @param {boolean} first
 */
function learn(svg, parent, mark, first) {
  adopt();
  const element = tried(mark);
  const [outermost, outermostFirst] = within(parent, element, first);
  if (outermostFirst) svg.prepend(outermost);
  else svg.append(outermost);
  readAll(parent, mark, first, element);
  outermost.remove();
}

/** An element for a mark and those below it, without its geometry. @param {Mark} mark */
function tried({ tag, attrs, children }) {
  const element = document.createElementNS(SVG, tag);
  if (attrs.class) element.setAttribute("class", String(attrs.class));
  for (const name of TOLD) if (attrs[name] != null) element.setAttribute(name, String(attrs[name]));
  element.setAttribute("data-tried", "");
  for (const child of children) if (typeof child !== "string") element.append(tried(child));
  return element;
}

/**
 * The element inside copies of what is around it.
 * @param {Look} look the place that it is in
 * @param {Element} element
 * @param {boolean} first
 * @returns {[Element, boolean]} the outermost one, and whether it is the picture's first
 */
function within(look, element, first) {
  if (!look.parent) return [element, first];
  const around = tried({ ...look.mark, children: first ? [] : [{ tag: "g", attrs: {}, children: [] }] });
  around.append(element);
  return within(look.parent, around, look.first);
}

/** @param {Look} parent @param {Mark} mark @param {boolean} first @param {Element} element */
function readAll(parent, mark, first, element) {
  const name = nameOf(mark, first);
  const look = parent.below.get(name) ?? read(getComputedStyle(element), mark, parent, first);
  parent.below.set(name, look);
  const children = mark.children.filter((child) => typeof child !== "string");
  for (const [i, child] of children.entries())
    readAll(look, /** @type {Mark} */ (child), i === 0, /** @type {Element} */ (element.children[i]));
}

/** @param {CSSStyleDeclaration} style @param {Mark} mark @param {Look | null} parent @param {boolean} first @returns {Look} */
function read(style, mark, parent, first) {
  /** @type {Look["rules"]} */
  const rules = {};
  for (const [name, unruled] of /** @type {[Property, string][]} */ (Object.entries(UNRULED))) {
    const value = style.getPropertyValue(name);
    if (value !== unruled) rules[name] = value;
  }
  return {
    rules,
    ruled: Object.keys(rules).length > 0,
    hidden: style.display === "none" || style.visibility === "hidden",
    strokeFirst: style.getPropertyValue("paint-order").startsWith("stroke"),
    cap: /** @type {CanvasLineCap} */ (style.strokeLinecap),
    join: /** @type {CanvasLineJoin} */ (style.strokeLinejoin),
    font: `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
    spacing: style.letterSpacing === "normal" ? "0px" : style.letterSpacing,
    anchor: style.textAnchor,
    widths: new Map(),
    below: new Map(),
    parent,
    mark: { tag: mark.tag, attrs: mark.attrs, children: [] },
    first,
  };
}
