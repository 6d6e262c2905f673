/**
 * A sentence of the lesson as nodes: its numbers stand out and keep their names, its code looks like code, its powers are
 * raised. Fluent fills a text in before it is taken apart, so what is to stand out travels between signs that no text has.
 * @import {Claims} from "../types.js"
 */
import { inItsLanguage, sayRich } from "../pen/dom.js";

const [OPEN, SPLIT, CLOSE] = ["\ue000", "\ue001", "\ue002"];
const PIECES = new RegExp(`${OPEN}(\\w+)${SPLIT}([^${CLOSE}]*)${CLOSE}|\`([^\`]*)\``);
const NUMBER = /^[+−]?\d/;

/**
 * The same claims with every number marked by its name; words stay as they are, so that they still choose a variant.
 * @param {Claims} claims
 * @returns {Claims}
 */
export const marked = (claims) =>
  Object.fromEntries(
    Object.entries(claims).map(([name, text]) => [
      name,
      NUMBER.test(text) ? `${OPEN}${name}${SPLIT}${text}${CLOSE}` : text,
    ]),
  );

/** Say a text with marked claims. @param {Element} element @param {string} text */
export function sayMarked(element, text) {
  inItsLanguage(element, text);
  if (element.getAttribute("data-said") === text) return;
  element.setAttribute("data-said", text);
  element.replaceChildren(...nodes(text));
}

/** @param {string} text @returns {(Node | string)[]} */
function nodes(text) {
  const found = PIECES.exec(text);
  if (!found) return [text];
  const [all, name, number, code] = found;
  const rest = nodes(text.slice(found.index + all.length));
  const before = text.slice(0, found.index);
  return [before, name === undefined ? coded(String(code)) : figure(name, String(number)), ...rest];
}

/** @param {string} name @param {string} text */
function figure(name, text) {
  const element = document.createElement("b");
  element.dataset.claim = name;
  sayRich(element, text);
  return element;
}

/** Code, whose numbers stand out as well. @param {string} text */
function coded(text) {
  const element = document.createElement("code");
  element.append(...nodes(text));
  return element;
}
