/** What only a near panel needs to ask for. */
import { signal } from "../../vendor/signals.js";

/** So near the window, a panel's answer should be on its way. */
const NEAR = "240px";

/** Whether an element is in the window or close to it, as a signal. @param {Element} element */
export function near(element) {
  const seen = signal(false);
  new IntersectionObserver(
    ([entry]) => {
      seen.value = entry?.isIntersecting ?? false;
    },
    { rootMargin: NEAR },
  ).observe(element);
  return seen;
}
