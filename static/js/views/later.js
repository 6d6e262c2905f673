/** What is far below the window can wait. */
import { find } from "../dom.js";

/** How near the window a panel has to come, so that it is there before it is seen. */
const NEAR = "600px";

/**
 * Bind a panel when it first comes near the window; until then, `aria-busy` may hide what has no words yet.
 * @param {string} selector
 * @param {() => Promise<void>} bind
 */
export function bindLater(selector, bind) {
  const panel = find(selector);
  const observer = new IntersectionObserver(
    async ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      await bind();
      panel.removeAttribute("aria-busy");
    },
    { rootMargin: NEAR },
  );
  observer.observe(panel);
}
