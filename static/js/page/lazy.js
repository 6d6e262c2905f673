/** What is far below the window can wait. */
import { find } from "../pen/dom.js";

/** How near the window a panel has to come, so that it is there before it is seen. */
const NEAR = "600px";
/** What did not come is asked for again after so long, in ms. */
const AGAIN = 2_000;

/**
 * Bind a panel when it first comes near the window; until then, `aria-busy` may hide what has no words yet.
 * @param {string} selector
 * @param {() => Promise<void>} bind
 */
export function bindLater(selector, bind) {
  const panel = find(selector);
  let [near, bound] = [false, false];
  const attempt = async () => {
    if (bound || !near) return;
    bound = true;
    try {
      await bind();
      observer.disconnect();
      panel.removeAttribute("aria-busy");
    } catch {
      // its code did not come
      bound = false;
      setTimeout(attempt, AGAIN);
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      near = entries.at(-1)?.isIntersecting ?? false;
      attempt();
    },
    { rootMargin: NEAR },
  );
  observer.observe(panel);
}
