/**
 * One paragraph of the lesson: its text from its own runs, its question, its tools.
 * @import {Signal} from "../../vendor/signals.js"
 * @import {Evidence} from "./evidence.js"
 * @import {Passage} from "./progress.js"
 * @import {Stop} from "../types.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { questions } from "../page/question.js";
import { make, say } from "../pen/dom.js";
import { joined, t, words } from "../words/i18n.js";
import { marked, sayMarked } from "../words/rich.js";
import { evidenceFor } from "./evidence.js";
import { makeModule } from "./module.js";
import { makeNote } from "./own-note.js";
import { commit, current, guessed, isAhead, isShown, sentenceOf } from "./progress.js";
import { makeSentence } from "./tools.js";

/** Makes a paragraph the one that the page follows. @typedef {(chapter: number, number: number, scroll?: boolean) => void} Go */

/**
 * @param {Stop} stop
 * @param {Passage} at
 * @param {Go} go
 */
export function makeStop(stop, at, go) {
  const element = make("div", "passage");
  element.tabIndex = -1;
  const text = make("p", "text");
  text.id = `lesson-text-${at.chapter}-${at.number}`;
  element.append(text);
  const evidence = signal(/** @type {Evidence | null} */ (null));
  const failed = signal("");
  const key = `lesson-${at.chapter}-${at.number}`;
  const told = (/** @type {string} */ name) => t(name, marked(claimsOf(stop, evidence.value)));
  const effects = [
    bindEvidence(stop, evidence, failed),
    effect(() => {
      if (!words.value) return;
      sayMarked(text, evidence.value ? told(key) : failed.value || t("lesson-waiting"));
    }),
    effect(() => {
      const here = isHere(at);
      element.classList.toggle("here", here);
      element.classList.toggle("ahead", !here && isAhead(at));
      if (here) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
    }),
    ...(stop.ask ? question(element, stop, at, { key, evidence, told, go }) : []),
    ...(stop.tool === "sentence" ? makeSentence(element, () => go(at.chapter, at.number, false)) : []),
    ...(stop.tool === "module" ? makeModule(element, stop) : []),
    ...makeNote(element, stop, at, go),
    ...again(element, at, go),
  ];
  element.addEventListener("click", ({ target }) => {
    const busy =
      /** @type {Element} */ (target).closest("button, input, label, pre, a, .lines") || getSelection()?.toString();
    if (!busy && !isHere(at)) go(at.chapter, at.number, false);
  });
  const dispose = () => {
    for (const end of effects) end();
  };
  return { element, dispose };
}

/** @param {Passage} at */
const isHere = (at) => current.value.chapter === at.chapter && current.value.number === at.number;

/** @param {Stop} stop @param {Evidence | null} evidence */
const claimsOf = (stop, evidence) => (evidence && stop.claims?.(evidence.run, evidence.beside)) || {};

/** @param {Stop} stop @param {Signal<Evidence | null>} evidence @param {Signal<string>} failed */
function bindEvidence(stop, evidence, failed) {
  /** @type {ReturnType<typeof questions<string, Evidence>>} */
  const question = questions({
    fetch: (sentence) => evidenceFor(stop, sentence),
    show: (found) => {
      evidence.value = found;
    },
    fail: ({ sentence: why }) => {
      evidence.value = null;
      failed.value = why;
    },
  });
  return effect(() => {
    question.ask(sentenceOf(stop));
    return question.stop;
  });
}

/**
 * Options, a button, and then the run's own answer.
 * @param {HTMLElement} element
 * @param {Stop} stop
 * @param {Passage} at
 * @param {{key: string, evidence: Signal<Evidence | null>, told: (name: string) => string, go: Go}} says
 */
function question(element, stop, at, { key, evidence, told, go }) {
  const ask = /** @type {NonNullable<Stop["ask"]>} */ (stop.ask);
  const form = make("form", "question");
  const group = make("div", "options");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", `lesson-text-${at.chapter}-${at.number}`);
  const options = Array.from({ length: ask.options }, (_, i) => option(key, i));
  group.append(...options.map(({ label }) => label));
  const button = make("button", "commit");
  const [verdict, kept] = [make("p", "verdict"), make("p", "kept")];
  verdict.setAttribute("role", "status");
  form.append(group, button, kept, verdict);
  element.append(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = options.findIndex(({ input }) => input.checked);
    if (chosen < 0 || !evidence.value) return;
    commit(at, chosen);
    go(at.chapter, at.number, false);
    // the button is gone: keys go on from here
    element.focus({ preventScroll: true });
  });
  form.addEventListener("change", () => {
    button.disabled = false;
  });
  return [
    effect(() => {
      if (!words.value || !evidence.value) return;
      say(button, t("lesson-commit"));
      say(kept, t("lesson-kept"));
      for (const [i, { text }] of options.entries()) sayMarked(text, told(`${key}-option-${i + 1}`));
    }),
    effect(() => {
      const answer = evidence.value;
      const picked = guessed(at);
      const truth = answer && picked !== undefined ? ask.truth(answer.run, answer.beside) : -1;
      settle({ options, button, kept }, picked, truth);
      if (words.value && picked !== undefined && answer)
        sayMarked(verdict, joined(t(picked === truth ? "lesson-right" : "lesson-wrong"), told(`${key}-answer`)));
      else sayMarked(verdict, "");
    }),
  ];
}

/** @param {string} key @param {number} i */
function option(key, i) {
  const [label, input, text] = [make("label"), make("input"), make("span")];
  Object.assign(input, { type: "radio", name: key, value: String(i) });
  label.append(input, text);
  return { label, input, text };
}

/**
 * After the guess the options show the chosen and the true one.
 * @param {{options: ReturnType<typeof option>[], button: HTMLButtonElement, kept: HTMLElement}} parts
 * @param {number | undefined} picked
 * @param {number} truth
 */
function settle({ options, button, kept }, picked, truth) {
  const open = picked === undefined;
  button.hidden = !open;
  kept.hidden = !open;
  button.disabled = open && !options.some(({ input }) => input.checked);
  for (const [i, { label, input }] of options.entries()) {
    input.disabled = !open;
    if (!open) input.checked = i === picked;
    label.classList.toggle("true", !open && i === truth);
  }
}

/**
 * Back to what this paragraph shows, where the page shows something else.
 * @param {HTMLElement} element
 * @param {Passage} at
 * @param {Go} go
 */
function again(element, at, go) {
  const [line, words_, button] = [make("p", "again"), make("span"), make("button")];
  button.type = "button";
  line.append(words_, button);
  element.append(line);
  button.addEventListener("click", () => go(at.chapter, at.number, false));
  return [
    effect(() => {
      line.hidden = !isHere(at);
      if (line.hidden || !words.value) return;
      const away = !isShown(at);
      line.classList.toggle("away", away);
      say(words_, away ? t("lesson-away") : "");
      say(button, t("lesson-again"));
    }),
  ];
}
