/**
 * The form: request fields in, the server's sentences out.
 * @import {Fields} from "../types.js"
 */
import { effect, signal } from "../../vendor/signals.js";
import { readAs, unfold } from "../page/actions.js";
import { COUNTS, DECIMAL, NUMBERS, parseField } from "../page/address.js";
import { canAsk, isDrawn, networkOf, objectiveOf, textOf } from "../page/network.js";
import { ask } from "../page/shown-run.js";
import { calm, fields, numbersLost, problems, run, textLost, unread } from "../page/state.js";
import { typedIds } from "../page/written.js";
import { find } from "../pen/dom.js";
import { showProblem } from "../widgets/problem.js";
import { bindSentence } from "../widgets/sentence.js";
import { t, words } from "../words/i18n.js";

export function bindControls() {
  const form = /** @type {HTMLFormElement} */ (find("#controls"));
  form.addEventListener("input", (event) => {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    if (name !== "sentence") ask({ ...makesRoom(name), [name]: typed(name, value) });
  });
  form.addEventListener("focusout", refill);
  form.addEventListener("submit", (event) => event.preventDefault());
  effect(() => show(form));
  effect(() => complain(form));
  bindSentence();
  bindExerciseButtons(form);
}

/** The ways to the panel where weights are written. @param {HTMLFormElement} form */
function bindExerciseButtons(form) {
  for (const button of form.querySelectorAll("[data-exercise]"))
    button.addEventListener("click", () => {
      const more = find("#more");
      if ("hidePopover" in more && more.matches(":popover-open")) more.hidePopover();
      readAs("instrument");
      unfold("exercise");
      const panel = find("#exercise");
      panel.scrollIntoView({ block: "start", behavior: calm.value ? "auto" : "smooth" });
      // until its code has come it takes no focus
      find("[data-panel=exercise] .unfold").focus({ preventScroll: true });
      panel.focus({ preventScroll: true });
    });
  effect(() => {
    const own = fields.value.parameters !== null;
    find(".own-weights", form).hidden = !own;
    // nothing is drawn from it then
    /** @type {HTMLElement} */ (find("#seed", form).closest(".field")).hidden = !isDrawn(fields.value);
  });
}

/**
 * What another choice cannot go with: a state belongs to its size, and another cell is drawn, in the size of the network
 * that was written down.
 * @param {string} name
 * @returns {Partial<Fields>}
 */
function makesRoom(name) {
  const now = fields.peek();
  if (name !== "cell" && name !== "hidden_size") return {};
  if (isDrawn(now)) return { state: null };
  const { hidden_size, input_size } = networkOf(now) ?? now;
  return { parameters: null, model: null, vocabulary: null, state: null, hidden_size, input_size };
}

/** The fields as the controls show them: a network that is written down or stored has its own cell and sizes. */
function shownFields() {
  // what a stored network is, its answer says
  const said = { ...fields.value, objective: objectiveOf(fields.value), sentence: textOf(fields.value) };
  if (isDrawn(said) || !run.value) return said;
  const { cell, hidden_size, input_size } = networkOf(said) ?? said;
  return { ...said, cell, hidden_size, input_size };
}

/** What a field's text says; a browser's number may begin with its point. @param {string} name @param {string} text */
function typed(name, text) {
  // ids are parted by a comma or a space
  if (name === "sentence" && fields.value.token_ids !== null) return typedIds(text)?.join(" ") ?? text;
  return parseField(name, NUMBERS[name] ? text.trim().replace(/^-?(?=\.)/, "$&0") : text);
}

/** A number that was emptied is the default again, and says so once its writer is gone. @param {FocusEvent} event */
function refill({ target }) {
  if (!(target instanceof HTMLInputElement) || !NUMBERS[target.name] || target.value !== "") return;
  target.value = String(fields.value[/** @type {keyof Fields} */ (target.name)] ?? "");
}

