/** Words in tests: the real catalogues, and the one property of the document that speaking touches. */
import { readFileSync } from "node:fs";
import { learn, speak, speakOf } from "../../../static/js/words/i18n.js";

/** The catalogues that only some panels need. */
const CHAPTERS = ["experiment", "lesson", "tables", "teach"];

/** Speak a language as the page does. @param {string} lang */
export async function speaking(lang) {
  globalThis.document ??= { documentElement: {} };
  for (const name of [lang, ...CHAPTERS.map((chapter) => `${chapter}/${lang}`)])
    learn(name, readFileSync(new URL(`../../../static/locales/${name}.ftl`, import.meta.url), "utf8"));
  await speak(lang, "");
  for (const chapter of CHAPTERS) await speakOf(chapter, "");
}
