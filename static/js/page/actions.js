/**
 * Everything a person can do, as verbs. The only writers of state.js beside the player.
 * @import {Fields, Left, Problem, Scene} from "../types.js"
 */

import { batch } from "../../vendor/signals.js";
import { clamp } from "../pen/math.js";
import { beyond, duration, phaseStops, steps } from "../run/phases.js";
import { speak } from "../words/i18n.js";
import { mended, parse, query } from "./address.js";
import { fetchRun, Refused } from "./api.js";
import { attemptNow } from "./attempt.js";
import {
  asking,
  calm,
  end,
  fields,
  guessing,
  lang,
  langChosen,
  lesson,
  part,
  playing,
  pointed,
  problems,
  run,
  shade,
  speed,
  standIn,
  stretch,
  term,
  u,
  unit,
  VIEWS,
  view,
} from "./state.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

/** @type {AbortController | null} */
let pending = null;

/**
 * Change request fields and show the new run.
 * @param {Partial<Fields>} change
 */
export function ask(change) {
  fields.value = { ...fields.value, ...change };
  return refresh();
}

/** What panels need of every run besides, from when they are near. @type {Set<string>} */
const wanted = new Set();
/** Whether something is wanted that the question on its way does not ask for. */
let lacking = false;

/** Have an include come with the runs, where it costs little. @param {string} include */
export async function want(include) {
  if (wanted.has(include)) return;
  wanted.add(include);
  if (asking.value) lacking = true;
  else if (run.value) await refresh();
}

/** The hand whose wishes the answers follow. @type {object | null} */
let hand = null;

/**
 * Change request fields again and again, as a hand does that drags: one question at a time, the next one the latest, so
 * that a slow answer delays the picture and never starves it. While an answer is drawn, the next is on its way.
 * @param {Partial<Fields>} change
 */
export async function follow(change) {
  fields.value = { ...fields.value, ...change };
  if (hand) return;
  const mine = {};
  hand = mine;
  let asked = fields.value;
  for (let answer = inquire(); hand === mine; ) {
    const come = await answer;
    // another address was opened
    if (hand !== mine) return;
    if (asked === fields.value) hand = null;
    else {
      asked = fields.value;
      answer = inquire();
    }
    show(come);
  }
}

/** Done when the last question is answered. */
let latest = Promise.resolve();

/** Fetch the run of the fields; the last good picture stays until its successor is here. */
function refresh() {
  latest = inquire().then(show);
  return latest;
}

/** Wait until what was asked last is answered, whoever asked it. */
async function answered() {
  for (let seen = null; seen !== latest; ) {
    seen = latest;
    await seen;
  }
}

/** Ask for the run of some fields, and for no other any more; null where a later question came first. */
async function inquire(asked = fields.value) {
  pending?.abort();
  const mine = new AbortController();
  pending = mine;
  asking.value = true;
  lacking = false;
  const options = { lang: lang.value, signal: mine.signal, also: [...wanted] };
  const answer = await fetchRun(asked, options).catch(refusal);
  // a later question has been asked: this answer is nobody's
  if (mine.signal.aborted) return null;
  pending = null;
  asking.value = false;
  return answer;
}

/** @param {Awaited<ReturnType<typeof inquire>>} answer */
function show(answer) {
  if (Array.isArray(answer)) problems.value = answer;
  // where a panel cannot draw it, the others do
  else if (answer) attemptNow(() => batch(() => arrive(answer)));
  if (answer && lacking && !asking.value) refresh();
}

/** What stands beside the fields when there is no answer. @param {unknown} error @returns {Problem[]} */
const refusal = (error) =>
  error instanceof Refused && !error.passing ? error.problems : [away(error instanceof Refused ? error.message : "")];

/** Nothing is wrong with the fields. @param {string} message what the server itself said; "" where it did not answer @param {() => unknown} [again] what may succeed another time @returns {Problem} */
const away = (message, again) => ({ field: "", message, passing: true, ...(again ? { again } : {}) });

/** Say that the server does not answer, and what is tried again by hand. @param {() => unknown} again */
export function unreachable(again) {
  problems.value = [away("", again)];
}

/** Try once more what failed in passing. */
export function retry() {
  const failed = problems.value.find(({ passing }) => passing);
  if (failed) (failed.again ?? refresh)();
}

/** Stand where an opened address says, once its picture is here; null where it does already. @type {(() => void) | null} */
let landing = null;

/** @param {NonNullable<typeof run.value>} next */
function arrive(next) {
  const before = run.value;
  problems.value = [];
  run.value = next;
  pinUnit(unit.value);
  point(null);
  if (landing) return landing();
  if (!before) return;
  const fresh = firstDifference(before.tokens, next.tokens);
  if (fresh === before.tokens.length && fresh === next.tokens.length) return;
  // other words are no part of what was to be played
  stretch.value = null;
  // what was already read stays read: the states of a common beginning are the same numbers
  u.value = clamp(Math.min(u.value, fresh), 0, next.tokens.length);
  if (calm.value) u.value = next.tokens.length;
  else playing.value = true;
}

/** @param {string[]} a @param {string[]} b */
function firstDifference(a, b) {
  const at = a.findIndex((token, i) => token !== b[i]);
  return at < 0 ? Math.min(a.length, b.length) : at;
}

/** Stand at u. @param {number} at */
export function seek(at) {
  if (!run.value) return;
  batch(() => {
    landing = null;
    playing.value = false;
    stretch.value = null;
    u.value = clamp(at, 0, end.value);
  });
}

