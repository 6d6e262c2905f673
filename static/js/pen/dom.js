/** The document's parts, found once and for sure. */
import { signal } from "../../vendor/signals.js";
import { scaleOf } from "./magnified.js";

/**
 * The element of that selector; a page without it is a fault in the template.
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {E}
 */
export function find(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no element: ${selector}`);
  return /** @type {E} */ (/** @type {unknown} */ (found));
}

/** The width of an element in px, as a signal. @param {Element} element */
export function widthOf(element) {
  const width = signal(Math.round(element.getBoundingClientRect().width / scaleOf(element)));
  new ResizeObserver(([entry]) => {
    // an element that is hidden, or being laid out, has no width
    width.value = Math.round(entry?.contentRect.width ?? 0) || width.value;
  }).observe(element);
  return width;
}

/** The width and the height of an element in px, as a signal. @param {Element} element */
export function sizeOf(element) {
  const { width, height } = element.getBoundingClientRect();
  const size = signal({ width: Math.round(width), height: Math.round(height) });
  new ResizeObserver(([entry]) => {
    // an element that is hidden, or being laid out, has no size
    const now = {
      width: Math.round(entry?.contentRect.width ?? 0),
      height: Math.round(entry?.contentRect.height ?? 0),
    };
    const { width, height } = size.peek();
    if (now.width && now.height && (now.width !== width || now.height !== height)) size.value = now;
  }).observe(element);
  return size;
}

/**
 * Whether the window is as a media query says, kept up to date.
 * @param {string} query
 */
export function matches(query) {
  const media = matchMedia(query);
  const now = signal(media.matches);
  media.addEventListener("change", () => {
    now.value = media.matches;
  });
  return now;
}

/** The language of a text where it is not the document's, else "". */
let languageOf = (/** @type {string} */ _text) => "";
/** The elements whose language was said here. @type {WeakSet<Element>} */
const foreign = new WeakSet();

/** Know the language of each text that is said. @param {(text: string) => string} language */
export function tellLanguages(language) {
  languageOf = language;
}

/** Say which language an element's text is in, where it is another than the document's. @param {Element} element @param {string} text */
export function inItsLanguage(element, text) {
  const language = languageOf(text);
  if (language) element.setAttribute("lang", language);
  else if (foreign.has(element)) element.removeAttribute("lang");
  else return;
  if (language) foreign.add(element);
  else foreign.delete(element);
}

/** A power of ten in a text: "10^{−3.1}". */
const POWER = /\^\{([−\d.]+)\}/;

/**
 * Say a text whose powers are to be raised.
 * @param {Element} element
 * @param {string} text
 */
export function sayRich(element, text) {
  inItsLanguage(element, text);
  if (element.getAttribute("data-said") === text) return;
  element.setAttribute("data-said", text);
  element.replaceChildren(...text.split(POWER).map((piece, i) => (i % 2 ? raised(piece) : piece)));
}

/** @param {string} text */
function raised(text) {
  const element = document.createElement("sup");
  element.textContent = text;
  return element;
}

/** The same text in one line, for a voice. @param {string} text */
export const plain = (text) => text.replace(new RegExp(POWER, "g"), "^$1");

/** The heights that were given. @type {WeakMap<Element, number>} */
const heights = new WeakMap();

/**
 * Give a picture its height, only where it changed: setting the same one would lay out and paint the whole picture
 * again.
 * @param {Element} svg
 * @param {number} height px
 */
export function tall(svg, height) {
  const whole = Math.ceil(height);
  if (heights.get(svg) === whole) return;
  heights.set(svg, whole);
  svg.setAttribute("height", String(whole));
}

/** Say a text, only where it changed. @param {Element} element @param {string} text */
export function say(element, text) {
  inItsLanguage(element, text);
  if (element.textContent !== text) element.textContent = text;
}

/** A new element. @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} [name] its class */
export function make(tag, name) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  return element;
}

/**
 * Take a part of the page out of reach of keys, fingers and screen readers, or give it back; page/inert.js does it for
 * browsers without `inert`.
 * @param {Element} part @param {boolean} out
 */
export const outOfReach = (part, out) =>
  part.toggleAttribute("inert" in HTMLElement.prototype ? "inert" : "data-inert", out);
