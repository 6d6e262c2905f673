/** How the network is taught: the fields, each with its help; what is changed counts from the next start on. */
import { computed, effect } from "../../vendor/signals.js";
import { openTeaching } from "../page/actions.js";
import { largest } from "../page/lighter.js";
import { isDrawn } from "../page/network.js";
import { ask } from "../page/shown-run.js";
import { fields, run, teach } from "../page/state.js";
import { forgive, told, training, trouble } from "../page/training.js";
import {
  DEFAULTS,
  delayOf,
  RATES,
  readSettings,
  stepsGranted,
  taskOf,
  writeSettings,
} from "../page/training-settings.js";
import { find } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { bindNumberField, labelOf, pricesKnown } from "./refusals.js";

/** @import {Failure, Run, TrainingSettings} from "../types.js" */

/** The fields that are numbers, and the setting of each. @type {Record<string, keyof TrainingSettings>} */
const NUMBERS = { delay: "delay", rate: "learning_rate", clip: "clip", steps: "steps", truncate: "truncate" };
const settings = computed(() => readSettings(teach.value));

/** What was refused is forgotten with the settings that it was about. @param {Partial<TrainingSettings>} change */
function set(change) {
  if (trouble.value && !trouble.value.passing) forgive();
  openTeaching(writeSettings({ ...settings.value, ...change }));
}

/** @param {HTMLElement} panel */
export function bindSettings(panel) {
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (find(`#teach-${name}`, panel));
  for (const name of Object.keys(NUMBERS)) bindNumber(input(name), name);
  const optimizer = /** @type {HTMLSelectElement} */ (find("#teach-optimizer", panel));
  optimizer.addEventListener("change", () =>
    set({ optimizer: optimizer.value, learning_rate: RATES[optimizer.value] }),
  );
  const clipped = input("clipped");
  clipped.addEventListener("change", () => set({ clip: clipped.checked ? Number(input("clip").value) || 1 : null }));
  effect(() => {
    optimizer.value = settings.value.optimizer;
    clipped.checked = settings.value.clip !== null;
    input("clip").disabled = !clipped.checked;
  });
  effect(() => {
    if (!words.value || !run.value) return;
    const forecast = taskOf(fields.value) === "forecast";
    find(".field", /** @type {any} */ (panel)).toggleAttribute("hidden", forecast);
    input("delay").placeholder = String(delayOf(DEFAULTS, run.value));
    input("truncate").placeholder = t("teach-all");
  });
  find("form", panel).addEventListener("submit", (event) => event.preventDefault());
  effect(() => {
    find("#teach-changed", panel).hidden = !changed();
  });
}

/** Whether something else is set than what is being taught. */
function changed() {
  const taught = training.value?.taught;
  if (!taught || !run.value) return false;
  const now = { ...settings.value, delay: delayOf(settings.value, run.value) };
  const names = /** @type {(keyof TrainingSettings)[]} */ (Object.keys(DEFAULTS));
  return names.some((name) => (name !== "delay" || taught.distance !== null) && taught[name] !== now[name]);
}

/** The field of the panel that a refusal is about; null where it is about something else. @param {Failure} failure */
export function fieldOf({ passing, problems }) {
  const found = Object.entries(NUMBERS).find(([, setting]) => problems.some(({ field }) => field === setting));
  return passing || !found ? null : found[0];
}

/**
 * What is wrong with a field besides its limits: a training that is too long has as many steps as are granted, and what
 * the server refused is said in the label's words.
 * @param {HTMLInputElement} input
 * @param {string} name
 */
function refusedOf(input, name) {
  const setting = /** @type {keyof TrainingSettings} */ (NUMBERS[name]);
  const failure = trouble.value && fieldOf(trouble.value) === name ? trouble.value : null;
  const problem = failure?.problems.find(({ field }) => field === setting);
  if (!mendWordsHere()) return null;
  if (setting === "steps" && (problem?.tooMuch || isTooLong())) return tooLong(input);
  if (!problem) return null;
  if (training.value) return slower(input);
  return {
    text: problem.message.replace(setting, t("quoted", { token: labelOf(input) })),
    mend: { label: t("mend-back"), act: () => set({ [setting]: DEFAULTS[setting] }) },
  };
}

/** The steps that are granted; null where that is not known. */
const granted = () => (pricesKnown() && run.value ? stepsGranted(fields.value, run.value, settings.value) : null);

/** Whether more steps are asked for than are granted. */
function isTooLong() {
  const most = granted();
  return most !== null && most < settings.value.steps;
}

/** @param {HTMLInputElement} input */
function tooLong(input) {
  const steps = granted();
  const text = t("teach-too-much", { steps: labelOf(input), hidden: t("field-hidden-size") });
  if (!steps) return { text, mend: steps === 0 && run.value ? smallerNetwork(run.value) : null };
  return { text, mend: { label: t("mend-use", { value: String(steps) }), act: () => set({ steps }) } };
}

/** A training that left the range of a double learns with a tenth of its rate. @param {HTMLInputElement} input */
function slower(input) {
  const rate = Number((settings.value.learning_rate / 10).toPrecision(3));
  return {
    text: t("teach-diverged", { step: String(told.value), rate: labelOf(input) }),
    mend: { label: t("mend-use", { value: String(rate) }), act: () => set({ learning_rate: rate }) },
  };
}

/** Where one step is too much already: the largest network that learns for as long as was asked. @param {Run} shown */
function smallerNetwork(shown) {
  const hidden_size = largest(shown.hidden_size, (size) => {
    const granted = stepsGranted(fields.value, { ...shown, hidden_size: size }, settings.value);
    return granted !== null && granted >= settings.value.steps;
  });
  if (!hidden_size || !isDrawn(fields.value)) return null;
  const label = t("mend-use-in", { label: t("field-hidden-size"), value: String(hidden_size) });
  return { label, act: () => ask({ hidden_size }) };
}

/** A number counts as it is typed. @param {HTMLInputElement} input @param {string} name */
function bindNumber(input, name) {
  const setting = /** @type {keyof TrainingSettings} */ (NUMBERS[name]);
  bindNumberField(input, {
    accepted: () => /** @type {number | null} */ (settings.value[setting]),
    take: (value) => set({ [setting]: value }),
    empty: /** @type {number | null} */ (DEFAULTS[setting]),
    other: () => refusedOf(input, name),
    above: input.closest(".switched") ?? input,
  });
}
