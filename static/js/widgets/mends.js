/**
 * What mends a request that the server refuses: the nearest value that its field takes, else what the picture is drawn
 * with. And what a link says that nobody can read.
 * @import {Fields} from "../types.js"
 * @import {Mend} from "./problem.js"
 */
import { NUMBERS } from "../page/address.js";
import { isDrawn } from "../page/network.js";
import { ask } from "../page/shown-run.js";
import { fields, problems, run, unread } from "../page/state.js";
import { WHOLE } from "../page/written.js";
import { find } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { makeRoom } from "./room-below.js";

for (const message of document.querySelectorAll(".masthead .problem")) makeRoom(/** @type {HTMLElement} */ (message));

/** The most of a sentence that a button says, in characters. */
const SAID = 24;

/** Fields by the names of the form. @typedef {keyof Fields} Name */

/**
 * @param {string} name of the field beside which it is said
 * @param {HTMLFormElement} form
 * @param {HTMLElement} [back] what has the focus afterwards; the field itself, where none is named
 * @returns {Mend | null}
 */
export function mendOf(name, form, back) {
  if (!words.value || !mendWordsHere()) return null;
  const wrong = problems.value.filter(({ passing }) => !passing).map(({ field }) => field);
  if (!wrong.length) return unread.value.length ? { label: t("mend-fine"), act: forget } : null;
  const control = form.elements.namedItem(name);
  const near = control instanceof HTMLInputElement && wrong.includes(name) ? nearest(name, control) : null;
  const change = near === null ? asDrawn(wrong) : { [name]: near };
  if (!change) return null;
  return {
    label: label(name, change),
    act() {
      ask(change);
      (back ?? (control instanceof HTMLElement ? control : find("#sentence"))).focus({ preventScroll: true });
    },
  };
}

const forget = () => {
  unread.value = [];
  find("#sentence").focus({ preventScroll: true });
};

/**
 * The value that is nearest to what was typed; null where that is no number, or its field has no limits.
 * @param {string} name
 * @param {HTMLInputElement} control
 */
function nearest(name, control) {
  const value = Number(fields.value[/** @type {Name} */ (name)] ?? Number.NaN);
  const most = name === "loss_at" || name === "target" ? lastStep() : limit(control.max, Number.POSITIVE_INFINITY);
  if (!NUMBERS[name] || Number.isNaN(value) || most === null) return null;
  const whole = NUMBERS[name] === WHOLE ? Math.round(value) : value;
  const near = clamp(whole, limit(control.min, Number.NEGATIVE_INFINITY), most);
  return near !== value && Number.isFinite(near) ? near : null;
}

/** @param {string} text @param {number} none */
const limit = (text, none) => (text === "" ? none : Number(text));

/** The last step of the sentence; null where the picture reads another one. */
function lastStep() {
  const shown = run.value;
  const same = shown?.asked?.sentence === fields.value.sentence && shown.asked.tokenizer === fields.value.tokenizer;
  return shown && same ? shown.tokens.length - 1 : null;
}

/** The wrong fields as the picture has them; null where there is no picture. @param {string[]} wrong @returns {Partial<Fields> | null} */
function asDrawn(wrong) {
  const drawn = run.value?.asked;
  if (!drawn) return null;
  const other = (/** @type {string} */ name) =>
    drawn[/** @type {Name} */ (name)] !== fields.value[/** @type {Name} */ (name)];
  const names = wrong.filter((name) => name in drawn && other(name));
  // what is wrong may be how fields go together
  if (!names.length || !isDrawn(fields.value)) return { ...drawn };
  return Object.fromEntries(names.map((name) => [name, drawn[/** @type {Name} */ (name)]]));
}

/** @param {string} name @param {Partial<Fields>} change */
function label(name, change) {
  const value = change[/** @type {Name} */ (name)];
  const only = Object.keys(change).length === 1;
  if (only && typeof value === "number") return t("mend-use", { value: String(value) });
  if (only && name === "sentence" && typeof value === "string" && value.length <= SAID)
    return t("mend-use", { value: t("quoted", { token: value }) });
  return t("mend-back");
}

/** What a link says that nobody can read. */
export const unreadNote = () =>
  mendWordsHere() && words.value
    ? t("link-unread", { list: unread.value.map((token) => t("quoted", { token })).join(", ") })
    : "";

/** That a request is more work than the server grants, in the page's words; "" until they are here. */
export const tooMuchNote = () =>
  mendWordsHere() && words.value ? t("too-much", { hidden: t("field-hidden-size") }) : "";
