/** Hangul's long list of font pieces is fetched when a text or the language first needs it: an English first visit never does. */
import { effect } from "../../vendor/signals.js";
import { fields, lang } from "./state.js";

const NEEDS = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\u3000-\u303f\uff00-\uffef]/;

let asked = false;

/** Have every piece of Hangul at hand. */
export function fetchHangul() {
  if (asked) return;
  asked = true;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `${document.body.dataset.static}/css/fonts-hangul.css`;
  document.head.append(link);
}

export function bindFonts() {
  const stop = effect(() => {
    if (lang.value !== "ko" && !NEEDS.test(fields.value.sentence)) return;
    fetchHangul();
    queueMicrotask(() => stop());
  });
}
