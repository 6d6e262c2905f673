/** How often a picture needs to be drawn: one out of sight may lag, so that those in sight keep their frames. */
import { computed, effect, signal } from "../../vendor/signals.js";
import { run, u } from "../state.js";

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

/**
 * The playhead for an element's picture: u while it is in sight, else u as it was a moment ago.
 * @param {Element} element
 */
export function paced(element) {
  const seen = signal(true);
  new IntersectionObserver(([entry]) => {
    seen.value = entry?.isIntersecting ?? true;
  }).observe(element);
  // a moment of another run may lie beyond this one's end
  return computed(() => (seen.value ? u.value : Math.min(late.value, 2 * (run.value?.tokens.length ?? 0))));
}
