/** What if: edits of the page's run, where they enter, and what they did to the loss. The stage keeps the original. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { stepAt } from "../charts/plot.js";
import { draw, HEIGHT, margin, VERDICT, verdict } from "../charts/whatif-waves.js";
import { bindPointing } from "../gestures/steps.js";
import { point } from "../page/actions.js";
import { editsOf } from "../page/edit-field.js";
import { answer, bindEditing, edit, edits, refusal, subject, undo, undoAll } from "../page/editing.js";
import { begin, near, paced } from "../page/pace.js";
import { edit as addressed, pointed, run } from "../page/state.js";
import { placeOf } from "../page/whatif.js";
import { find, say, sayRich, widthOf } from "../pen/dom.js";
import { change } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { fitted } from "../pen/text-width.js";
import { tokenText } from "../pen/token-text.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { bindTools, describeEdit } from "../widgets/whatif-tools.js";
import { ofEdits } from "../words/changing.js";
import { t, words } from "../words/i18n.js";

/** @import {Edit} from "../types.js" */

/** The step that is worked on. */
const at = signal(0);

export function bindWhatIf() {
  const panel = find(".whatif");
  const seen = near(panel);
  bindStep();
  bindEditing(seen);
  bindSteps(find(".steps", panel));
  bindTools({ at, edits, answer, subject, seen, edit, undo });
  bindEdits(find(".edits", panel), undo);
  bindWaves(find("#whatif-waves"));
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
        const chip = kept.get(placeOf(edit)) ?? makeChip(placeOf(edit), undo);
        const text = describeEdit(edit, tokens);
        const [label, button] = [find("span", chip), find("button", chip)];
        say(label, text);
        button.setAttribute("aria-label", t("whatif-remove", { edit: text }));
        return chip;
      }),
    );
  });
}

/** @param {string} place @param {(edit: Edit) => void} undo */
function makeChip(place, undo) {
  const chip = document.createElement("li");
  const button = document.createElement("button");
  chip.setAttribute("data-place", place);
  button.type = "button";
  button.textContent = "×";
  button.addEventListener("click", () => {
    const edit = edits.value.find((one) => placeOf(one) === place);
    const beside = chip.nextElementSibling ?? chip.previousElementSibling;
    begin();
    if (edit) undo(edit);
    // the button is gone: the next one has the focus, or what edits are made with
    find(beside ? "button" : "#whatif-units", beside ?? document).focus({ preventScroll: true });
  });
  chip.append(document.createElement("span"), button);
  return chip;
}

/** @param {HTMLElement} svg */
function bindWaves(svg) {
  const width = widthOf(svg);
  const u = paced(svg);
  svg.setAttribute("height", String(HEIGHT));
  effect(() => {
    const now = subject.value;
    if (!now || width.value < 64) return patch(svg, []);
    const told = answer.value?.steps.length === now.tokens.length ? answer.value : null;
    const delta = told ? told.steps.map((step) => step.log10_delta_norm) : now.tokens.map(() => null);
    const edited = told?.edited_tokens ?? now.tokens;
    const places = [...new Set(edits.value.map((edit) => edit.t))];
    const options = { width: width.value, tokens: now.tokens, edited, at: places, pointed: pointed.value };
    patch(svg, draw(delta, gradientLevels(now), u.value, options));
  });
  const hit = (/** @type {MouseEvent} */ event) => {
    const px = event.clientX - svg.getBoundingClientRect().left;
    const T = subject.value?.tokens.length ?? 0;
    return T ? stepAt(px, { width: width.value, margin: margin(width.value, T), T }) : null;
  };
  bindPointing(svg, hit);
}

/** Prediction and truth, as bars and in words. @param {HTMLElement} panel */
function bindVerdict(panel) {
  const svg = find("#whatif-verdict");
  const [alarm, told] = [find(".refusal", panel), find("#whatif-say")];
  const width = widthOf(svg);
  svg.setAttribute("height", String(VERDICT));
  effect(() => {
    // what a form was refused stands below it
    const said = refusal.value?.kind === "unit" ? refusal.value.sentence : "";
    say(alarm, said ?? "");
    alarm.toggleAttribute("hidden", !said);
  });
  effect(() => {
    if (!words.value || width.value < 64) return;
    const { predicted, change: truly } = answer.value ?? { predicted: null, change: null };
    const names = /** @type {[string, string]} */ ([t("whatif-predicted"), t("whatif-true")]);
    const written = (/** @type {number | null} */ value) => (value === null ? "–" : change(value));
    const values = /** @type {[string, string]} */ ([written(predicted), written(truly)]);
    patch(svg, verdict(predicted, truly, { width: width.value, names, values }));
  });
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
