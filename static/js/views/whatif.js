/** What if: edits of the page's run, where they enter, and what they did to the loss. The stage keeps the original. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { whatifLayer } from "../charts/gradient-whatif.js";
import { said } from "../charts/plot.js";
import { VERDICT, verdict } from "../charts/whatif-verdict.js";
import { point } from "../page/actions.js";
import { editsOf } from "../page/edit-field.js";
import {
  answer,
  askAgain,
  bindEditing,
  edit,
  edits,
  forgive,
  refusal,
  subject,
  undo,
  undoAll,
} from "../page/editing.js";
import { bindLayer, wanted } from "../page/gradient-layers.js";
import { begin, near } from "../page/pace.js";
import { questions } from "../page/question.js";
import { edit as addressed, asked, lang, pointed, run } from "../page/state.js";
import { editKey, fetchExample } from "../page/whatif.js";
import { find, say, sayRich, widthOf } from "../pen/dom.js";
import { change, sub } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { fitted } from "../pen/text-width.js";
import { tokenText } from "../pen/token-text.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { placeOf } from "../run/reading-order.js";
import { verdictTable } from "../tables/whatif.js";
import { bindTable } from "../widgets/chart-table.js";
import { showProblem } from "../widgets/problem.js";
import { bindTools, describeEdit } from "../widgets/whatif-tools.js";
import { ofEdits } from "../words/changing.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";

/** @import {Edit, Run, WhatIf} from "../types.js" */

/** The step that is worked on. */
const at = signal(0);
/** Another example is asked for when a hand rests this long, ms. */
const REST = 160;

export function bindWhatIf() {
  const panel = find(".whatif");
  const seen = wanted("whatif", near(panel));
  bindStep();
  bindEditing(seen);
  bindSteps(find(".steps", panel));
  bindTools({ at, edits, answer, subject, seen, edit, undo });
  bindEdits(find(".edits", panel), undo);
  bindExample(seen);
  bindLayer(panel, "whatif", found);
  bindVerdict(panel);
}

/** Other words begin in the middle, and edits that a link brings at the first of them. */
function bindStep() {
  const made = computed(() => run.value && JSON.stringify([run.value.tokens, run.value.hidden_size]));
  effect(() => {
    if (made.value === null) return;
    const now = subject.peek();
    const [first] = (now && editsOf(now, addressed.peek())) ?? [];
    at.value = first?.t ?? Math.floor(((run.peek()?.tokens.length ?? 1) - 1) / 2);
  });
}

/** Between two rows of steps, and around them, px. */
const BESIDE = 4;
/** A word as wide as this, in px, still fits a phone. */
const LONGEST = 200;

/** The words, to choose a step by. @param {HTMLElement} place */
function bindSteps(place) {
  // while only the network changes, the steps stay as they are
  const count = computed(() => subject.value?.tokens.length ?? 0);
  effect(() => {
    place.replaceChildren(...Array.from({ length: count.value }, (_, step) => stepButton(step)));
  });
  effect(() => {
    const edited = answer.value?.edited_tokens;
    for (const [t, button] of [...place.children].entries()) {
      button.setAttribute("aria-pressed", String(t === at.value));
      button.classList.toggle("pointed", t === pointed.value);
      button.classList.toggle(
        "edited",
        edits.value.some((edit) => edit.t === t),
      );
      const word = tokenText(edited?.[t] ?? subject.value?.tokens[t]);
      say(button, fitted(word, 14, LONGEST));
      button.setAttribute("title", word);
    }
  });
  // after the words: they decide where a step stands
  effect(() => {
    const chosen = count.value && words.value ? place.children[at.value] : null;
    if (chosen instanceof HTMLElement)
      place.scrollTop = chosen.offsetTop - place.offsetTop - chosen.offsetHeight - 2 * BESIDE;
  });
}

/** @param {number} t */
function stepButton(t) {
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", () => {
    at.value = t;
  });
  button.addEventListener("pointerenter", () => point(t));
  button.addEventListener("pointerleave", () => point(null));
  return button;
}

/** Each edit as a chip that can be taken away. @param {HTMLElement} place @param {(edit: Edit) => void} undo */
function bindEdits(place, undo) {
  const [list, none, reset] = [find("ul", place), find(".none", place), find("#whatif-reset")];
  reset.addEventListener("click", () => {
    undoAll();
    // the button is gone
    find("#whatif-units").focus({ preventScroll: true });
  });
  effect(() => {
    none.toggleAttribute("hidden", edits.value.length > 0 || !subject.value);
    reset.toggleAttribute("hidden", edits.value.length === 0);
    if (!words.value || !subject.value) return;
    const tokens = subject.value.tokens;
    const kept = new Map([...list.children].map((chip) => [chip.getAttribute("data-place"), chip]));
    list.replaceChildren(
      ...edits.value.map((edit) => {
        const chip = kept.get(editKey(edit)) ?? makeChip(editKey(edit), undo);
        const text = describeEdit(edit, tokens);
        const [label, button] = [find("span", chip), find("button", chip)];
        say(label, text);
        button.setAttribute("aria-label", t("whatif-remove", { edit: text }));
        return chip;
      }),
    );
  });
}

