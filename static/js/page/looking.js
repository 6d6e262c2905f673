/**
 * What is looked at inside A, in the step under the playhead: by the pointer for as long as it points, else what was
 * kept by a click; and the sentence about it.
 * @import {Focus, Lit} from "../types.js"
 */
import { batch, computed, signal } from "../../vendor/signals.js";
import { factsOf, isPlain } from "../run/facts.js";
import { seconds } from "../run/phases.js";
import { firstBackOf, firstOf, rowsOf } from "../run/rows.js";
import { sumOf } from "../run/sums.js";
import { words } from "../words/i18n.js";
import { why, whyComing } from "../words/why.js";
import { light } from "./actions.js";
import { flowing, insideNow } from "./pace.js";
import { computing, part, run, term, unit } from "./state.js";

/** What the pointer looks at, before what was kept. */
export const pointed = signal(/** @type {Partial<Focus> | null} */ (null));

/**
 * Look at something for as long as a pointer does, and light the number that it is in every picture; null lets go.
 * @param {Partial<Focus> | null} found
 * @param {Lit | null} [number] the number that is lit, where the panel need not have it
 */
export function look(found, number = litBy(found)) {
  batch(() => {
    if (!alike(found, pointed.peek())) pointed.value = found;
    light(number);
  });
}

/** @param {Partial<Focus> | null} a @param {Partial<Focus> | null} b */
const alike = (a, b) => a?.part === b?.part && a?.unit === b?.unit && a?.term === b?.term && !a === !b;

/**
 * The number that something inside A is: a unit, or what a term of a sum comes from.
 * @param {Partial<Focus> | null} found
 * @returns {Lit | null}
 */
export function litBy(found) {
  if (!found || !run.value) return null;
  if (found.unit !== undefined) return { part: "h", unit: found.unit };
  if (found.term == null) return null;
  const { part: name, unit: j } = { ...focus.peek(), ...found };
  const source = sumOf(run.value, step.peek(), name, j)?.terms[found.term];
  if (source?.kind === "recurrent") return { part: "h", unit: source.index };
  if (source?.kind === "input") return { part: "x", unit: source.index };
  return source?.kind === "state" ? { part: "h", unit: j } : null;
}

/** The step whose inside is shown: it changes far less often than the playhead. */
export const step = computed(() => insideNow.value?.t ?? 0);
export const back = computed(() => Boolean(insideNow.value?.backward));

/** What was kept by a click or by the keys. @type {{value: Focus, peek(): Focus}} */
export const kept = computed(() => inReach({ part: part.value, unit: unit.value, term: term.value }));

/** What is looked at: by the pointer, else what was kept. @type {{value: Focus, peek(): Focus}} */
export const focus = computed(() => (pointed.value ? inReach({ ...kept.value, ...pointed.value }) : kept.value));

/** What there is of it in the run. @param {Focus} wished @returns {Focus} */
function inReach({ part: name, unit: j, term: i }) {
  const cell = run.value?.cell ?? "rnn";
  const names = isPlain(cell) ? factsOf(cell).gates : rowsOf(cell, back.value).map((row) => row.part);
  const { hidden_size: H = 1, input_size: I = 1 } = run.value ?? {};
  return {
    part: names.includes(name) ? name : (back.value ? firstBackOf : firstOf)(cell),
    unit: Math.min(j, H - 1),
    term: i !== null && i < H + I + MOST_BIASES ? i : null,
  };
}

/** How many biases a sum has at most. */
const MOST_BIASES = 2;

/** Steps that take less than this while time flows, in seconds, are told whole: nobody could read their parts. */
const READABLE = 0.6;

/**
 * What has come about of the step under the playhead: nothing yet, its sums, or its state.
 * @type {{value: "coming" | "summed" | "made"}}
 */
const come = computed(() => {
  const now = insideNow.value;
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
