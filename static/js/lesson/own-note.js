/**
 * A line under the first paragraph of a chapter that reads another sentence than the reader's own: why, and the way to the
 * chapter that reads it.
 * @import {Passage} from "./progress.js"
 * @import {Stop} from "../types.js"
 */
import { effect } from "../../vendor/signals.js";
import { make, say } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { stopAt } from "./chapters.js";
import { suitsOf } from "./progress.js";

/** Where the box for the reader's sentence is. */
const BOX = /** @type {[number, number]} */ ([6, 1]);

/**
 * @param {HTMLElement} element
 * @param {Stop} stop
 * @param {Passage} at
 * @param {(chapter: number, number: number) => void} go
 */
export function makeNote(element, stop, { chapter, number }, go) {
  const before = stopAt(chapter, number - 1);
  if (!stop.sentence || before?.sentence === stop.sentence) return [];
  const [line, text, button] = [make("p", "note"), make("span"), make("button")];
  button.type = "button";
  button.addEventListener("click", () => go(...BOX));
  line.append(text, button);
  element.append(line);
  return [
    effect(() => {
      const found = suitsOf(stop);
      line.hidden = found !== "few" && found !== "many";
      button.hidden = chapter === BOX[0];
      if (line.hidden || !words.value) return;
      say(text, t(found === "few" ? "lesson-own-few" : "lesson-own-many"));
      say(button, t(found === "few" ? "lesson-own-longer" : "lesson-own-there"));
    }),
  ];
}
