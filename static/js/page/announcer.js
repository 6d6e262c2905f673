/**
 * What is said in the live region, at a pace that can be followed. What the reader does is answered at once. While time
 * flows a step is said at most every few seconds, and of those that went by meanwhile only the latest.
 */

/** Between two that are said while time flows, ms: about as long as it takes to hear one. */
export const APART = 4_000;

/**
 * Texts are made when they are said.
 * @param {(text: string) => void} say
 * @param {Pick<import("./question.js").Clock, "setTimeout" | "clearTimeout">} [clock]
 */
export function announcer(say, clock = globalThis) {
  let timer = /** @type {ReturnType<typeof setTimeout> | null} */ (null);
  let waiting = /** @type {(() => string) | null} */ (null);
  const rest = () => {
    if (timer !== null) clock.clearTimeout(timer);
    timer = clock.setTimeout(next, APART);
  };
  const next = () => {
    timer = null;
    if (!waiting) return;
    say(waiting());
    waiting = null;
    rest();
  };
  return {
    /** At once: what waited is no news any more. @param {string} text */
    tell(text) {
      waiting = null;
      say(text);
      rest();
    },
    /** When there has been time to hear the last one. @param {() => string} make */
    pass(make) {
      waiting = make;
      if (timer === null) next();
    },
  };
}
