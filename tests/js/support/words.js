/** Words in tests: the real catalogues, and the one property of the document that speaking touches. */
import { readFileSync } from "node:fs";
import { learn, speak } from "../../../static/js/words/i18n.js";

/** Speak a language as the page does. @param {string} lang */
export async function speaking(lang) {
  globalThis.document ??= { documentElement: {} };
  learn(lang, readFileSync(new URL(`../../../static/locales/${lang}.ftl`, import.meta.url), "utf8"));
  await speak(lang, "");
}
