/** The form: request fields in, the server's sentences out. */
import { effect } from "../../vendor/signals.js";
import { ask } from "../actions.js";
import { COUNTS, DEFAULTS, NUMBERS } from "../address.js";
import { find, say } from "../dom.js";
import { fields, problems } from "../state.js";
import { bindSentence } from "./sentence.js";

export function bindControls() {
  const form = /** @type {HTMLFormElement} */ (find("#controls"));
  form.addEventListener("input", (event) => {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    if (name !== "sentence") ask({ [name]: reading(name, value) });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  effect(() => show(form));
  effect(() => complain(form));
  bindSentence();
}

/** @param {string} name @param {string} text */
function reading(name, text) {
  if (!NUMBERS.has(name)) return text;
  // an emptied field is the server's choice where there is one
  if (text.trim() === "") return DEFAULTS[/** @type {keyof typeof DEFAULTS} */ (name)] === null ? null : text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The controls say what the state says. @param {HTMLFormElement} form */
function show(form) {
  for (const [name, value] of Object.entries(fields.value)) {
    const control = /** @type {HTMLInputElement | RadioNodeList | null} */ (form.elements.namedItem(name));
    const text = value === null ? "" : String(value);
    // a field that says the same in other letters (007, 1.50) keeps what its owner typed
    if (control && control.value !== text && reading(name, control.value) !== value) control.value = text;
  }
  for (const [name, counts] of Object.entries(COUNTS)) {
    const control = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    if (control) control.disabled = !counts?.(fields.value);
  }
}

/** Each problem beside its field, where the field is; else beside the sentence. @param {HTMLFormElement} form */
function complain(form) {
  /** @type {Map<string, string>} */
  const said = new Map();
  for (const { field, message } of problems.value)
    said.set(document.getElementById(`problem-${field}`) ? field : "sentence", message);
  for (const place of form.querySelectorAll(".problem")) {
    const name = place.id.replace("problem-", "");
    say(place, said.get(name) ?? "");
    place.toggleAttribute("hidden", !said.has(name));
    document.getElementById(name)?.setAttribute("aria-invalid", String(said.has(name)));
  }
  const more = find("#more");
  // a panel that one is at work in says it itself
  if (document.activeElement?.closest(".panel")) return;
  if ([...said.keys()].some((name) => more.querySelector(`#${name}`))) more.showPopover();
}
