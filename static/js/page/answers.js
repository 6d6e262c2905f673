/** Answers that were given before and are not asked for again. */
import { remember } from "../pen/once.js";

/**
 * @template Answer
 * @param {number} most the answers that are kept
 */
export function answers(most) {
  /** @type {ReturnType<typeof remember<Promise<Answer>>>} */
  const store = remember(most);
  return {
    /** @param {string} key @param {Answer} answer */
    keep: (key, answer) => store.keep(key, Promise.resolve(answer)),
    /**
     * The answer of a key, asked for where it is not known. One that fails or is aborted is forgotten at once: the next
     * one that asks must not be handed a broken promise.
     * @param {string} key
     * @param {() => Promise<Answer>} ask
     * @param {AbortSignal} [signal]
     * @returns {Promise<Answer>}
     */
    of: (key, ask, signal) =>
      store.of(key, () => {
        const answer = ask();
        const forget = () => store.forget(key);
        const settle = () => signal?.removeEventListener("abort", forget);
        signal?.addEventListener("abort", forget);
        answer.then(settle, settle);
        return answer;
      }),
  };
}
