/** What is left to do where an address is opened and its picture is here: judge the rest of it, and go to its panel. */
import { panelNamed, slotOf } from "./panel-names.js";
import { panel } from "./state.js";
import { judge } from "./strict.js";
import { watch } from "./visible.js";

/** Panels above the one that is gone to fill when they come near; it is held in its place for this long, in ms. */
const HELD = 4_000;
/** What a reader does who wants to be elsewhere. */
const HANDS = ["wheel", "pointerdown", "touchstart", "keydown"];

/** @param {string} search */
export function arrive(search) {
  judge(search);
  const place = panel.peek() ? panelNamed(panel.peek()) : null;
  if (place) goTo(place);
}

/** Bring a panel to the window's top, and the keyboard to it. @param {HTMLElement} place */
function goTo(place) {
  /** @type {HTMLElement | null | undefined} */ (slotOf(place)?.querySelector(".unfold[aria-expanded=false]"))?.click();
  const stand = () => place.scrollIntoView({ block: "start", behavior: "instant" });
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  stand();
  hold(stand);
  leave(place);
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
