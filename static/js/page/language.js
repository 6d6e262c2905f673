/** The language that the page speaks, chosen by hand. */
import { laterSpeakOf, speak } from "../words/i18n.js";
import { refresh, unreachable } from "./shown-run.js";
import { lang, langChosen, problems } from "./state.js";

/** Speak another language, in place. @param {string} code @returns {Promise<void>} */
export async function setLanguage(code) {
  const told = () => {
    lang.value = code;
    langChosen.value = true;
  };
  // a panel whose words come with it may be there without them
  for (const panel of document.querySelectorAll("[data-chapter]"))
    laterSpeakOf(/** @type {HTMLElement} */ (panel).dataset.chapter ?? "");
  try {
    await speak(code, document.body.dataset.static ?? "/static", told);
  } catch {
    return unreachable(() => setLanguage(code));
  }
  problems.value = problems.value.filter(({ again }) => !again);
  // what the server said, it says in the new language
  if (lang.value === code && problems.value.length) await refresh();
}
