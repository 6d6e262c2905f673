/**
 * Pictures as values. A scene returns marks (tag, attributes, children); `patch` makes the document equal to them.
 * A mark that is the very same object as last time is skipped, so a scene keeps what did not change.
 * @import {Mark} from "../types.js"
 */

import { inItsLanguage } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

/** The element that shows each mark, and the mark that each element shows. @type {WeakMap<Element, Mark>} */
const shown = new WeakMap();

/**
 * One mark. Attributes that are null or undefined are left out; so are children that are null or false.
 * @param {string} tag
 * @param {Mark["attrs"]} [attrs]
 * @param {(Mark | string | null | false | undefined)[]} children
 * @returns {Mark}
 */
export function mark(tag, attrs = {}, ...children) {
  return { tag, attrs, children: /** @type {(Mark | string)[]} */ (children.filter((c) => c != null && c !== false)) };
}

/**
 * Make the children of `parent` equal to `marks`, in order.
 * @param {Element} parent
 * @param {(Mark | string)[]} marks
 */
export function patch(parent, marks) {
  let node = parent.firstChild;
  for (const next of marks) {
    while (node && !fit(node, next) && gone(node, marks)) node = dropped(node);
    const fitting = fit(node, next) ? /** @type {ChildNode} */ (node) : (waiting(node, next) ?? create(next));
    if (fitting !== node) insert(parent, fitting, node);
    update(fitting, next);
    if (typeof next === "string") inItsLanguage(parent, next);
    node = fitting.nextSibling;
  }
  while (node) node = dropped(node);
}

/**
 * Put a node into its place. A voice reads a picture's name and its table, not its numbers one by one.
 * @param {Element} parent
 * @param {ChildNode} node
 * @param {ChildNode | null} before
 */
function insert(parent, node, before) {
  if (parent.tagName === "svg" && node.nodeType !== Node.TEXT_NODE)
    /** @type {Element} */ (node).setAttribute("aria-hidden", "true");
  parent.insertBefore(node, before);
}

/** @param {ChildNode} node @returns {ChildNode | null} the node after it */
function dropped(node) {
  const after = node.nextSibling;
  node.remove();
  return after;
}

/** @param {ChildNode} node @returns {unknown} */
const keyOf = (node) => shown.get(/** @type {Element} */ (/** @type {unknown} */ (node)))?.attrs.key;

/**
 * Whether a keyed element has left the picture; those behind it then stay as they are.
 * @param {ChildNode} node
 * @param {(Mark | string)[]} marks
 */
function gone(node, marks) {
  const key = keyOf(node);
  return key !== undefined && !marks.some((next) => typeof next !== "string" && next.attrs.key === key);
}

/** A keyed element further on that a mark can have back. @param {ChildNode | null} from @param {Mark | string} next */
function waiting(from, next) {
  if (typeof next === "string" || next.attrs.key === undefined) return null;
  for (let node = from; node; node = node.nextSibling) if (fit(node, next)) return node;
  return null;
}

/** @param {ChildNode | null} node @param {Mark | string} next */
function fit(node, next) {
  if (!node) return false;
  if (typeof next === "string") return node.nodeType === Node.TEXT_NODE;
  const before = shown.get(/** @type {Element} */ (node));
  return before !== undefined && before.tag === next.tag && before.attrs.key === next.attrs.key;
}

/** @param {Mark | string} next @returns {ChildNode} */
function create(next) {
  if (typeof next === "string") return document.createTextNode(next);
  const node = document.createElementNS(SVG, next.tag);
  shown.set(node, { tag: next.tag, attrs: {}, children: [] });
  return node;
}

/** @param {ChildNode} node @param {Mark | string} next */
function update(node, next) {
  if (typeof next === "string") {
    if (node.nodeValue !== next) node.nodeValue = next;
    return;
  }
  const element = /** @type {Element} */ (node);
  const before = /** @type {Mark} */ (shown.get(element));
  if (before === next) return;
  attributes(element, before.attrs, next.attrs);
  patch(element, next.children);
  shown.set(element, next);
}

/** @param {Element} element @param {Mark["attrs"]} before @param {Mark["attrs"]} next */
function attributes(element, before, next) {
  for (const name in next) {
    const value = next[name];
    if (value === before[name] || name === "key") continue;
    if (value == null) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
  for (const name in before) if (!(name in next) && name !== "key") element.removeAttribute(name);
}
