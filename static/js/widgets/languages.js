/** The language buttons, and every word of the document. */
import { effect } from "../../vendor/signals.js";
import { setLanguage } from "../page/language.js";
import { lang } from "../page/state.js";
import { find } from "../pen/dom.js";
import { t, translate, words } from "../words/i18n.js";

export function bindLanguages() {
  const buttons = document.querySelectorAll("[data-lang]");
  for (const button of buttons)
    button.addEventListener("click", () => setLanguage(button.getAttribute("data-lang") ?? "en"));
  effect(() => {
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.getAttribute("data-lang") === lang.value));
  });
  effect(() => {
    // the server said the first words; only a change needs saying again, and what an attribute says in another language
    if (words.value < 2 && !helped(lang.peek())) return;
    translate(document);
    document.title = t("page-title");
  });
  effect(() => {
    const told = helped(lang.value)?.title ?? "";
    const line = find("#language-share");
    line.hidden = told === "";
    line.lang = lang.value;
    line.textContent = told;
  });
}

/** The button of a language that another helps out, null for a complete one. @param {string} code */
const helped = (code) =>
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-lang="${code}"][data-fallback]`));
