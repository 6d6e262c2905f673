/** The room that the window leaves for the stage, in the stage's own px: it may be shown larger than it is laid out. */
import { computed, signal } from "../../vendor/signals.js";
import { mode, run, wall } from "../page/state.js";
import { find, matches } from "../pen/dom.js";
import { magnified } from "../pen/magnified.js";
import { isPlain } from "../run/facts.js";

/** What is above and below A in the window: the head of the page, the caption, the word, the line of time. */
const AROUND = 284;
/** The same where a page that is scrolled, or has the text beside the stage, has no head above it. */
const LITTLE = 224;
/** So high it is at least and at most. */
const [LEAST, MOST] = [250, 520];
/** A low window is scrolled until the stage fills it, but for the line of time: css/transport.css. */
const LOW = { window: 480, around: 93 };
/** On a wall only the word is outside of A, px; a gated cell has its card beside it, which asks for a low room. */
const [WORD, GATED] = [52, 300];

/** A phone on its side, or a page at 200 %: the transport sticks to the window's foot (css/transport.css). */
const LOW_WINDOW = "(max-height: 480px)";
/** A window in which the stage leaves room for the line of time (css/stage.css); in the lowest it is as low as it can be. */
const SHALLOW = "(min-width: 901px) and (max-height: 640px)";
const LOWEST = "(max-height: 420px)";
/** What a shallow window has besides the stage: the head of the page, the caption, the line of time, px. */
const BESIDES = 240;
/** A narrow window: in the acts the stage sticks above the text and leaves it as much as it can (css/acts.css). */
const NARROW = "(max-width: 900px)";

const height = signal(globalThis.innerHeight ?? 900);
globalThis.addEventListener?.("resize", () => {
  height.value = innerHeight;
});

/** The height that the whole stage has on a wall; null in the page. */
export const wallRoom = signal(/** @type {number | null} */ (null));

/** The height that is left for the opened A. */
export function tallOf() {
  if (wallRoom.value !== null) {
    const room = wallRoom.value - WORD;
    return isPlain(run.value?.cell ?? "rnn") ? room : Math.min(room, GATED);
  }
  const around = height.value <= LOW.window ? LOW.around : AROUND;
  return Math.min(Math.max((height.value - around) / magnified.value, LEAST), MOST);
}

/** In a very wide window the page shows the stage larger: css/stage.css says how many times. */
export function readMagnified() {
  if (wall.peek()) return;
  magnified.value = Number(getComputedStyle(document.documentElement).getPropertyValue("--magnified")) || 1;
}

/** @param {HTMLElement} sights */
function followWindow(sights) {
  readMagnified();
  addEventListener("resize", readMagnified);
  // what is shown larger than it is laid out pushes nothing down by itself
  new ResizeObserver(() => sights.style.setProperty("--high", `${sights.offsetHeight}px`)).observe(sights);
}

/** What the chain's layout has room for; `tall` is all that it may take, where that is known. */
export function bindRoom() {
  followWindow(find(".sights"));
  const [low, shallow, lowest, narrow] = [LOW_WINDOW, SHALLOW, LOWEST, NARROW].map(matches);
  const room = computed(() => {
    if (wall.value && wallRoom.value !== null) return { tall: wallRoom.value, fit: true, wall: true };
    const acts = mode.value === "acts";
    const compact = lowest.value || (acts && (narrow.value || low.value));
    const tall = shallow.value && !low.value ? height.value - BESIDES : null;
    return { tall, low: low.value, compact, fit: acts };
  });
  return { room, low };
}

/** Beyond this height a part of A is out of sight. */
export const mostOf = () => (wallRoom.value === null ? (height.value - LITTLE) / magnified.value : tallOf());
