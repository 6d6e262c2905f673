/** What is far below the window can wait. */
import { find } from "../dom.js";

/** How near the window a panel has to come, so that it is there before it is seen. */
const NEAR = "600px";

/**
 * Bind a panel when it first comes near the window.
 * @param {string} selector
 * @param {() => Promise<void>} bind
 */
export function bindLater(selector, bind) {
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      bind();
    },
    { rootMargin: NEAR },
  );
  observer.observe(find(selector));
}
