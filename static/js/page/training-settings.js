/**
 * How a network is taught: what can be chosen, how an address says it, and what POST /train is asked.
 * @import {Fields, Run, Training, TrainingSettings} from "../types.js"
 */
import { chanceOf, costOfRepeating } from "../run/training.js";
import { asked, DECIMAL } from "./address.js";
import { networkOf, readsNumbers } from "./network.js";
import { limits, sizesOf, work } from "./price.js";
import { number, WHOLE } from "./written.js";

/** The learning rate that each optimizer begins with. @type {Record<string, number>} */
export const RATES = { adam: 0.01, sgd: 0.5 };
/** The sequences of a step, as /train has them where nothing is said. */
export const BATCH = 32;
/** The most numbers of a series that are read as one sequence; its last fifth, which is held out, is longer than that. */
const [LONGEST_WINDOW, FIFTH] = [24, 5];

/** @type {TrainingSettings} */
export const DEFAULTS = {
  delay: null,
  optimizer: "adam",
  learning_rate: RATES.adam ?? 0,
  clip: 1,
  steps: 500,
  truncate: null,
};

/** The longest sentence that is offered, in words. */
const MOST_WORDS = 200;

/** What says "none" in an address. */
const NONE = "none";

/** How each setting is read from a text; undefined where it cannot be. @type {Record<keyof TrainingSettings, (text: string) => any>} */
const READ = {
  delay: (text) => from(0, number(text, WHOLE)),
  optimizer: (text) => (Object.hasOwn(RATES, text) ? text : undefined),
  learning_rate: (text) => above(number(text, DECIMAL)),
  clip: (text) => (text === NONE ? null : above(number(text, DECIMAL))),
  steps: (text) => from(1, number(text, WHOLE)),
  truncate: (text) => from(1, number(text, WHOLE)),
};

/** @param {number} least @param {number | null} value */
const from = (least, value) => (value !== null && value >= least ? value : undefined);
/** @param {number | null} value */
const above = (value) => (value !== null && value > 0 ? value : undefined);

/**
 * The settings that an address says: `delay:20,optimizer:sgd,clip:none`. What it does not say, or not well, is at its
 * default.
 * @param {string | null} text
 * @returns {TrainingSettings}
 */
export function readSettings(text) {
  const said = Object.fromEntries((text ?? "").split(",").map((pair) => pair.split(":")));
  const optimizer = READ.optimizer(String(said.optimizer)) ?? DEFAULTS.optimizer;
  const settings = { ...DEFAULTS, optimizer, learning_rate: RATES[optimizer] ?? DEFAULTS.learning_rate };
  for (const [name, read] of Object.entries(READ)) {
    const value = Object.hasOwn(said, name) ? read(String(said[name])) : undefined;
    if (value !== undefined) Object.assign(settings, { [name]: value });
  }
  return settings;
}

/** The same as an address has it: what is not at its default; "on" where all is. @param {TrainingSettings} settings */
export function writeSettings(settings) {
  const usual = { ...DEFAULTS, learning_rate: RATES[settings.optimizer] };
  const pairs = Object.entries(settings).filter(
    ([name, value]) => value !== usual[/** @type {keyof typeof usual} */ (name)],
  );
  return pairs.map(([name, value]) => `${name}:${value ?? NONE}`).join(",") || "on";
}

/**
 * Why what is shown cannot be taught, as the key of a sentence; null where it can.
 * @param {Fields} fields
 * @param {Run | null} run
 */
export function hindrance(fields, run) {
  if (!run) return "teach-no-picture";
  if (networkOf(fields)?.bidirectional) return "teach-both-ways";
  if (!readsNumbers(fields)) return wordsOf(run).length < 2 ? "teach-one-word" : null;
  if (Number(fields.inputs?.[0]?.length) > 1) return "teach-columns";
  return run.tokens.length < 3 ? "teach-short-series" : null;
}

/** The words of the sentence, each once, in order: a network that is drawn for them is the one that is shown. @param {Run} run */
const wordsOf = ({ tokens }) => [...new Set(tokens)];

/** @param {Fields} fields @returns {"forecast" | "recall"} */
export const taskOf = (fields) => (readsNumbers(fields) ? "forecast" : "recall");

/** How many words stand between the first and the question. @param {TrainingSettings} settings @param {Run} run */
export const delayOf = ({ delay }, run) => delay ?? Math.max(run.tokens.length - 1, 0);

/**
 * The sentence's words over and over, as many as are wanted: no word is new, so that it is read by the same network. Null
 * where that cannot be written.
 * @param {Fields} fields
 * @param {Run} run
 * @param {number} count
 */
