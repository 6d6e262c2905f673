/**
 * Words, from the same Fluent catalogues that the server reads.
 */
import { FluentBundle, FluentResource } from "../../vendor/fluent.js";
import { batch, signal } from "../../vendor/signals.js";
import { tellLanguages } from "../pen/dom.js";
import { josa } from "./josa.js";

/** @typedef {Record<string, string | number>} Args */

/** Goes up when the words change. */
export const words = signal(0);

/** The chosen language, and behind it what it lacks. @type {FluentBundle[]} */
let bundles = [];

/** What is behind a language that lacks some messages. @type {Map<string, string>} */
const behind = new Map();

/** Have another language say what `lang` cannot. @param {string} lang @param {string} other */
export function fallBack(lang, other) {
  behind.set(lang, other);
}

/** The language that is spoken now. */
export const language = () => bundles[0]?.locales[0] ?? "en";

/** @type {Map<string, string>} */
const sources = new Map();

/**
 * @param {string} name of the catalogue: "ko", or "experiment/ko" for a chapter's
 * @param {string} source the catalogue's text
 */
export function learn(name, source) {
  sources.set(name, source);
}

/** The catalogues that only some panels need, by their folders. @type {Set<string>} */
const chapters = new Set();

/**
 * Know the words of a chapter in each language that is spoken later: where the server has said some of them.
 * @param {string} chapter
 */
export const laterSpeakOf = (chapter) => chapters.add(chapter);

/** The catalogues of a language; one that lacks messages has no chapters of its own. @param {string} lang */
const catalogues = (lang) => [lang, ...(behind.has(lang) ? [] : [...chapters].map((chapter) => `${chapter}/${lang}`))];

/**
 * Know the words of a chapter too, in the language that is spoken and in each that is spoken later.
 * @param {string} chapter
 * @param {string} [prefix] where the static files are
 */
export async function speakOf(chapter, prefix = document.body.dataset.static ?? "/static") {
  chapters.add(chapter);
  const names = namesOf(wanted);
  await Promise.all(names.flatMap(catalogues).map((name) => load(name, prefix)));
  // whoever changed the language meanwhile has these words too
  if (names[0] === bundles[0]?.locales[0]) bundles = names.map(bundle);
}

/** A language, and the one behind it. @param {string} lang */
const namesOf = (lang) => [lang, behind.get(lang)].filter((name) => name !== undefined);

/** The language that was asked for last. */
let wanted = "";

/**
 * Change the words, unless another language is asked for before they are here.
 * @param {string} lang
 * @param {string} prefix where the static files are
 * @param {() => void} [then] what changes with them
 */
export async function speak(lang, prefix, then) {
  wanted = lang;
  const names = namesOf(lang);
  await Promise.all(names.flatMap(catalogues).map((name) => load(name, prefix)));
  if (wanted !== lang) return;
  bundles = names.map(bundle);
  document.documentElement.lang = lang;
  batch(() => {
    then?.();
    words.value += 1;
  });
}

/** @param {string} name @param {string} prefix */
async function load(name, prefix) {
  if (sources.has(name)) return;
  const response = await fetch(`${prefix}/locales/${name}.ftl`);
  if (!response.ok) throw new Error(`no words for ${name}: ${response.status}`);
  learn(name, await response.text());
}

/** @param {string} lang */
function bundle(lang) {
  const made = new FluentBundle(lang, { useIsolating: false, functions: { JOSA: josa } });
  for (const name of catalogues(lang)) made.addResource(new FluentResource(sources.get(name) ?? ""));
  return made;
}

/** Whether the page reads numbers: a message that speaks of words may have another beside it for numbers. */
let numeric = false;

/** Speak of numbers, or of words. @param {boolean} yes */
export function speakOfNumbers(yes) {
  if (numeric === yes) return;
  numeric = yes;
  words.value += 1;
}

/** The key that is said for a key: its own one for numbers, where the page reads them. @param {string} key */
const own = (key) => (numeric && has(`${key}-series`) ? `${key}-series` : key);

