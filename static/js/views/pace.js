/** How often a picture needs to be drawn: one out of sight may lag, so that those in sight keep their frames. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { run, u } from "../state.js";

/** @import {Run} from "../types.js" */

/** Whether a hand holds the dial: panels with requests of their own wait until it lets go. */
export const held = signal(false);

/** Out of sight, a picture is drawn at most this often, in ms. */
const SELDOM = 250;

/** The playhead as pictures out of sight see it. */
const late = signal(0);

{
  let waiting = 0;
  effect(() => {
    if (u.value !== late.peek() && !waiting)
      waiting = setTimeout(() => {
        waiting = 0;
        late.value = u.peek();
      }, SELDOM);
  });
}

/** The run as pictures out of sight see it, where only its numbers change. */
const lateRun = signal(run.peek());

{
  let waiting = 0;
  effect(() => {
    if (run.value !== lateRun.peek() && !waiting)
      waiting = setTimeout(() => {
        waiting = 0;
        lateRun.value = run.peek();
      }, SELDOM);
  });
}

/** Whether an element is in sight, as a signal. @param {Element} element */
function sight(element) {
  const seen = signal(true);
  new IntersectionObserver(([entry]) => {
    seen.value = entry?.isIntersecting ?? true;
  }).observe(element);
  return seen;
}

/**
 * The playhead for an element's picture: u while it is in sight, else u as it was a moment ago.
 * @param {Element} element
 */
export function paced(element) {
  const seen = sight(element);
  // a moment of another run may lie beyond this one's end
  return computed(() => (seen.value ? u.value : Math.min(late.value, 2 * (run.value?.tokens.length ?? 0))));
}

/**
 * The run for an element's picture: while the same words are read by one network after the other, as under the dial, a
 * picture out of sight has the one of a moment ago.
 * @param {Element} element
 */
export function pacedRun(element) {
  const seen = sight(element);
  return computed(() => (seen.value || !alike(run.value, lateRun.value) ? run.value : lateRun.value));
}

/** Whether two runs differ in numbers only. @param {Run | null} a @param {Run | null} b */
const alike = (a, b) =>
  a?.cell === b?.cell &&
  a?.hidden_size === b?.hidden_size &&
  a?.tokens.length === b?.tokens.length &&
  Boolean(a?.tokens.every((token, t) => token === b?.tokens[t]));