/** @param {string} key @param {(edit: Edit) => void} undo */
function makeChip(key, undo) {
  const chip = document.createElement("li");
  const button = document.createElement("button");
  chip.setAttribute("data-place", key);
  button.type = "button";
  button.textContent = "×";
  button.addEventListener("click", () => {
    const edit = edits.value.find((one) => editKey(one) === key);
    const beside = chip.nextElementSibling ?? chip.previousElementSibling;
    begin();
    if (edit) undo(edit);
    // the button is gone: the next one has the focus, or what edits are made with
    find(beside ? "button" : "#whatif-units", beside ?? document).focus({ preventScroll: true });
  });
  chip.append(document.createElement("span"), button);
  return chip;
}

/** The edit that is shown where the reader has made none, and what it does. */
const example = signal(/** @type {{edit: Edit, told: WhatIf, read: Run} | null} */ (null));

/** @type {ReturnType<typeof questions<Run, {edit: Edit, told: WhatIf} | null>>} */
const exampleQuestion = questions({
  fetch: (read, signal) => fetchExample(asked.peek(), read, { lang: lang.peek(), signal }),
  show: (found, read) => {
    example.value = found && { ...found, read };
  },
});

/** One question for each run that is looked at while nothing is edited. @param {{value: boolean}} seen */
function bindExample(seen) {
  effect(() => {
    if (seen.value && subject.value && !edits.value.length)
      exampleQuestion.ask(subject.value, example.peek() ? REST : 0);
  });
}

/** What is shown as a cross: the reader's edits, or the example. @returns {{told: WhatIf | null, at: number[], example: Edit | null}} */
function crossing() {
  const [now, shown] = [subject.value, example.value];
  const told = answer.value?.steps.length === now?.tokens.length ? answer.value : null;
  if (edits.value.length) return { told, at: [...new Set(edits.value.map((edit) => edit.t))], example: null };
  if (!shown || shown.read.tokens.length !== now?.tokens.length) return { told: null, at: [], example: null };
  return { told: shown.told, at: [shown.edit.t], example: shown.edit };
}

/** What the gradient's chart shows: the change forward, the gradient backward. */
const found = computed(() => {
  const now = subject.value;
  if (!now || !words.value) return null;
  const { told, at, example: edit } = crossing();
  const delta = told ? told.steps.map((step) => step.log10_delta_norm) : now.tokens.map(() => null);
  const gradient = gradientLevels(now);
  return whatifLayer(now, {
    delta,
    tokens: told?.edited_tokens ?? now.tokens,
    at,
    names: { forward: t("whatif-forward"), backward: t("whatif-backward") },
    say: (step) => {
      if (step !== null)
        return t("whatif-step", {
          h: sub("h", placeOf(now, step)),
          delta: said(delta[step]),
          gradient: said(gradient[step]),
        });
      const cross = told ? t("whatif-cross") : t("whatif-none");
      return edit ? `${t("whatif-example", { edit: describeEdit(edit, now.tokens) })} ${cross}` : cross;
    },
  });
});

/** Prediction and truth, as bars and in words. @param {HTMLElement} panel */
function bindVerdict(panel) {
  const svg = find("#whatif-verdict");
  const [alarm, told] = [find(".refusal", panel), find("#whatif-say")];
  const width = widthOf(svg);
  svg.setAttribute("height", String(VERDICT));
  effect(() => {
    // what a form was refused stands below it
    const { sentence = "", passing = false } = refusal.value?.kind === "unit" ? refusal.value : {};
    if (!sentence || !words.value || !mendWordsHere()) return showProblem(alarm, words.value ? sentence : "");
    showProblem(
      alarm,
      sentence,
      passing ? { label: t("retry"), act: askAgain } : { label: t("mend-fine"), act: forgive },
    );
  });
  effect(() => {
    if (!words.value || width.value < 64) return;
    const { predicted, change: truly } = answer.value ?? { predicted: null, change: null };
    const names = /** @type {[string, string]} */ ([t("whatif-predicted"), t("whatif-true")]);
    const written = (/** @type {number | null} */ value) => (value === null ? "–" : change(value));
    const values = /** @type {[string, string]} */ ([written(predicted), written(truly)]);
    patch(svg, verdict(predicted, truly, { width: width.value, names, values }));
  });
  bindTable(svg, () => verdictTable(answer.value));
  effect(() => {
    if (words.value) sayRich(told, caption());
  });
}

/** What the edits did, and what the gradient had said of it. */
function caption() {
  if (!subject.value) return run.value ? t("whatif-too-long") : "";
  const now = answer.value;
  if (!now) return t("whatif-say-none");
  return ofEdits(now, subject.value)
    .map(([key, args]) => t(key, args))
    .join(" ");
}
