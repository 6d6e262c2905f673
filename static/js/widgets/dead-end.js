/** Where the sentence shows nothing, why that is, and the next step as buttons: below the sentence's box. */
import { computed, effect } from "../../vendor/signals.js";
import { isDrawn, readsText } from "../page/network.js";
import { ask } from "../page/shown-run.js";
import { asked, problems, run } from "../page/state.js";
import { find, make } from "../pen/dom.js";
import { deadEnd, finer } from "../run/dead-end.js";
import { inSentence } from "../run/reading-order.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { openExamples } from "./examples.js";
import { makeRoom } from "./room-below.js";

/** A word that goes with any sentence, by whether that is in Hangul. */
const WORDS = { hangul: "그리고", latin: "and" };

export function bindDeadEnd() {
  const place = make("p", "dead-end problem");
  place.setAttribute("role", "status");
  place.hidden = true;
  find(".sentence .box").append(place);
  makeRoom(place);
  const kind = computed(() => {
    const text = run.value && readsText(asked.value) && isDrawn(asked.value) && !problems.value.length;
    const why = text && run.value ? deadEnd(inSentence(run.value), asked.value.tokenizer) : null;
    // the sum of h has no answers to choose from
    return why === "same" && asked.value.objective === "sum" ? null : why;
  });
  effect(() => {
    const why = words.value && kind.value && mendWordsHere() ? kind.value : null;
    place.hidden = why === null;
    place.replaceChildren(...(why ? [t(`dead-end-${why}`, { unit: asked.value.tokenizer }), ...ways()] : []));
  });
}

/** The buttons of what can be done. */
function ways() {
  const { sentence, tokenizer } = asked.value;
  const letters = finer(sentence, tokenizer);
  return [
    ...(letters
      ? [button(t(`dead-end-${letters}`), () => ask({ tokenizer: letters, loss_at: null, target: null }))]
      : []),
    button(t("dead-end-more"), addWord),
    button(t("dead-end-example"), openExamples),
  ];
}

/** @param {string} label @param {() => void} act */
function button(label, act) {
  const made = make("button", "again");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

/** Another word at the end, which is marked: what is typed takes its place. */
function addWord() {
  const area = /** @type {HTMLTextAreaElement} */ (find("#sentence"));
  const before = `${area.value.trimEnd()} `;
  const word = WORDS[/[가-힣]/.test(before) ? "hangul" : "latin"];
  area.value = before + word;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
  area.setSelectionRange(before.length, before.length + word.length);
}
