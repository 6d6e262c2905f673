/** The words of the opening: large in their sentence, and one after the other on their way to the word below A. */
import { find } from "../pen/dom.js";
import { clamp } from "../pen/math.js";

/** The sentence begins in the middle of the window; while it is read it waits below the picture, so much smaller. */
const WAITING = 0.62;
/** From the picture's lower edge to the middle of the line, px. */
const BELOW = 44;
/** The share of its way in which a word only rises. */
const RISES = 0.4;
/** Where a low window has no room for that, the line waits right of the word below A, this far from it, px. */
const BESIDE = 56;

/** @typedef {{x: number, y: number, size: number}} Spot a middle, and how large */

/**
 * @param {HTMLElement} section
 * @param {number[]} come how far each word is on its way, 0…1; 1 is where it is a word of the picture
 * @param {number} waits how far the sentence has gone from the window's middle to its place below the picture, 0…1
 */
export function placeWords(section, come, waits) {
  const line = find(".words", section);
  const spans = /** @type {HTMLElement[]} */ ([...line.children]);
  const all = line.getBoundingClientRect();
  const [right, lower] = waitingPlace(section, all, spans);
  for (const [i, span] of spans.entries()) {
    const [x, y] = [span.offsetLeft + span.offsetWidth / 2 - all.width / 2, span.offsetTop + span.offsetHeight / 2];
    const size = between(1, WAITING, waits);
    const at = { x: all.width / 2 + x * size + right * waits, y: y + lower * waits, size };
    const goal = chipAt(section, i, span.offsetHeight, all) ?? at;
    const done = come[i] ?? 0;
    // it rises out of its line before it goes along it
    const aside = clamp((done - RISES) / (1 - RISES));
    const [moved, raised] = [between(at.x, goal.x, aside) - all.width / 2 - x, between(at.y, goal.y, done) - y];
    span.style.transform = `translate(${moved}px, ${raised}px) scale(${between(at.size, goal.size, done)})`;
    span.style.opacity = done === 1 ? "0" : "1";
  }
}

/**
 * How far the line goes from the window's middle to where it waits, px: to the right and down.
 * @param {HTMLElement} section
 * @param {DOMRect} all
 * @param {HTMLElement[]} spans
 */
function waitingPlace(section, all, spans) {
  const [middle, high] = [all.y + all.height / 2, Number(spans[0]?.offsetHeight)];
  const below = find(".scene", section).getBoundingClientRect().bottom + BELOW;
  const chip = chipAt(section, 0, high, all);
  if (!chip || below + (WAITING * high) / 2 <= innerHeight) return [0, below - middle];
  const wide = Number(spans.at(-1)?.offsetLeft) + Number(spans.at(-1)?.offsetWidth) - Number(spans[0]?.offsetLeft);
  return [BESIDE + (WAITING * wide) / 2, chip.y - all.height / 2];
}

/** @param {number} a @param {number} b @param {number} share */
const between = (a, b, share) => a + (b - a) * share;

/**
 * Where word i is in the picture.
 * @param {HTMLElement} section
 * @param {number} i
 * @param {number} high how high the large word is, px
 * @param {DOMRect} all
 * @returns {Spot | null}
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
