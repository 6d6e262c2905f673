/** The page's first words. Without them it can say nothing and do little, so they are asked for until they come. */
import { find, say } from "../pen/dom.js";
import { speak } from "../words/i18n.js";
import { insist, WORDS } from "./retry.js";
import { lang } from "./state.js";

export async function firstWords() {
  const { static: files, wordless } = document.body.dataset;
  await insist(() => speak(lang.value, files ?? "/static"), WORDS, {
    // one failure is not worth a word; the sentence came with the page
    failed: (times) => times > 1 && complain(wordless ?? ""),
  });
}

/** @param {string} text */
function complain(text) {
  const problem = find("#away");
  say(problem, text);
  problem.removeAttribute("hidden");
}
