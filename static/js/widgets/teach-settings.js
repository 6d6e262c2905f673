/** How the network is taught: the fields, each with its help; what is changed counts from the next start on. */
import { computed, effect } from "../../vendor/signals.js";
import { openTeaching } from "../page/actions.js";
import { fields, run, teach } from "../page/state.js";
import { training } from "../page/training.js";
import { DEFAULTS, delayOf, RATES, readSettings, taskOf, writeSettings } from "../page/training-settings.js";
import { find } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";

/** @import {TrainingSettings} from "../types.js" */

/** The fields that are numbers, and the setting of each. @type {Record<string, keyof TrainingSettings>} */
const NUMBERS = { delay: "delay", rate: "learning_rate", clip: "clip", steps: "steps", truncate: "truncate" };
/** What an empty field says. */
const EMPTY = { ...DEFAULTS, clip: DEFAULTS.clip };

const settings = computed(() => readSettings(teach.value));

/** @param {Partial<TrainingSettings>} change */
const set = (change) => openTeaching(writeSettings({ ...settings.value, ...change }));

/** @param {HTMLElement} panel */
export function bindSettings(panel) {
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (find(`#teach-${name}`, panel));
  for (const [name, setting] of Object.entries(NUMBERS)) bindNumber(input(name), setting);
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

/**
 * A number counts as it is typed; one that cannot be is put back where the field is left.
 * @param {HTMLInputElement} input
 * @param {keyof TrainingSettings} setting
 */
function bindNumber(input, setting) {
  input.addEventListener("input", () => {
    const text = input.value;
    const value = text === "" ? EMPTY[setting] : readSettings(`${setting}:${text}`)[setting];
    if (text === "" || String(value) === String(Number(text))) set({ [setting]: value });
  });
  const write = () => {
    const value = settings.value[setting];
    if (setting === "clip" && value === null) return;
    input.value = value === null ? "" : String(value);
  };
  input.addEventListener("blur", write);
  effect(() => {
    const value = settings.value[setting];
    if (input !== document.activeElement || String(value ?? "") !== String(Number(input.value))) {
      if (input !== document.activeElement) write();
    }
  });
}
