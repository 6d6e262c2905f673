/**
 * Where the reader of the lesson is, which sentence is the reader's own, and what was guessed: it lives as long as the
 * page, and nothing of it leaves it.
 * @import {Stop} from "../types.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { DEFAULTS, query } from "../page/address.js";
import { fields, playing, run, stretch, u, unit, view } from "../page/state.js";
import { t, words } from "../words/i18n.js";
import { sceneOf, stopAt } from "./chapters.js";
import { ownable, suits } from "./own-sentence.js";

/** Moments closer than this are the same one: an address keeps thousandths. */
const NEAR = 2e-3;

/** @typedef {{chapter: number, number: number}} Passage both counted from 1; number 0 is none */

/** The paragraph that the page follows. */
export const current = signal(/** @type {Passage} */ ({ chapter: 0, number: 0 }));

/** The reader's own sentence, once there is one. */
const own = signal(/** @type {string | null} */ (null));

/** The option that was chosen, by paragraph and sentence. */
const guesses = signal(/** @type {Record<string, number>} */ ({}));

/** Whatever the reader types is the reader's own; what the page or the lesson offers is not. */
export function bindOwn() {
  const given = new Set([DEFAULTS.sentence]);
  effect(() => {
    if (!words.value) return;
    given.add(t("longer-sentence"));
    const { sentence } = fields.value;
    if (!given.has(sentence) && ownable(sentence)) own.value = sentence;
  });
}

/** @param {string} sentence */
export function adopt(sentence) {
  own.value = sentence;
}

/** How the reader's sentence suits a stop. @param {Stop} stop */
export const suitsOf = ({ sentence }) => suits(sentence, own.value);

/** The sentence that a stop reads. @param {Stop} stop */
export function sentenceOf(stop) {
  if (suitsOf(stop) === "own") return /** @type {string} */ (own.value);
  return stop.sentence && stop.sentence !== "short" && words.value ? t("longer-sentence") : DEFAULTS.sentence;
}

/** @param {Passage} at */
const name = (at) => `${at.chapter}-${at.number} ${sentenceOf(stopAt(at.chapter, at.number))}`;

/** What was guessed there, if anything was. @param {Passage} at @returns {number | undefined} */
export const guessed = (at) => guesses.value[name(at)];

/** Commit to an option. @param {Passage} at @param {number} option */
export function commit(at, option) {
  guesses.value = { ...guesses.value, [name(at)]: option };
}

/** Whether a paragraph asks and has not been answered. @param {Passage} at */
export const waits = (at) => Boolean(stopAt(at.chapter, at.number)?.ask) && guessed(at) === undefined;

/** Whether an open question, one that the reader has not passed by, is before a paragraph. @param {Passage} at */
export const isAhead = ({ chapter, number }) =>
  Array.from({ length: number - 1 }, (_, i) => ({ chapter, number: i + 1 })).some(
    (before) => before.number >= current.value.number && waits(before),
  );

/** What the page shows there. @param {Passage} at */
export const sceneAt = (at) => {
  const stop = stopAt(at.chapter, at.number);
  return sceneOf(stop, sentenceOf(stop), guessed(at) !== undefined);
};

/** Whether the page shows that now. @param {Passage} at */
export function isShown(at) {
  const { fields: wanted, view: name, look, from, until } = sceneAt(at);
  const shown = run.value;
  if (!shown?.asked || query(shown.asked).toString() !== query(wanted).toString()) return false;
  if (name !== view.value || look(shown).unit !== unit.value) return false;
  const goal = (until ?? from)(shown.tokens.length);
  return (playing.value && stretch.value?.until === goal) || Math.abs(u.value - goal) < NEAR;
}
