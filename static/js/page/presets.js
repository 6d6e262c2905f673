/**
 * The dial's presets: what each sets, so that what it is called is seen, and what the reader had before.
 * @import {Fields} from "../types.js"
 */

/** With fewer units the chain of a non-normal W_h is too short to be seen growing. */
const ENOUGH = 32;

/**
 * "exploding" needs a function that does not saturate, and a way that is long enough: with ReLU, ρ = 3.5, 32 units and a
 * text of 24 words the gradient of the plain sum grew by at least 10³ with every seed that was tried (tests/js/test_presets.py).
 * @type {Record<string, Partial<Fields>>}
 */
const SET = {
  "as-drawn": { spectral_radius: null, recurrent_init: "uniform" },
  vanishing: { spectral_radius: 0.5, recurrent_init: "uniform" },
  exploding: {
    spectral_radius: 3.5,
    recurrent_init: "uniform",
    cell: "rnn",
    nonlinearity: "relu",
    hidden_size: ENOUGH,
    objective: "sum",
    tokenizer: "word",
    loss_at: null,
    target: null,
    state: null,
  },
  orthogonal: { spectral_radius: 1, recurrent_init: "orthogonal" },
  transient: { spectral_radius: null, recurrent_init: "non-normal", hidden_size: ENOUGH },
};

export const PRESETS = Object.keys(SET);

/** The presets that read a text of their own. */
const READS = ["exploding"];

/** What a preset sets. @param {string} name @param {string} sentence the text that is long enough @returns {Partial<Fields>} */
export const presetFields = (name, sentence) => ({ ...SET[name], ...(READS.includes(name) ? { sentence } : {}) });

/** Whether fields are as a preset sets them. @param {string} name @param {string} sentence @param {Fields} fields */
export function isSet(name, sentence, fields) {
  const { hidden_size: least = 0, ...rest } = presetFields(name, sentence);
  return holds(rest, fields) && Number(fields.hidden_size) >= Number(least);
}

/** @param {Partial<Fields>} some @param {Fields} fields */
const holds = (some, fields) =>
  Object.entries(some).every(([key, value]) => fields[/** @type {keyof Fields} */ (key)] === value);

/** What the reader had before a preset, and what that set. @typedef {{before: Partial<Fields>, set: Partial<Fields>}} Kept */

/**
 * The change that a preset makes: all that it sets, and back to what was before where an earlier preset had set more.
 * @param {string} name
 * @param {string} sentence
 * @param {Fields} fields
 * @param {Kept | null} kept of the preset before
 * @returns {{change: Partial<Fields>, kept: Kept}}
 */
export function turnTo(name, sentence, fields, kept) {
  const back = kept && holds(kept.set, fields) ? kept.before : {};
  const own = { ...fields, ...back };
  const set = presetFields(name, sentence);
  // a network that has enough units keeps them
  if (name === "transient") set.hidden_size = Math.max(Number(own.hidden_size), ENOUGH);
  const before = Object.fromEntries(Object.keys(set).map((key) => [key, own[/** @type {keyof Fields} */ (key)]]));
  return { change: { ...back, ...set }, kept: { before, set } };
}
