/**
 * Refusals of a panel: each below its own field, in the words of the field's label, with a button that mends it. What was
 * refused changes nothing else: the page keeps the last value that was taken.
 * @import {Failure, Sizes} from "../types.js"
 * @import {Bounds} from "../page/bounds.js"
 * @import {Mend} from "./problem.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { fetchLimits } from "../page/api.js";
import { boundsOf, isAboveNothing, judged, nearest } from "../page/bounds.js";
import { lighter } from "../page/lighter.js";
import { limits } from "../page/price.js";
import { ask } from "../page/shown-run.js";
import { asked, run } from "../page/state.js";
import { make } from "../pen/dom.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";
import { tooMuchNote } from "./mends.js";
import { showProblem } from "./problem.js";

/** @typedef {{text: string, mend: Mend | null}} Complaint */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** What the label of a field says, in today's language. @param {Field} field */
export function labelOf(field) {
  const [label] = field.labels ?? [];
  const key = (label?.querySelector("[data-l10n]") ?? label)?.getAttribute("data-l10n");
  return key ? t(key) : (label?.textContent ?? field.getAttribute("aria-label") ?? "");
}

/**
 * A message below a field, and the field says that it is wrong for as long as there is one.
 * @param {Field} field
 * @param {() => Complaint | null} complaint
 * @param {Element} [above] what it stands below, where that is not the field
 */
export function bindComplaint(field, complaint, above = field.closest("label") ?? field) {
  const place = make("p", "refusal at-field");
  place.id = `refusal-${field.id}`;
  place.setAttribute("role", "alert");
  place.hidden = true;
  above.after(place);
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
  effect(() => {
    const said = words.value ? complaint() : null;
    showProblem(place, said?.text ?? "", said?.mend ? thenTo(field, said.mend) : null);
    field.setAttribute("aria-invalid", String(said !== null));
  });
}

/** A button that is gone once it was pressed leaves the focus with the field. @param {Field} field @param {Mend} mend */
const thenTo = (field, { label, act }) => ({
  label,
  act() {
    act();
    field.focus({ preventScroll: true });
  },
});

/**
 * A field of one number. What it takes goes to `take` as it is typed; what it cannot take is refused below it.
 * @param {HTMLInputElement} input its limits stand at it
 * @param {object} parts
 * @param {() => number | null} parts.accepted the value that the page has
 * @param {(value: any) => void} parts.take
 * @param {number | null} [parts.empty] what an emptied field says; without it, it is filled again where it is left
 * @param {() => Complaint | null} [parts.other] what else is wrong with the value
 * @param {Element} [parts.above]
 * @param {boolean} [parts.late] whether a number is taken only once it is written
 */
export function bindNumberField(input, { accepted, take, empty, other, above, late = false }) {
  const bounds = boundsOf(input);
  const refused = signal(/** @type {{near: number | null} | null} */ (null));
  const value = computed(accepted);
  const write = () => {
    refused.value = null;
    input.value = value.value === null ? "" : String(value.value);
  };
  input.addEventListener("input", () => {
    const emptied = input.value === "" && !input.validity.badInput;
    const { value: typed, taken, near } = judged(input.value, bounds);
    refused.value = emptied || taken ? null : { near };
    if (taken && !late) take(typed);
    else if (emptied && empty !== undefined) take(empty);
  });
  input.addEventListener("change", () => {
    const { value: typed, taken } = judged(input.value, bounds);
    if (taken && late) take(typed);
  });
  input.addEventListener("blur", () => {
    if (!refused.value) write();
  });
  effect(() => {
    const now = value.value;
    // what is being typed stays as it is typed, and a field that was emptied to type something else stays empty
    const typing = input.value === "" || now === null || Number(input.value) === now;
    if (input !== document.activeElement || !typing) write();
  });
  const mend = (/** @type {number | null} */ near) => ({
    label: near === null ? t("mend-back") : t("mend-use", { value: String(near) }),
    act() {
      if (near !== null) take(near);
      write();
    },
  });
  const complaint = () => {
    const now = refused.value ?? outside(value.value, bounds);
    if (!now) return other?.() ?? null;
    return mendWordsHere() ? { text: ofBounds(labelOf(input), bounds), mend: mend(now.near) } : null;
  };
  bindComplaint(input, complaint, above);
}

/** A value that a link brought and the field does not take. @param {number | null} value @param {Bounds} bounds */
function outside(value, bounds) {
  if (value === null || nearest(value, bounds) === value) return null;
  return { near: nearest(value, bounds) };
}

/** What a field takes, in a sentence. @param {string} label @param {Bounds} bounds */
export function ofBounds(label, bounds) {
  const kind = isAboveNothing(bounds) ? "above" : bounds.whole ? "whole" : "number";
  return t(`mend-takes-${kind}`, { label, least: String(bounds.least), most: String(bounds.most) });
}

/** Whether prices are known: they are asked for when something costs too much. */
const priced = signal(false);

/** Whether prices are known; they are asked for where they are not. */
export function pricesKnown() {
  if (limits()) priced.value = true;
  else
    fetchLimits().then(
      () => {
        priced.value = true;
      },
      () => {},
    );
  return priced.value;
}

/**
 * The button that makes a panel's own request small enough, as the page's field that it changes says it.
 * @param {string} path
 * @param {Sizes} [more]
 * @returns {Mend | null}
 */
function lighten(path, more) {
  if (!pricesKnown() || !run.value || !mendWordsHere()) return null;
  const change = lighter(path, asked.value, run.value, more);
  if (!change) return null;
  const label =
    change.hidden_size === undefined
      ? t("mend-shorter")
      : t("mend-use-in", { label: t("field-hidden-size"), value: String(change.hidden_size) });
  return { label, act: () => ask(change) };
}

/**
 * What is said where a panel's question was refused or not answered, and what mends it.
 * @param {Failure} failure
 * @param {object} ways
 * @param {() => void} ways.retry
 * @param {() => void} [ways.back] puts back what was last taken
 * @param {(tooMuch: boolean) => Mend | null} [ways.mend] what the panel itself can do
 * @param {string} [ways.path] what is asked: where it is too much work, less is
 * @param {Sizes} [ways.more]
 * @returns {Complaint}
 */
export function complaintOf({ passing, sentence, problems }, { retry, back, mend, path, more }) {
  if (passing) return { text: sentence, mend: { label: t("retry"), act: retry } };
  const tooMuch = problems.some((problem) => problem.tooMuch);
  const own = mendWordsHere() ? (mend?.(tooMuch) ?? null) : null;
  const text = (tooMuch && tooMuchNote()) || sentence;
  if (own) return { text, mend: own };
  if (tooMuch && path) return { text, mend: lighten(path, more) };
  return { text, mend: back && mendWordsHere() ? { label: t("mend-back"), act: back } : null };
}

/**
 * Say a panel's failures in its own place.
 * @param {HTMLElement} place
 * @param {{value: Failure | null}} trouble
 * @param {() => Parameters<typeof complaintOf>[1]} ways
 */
export function bindFailure(place, trouble, ways) {
  effect(() => {
    const said = words.value && trouble.value ? complaintOf(trouble.value, ways()) : null;
    showProblem(place, said?.text ?? "", said?.mend ?? null);
  });
}
