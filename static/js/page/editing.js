/**
 * The edits of What if as a hand makes them: what is tried, what the server took, and why it took the last one not. A
 * refused edit leaves nothing behind. The address holds what was taken.
 * @import {Edit, Refusal, Run, WhatIf} from "../types.js"
 */
import { batch, computed, effect, signal } from "../../vendor/signals.js";
import { editsOf, textOf } from "./edit-field.js";
import { readsText } from "./network.js";
import { begin } from "./pace.js";
import { questions } from "./question.js";
import { edit as addressed, asked, lang, run } from "./state.js";
import { fetchTokens, fetchWhatIf, tooLong, withEdit, without } from "./whatif.js";

/** The run that can be edited: one that is short enough. */
export const subject = computed(() => (run.value && !tooLong(run.value) ? run.value : null));

/** The edits that are shown, and what became of the run; null where nothing is edited. */
export const edits = signal(/** @type {Edit[]} */ ([]));
export const answer = signal(/** @type {WhatIf | null} */ (null));
/** Why the last edit was not taken; null where it was. */
export const refusal = signal(/** @type {Refusal | null} */ (null));

/** The edits that the server is asked about: words are among them before they are shown. */
const tried = signal(edits.peek());
/** What it was asked about last, and answered. @type {{edits: Edit[], run: Run | null}} */
let taken = { edits: edits.peek(), run: null };
/** The kind of the last edit. @type {Refusal["kind"]} */
let last = "unit";

/** @param {Edit} one @returns {Refusal["kind"]} */
const kindOf = ({ token, from }) => (token !== undefined ? "token" : from ? "sentence" : "unit");

/** The values of units are numbers, which nobody refuses: they are shown at once. @param {Edit[]} list */
function show(list) {
  batch(() => {
    refusal.value = null;
    edits.value = tried.value = list;
  });
}

/** Make an edit: one that may be refused is shown once it is taken. @param {Edit} one */
export async function edit(one) {
  last = kindOf(one);
  if (last === "unit") return show(withEdit(edits.peek(), one));
  begin();
  refusal.value = null;
  if (one.token !== undefined && readsText(asked.peek()) && !(await isOneToken(one.token))) return;
  tried.value = withEdit(edits.peek(), one);
}

/** @param {Edit} one */
export const undo = (one) => show(without(edits.peek(), one));

export function undoAll() {
  begin();
  show([]);
}

/** Let the refusal be forgotten. */
export function forgive() {
  refusal.value = null;
}

/** Ask once more what the server had no answer to. */
export function askAgain() {
  refusal.value = null;
  question.follow(tried.peek());
}

/** Whether a text is one token; else that is said, with the first of them. @param {string} text */
async function isOneToken(text) {
  const { signal } = new AbortController();
  const found = await fetchTokens(asked.peek(), text, { lang: lang.peek(), signal }).catch(() => null);
  // where nobody can say, the server's own refusal will
  if (found === null || found.length === 1) return true;
  refusal.value = { kind: "token", key: `whatif-one-${asked.peek().tokenizer}`, text, mend: found[0] ?? "" };
  return false;
}

/** @type {ReturnType<typeof questions<Edit[], WhatIf | null>>} */
const question = questions({
  fetch: async (list, signal) =>
    list.length ? fetchWhatIf(asked.peek(), list, { lang: lang.peek(), signal }, subject.peek() ?? undefined) : null,
  show: (told, list) =>
    batch(() => {
      answer.value = told;
      // a hand that has moved on is ahead of its answer
      if (list !== tried.peek()) return;
      taken = { edits: list, run: run.peek() };
      refusal.value = null;
      edits.value = list;
      if (subject.peek()) addressed.value = textOf(/** @type {Run} */ (subject.peek()), list);
    }),
  fail: ({ sentence, passing }, list) => {
    if (list !== tried.peek()) return;
    batch(() => {
      refusal.value = { kind: passing ? "unit" : last, sentence, passing };
      // the server is away: what was drawn waits for it
      if (!passing) edits.value = tried.value = taken.edits;
    });
  },
});

/**
 * Ask about the edits while `seen`: a hand moves faster than answers come, so one question is under way, then the latest.
 * @param {{value: boolean}} seen
 */
export function bindEditing(seen) {
  effect(() => {
    if (!subject.value || textOf(subject.value, edits.peek()) === addressed.value) return;
    const list = editsOf(subject.value, addressed.value) ?? [];
    batch(() => {
      edits.value = tried.value = list;
    });
  });
  let about = /** @type {Run | null} */ (null);
  effect(() => {
    if (!seen.value || !subject.value || !lang.value) return;
    const [now, list] = [run.peek(), tried.value];
    // an answer about another run, or about edits that are gone, is nobody's
    if (about !== now || !list.length) question.stop();
    about = now;
    // what was refused is not asked for again
    if (list === taken.edits && now === taken.run && refusal.peek()) return;
    question.follow(list);
  });
}