export function toggle() {
  // without a picture there is nothing to play
  if (!run.value) return;
  batch(() => {
    landing = null;
    stretch.value = null;
    if (!playing.value && u.value >= end.value) u.value = 0;
    playing.value = !playing.value;
    // where it stops is a moment that an address can hold
    if (!playing.value) u.value = Math.round(u.value * 1000) / 1000;
  });
}

/** One STEP on or back. @param {1 | -1} direction */
export const step = (direction) => run.value && seek(beyond(steps(run.value.tokens.length), u.value, direction));

/** One phase on or back. @param {1 | -1} direction */
export const phase = (direction) => run.value && seek(beyond(phaseStops(run.value.tokens.length), u.value, direction));

/** Look from nearer or farther. @param {string} name */
export function setView(name) {
  if (VIEWS.includes(name)) view.value = name;
}

/** Look at unit j. @param {number} j */
export function pinUnit(j) {
  unit.value = clamp(Math.round(j), 0, (run.value?.hidden_size ?? 256) - 1);
}

/** Choose unit j from a picture of many: a text that is being looked at shows it. @param {number} j */
export function pickUnit(j) {
  batch(() => {
    pinUnit(j);
    if (view.value === "sentence" && shade.value !== "flow") shade.value = "unit";
  });
}

/** Shade the text by something else. @param {string} name */
export function shadeBy(name) {
  shade.value = name;
}

/** Point at step t, or at none. @param {number | null} t */
export function point(t) {
  pointed.value = t === null ? null : clamp(t, 0, (run.value?.tokens.length ?? 1) - 1);
}

/** Stand where step t has just been taken, in the direction that is being played. @param {number} t */
export function visit(t) {
  const T = run.value?.tokens.length ?? 0;
  seek(u.value > T ? 2 * T - t : t + 1);
}

/** Keep looking at a vector inside A, a unit of it, a term of its sum. @param {{part?: string, unit?: number, term?: number | null}} look */
export function pin(look) {
  batch(() => {
    if (look.part !== undefined) part.value = look.part;
    if (look.term !== undefined) term.value = look.term;
    if (look.unit !== undefined) pinUnit(look.unit);
  });
}

/** @param {number} factor */
export function setSpeed(factor) {
  speed.value = factor;
}

/**
 * Show what an address says: its fields, and the moment to stand still at; without one it plays.
 * @param {string} search
 * @param {Left} [left] what the address does not hold
 */
export async function open(search, left = {}) {
  const page = parse(search, left.sentence);
  hand = null;
  batch(() => {
    fields.value = page.fields;
    standIn.value = left.lost ? page.fields.sentence : null;
    speed.value = SPEEDS.includes(page.speed ?? 1) ? (page.speed ?? 1) : 1;
    playing.value = false;
    stretch.value = null;
    setView(page.view ?? "unrolled");
    read(page.lesson);
  });
  const land = () => {
    landing = null;
    pinUnit(page.unit ?? 0);
    u.value = clamp(left.u ?? page.u ?? 0, 0, end.value);
    stretch.value = left.stretch ?? null;
    playing.value = left.playing ?? (page.u === null && !calm.value);
  };
  landing = land;
  refresh();
  await answered();
  if (fields.value === page.fields && problems.value.length) await mend();
  if (landing !== land || !run.value) return;
  // its own picture has not come: it stands there in the last one, and in its own once that comes
  batch(land);
  landing = land;
}

/** No page is empty: where an address is refused, draw what it says in all other fields; what is wrong stays said. */
async function mend() {
  const said = problems.value;
  // fields that nothing is wrong with are not drawn as others
  if (said.some(({ passing }) => passing)) return;
  for (let sound = mended(fields.value, said); sound; ) {
    const answer = await inquire(sound);
    if (!answer) return;
    if (Array.isArray(answer)) sound = mended(sound, answer);
    else
      return batch(() => {
        arrive(answer);
        problems.value = said;
      });
  }
}

/** Open a chapter of the lesson; null closes the lesson and leaves the picture as it is. @param {number | null} chapter */
export function read(chapter) {
  batch(() => {
    lesson.value = chapter;
    if (chapter === null) guessing.value = false;
  });
}

/** Whether the reader is to guess before the panels tell. @param {boolean} yes */
export function guess(yes) {
  guessing.value = yes;
}

/** A stretch of the timeline that a lesson plays never takes longer than this, in seconds. */
const PATIENCE = 8;

/**
 * Set the whole page to a scene and stand there, or play on from there to another moment.
 * @param {Scene} scene
 */
export async function present({ fields: wanted, view: name, look, from, until }) {
  const there = run.value?.asked && same(run.value.asked, wanted) && same(fields.value, wanted);
  if (!there) {
    fields.value = wanted;
    refresh();
    await answered();
    // another wish has come, or there is no such run
    if (fields.value !== wanted || run.value?.asked !== wanted) return;
  }
  const shown = run.value;
  if (!shown) return;
  const T = shown.tokens.length;
  batch(() => {
    setView(name);
    pin(look(shown));
    seek(until && calm.value ? until(T) : from(T));
    if (!until || calm.value) return;
    stretch.value = { until: until(T), haste: Math.max(1, duration(from(T), until(T), T) / PATIENCE) };
    playing.value = true;
  });
}

/** @param {Fields} a @param {Fields} b */
const same = (a, b) => query(a).toString() === query(b).toString();

/** Speak another language, in place. @param {string} code @returns {Promise<void>} */
export async function setLanguage(code) {
  const told = () => {
    lang.value = code;
    langChosen.value = true;
  };
  try {
    await speak(code, document.body.dataset.static ?? "/static", told);
  } catch {
    return unreachable(() => setLanguage(code));
  }
  problems.value = problems.value.filter(({ again }) => !again);
  // what the server said, it says in the new language
  if (lang.value === code && problems.value.length) await refresh();
}
