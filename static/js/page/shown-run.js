/**
 * The run that the page shows: the fields it is asked with, the question, and what changes when its answer comes.
 * @import {Fields, Problem, Run} from "../types.js"
 */
import { batch } from "../../vendor/signals.js";
import { clamp } from "../pen/math.js";
import { placeOfUnit, unitName } from "../run/order.js";
import { pinUnit, point } from "./actions.js";
import { fetchRun } from "./api.js";
import { attemptNow } from "./attempt.js";
import { asText } from "./network.js";
import { inOrder } from "./order.js";
import { away, questions } from "./question.js";
import {
  asking,
  calm,
  edit,
  fields,
  guise,
  landing,
  lang,
  order,
  playing,
  problems,
  run,
  stretch,
  u,
  unit,
} from "./state.js";

/** What panels need of every run besides, from when they are near. @type {Set<string>} */
const wanted = new Set();

/** @typedef {{fields: Fields, also: string[]}} Wish */

/** @param {Fields} of @returns {Wish} */
const wishFor = (of) => ({ fields: guise.peek() ? { ...of, ...guise.peek() } : of, also: [...wanted] });

const question = questions({
  fetch: ({ fields: asked, also }, /** @type {AbortSignal} */ signal) =>
    fetchRun(asked, { lang: lang.peek(), signal, also }),
  show: (answer, /** @type {Wish} */ wish) => {
    // where a panel cannot draw it, the others do
    attemptNow(() => batch(() => arrive(answer)));
    const lacking = wish.also.length < wanted.size;
    if (lacking && !asking.peek()) refresh();
  },
  fail: ({ problems: said }) => {
    problems.value = said;
  },
  busy: asking,
});

/** Wait until what was asked last is answered, whoever asked it. */
export const settled = () => question.settled();

/** Fetch the run of the fields; the last good picture stays until its successor is here. */
export const refresh = () => question.ask(wishFor(fields.peek()));

/**
 * Change request fields and show the new run.
 * @param {Partial<Fields>} change
 */
export function ask(change) {
  fields.value = { ...fields.peek(), ...(change.sentence === undefined ? {} : asText(fields.peek())), ...change };
  return refresh();
}

/**
 * Change request fields again and again, as a hand does that drags: one question under way, the next one the latest.
 * @param {Partial<Fields>} change
 */
export function follow(change) {
  fields.value = { ...fields.peek(), ...change };
  question.follow(wishFor(fields.peek()));
}

/**
 * Show the fields' run with other answers to some of them, one after the other; null for their own again.
 * @param {Partial<Fields> | null} other
 */
export function disguise(other) {
  guise.value = other;
  question.follow(wishFor(fields.peek()));
}

/** Have an include come with the runs, where it costs little. @param {string} include */
export async function want(include) {
  if (wanted.has(include)) return;
  wanted.add(include);
  // what is under way asks for it once it has come
  if (!asking.peek() && run.peek()) await refresh();
}

/** Say that the server does not answer, and what is tried again by hand. @param {() => unknown} again */
export function unreachable(again) {
  problems.value = [away("", again)];
}

/** Try once more what failed in passing. */
export function retry() {
  const failed = problems.peek().find(({ passing }) => passing);
  if (failed) (failed.again ?? refresh)();
}

/**
 * Show the run of other fields than those of the form, and keep saying what is wrong with the form's.
 * @param {Fields} sound
 * @param {Problem[]} said
 * @returns {Promise<Problem[] | null>} what is wrong with these too; null where they are shown, or a later question came
 */
export async function substitute(sound, said) {
  const outcome = await question.put(wishFor(sound));
  if (!outcome) return null;
  if ("failure" in outcome) return outcome.failure.problems;
  batch(() => {
    arrive(outcome.answer);
    problems.value = said;
  });
  return null;
}

/** @param {Run} next */
function arrive(next) {
  const before = run.peek();
  problems.value = [];
  // sorted by its own numbers, a run has the unit that is looked at elsewhere
  const name = before ? unitName(before, unit.peek()) : unit.peek();
  run.value = inOrder(next, order.peek());
  pinUnit(Math.max(placeOfUnit(run.value, name), 0));
  point(null);
  // edits are of the words and units that they were made for
  if (before && !alike(before, next)) edit.value = "";
  const land = landing.peek();
  if (land) land();
  else if (before) playOn(before.tokens, next.tokens);
}

/** Where other words are read, play on from the first that differs. @param {string[]} before @param {string[]} after */
function playOn(before, after) {
  const fresh = firstDifference(before, after);
  if (fresh === before.length && fresh === after.length) return;
  // other words are no part of what was to be played
  stretch.value = null;
  // what was already read stays read: the states of a common beginning are the same numbers
  u.value = calm.peek() ? after.length : clamp(Math.min(u.peek(), fresh), 0, after.length);
  if (!calm.peek()) playing.value = true;
}

/** Whether two runs have the same words and the same units. @param {Run} a @param {Run} b */
const alike = (a, b) =>
  a.hidden_size === b.hidden_size && firstDifference(a.tokens, b.tokens) === Math.max(a.tokens.length, b.tokens.length);

/** @param {string[]} a @param {string[]} b */
function firstDifference(a, b) {
  const at = a.findIndex((token, i) => token !== b[i]);
  return at < 0 ? Math.min(a.length, b.length) : at;
}
