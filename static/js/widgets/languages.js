/** The language buttons, and every word of the document. */
import { effect } from "../../vendor/signals.js";
import { setLanguage } from "../page/language.js";
import { lang } from "../page/state.js";
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
    // the server said the first words; only a change needs saying again
    if (words.value < 2) return;
    translate(document);
    document.title = t("page-title");
  });
}
