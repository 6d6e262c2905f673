/** What fails because the server is away is tried again: soon at first, then twice as late each time. */
import { effect } from "../../vendor/signals.js";
import { retry } from "./shown-run.js";
import { problems } from "./state.js";

/** @import {Clock} from "./question.js" */
/** @typedef {[soon: number, rarely: number]} Pauses the first pause and the longest, in ms */

/** The page's question. @type {Pauses} */
const QUESTION = [1_000, 10_000];
/** The page's first words. @type {Pauses} */
export const WORDS = [500, 8_000];

/** One pause after the other, until it starts over. @param {Pauses} pauses */
export function pausing([soon, rarely]) {
  let pause = soon;
  return {
    next() {
      const now = pause;
      pause = Math.min(2 * pause, rarely);
      return now;
    },
    startOver() {
      pause = soon;
    },
  };
}

/**
 * Try until it succeeds.
 * @template V
 * @param {() => Promise<V>} act
 * @param {Pauses} pauses
 * @param {{failed?: (times: number) => void, clock?: Pick<Clock, "setTimeout">}} [options] `failed` hears of each failure
 * @returns {Promise<V>}
 */
export async function insist(act, pauses, { failed, clock = globalThis } = {}) {
  const pause = pausing(pauses);
  for (let times = 1; ; times++)
    try {
      return await act();
    } catch {
      failed?.(times);
      await new Promise((done) => clock.setTimeout(() => done(undefined), pause.next()));
    }
}

/** Ask the page's question again where it failed in passing, and at once when the browser is online again. @param {Clock} [clock] */
export function bindRetry(clock = globalThis) {
  const pause = pausing(QUESTION);
  // what was wanted by a press (`again`) waits for another one
  const failed = () => problems.value.some(({ passing, again }) => passing && !again);
  effect(() => {
    if (!failed()) return pause.startOver();
    const waiting = clock.setTimeout(retry, pause.next());
    return () => clock.clearTimeout(waiting);
  });
  addEventListener("online", () => {
    if (failed()) retry();
  });
}
