/**
 * Words, from the same Fluent catalogues that the server reads.
 */
import { FluentBundle, FluentResource } from "../vendor/fluent.js";
import { signal } from "../vendor/signals.js";
import { josa } from "./josa.js";

/** @typedef {Record<string, string | number>} Args */

/** Goes up when the words change. */
export const words = signal(0);

/** The chosen language before English, which has every key. @type {FluentBundle[]} */
let bundles = [];

/** @type {Map<string, string>} */
const sources = new Map();

/**
 * @param {string} lang
 * @param {string} source the catalogue's text
 */
export function learn(lang, source) {
  sources.set(lang, source);
}

/** @param {string} lang @param {string} prefix where the static files are */
export async function speak(lang, prefix) {
  await Promise.all([lang].map((name) => load(name, prefix)));
  bundles = [bundle(lang)];
  document.documentElement.lang = lang;
  words.value += 1;
}

/** @param {string} lang @param {string} prefix */
async function load(lang, prefix) {
  if (sources.has(lang)) return;
  const response = await fetch(`${prefix}/locales/${lang}.ftl`);
  learn(lang, await response.text());
}

/** @param {string} lang */
function bundle(lang) {
  const made = new FluentBundle(lang, { useIsolating: false, functions: { JOSA: josa } });
  made.addResource(new FluentResource(sources.get(lang) ?? ""));
  return made;
}

/**
 * The text of a key. An unknown key is a fault that must be seen.
 * @param {string} key
 * @param {Args} [args]
 * @returns {string}
 */
export function t(key, args) {
  for (const each of bundles) {
    const value = each.getMessage(key)?.value;
    if (value) return each.formatPattern(value, args);
  }
  throw new Error(`unknown message: ${key}`);
}

/** Say everything in the document again: text by data-l10n, attributes by data-l10n-ATTRIBUTE. @param {ParentNode} root */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-l10n]")) {
    const text = t(element.getAttribute("data-l10n") ?? "");
    if (element.textContent !== text) element.textContent = text;
  }
  for (const attribute of ["aria-label", "title", "placeholder"]) {
    for (const element of root.querySelectorAll(`[data-l10n-${attribute}]`))
      element.setAttribute(attribute, t(element.getAttribute(`data-l10n-${attribute}`) ?? ""));
  }
}