export function lengthened({ inputs, token_ids, tokenizer }, run, count) {
  const words = wordsOf(run);
  const apart = { word: " ", char: "" }[tokenizer];
  if (inputs !== null || token_ids !== null || apart === undefined || count < words.length || count > MOST_WORDS)
    return null;
  return Array.from({ length: count }, (_, i) => words[i % words.length]).join(apart);
}

/**
 * How far back the gradient is carried: where nothing else is set as far as on the stage.
 * @param {TrainingSettings} settings
 * @param {Fields} fields
 */
export const truncateOf = ({ truncate }, fields) =>
  truncate ?? (typeof fields.truncate === "number" ? fields.truncate : null);

/** The numbers of a series, and how many of them are a sequence. @param {Fields} fields */
function seriesOf({ inputs }) {
  const series = (inputs ?? []).map((row) => Number(row[0]));
  return { series, window: Math.max(1, Math.min(LONGEST_WINDOW, Math.floor(series.length / FIFTH) - 1)) };
}

/**
 * The most steps of a training that the server grants, 0 where one is too much; null where its prices are not known.
 * @param {Fields} fields
 * @param {Run} run
 * @param {TrainingSettings} settings
 */
export function stepsGranted(fields, run, settings) {
  const { symbols, window, delay } = /** @type {{symbols?: string[], window?: number, delay?: number}} */ (
    scriptFields(fields, run, settings)
  );
  /** @type {Record<string, number>} */
  const read = symbols ? { tokens: Number(delay) + 1, vocabulary: symbols.length } : { tokens: Number(window) };
  const sizes = { ...sizesOf(run), ...read, steps: 1, batch_size: BATCH };
  const each = work("/train", { ...fields, cell: run.cell }, sizes);
  const granted = limits()?.max_train_work;
  return each && granted ? Math.floor(granted / each) : null;
}

/** The fields that say the network alone. */
const OF_NETWORK = [
  ...["cell", "nonlinearity", "hidden_size", "input_size", "num_layers", "bias", "seed", "spectral_radius"],
  ...["recurrent_init", "forget_bias", "parameters", "model", "vocabulary"],
];

/** @param {Fields} fields */
const networkFields = (fields) => asked(fields).filter(([name]) => OF_NETWORK.includes(name));

/** Tells apart networks that are taught. @param {Fields} fields */
export const networkKey = (fields) =>
  JSON.stringify([...networkFields(fields), readsNumbers(fields), fields.tokenizer]);

/**
 * What is taught, and how: the part of the question that says nothing of the network.
 * @param {Fields} fields
 * @param {Run} run
 * @param {TrainingSettings} settings
 */
export function scriptFields(fields, run, settings) {
  const { delay: _delay, truncate: _truncate, ...how } = settings;
  const words = taskOf(fields) === "recall";
  const what = words ? { delay: delayOf(settings, run), symbols: wordsOf(run) } : seriesOf(fields);
  return { task: taskOf(fields), ...what, ...how, truncate: truncateOf(settings, fields), batch_size: BATCH };
}

/**
 * What POST /train is asked.
 * @param {Fields} fields
 * @param {Run} run
 * @param {TrainingSettings} settings
 */
export const bodyOf = (fields, run, settings) => ({
  ...Object.fromEntries(networkFields(fields)),
  ...scriptFields(fields, run, settings),
});

/**
 * What is known of a training before it begins.
 * @param {Fields} fields
 * @param {Run} run
 * @param {TrainingSettings} settings
 * @returns {Training["taught"]}
 */
export function taughtOf(fields, run, settings) {
  const [task, cell, delay] = [taskOf(fields), run.cell, delayOf(settings, run)];
  const how = { ...settings, truncate: truncateOf(settings, fields) };
  if (task === "recall")
    return { ...how, task, cell, delay, batch: BATCH, distance: delay, chance: chanceOf(wordsOf(run).length) };
  const { series } = seriesOf(fields);
  return {
    ...how,
    task,
    cell,
    batch: BATCH,
    distance: null,
    chance: { accuracy: null, loss: costOfRepeating(series) },
  };
}

/**
 * What is shown in place of the fields' own network: one that has learned, or the untrained one, asked what is taught.
 * @param {Fields} fields as they were when it began
 * @param {string | null} model
 * @param {number | null} truncate how far back the gradient is carried
 * @returns {Partial<Fields>}
 */
export function guiseOf(fields, model, truncate) {
  const aim = readsNumbers(fields)
    ? { objective: "forecast", loss_at: null, truncate }
    : { objective: "recall", loss_at: null, target: null, truncate };
  if (model === null) return aim;
  return { ...aim, model, parameters: null, vocabulary: null };
}
