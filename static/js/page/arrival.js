/**
 * What is left to do where an address is opened and its picture is here: judge the rest of it, and go to its panel, or to
 * what its moment speaks of.
 */
import { openAct, unfold } from "./actions.js";
import { panelNamed } from "./panel-names.js";
import { act, mode, panel, run, u, view } from "./state.js";
import { judge } from "./strict.js";
import { watch } from "./visible.js";

/** Panels above the one that is gone to fill when they come near; it is held in its place for this long, in ms. */
const HELD = 4_000;
/** The height of a panel's head, about, px. */
const HEAD = 16;
/** The air around what a moment speaks of, px. */
const AIR = 8;
/** What a reader does who wants to be elsewhere. */
const HANDS = ["wheel", "pointerdown", "touchstart", "keydown"];

/**
 * @param {string} search
 * @param {number} at the moment that the address opened: this code may come when the reader is elsewhere
 */
export function arrive(search, at) {
  judge(search);
  const place = panel.peek() ? panelNamed(panel.peek()) : null;
  if (place) goTo(place);
  else if (mode.peek() === "instrument" && at > 0 && u.peek() === at && scrollY === 0)
    requestAnimationFrame(goToSpoken);
}

/** What a link to a moment speaks of, by the view. @type {Record<string, string[]>} */
const SPOKEN = {
  sentence: [".text-view .token.now"],
  rolled: ["#stage .cell .A.active", "#stage .chip.active"],
  unrolled: ["#stage .cell .A.active", "#stage .chip.active"],
  cell: ["#stage .opened"],
};
/** What the network answers at the end of the way forward. */
const ANSWER = "#stage .loss";

/** Scroll down to it where the window is too low: no farther than needed, and never past its beginning. */
function goToSpoken() {
  const parts = [...(SPOKEN[view.peek()] ?? [])];
  if (view.peek() === "unrolled" && u.peek() === run.peek()?.tokens.length) parts.push(ANSWER);
  const boxes = parts.flatMap((part) => document.querySelector(part)?.getBoundingClientRect() ?? []);
  const top = Math.min(...boxes.map((box) => box.top)) - AIR;
  const bottom = Math.max(...boxes.map((box) => box.bottom)) + AIR;
  const by = Math.min(bottom - floor(), top);
  if (by > 0 && by < Infinity) scrollBy({ top: by, behavior: "instant" });
}

/** Where the window ends, or what sticks to its foot begins, px. */
function floor() {
  const bar = /** @type {Element} */ (document.querySelector(".transport"));
  return getComputedStyle(bar).position === "sticky" ? innerHeight - bar.getBoundingClientRect().height : innerHeight;
}

/** Bring a panel to the window's top, and the keyboard to it. @param {HTMLElement} place */
function goTo(place) {
  open(/** @type {HTMLElement | null} */ (place.closest(".slot")));
  const stand = () => {
    // one that waits for its code is shown with it
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start", behavior: "instant" });
    scrollBy({ top: -covered(place), behavior: "instant" });
  };
  place.tabIndex = -1;
  stand();
  hold(stand);
  leave(place);
}

/** How much of a panel's head lies under what sticks to the window's top, px. @param {HTMLElement} place */
function covered(place) {
  const { left, top, width } = place.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + HEAD);
  if (!over || place.contains(over) || over.contains(place)) return 0;
  for (let part = /** @type {Element | null} */ (over); part; part = part.parentElement)
    if (getComputedStyle(part).position === "sticky") return part.getBoundingClientRect().bottom - top + HEAD;
  return 0;
}

/** A panel that is a row is opened, in its act where another is read. @param {HTMLElement | null} slot */
function open(slot) {
  if (!slot) return;
  const number = Number(slot.closest(/** @type {"section"} */ (".act"))?.dataset.act);
  if (mode.peek() === "acts" && number !== act.peek()) openAct(number);
  unfold(String(slot.dataset.panel));
}

/** Keep it there while what is above it grows, until a hand wants something else. @param {() => void} stand */
function hold(stand) {
  const grown = new ResizeObserver(stand);
  grown.observe(document.body);
  const end = () => {
    grown.disconnect();
    for (const sign of HANDS) removeEventListener(sign, end, { capture: true });
  };
  for (const sign of HANDS) addEventListener(sign, end, { capture: true });
  setTimeout(end, HELD);
}

/** Once it has been seen and is gone again, the address names it no longer. @param {HTMLElement} place */
function leave(place) {
  let seen = false;
  const name = panel.peek();
  const stop = watch(place, (visible) => {
    if (panel.peek() !== name) return stop();
    if (seen && !visible) {
      panel.value = "";
      stop();
    }
    seen ||= visible;
  });
}
