/** A few words are too short a way for a gradient: offer a sentence that is long enough. */
import { effect } from "../../vendor/signals.js";
import { ask } from "../page/shown-run.js";
import { run } from "../page/state.js";
import { find } from "../pen/dom.js";
import { t } from "../words/i18n.js";

/** From this many steps on, a curve says something. */
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
