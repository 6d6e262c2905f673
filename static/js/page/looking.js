/**
 * What is looked at inside A, in the step under the playhead: by the pointer for as long as it points, else what was
 * kept by a click; and the sentence about it.
 * @import {Focus} from "../types.js"
 */
import { computed, signal } from "../../vendor/signals.js";
import { factsOf, isPlain } from "../run/facts.js";
import { seconds } from "../run/phases.js";
import { firstBackOf, firstOf, rowsOf } from "../run/rows.js";
import { words } from "../words/i18n.js";
import { why, whyComing } from "../words/why.js";
import { flowing, turnedNow } from "./pace.js";
import { computing, part, run, term, unit } from "./state.js";

/** What the pointer looks at, before what was kept. */
export const pointed = signal(/** @type {Partial<Focus> | null} */ (null));

/** Look at something for as long as a pointer does; null lets go. @param {Partial<Focus> | null} found */
export function look(found) {
  pointed.value = found;
}

/** The step under the playhead: it changes far less often than the playhead. */
export const step = computed(() => turnedNow.value?.t ?? 0);
export const back = computed(() => Boolean(turnedNow.value?.backward));

/** What is looked at: by the pointer, else what was kept. @type {{value: Focus}} */
export const focus = computed(() => {
  const cell = run.value?.cell ?? "rnn";
  const names = isPlain(cell) ? factsOf(cell).gates : rowsOf(cell, back.value).map((row) => row.part);
  const most = (run.value?.hidden_size ?? 1) - 1;
  const kept = { part: part.value, unit: unit.value, term: term.value };
  const { part: name, unit: j, term: i } = { ...kept, ...pointed.value };
  return {
    part: names.includes(name) ? name : (back.value ? firstBackOf : firstOf)(cell),
    unit: Math.min(j, most),
    term: i !== null && i < most + 3 + (run.value?.input_size ?? 1) ? i : null,
  };
});

/** Steps that take less than this while time flows, in seconds, are told whole: nobody could read their parts. */
const READABLE = 0.6;

/**
 * What has come about of the step under the playhead: nothing yet, its sums, or its state.
 * @type {{value: "coming" | "summed" | "made"}}
 */
const come = computed(() => {
  const now = turnedNow.value;
  const hasty = flowing.value && now && seconds(now.k, run.value?.tokens.length ?? 1) < READABLE;
  if (!now || hasty || now.backward || now.phase === "emit") return "made";
  const ended = now.q > 1 - 1e-6;
  if (now.phase === "squash") return ended ? "made" : "summed";
  return now.phase === "add" && ended ? "summed" : "coming";
});

/** Whether a unit of the new state is looked at, and nothing that it is made of. */
const whole = computed(() => !pointed.value && term.value === null && ["a", "h", "c"].includes(focus.value.part));

/** The sentence of what is looked at: on the page, and for a voice (widgets/voice.js). */
export const whyNow = computed(() => {
  if (!run.value || !words.value) return "";
  // what the reader is computing is not told
  if (computing.value !== null && step.value >= computing.value)
    return whyComing(run.value, step.value, focus.value.unit, false);
  if (whole.value && come.value !== "made")
    return whyComing(run.value, step.value, focus.value.unit, come.value === "summed");
  return why(run.value, step.value, focus.value.unit, { ...focus.value, back: back.value });
});
