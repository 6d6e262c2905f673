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
 * Bind a panel when it comes near; a button that was pressed before is pressed once its code is there.
 * @param {Element} panel
 * @param {() => Promise<void>} bind
 * @param {Pick<import("./question.js").Clock, "setTimeout">} [clock]
 * @param {{value: boolean}} [wanted] whether it is needed where it is not near
 */
export function bindWhenNear(panel, bind, clock = globalThis, wanted = { value: false }) {
  let [near, bound] = [false, false];
  const press = keepPresses(panel);
  const attempt = async () => {
    if (bound || !(near || wanted.value)) return;
    bound = true;
    try {
      await bind();
      stop();
      panel.removeAttribute("aria-busy");
      panel.setAttribute("data-bound", "");
      press();
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

/**
 * Keep the last button that is pressed in a panel, until it can answer.
 * @param {Element} panel
 * @returns {() => void} presses it, and keeps no more
 */
function keepPresses(panel) {
  /** @type {HTMLElement | null} */
  let pressed = null;
  const keep = (/** @type {Event} */ event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    pressed = button;
    event.stopPropagation();
  };
  panel.addEventListener("click", keep, true);
  return () => {
    panel.removeEventListener("click", keep, true);
    pressed?.click();
  };
}

/** What tells of a hand on the page. */
const HANDS = ["pointermove", "pointerdown", "keydown", "scroll", "focusin"];

/**
 * Bind what no first look needs, with the first sign of a hand.
 * @param {() => Promise<void>} bind
 * @param {number} [latest] ms after which it is bound without one
 */
export function onFirstHand(bind, latest) {
  const timer = latest === undefined ? 0 : setTimeout(() => attempt(), latest);
  const attempt = async () => {
    clearTimeout(timer);
    for (const sign of HANDS) removeEventListener(sign, attempt, { capture: true });
    try {
      await bind();
    } catch {
      // its code did not come
      setTimeout(attempt, AGAIN);
    }
  };
  for (const sign of HANDS) addEventListener(sign, attempt, { capture: true, passive: true });
}
