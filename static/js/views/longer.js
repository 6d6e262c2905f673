/** A few words are too short a way for a gradient: offer a sentence that is long enough. */
import { effect } from "../../vendor/signals.js";
import { ask } from "../actions.js";
import { find } from "../dom.js";
import { t } from "../i18n.js";
import { run } from "../state.js";

/** From so many steps on, a curve says something. */
const ENOUGH = 12;

/** @param {HTMLElement} panel */
export function bindLonger(panel) {
  const place = find(".longer", panel);
  effect(() => {
    place.toggleAttribute("hidden", (run.value?.tokens.length ?? ENOUGH) >= ENOUGH);
  });
  find("button", place).addEventListener("click", () =>
    ask({ sentence: t("longer-sentence"), tokenizer: "word", loss_at: null, target: null }),
  );
}
