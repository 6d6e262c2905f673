/**
 * How fast time plays. The first time through, a phase lasts as long as its caption takes to be read, in all steps of
 * a short text and in as many of a long one as about half a minute a direction has room for. Its later steps, and what
 * was read before, go by faster.
 * @import {Moment, Run} from "../types.js"
 */
import { plain } from "../pen/dom.js";
import { once } from "../pen/once.js";
import { ahead, moment, seconds } from "../run/phases.js";
import { words } from "../words/i18n.js";
import { narrate } from "../words/narration.js";
import { readingSeconds } from "../words/reading-time.js";

/** A phase of run/phases.js: its share of a step, and the moment at its end. @typedef {{share: number, now: Moment}} Phase */

/** A text of no more steps is read to its end: the eight STEPs of four words. */
const SHORT = 4;
/** Seconds that a direction of a longer text may take the first time through. */
const PATIENCE = 36;
/** So many captions are remembered as read. */
const MOST = 5000;

/** The phases that played to their end, by their captions. @type {Set<string>} */
const read = new Set();
/** How often a phase was read to its end, or all were forgotten. */
let reads = 0;

/** What a phase says, as a reader sees it. @param {Run} run @param {Moment} now */
const captionOf = (run, now) =>
  once(run, `caption ${words.peek()} ${now.backward} ${now.k} ${now.phase}`, () => plain(narrate(run, now).text));

/** The same words at another phase are to be read again. @param {Run} run @param {Moment} now */
const nameOf = (run, now) => `${now.backward} ${now.k} ${now.phase} ${captionOf(run, now)}`;

/** A caption that has been shown to its end need not be read again. @param {Run} run @param {Moment} now */
export function markRead(run, now) {
  if (!isTaught(run, now)) return;
  if (read.size >= MOST) read.clear();
  read.add(nameOf(run, now));
  reads++;
}

/** As on a page that was just opened. */
export function forget() {
  read.clear();
  reads++;
}

/**
 * What was asked last: within a phase it is asked in every frame.
 * @type {{run: Run | null, words: number, read: number, u: number, seconds: number}}
 */
const asked = { run: null, words: 0, read: 0, u: -1, seconds: 0 };

/**
 * How long a phase lasts at speed 1, in seconds.
 * @param {Run} run
 * @param {Phase} phase
 */
export function phaseSeconds(run, phase) {
  const [said, u] = [words.peek(), phase.now.u];
  const known = asked.run === run && asked.u === u && asked.words === said && asked.read === reads;
  if (!known) Object.assign(asked, { run, words: said, read: reads, u, seconds: lasts(run, phase) });
  return asked.seconds;
}

/** @param {Run} run @param {Phase} phase */
function lasts(run, { share, now }) {
  const quick = share * seconds(now.k, run.tokens.length);
  if (!isTaught(run, now)) return quick;
  return read.has(nameOf(run, now)) ? quick : Math.max(quick, toRead(run, { share, now }));
}

/** How long a caption takes to be read; no time where the phase before it says the same. @param {Run} run @param {Phase} phase */
function toRead(run, { share, now }) {
  const before = moment(now.u - share, run.tokens.length);
  const caption = captionOf(run, now);
  const another = before.phase !== now.phase && before.k === now.k;
  return another && caption === captionOf(run, before) ? 0 : readingSeconds(caption);
}

/** Whether a step is among those whose captions can be read. @param {Run} run @param {Moment} now */
export const isTaught = (run, { k, backward }) =>
  k < once(run, `taught ${words.peek()} ${backward}`, () => taught(run, backward));

/**
 * How many first steps of a direction have their captions read: as many as there is time for beside the others at their
 * own pace, at least one, and all of a short text.
 * @param {Run} run
 * @param {boolean} backward
 */
function taught(run, backward) {
  const T = run.tokens.length;
  if (T <= SHORT) return T;
  let left = PATIENCE;
  for (let k = 0; k < T; k++) left -= seconds(k, T);
  let steps = 0;
  while (steps < T) {
    left -= stepSeconds(run, steps, backward) - seconds(steps, T);
    if (left < 0 && steps > 0) break;
    steps++;
  }
  return steps;
}

/** How long the captions of a step take to be read. @param {Run} run @param {number} k @param {boolean} backward */
function stepSeconds(run, k, backward) {
  const T = run.tokens.length;
  const end = (backward ? T : 0) + k + 1;
  let all = 0;
  for (let u = end - 1; u < end - 1e-6; ) {
    const phase = ahead(u, T);
    all += Math.max(phase.share * seconds(k, T), toRead(run, phase));
    u = phase.until;
  }
  return all;
}