/** The language in which a key is said: the chosen one, or the one behind it. @param {string} key */
export const languageOfKey = (key) => bundles.find((each) => each.hasMessage(own(key)))?.locales[0] ?? "";

/** Whether a key has words, in the chosen language or in the one behind it. @param {string} key */
export const has = (key) => bundles.some((each) => each.hasMessage(key));

/** The first key if it has words, else the second, which says the same in general. @param {string} own @param {string} general */
export const either = (own, general) => (has(own) ? own : general);

/** Faults that were told: a picture says the same words at every frame. @type {Set<string>} */
const told = new Set();

/** A fault in the words stops nothing, but those who can mend it should see it. @param {string} fault */
function warn(fault) {
  if (told.has(fault)) return;
  told.add(fault);
  // biome-ignore lint/suspicious/noConsole: nobody else can be told
  console.warn(fault);
}

/** The texts that were said in the language behind the chosen one, and which that is. @type {Map<string, string>} */
const borrowed = new Map();
/** More of them are forgotten, and said again. */
const MOST_BORROWED = 2000;

/** @param {string} text @param {FluentBundle} from */
function borrow(text, from) {
  if (borrowed.size >= MOST_BORROWED) borrowed.clear();
  borrowed.set(text, from.locales[0] ?? "");
  return text;
}

/** The language of a text where it is not the chosen one, else "". @param {string} text */
export const borrowedFrom = (text) => (bundles.length > 1 ? (borrowed.get(text) ?? "") : "");

/** Sentences one after the other: where one of them is borrowed, so is the whole. @param {string[]} texts */
export function joined(...texts) {
  const text = texts.join(" ");
  const from = texts.map(borrowedFrom).find(Boolean);
  if (from) borrowed.set(text, from);
  return text;
}

/**
 * The text of a key; of an unknown key, or where a number that its sentence needs is missing, the key itself.
 * @param {string} key
 * @param {Args} [args]
 * @returns {string}
 */
export function t(key, args) {
  const said = own(key);
  for (const each of bundles) {
    const value = each.getMessage(said)?.value;
    if (!value) continue;
    /** @type {Error[]} */
    const faults = [];
    const text = each.formatPattern(value, args, faults);
    if (faults.length === 0) return each === bundles[0] ? text : borrow(text, each);
    warn(`message ${said}: ${faults.map(({ message }) => message).join(", ")}`);
    return key;
  }
  warn(`unknown message: ${key}`);
  return key;
}

/**
 * The elements whose words an attribute names; a panel whose chapter is not here yet says its words when it is.
 * @param {ParentNode} root
 * @param {string} attribute
 */
const worded = (root, attribute) =>
  [...root.querySelectorAll(`[${attribute}]`)]
    .map((element) => ({ element, key: element.getAttribute(attribute) ?? "" }))
    .filter(({ key }) => has(key));

/** Say everything in the document again: text by data-l10n, attributes by data-l10n-ATTRIBUTE. @param {ParentNode} root */
export function translate(root) {
  for (const { element, key } of worded(root, "data-l10n")) {
    const text = t(key);
    if (element.textContent !== text) element.textContent = text;
    inLanguage(element, languageOfKey(key));
  }
  for (const attribute of ["aria-label", "title", "placeholder"])
    for (const { element, key } of worded(root, `data-l10n-${attribute}`)) {
      element.setAttribute(attribute, t(key));
      if (isNamedBy(element, attribute)) inLanguage(element, languageOfKey(key));
    }
}

/**
 * Whether an element has no text but what an attribute says: it is then in the language of its name.
 * @param {Element} element
 * @param {string} attribute
 */
const isNamedBy = (element, attribute) =>
  !element.hasAttribute("data-l10n") &&
  !element.textContent?.trim() &&
  !(attribute !== "aria-label" && element.hasAttribute("aria-label"));

/** Say which language an element is in, where it is not the document's. @param {Element} element @param {string} lang */
function inLanguage(element, lang) {
  if (lang !== document.documentElement.lang) element.setAttribute("lang", lang);
  else element.removeAttribute("lang");
}

tellLanguages(borrowedFrom);
