/**
 * The two lines of What if that are typed: another word at this step, and a state from another sentence. What is refused
 * is said below its own line, with a button that mends it.
 */
import { effect, signal } from "../../vendor/signals.js";
import { forgive, refusal } from "../page/editing.js";
import { questions } from "../page/question.js";
import { asked, lang } from "../page/state.js";
import { fetchTokens } from "../page/whatif.js";
import { find } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { showProblem } from "./problem.js";

/** @import {EditSession} from "../types.js" */

/** @param {EditSession} session */
export function bindWords(session) {
  bindWord(session);
  bindTransplant(session);
}

/** Another word at this step. @param {EditSession} session */
function bindWord({ at, edit, undo, subject, edits }) {
  const input = /** @type {HTMLInputElement} */ (find("#whatif-token"));
  find("#whatif-word").addEventListener("submit", (event) => {
    event.preventDefault();
    const token = input.value.trim();
    if (token === "" || token === subject.value?.tokens[at.value]) undo({ t: at.value, token: "" });
    else edit({ t: at.value, token });
  });
  const restore = () => {
    const own = edits.value.find(({ t: step, token }) => step === at.value && token !== undefined);
    input.value = own?.token ?? subject.value?.tokens[at.value] ?? "";
  };
  effect(restore);
  bindRefusal(input, "token", restore);
}

/** A writer's pause, ms. */
const PAUSE = 200;

/** The state of another sentence, after a word of it. @param {EditSession} session */
function bindTransplant({ at, edit }) {
  const input = /** @type {HTMLInputElement} */ (find("#whatif-sentence"));
  const after = /** @type {HTMLSelectElement} */ (find("#whatif-after"));
  const tokens = signal(/** @type {string[]} */ ([]));
  /** The sentence that the tokens are of. */
  let known = "";
  const learn = (/** @type {string[]} */ found, /** @type {string} */ sentence) => {
    known = sentence;
    tokens.value = found;
  };
  /** @type {ReturnType<typeof questions<string, string[]>>} */
  const question = questions({
    fetch: async (sentence, signal) =>
      sentence ? fetchTokens(asked.peek(), sentence, { lang: lang.peek(), signal }) : [],
    show: learn,
    fail: (_, sentence) => learn([], sentence),
  });
  input.addEventListener("input", () => question.ask(input.value.trim(), PAUSE));
  effect(() => {
    after.disabled = tokens.value.length === 0;
    after.toggleAttribute("hidden", after.disabled);
    after.replaceChildren(...tokens.value.map((token, i) => new Option(token, String(i))));
    after.value = String(tokens.value.length - 1);
  });
  find("#whatif-transplant").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (input.value.trim() !== known || after.disabled) await question.ask(input.value.trim());
    const sentence = input.value.trim();
    if (sentence) edit({ t: at.value, from: { sentence, t: Math.max(Number(after.value), 0) } });
  });
  bindRefusal(input, "sentence", () => {
    input.value = "";
    learn([], "");
  });
}

/**
 * What a line was refused, below it.
 * @param {HTMLInputElement} input
 * @param {"token" | "sentence"} kind
 * @param {() => void} back puts the line back as it was
 */
function bindRefusal(input, kind, back) {
  const place = find(`#problem-${input.id}`);
  effect(() => {
    const said = words.value && refusal.value?.kind === kind ? refusal.value : null;
    input.setAttribute("aria-invalid", String(Boolean(said)));
    if (!said || !mendWordsHere()) return showProblem(place, said?.sentence ?? "");
    showProblem(
      place,
      said.key ? t(said.key, { text: said.text ?? "" }) : (said.sentence ?? ""),
      mendOf(input, said.mend, back),
    );
  });
  input.addEventListener("input", forgive);
}

/**
 * The button of a refusal: another text, or the line as it was.
 * @param {HTMLInputElement} input
 * @param {string | undefined} value
 * @param {() => void} back
 */
const mendOf = (input, value, back) => ({
  label: value === undefined ? t("mend-back") : t("mend-use", { value: t("quoted", { token: value }) }),
  act() {
    forgive();
    if (value === undefined) back();
    else input.value = value;
    // requestSubmit() came to Safari with 16
    if (value !== undefined) input.form?.querySelector(/** @type {"button"} */ ("[type=submit]"))?.click();
    input.focus({ preventScroll: true });
  },
});