/** The controls say what the state says. @param {HTMLFormElement} form */
function show(form) {
  for (const [name, value] of Object.entries(shownFields())) {
    const control = /** @type {HTMLInputElement | RadioNodeList | null} */ (form.elements.namedItem(name));
    // a number's field takes no other text
    const text = NUMBERS[name] && !DECIMAL.test(String(value)) ? "" : String(value);
    if (!control || control.value === text) continue;
    if (control instanceof RadioNodeList) choose(control, text);
    else if (!keeps(control) || typed(name, control.value) !== value) control.value = text;
  }
  able(form);
}

/** A field that counts for nothing waits, and so does a question that cannot be asked of what is read. @param {HTMLFormElement} form */
function able(form) {
  for (const option of /** @type {HTMLSelectElement} */ (form.elements.namedItem("objective")).options) {
    option.disabled = !canAsk(fields.value, option.value);
    option.hidden = option.disabled;
  }
  for (const [name, counts] of Object.entries(COUNTS)) {
    const control = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    // another cell can always be chosen
    if (control && name !== "cell" && name !== "sentence") control.disabled = !counts?.(fields.value);
  }
}

/**
 * A field that says the same in other letters (007, 1.50) keeps what its owner typed, and so does one being emptied.
 * @param {HTMLInputElement} control
 */
const keeps = (control) => control.value !== "" || control === document.activeElement;

/** A value that none of the buttons has leaves none chosen, so that each can be. @param {RadioNodeList} buttons @param {string} value */
function choose(buttons, value) {
  for (const button of /** @type {Iterable<HTMLInputElement>} */ (/** @type {unknown} */ (buttons)))
    button.checked = button.value === value;
}

/** What mends a problem: its code comes with the first. @type {{value: typeof import("../widgets/mends.js") | null}} */
const mends = signal(null);

async function fetchMends() {
  if (!mends.value) mends.value = await import("../widgets/mends.js").catch(() => null);
}

/** Each problem beside its field, where the field is; else beside the sentence. @param {HTMLFormElement} form */
function complain(form) {
  /** @type {Map<string, string>} */
  const said = new Map();
  // a server that is away is no fault of a field: see away.js
  for (const { field, message, passing, tooMuch } of problems.value)
    if (!passing) said.set(problemField(field), (tooMuch && mends.value?.tooMuchNote()) || message);
  const wrong = new Set(said.keys());
  const note = wrong.has("sentence") || !words.value ? "" : noteOn();
  if (note) said.set("sentence", note);
  if (said.size) fetchMends();
  reveal(said);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".problem"))) {
    const name = place.id.replace("problem-", "");
    const text = said.get(name) ?? "";
    showProblem(place, text, (text && mends.value?.mendOf(name, form)) || null);
    document.getElementById(name)?.setAttribute("aria-invalid", String(wrong.has(name)));
  }
}

/** Where a field's problem is said. @param {string} field */
const problemField = (field) => (document.getElementById(`problem-${field}`) ? field : "sentence");

/** What a link lost on its way, or nobody can read in it; "" where it is whole. */
function noteOn() {
  if (textLost.value) return t("text-lost");
  if (numbersLost.value) return t("numbers-lost");
  if (!unread.value.length) return "";
  fetchMends();
  return mends.value?.unreadNote() ?? "";
}

/** What is wrong behind "More…" is seen: there, or where a sentence is being written, beside that. @param {Map<string, string>} said */
function reveal(said) {
  const more = find("#more");
  const [message] = [...said].filter(([name]) => more.querySelector(`#${name}`)).map(([, text]) => text);
  const active = document.activeElement;
  const opens = "showPopover" in more;
  // a panel that one is at work in says it itself
  if (message === undefined || (opens && more.matches(":popover-open")) || active?.closest(".panel")) return;
  if (opens && active?.id !== "sentence") more.showPopover({ source: find(".more") });
  else if (!said.has("sentence")) said.set("sentence", message);
}
