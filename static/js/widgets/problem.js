/** What is wrong, in a sentence, and a button that mends it: below its own field, for as long as it is wrong. */
import { make, say } from "../pen/dom.js";

/** @typedef {{label: string, act: () => void}} Mend */

/** What the button of a place does now. @type {WeakMap<Element, () => void>} */
const acts = new WeakMap();

/**
 * @param {HTMLElement} place
 * @param {string} text "" hides the place
 * @param {Mend | null} [mend]
 */
export function showProblem(place, text, mend = null) {
  place.toggleAttribute("hidden", text === "");
  const before = place.querySelector("button");
  if (!mend || text === "") return say(place, text);
  acts.set(place, mend.act);
  if (before && place.firstChild?.nodeValue === text && before.textContent === mend.label) return;
  const standing = Boolean(before && before === document.activeElement);
  const button = make("button", "again");
  button.type = "button";
  button.textContent = mend.label;
  button.addEventListener("click", () => acts.get(place)?.());
  place.replaceChildren(text, button);
  if (standing) button.focus({ preventScroll: true });
}
