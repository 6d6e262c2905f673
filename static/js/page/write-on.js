/**
 * Write on: the tokens of POST /sample come one after the other. Each makes the sentence longer, and the stage plays the
 * step that reads it; where motion is reduced they all come at once.
 * @import {Failure, Fields, Sample, SampledToken} from "../types.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { duration } from "../run/phases.js";
import { playStretch } from "./actions.js";
import { fetchAnswer, post } from "./api.js";
import { questions } from "./question.js";
import { ask } from "./shown-run.js";
import { calm, fields, lang, playing, problems, run, u } from "./state.js";

/** About how long a token takes, in seconds: shorter than what makes an entry of the history of its own. */
const PACE = 0.7;

/**
 * What was written: the text before it, all tokens that were sampled, the texts after each, and how many have come.
 * @typedef {object} Written
 * @property {string} before
 * @property {SampledToken[]} tokens
 * @property {string[]} texts
 * @property {number} count
 */

/** The last that was written, whether more is coming, and why there is none. */
export const written = signal(/** @type {Written | null} */ (null));
export const writing = signal(false);
export const trouble = signal(/** @type {Failure | null} */ (null));

/** Whether the text is still what was written. */
export const untouched = computed(() => written.value !== null && fields.value.sentence === textNow(written.value));

/** The tokens that have come. */
export const come = computed(() => written.value?.tokens.slice(0, written.value.count) ?? []);

/** @param {Written} of */
const textNow = ({ before, texts, count }) => (count ? texts[count - 1] : before);

/** @typedef {{fields: Fields, temperature: number, length: number, seed: number}} Wish */

/** @type {ReturnType<typeof questions<Wish, Sample>>} */
const question = questions({
  fetch: ({ fields: asked, ...more }, signal) =>
    fetchAnswer(post("/sample", asked, more), { lang: lang.peek(), signal }),
  show: (sample, { fields: asked }) => {
    const texts = textsOf(asked.sentence, sample.steps);
    written.value = { before: asked.sentence, tokens: sample.steps, texts, count: 0 };
  },
  fail: (failure) => {
    trouble.value = failure;
    writing.value = false;
  },
});

/** The text after each token. @param {string} before @param {Pick<SampledToken, "takes_back" | "adds">[]} steps */
export function textsOf(before, steps) {
  let text = before;
  return steps.map(({ takes_back, adds }) => {
    text = text.slice(0, text.length - takes_back) + adds;
    return text;
  });
}

/** Each time that it is pressed another text comes. */
let seed = 0;

/**
 * Sample and read on.
 * @param {{temperature: number, length: number}} how
 */
export async function write(how) {
  if (writing.peek()) return;
  writing.value = true;
  trouble.value = null;
  written.value = null;
  await question.ask({ ...how, fields: fields.peek(), seed: seed++ });
  if (writing.peek()) await (calm.peek() ? readAll() : readOn());
  writing.value = false;
}

/** Keep what has come, and let nothing more come. */
export function halt() {
  question.stop();
  writing.value = false;
}

/** The text as it was before. */
export async function takeBack() {
  const all = written.peek();
  halt();
  written.value = null;
  if (all) await ask({ sentence: all.before });
}

/** All tokens at once. */
async function readAll() {
  const all = written.peek();
  if (all) await show(all.tokens.length);
}

/** One token after the other, as long as nobody writes, stops the time, or halts it. */
async function readOn() {
  const all = /** @type {Written} */ (written.peek());
  for (let count = 1; count <= all.tokens.length; count++) {
    if (!writing.peek() || !untouched.peek()) return;
    const before = run.peek()?.tokens.length ?? 0;
    if (!(await show(count))) return;
    const T = run.peek()?.tokens.length ?? 0;
    // a blank at the end is read with what follows it
    if (T > before && !(await played(before, T))) return;
  }
}

/** Show the text with so many tokens. @param {number} count @returns {Promise<boolean>} whether it is shown */
async function show(count) {
  const all = /** @type {Written} */ (written.peek());
  const sentence = all.texts[count - 1] ?? all.before;
  written.value = { ...all, count };
  await ask({ sentence });
  return fields.peek().sentence === sentence && problems.peek().length === 0 && run.peek()?.sentence === sentence;
}

/**
 * Play the steps from … T and wait.
 * @param {number} from
 * @param {number} T
 * @returns {Promise<boolean>} whether they were played to the end
 */
function played(from, T) {
  playStretch(from, T, Math.max(1, duration(from, T, T) / PACE));
  return new Promise((done) => {
    const stop = effect(() => {
      if (playing.value && writing.value && untouched.value) return;
      const whole = u.peek() >= T - 1e-6 && writing.peek() && untouched.peek();
      queueMicrotask(() => stop());
      done(whole);
    });
  });
}
