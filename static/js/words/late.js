/** The words of a chapter that few visits need: what mends what is wrong, and the links of panels. */
import { has, speakOf, words } from "./i18n.js";

let coming = false;

/** Whether these words are here; they are fetched where they are not, and `words` tells of them. */
export function mendWordsHere() {
  if (has("mend-back")) return true;
  if (!coming) fetchWords();
  coming = true;
  return false;
}

async function fetchWords() {
  try {
    await speakOf("mend");
    words.value += 1;
  } catch {
    // asked for again when they are next needed
  }
  coming = false;
}
