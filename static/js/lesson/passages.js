/**
 * Which paragraph is being read. The page follows the one that the reader scrolls to, and only then: a page that moves by
 * itself, or whose timeline is held, sets nothing.
 * @import {Passage} from "./progress.js"
 */
import { held, pulled } from "../page/pace.js";
import { calm, mode } from "../page/state.js";
import { find } from "../pen/dom.js";
import { findLast } from "../pen/last.js";
import { current } from "./progress.js";

/** The time without a scroll, in ms, after which the reader has arrived. */
const RESTED = 120;
/** Where in the free window the line is that is read, as a share of its height. */
const EYE = 0.4;
/** The air above a paragraph that the page is moved to, px. */
const AIR = 16;
/** The keys that scroll a page. */
const SCROLLS = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", " "];

/** True from when the reader moves the page until it is at rest. */
let byHand = false;
/** True while the page stands where a button has brought it: then it follows the words as they load. */
let led = false;

/** @param {Passage} at @returns {HTMLElement | null} */
export const passageAt = ({ chapter, number }) => document.querySelector(`[data-place="${chapter}-${number}"]`);

/** @param {(at: Passage) => void} read is told the paragraph at which the reader has come to rest */
export function bindPassages(read) {
  let waiting = 0;
  const rest = () => {
    if (!byHand) return;
    byHand = false;
    if (mode.value !== "acts" || held.value || pulled.value) return;
    const at = atEye();
    if (at && (at.chapter !== current.value.chapter || at.number !== current.value.number)) read(at);
  };
  for (const hand of ["wheel", "touchmove", "pointerdown", "keydown"])
    addEventListener(
      hand,
      (event) => {
        if (!moves(event)) return;
        byHand = true;
        led = false;
      },
      { passive: true },
    );
  addEventListener(
    "scroll",
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(rest, RESTED);
    },
    { passive: true },
  );
  const sight = find(".sight");
  new ResizeObserver(() => sight.style.setProperty("--high", `${sight.offsetHeight}px`)).observe(sight);
  new ResizeObserver(() => {
    if (led && mode.value === "acts") bringPassage(current.value);
  }).observe(find(".article"));
}

/** Whether an event is a hand that scrolls the page. @param {Event} event */
function moves(event) {
  if (event instanceof KeyboardEvent) {
    const own = /** @type {Element} */ (event.target).closest("input, select, textarea, svg, [role=slider]");
    return SCROLLS.includes(event.key) && !event.defaultPrevented && !own;
  }
  // a press on the page itself is one on its scroll bar
  return event.type !== "pointerdown" || event.target === document.documentElement;
}

/** What of the window the stage leaves free for the text, px from its top. */
function freeFrom() {
  const sight = find(".sight");
  const over = getComputedStyle(sight).getPropertyValue("--over").trim() === "1";
  return over ? Math.max(sight.getBoundingClientRect().bottom, 0) : 0;
}

/** The paragraph at the line that is read; null above the first. @returns {Passage | null} */
function atEye() {
  const top = freeFrom();
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const line = atEnd ? innerHeight : top + EYE * (innerHeight - top);
  const passages = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".passage")]);
  // at its top the page shows its heading, and then the first
  const read =
    scrollY < AIR ? passages[0] : findLast(passages, (passage) => passage.getBoundingClientRect().top <= line);
  const place = read?.dataset.place;
  const [chapter, number] = (place ?? "").split("-").map(Number);
  return chapter && number ? { chapter, number } : null;
}

/** Scroll the page to a paragraph, with the panel before it where both have room. @param {Passage} at */
export function bringPassage(at) {
  const passage = passageAt(at);
  if (!passage) return;
  byHand = false;
  led = true;
  const top = freeFrom();
  const box = passage.getBoundingClientRect();
  const before = passage.previousElementSibling;
  const figure = before?.matches(".slot, .chapter") ? before.getBoundingClientRect().top : box.top;
  const first = box.bottom - figure <= innerHeight - top - headHeight() - 2 * AIR ? figure : box.top;
  const by = first - top - headHeight() - AIR;
  if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: calm.value ? "auto" : "smooth" });
}

/** The height of the line that sticks above the text, px. */
const headHeight = () => {
  const line = document.querySelector(`#act-${document.body.dataset.act} .opening`);
  return line && getComputedStyle(line).position === "sticky" ? line.getBoundingClientRect().height : 0;
};
