/** What is far below the window can wait. */
import { effect } from "../../vendor/signals.js";
import { find } from "../pen/dom.js";
import { watch } from "./visible.js";

/** How near the window a panel has to come, so that it is bound before it is seen; a first screen has none so near. */
const NEAR = "400px";
/** What did not come is asked for again after this pause, in ms. */
const AGAIN = 2_000;

/**
 * Bind a panel when it first comes near the window, or is wanted; until then, `aria-busy` may hide what has no words yet.
 * @param {string} selector
 * @param {() => Promise<void>} bind
 * @param {{value: boolean}} [wanted]
 */
export const bindLater = (selector, bind, wanted) => bindWhenNear(find(selector), bind, globalThis, wanted);

/**
 * Bind a panel once something is so.
 * @param {{value: boolean}} so
 * @param {() => Promise<void>} bind
 */
export function bindWhen(so, bind) {
  let bound = false;
  effect(() => {
    if (bound || !so.value) return;
    bound = true;
    bind().catch(() => {
      // its code did not come
      bound = false;
    });
  });
}

/**
 * @param {Element} panel
 * @param {() => Promise<void>} bind
 * @param {Pick<import("./question.js").Clock, "setTimeout">} [clock]
 * @param {{value: boolean}} [wanted] whether it is needed where it is not near
 */
export function bindWhenNear(panel, bind, clock = globalThis, wanted = { value: false }) {
  let [near, bound] = [false, false];
  const attempt = async () => {
    if (bound || !(near || wanted.value)) return;
    bound = true;
    try {
      await bind();
      stop();
      panel.removeAttribute("aria-busy");
    } catch {
      // its code did not come
      bound = false;
      clock.setTimeout(attempt, AGAIN);
    }
  };
  const stop = watch(
    panel,
    (now) => {
      near = now;
      attempt();
    },
    NEAR,
  );
  effect(() => {
    if (wanted.value) attempt();
  });
}
