/** The keys on the wall: those of a clicker go from beat to beat, a few letters do the rest. */
import { toggle } from "../page/actions.js";

/** The ways of a clicker. @type {Record<string, 1 | -1>} */
const WAYS = {
  PageDown: 1,
  ArrowRight: 1,
  ArrowDown: 1,
  " ": 1,
  PageUp: -1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/**
 * @param {object} does
 * @param {() => void} does.blank
 * @param {() => void} does.code
 * @param {() => void} does.spotlight
 * @param {() => void} does.leave
 * @param {(way: 1 | -1) => void} does.walk a beat on or back
 * @param {() => boolean} does.uncover takes away what covers the stage, and says whether there was any
 */
export function bindWallKeys({ blank, code, spotlight, leave, walk, uncover }) {
  /** @type {Record<string, () => unknown>} */
  const deeds = { b: blank, ".": blank, q: code, s: spotlight, escape: leave, enter: () => uncover() || toggle() };
  const press = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (target.closest("input, select, textarea, dialog, [popover]") || document.querySelector("dialog[open]")) return;
    const way = WAYS[event.key];
    const deed = way ? () => uncover() || walk(way) : deeds[event.key.toLowerCase()];
    // a button that the keys have come to is pressed by them
    const pressed = (event.key === " " || event.key === "Enter") && target.matches("button:focus-visible");
    if (!deed || pressed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    deed();
  };
  return {
    start: () => addEventListener("keydown", press, { capture: true }),
    stop: () => removeEventListener("keydown", press, { capture: true }),
  };
}
