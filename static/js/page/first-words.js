/** The page's first words. Without them it can say nothing and do little, so they are asked for until they come. */
import { find, say } from "../pen/dom.js";
import { speak } from "../words/i18n.js";
import { lang } from "./state.js";

/** So long after a failure they are asked for again, in ms; twice as long after each further one, up to a most. */
const [SOON, RARELY] = [500, 8_000];

export async function firstWords() {
  const { static: files, wordless } = document.body.dataset;
  for (let patience = SOON; ; patience = Math.min(2 * patience, RARELY)) {
    try {
      return await speak(lang.value, files ?? "/static");
    } catch {
      // once is nothing to speak of; what is said then, the page brought with it
      if (patience > SOON) tell(wordless ?? "");
      await new Promise((done) => setTimeout(done, patience));
    }
  }
}

/** @param {string} text */
function tell(text) {
  const place = find("#problem-sentence");
  say(place, text);
  place.removeAttribute("hidden");
}
