/**
 * What if: the edits of a run, and what POST /what-if answers. Pure but for the asking.
 * @import {Edit, Fields, Run, WhatIf} from "../types.js"
 */

import { findLast } from "../pen/last.js";
import { unitName } from "../run/order.js";
import { placeOf, readsBack } from "../run/reading-order.js";
import { isSeries } from "../run/series.js";
import { DEFAULTS } from "./address.js";
import { fetchAnswer, post, Refused } from "./api.js";

/** What an edit writes to: a later edit of the same place takes its turn. @param {Edit} edit */
export const editKey = ({ t, token, unit, from }) =>
  `${t} ${token !== undefined ? "token" : unit !== undefined ? `unit ${unit}` : from ? "from" : "h"}`;

/** The edits with one more, or with another in its place, in reading order. @param {Edit[]} edits @param {Edit} edit */
export const withEdit = (edits, edit) =>
  [...edits.filter((other) => editKey(other) !== editKey(edit)), edit].sort((a, b) => a.t - b.t);

/** @param {Edit[]} edits @param {Edit} edit */
export const without = (edits, edit) => edits.filter((other) => editKey(other) !== editKey(edit));

/** The edit of one unit at a step, where there is one. @param {Edit[]} edits @param {number} t @param {number} unit */
export const unitEdit = (edits, t, unit) => edits.find((edit) => edit.t === t && edit.unit === unit);

/**
 * What ∂L/∂h_t says that a new value of one unit does to the loss: δ_j · (value − h_j).
 * @param {Run} run
 * @param {number} t
 * @param {number} unit
 * @returns {number | null} the slope δ_j; null where it is beyond a double, or not in the answer
 */
export const slopeAt = (run, t, unit) => run.steps[t]?.grad?.[unit] ?? null;

/** More numbers than this would be slow to read after each move of a hand. */
const MOST = 120_000;

/** Whether a run is too long to be edited here. @param {Run} run */
export const tooLong = ({ tokens, hidden_size }) =>
  2 * tokens.length * hidden_size > MOST || tokens.length > MOST_TOKENS;
const MOST_TOKENS = 400;

/** Digits that a picture and a sentence need; a small change of the loss needs more of them than a bar. */
const DIGITS = 12;

/** An edit as the network knows its steps and units. @param {Edited} run @param {Edit} edit @returns {Edit} */
function asNetwork(run, edit) {
  const { units } = run;
  const unit = edit.unit === undefined ? {} : { unit: unitName(run, edit.unit) };
  const h = edit.h && units ? { h: edit.h.map((_, j) => Number(edit.h?.[units.indexOf(j)])) } : {};
  return { ...edit, ...unit, ...h, t: placeOf(run, edit.t) };
}

/** An answer with its units as the page shows them. @param {Edited} run @param {WhatIf} told @returns {WhatIf} */
function inUnits({ units }, told) {
  if (!units) return told;
  const picked = (/** @type {number[]} */ values) => units.map((j) => Number(values[j]));
  const steps = told.steps.map((step) => ({ ...step, h: picked(step.h), edited_h: picked(step.edited_h) }));
  return { ...told, steps };
}

/** What is edited. @typedef {Pick<Run, "direction" | "tokens" | "units">} Edited */

/**
 * Steps are the page's, in the order of reading; the server's are places in the sentence.
 * @param {Fields} fields
 * @param {Edit[]} edits at least one
 * @param {{lang: string, signal: AbortSignal}} options
 * @param {Edited} [run] the run that is edited
 * @returns {Promise<WhatIf>}
 */
export async function fetchWhatIf(fields, edits, options, run = { tokens: [] }) {
  const placed = edits.map((edit) => asNetwork(run, edit));
  const told = await fetchAnswer(post("/what-if", fields, { edits: placed, digits: DIGITS }), options);
  const shown = inUnits(run, told);
  if (!readsBack(run)) return shown;
  const turned = (/** @type {any[]} */ list) => [...list].reverse();
  const steps = turned(shown.steps).map((step, t) => ({ ...step, t }));
  return { ...told, steps, tokens: turned(told.tokens), edited_tokens: turned(told.edited_tokens) };
}

/**
 * An edit that shows something where the reader has made none: another word of the text in place of the first; where
 * there is no other, the unit that says most there is switched off.
 * @param {Run} run
 * @returns {Edit[]} the first one is the best; where it is refused, the next
 */
export function examplesOf(run) {
  const [first] = run.tokens;
  const token = isSeries(run) ? undefined : findLast(run.tokens, (each) => each !== first);
  const h = run.steps[0]?.h ?? [];
  const unit = h.reduce((best, value, j) => (Math.abs(value) > Math.abs(Number(h[best])) ? j : best), 0);
  return [...(token === undefined ? [] : [{ t: 0, token }]), { t: 0, unit, set: 0 }];
}

/**
 * What such an edit does; null where a text has one step and nothing can travel.
 * @param {Fields} fields
 * @param {Run} run
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<{edit: Edit, told: WhatIf} | null>}
 */
export async function fetchExample(fields, run, options) {
  if (run.tokens.length < 2) return null;
  const [edit, other] = examplesOf(run);
  const ask = async (/** @type {Edit} */ one) => ({ edit: one, told: await fetchWhatIf(fields, [one], options, run) });
  try {
    return await ask(/** @type {Edit} */ (edit));
  } catch (error) {
    if (!other || !(error instanceof Refused) || error.passing) throw error;
    return ask(other);
  }
}

/**
 * The words of another sentence, as this page's tokenizer cuts it.
 * @param {Fields} fields
 * @param {string} sentence
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<string[]>}
 */
export async function fetchTokens({ tokenizer }, sentence, options) {
  const bare = { ...DEFAULTS, sentence, tokenizer, hidden_size: 1, input_size: 1, objective: "sum" };
  return (await fetchAnswer(post("/step", bare, { digits: 3 }), options)).tokens;
}
