/** The words of the opening: large in their sentence, and one after the other on their way to the word below A. */
import { find } from "../pen/dom.js";

/** The sentence begins in the middle of the window; while it is read it waits below the picture, so much smaller. */
const WAITING = 0.62;
/** From the picture's lower edge to the middle of the line, px. */
const BELOW = 44;

/** @typedef {{x: number, y: number, size: number}} Place a middle, and how large */

/**
 * @param {HTMLElement} section
 * @param {number[]} come how far each word is on its way, 0…1; 1 is where it is a word of the picture
 * @param {number} waits how far the sentence has gone from the window's middle to its place below the picture, 0…1
 */
export function placeWords(section, come, waits) {
  const line = find(".words", section);
  const spans = /** @type {HTMLElement[]} */ ([...line.children]);
  const all = line.getBoundingClientRect();
  const picture = find(".scene", section).getBoundingClientRect();
  const lower = Math.min(picture.bottom + BELOW, innerHeight - BELOW) - (all.y + all.height / 2);
  for (const [i, span] of spans.entries()) {
    const [x, y] = [span.offsetLeft + span.offsetWidth / 2 - all.width / 2, span.offsetTop + span.offsetHeight / 2];
    const size = between(1, WAITING, waits);
    const at = { x: all.width / 2 + x * size, y: y + lower * waits, size };
    const goal = chipAt(section, i, span.offsetHeight, all) ?? at;
    const done = come[i] ?? 0;
    const [moved, raised] = [between(at.x, goal.x, done) - all.width / 2 - x, between(at.y, goal.y, done) - y];
    span.style.transform = `translate(${moved}px, ${raised}px) scale(${between(at.size, goal.size, done)})`;
    span.style.opacity = done === 1 ? "0" : "1";
  }
}

/** @param {number} a @param {number} b @param {number} share */
const between = (a, b, share) => a + (b - a) * share;

/**
 * Where word i is in the picture.
 * @param {HTMLElement} section
 * @param {number} i
 * @param {number} high how high the large word is, px
 * @param {DOMRect} all
 * @returns {Place | null}
 */
function chipAt(section, i, high, all) {
  const box = section.querySelector(`.scene .chip[data-t="${i}"] text`)?.getBoundingClientRect();
  return box ? { x: box.x + box.width / 2 - all.x, y: box.y + box.height / 2 - all.y, size: box.height / high } : null;
}

/** A word that has not come is not in the picture yet. @param {HTMLElement} section @param {number[]} come */
export function hideWaiting(section, come) {
  const chips = /** @type {NodeListOf<SVGElement>} */ (section.querySelectorAll(".scene .chip[data-t]"));
  for (const chip of chips) chip.style.visibility = come[Number(chip.dataset.t)] === 1 ? "" : "hidden";
}
