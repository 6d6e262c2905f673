/** Whether an element is in the window, or close to it. */
import { signal } from "../../vendor/signals.js";

/**
 * Hear of each change.
 * @param {Element} element
 * @param {(visible: boolean) => void} tell
 * @param {string} [margin] how far outside the window still counts, as CSS writes it
 * @returns {() => void} stops
 */
export function watch(element, tell, margin = "0px") {
  const observer = new IntersectionObserver((entries) => tell(entries.at(-1)?.isIntersecting ?? true), {
    rootMargin: margin,
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/**
 * The same as a signal.
 * @param {Element} element
 * @param {{before: boolean, margin?: string}} options `before`: what is assumed until the browser has looked
 */
export function visible(element, { before, margin }) {
  const seen = signal(before);
  watch(
    element,
    (now) => {
      seen.value = now;
    },
    margin,
  );
  return seen;
}
