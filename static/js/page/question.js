/**
 * One way to ask the server. Every panel that asks has one of these: it knows what is under way and what is wished next,
 * drops the answers that nobody waits for any more, and turns a failure into a sentence. It needs no document.
 * @import {Failure, Problem} from "../types.js"
 */
import { Refused, reason } from "./api.js";

/** @typedef {{setTimeout: (act: () => void, ms: number) => any, clearTimeout: (timer: any) => void}} Clock */
/** @template Answer @typedef {{answer: Answer} | {failure: Failure}} Outcome */

/**
 * Why there is no answer. A refusal names fields; anything else passes, and the same question may succeed later.
 * @param {unknown} error
 * @returns {Failure}
 */
export function failureOf(error) {
  const refused = error instanceof Refused ? error : null;
  const passing = refused?.passing ?? true;
  const problems = passing ? [away(refused?.message ?? "")] : problemsOf(refused);
  return { passing, sentence: reason(error), problems, details: refused?.details ?? [] };
}

/** @param {Refused | null} refused @returns {Problem[]} */
const problemsOf = (refused) => refused?.problems ?? [];

/**
 * A problem with no field: the server is away, or busy.
 * @param {string} message what the server itself said; "" where it did not answer
 * @param {() => unknown} [again] what may succeed later, where it is not the page's own question
 * @returns {Problem}
 */
export const away = (message, again) => ({ field: "", message, passing: true, ...(again ? { again } : {}) });

/**
 * @template Wish
 * @template Answer
 * @param {object} parts
 * @param {(wish: Wish, signal: AbortSignal) => Promise<Answer>} parts.fetch
 * @param {(answer: Answer, wish: Wish) => void} [parts.show] called with each answer that is still wanted
 * @param {(failure: Failure, wish: Wish) => void} [parts.fail] called where there is none; without it a failure is silent
 * @param {{value: boolean}} [parts.busy] kept true while a question is under way
 * @param {Clock} [parts.clock]
 */
export function questions({ fetch, show, fail, busy = { value: false }, clock = globalThis }) {
  /** @type {AbortController | null} */
  let underWay = null;
  /** @type {{wish: Wish} | null} */
  let next = null;
  /** @type {any} */
  let resting = null;
  let latest = Promise.resolve();

  /** Ask nothing more, and drop what is under way. */
  function stop() {
    if (resting !== null) clock.clearTimeout(resting);
    underWay?.abort();
    [resting, next, underWay] = [null, null, null];
    busy.value = false;
  }

  /** @param {Wish} wish @param {AbortSignal} signal @returns {Promise<Outcome<Answer>>} */
  async function attempt(wish, signal) {
    try {
      return { answer: await fetch(wish, signal) };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<null>} */
  const aborted = (signal) => new Promise((done) => signal.addEventListener("abort", () => done(null)));

  /**
   * Ask now, in place of what is under way, and show nothing.
   * @param {Wish} wish
   * @param {(outcome: Outcome<Answer>) => void} [take] called in the moment in which the question ends
   * @returns {Promise<Outcome<Answer> | null>} null where a later question took its place
   */
  async function put(wish, take) {
    stop();
    const mine = new AbortController();
    underWay = mine;
    busy.value = true;
    // an answer that others wait for too goes on when this question is dropped
    const outcome = await Promise.race([attempt(wish, mine.signal), aborted(mine.signal)]);
    if (mine.signal.aborted || !outcome) return null;
    underWay = null;
    busy.value = false;
    take?.(outcome);
    return outcome;
  }

  /** @param {Wish} wish @param {Outcome<Answer>} outcome */
  function deliver(wish, outcome) {
    // while an answer is drawn, the next one is under way
    if (next) begin(next.wish);
    if ("answer" in outcome) show?.(outcome.answer, wish);
    else fail?.(outcome.failure, wish);
  }

  /** @param {Wish} wish */
  function begin(wish) {
    latest = put(wish, (outcome) => deliver(wish, outcome)).then(() => {});
    return latest;
  }

  return {
    put: (/** @type {Wish} */ wish) => put(wish),
    stop,
    /**
     * Ask in place of everything before: the latest wish wins.
     * @param {Wish} wish
     * @param {number} [rest] ask only once this long, in ms, has passed without another wish
     * @returns {Promise<void>} done when the answer is shown or dropped; without waiting for a rest
     */
    ask(wish, rest = 0) {
      stop();
      if (rest <= 0) return begin(wish);
      resting = clock.setTimeout(() => {
        resting = null;
        begin(wish);
      }, rest);
      return Promise.resolve();
    },
    /**
     * Ask as a hand does that drags: one question under way, then the latest wish. A slow answer delays the picture and
     * never starves it, and the last wish is always asked.
     * @param {Wish} wish
     */
    follow(wish) {
      if (underWay) next = { wish };
      else begin(wish);
    },
    /** Wait until nothing is under way. */
    async settled() {
      for (let seen = null; seen !== latest; ) {
        seen = latest;
        await seen;
      }
    },
  };
}
