/** What only a near panel needs to ask for. */
import { computed, signal } from "../../vendor/signals.js";
import { held } from "./pace.js";

/** So near the window, a panel's answer should be on its way. */
const NEAR = "240px";

/** Whether an element is in the window or close to it, and no hand is at the dial, whose own answers come first; as a signal. @param {Element} element */
export function near(element) {
  const seen = signal(false);
  new IntersectionObserver(
    (entries) => {
      seen.value = entries.at(-1)?.isIntersecting ?? false;
    },
    { rootMargin: NEAR },
  ).observe(element);
  return computed(() => seen.value && !held.value);
}
