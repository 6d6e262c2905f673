/**
 * Where a request's network and its input come from, and what follows from the shapes of parameters that are written
 * down under PyTorch's names.
 * @import {Fields, NetworkShape, Parameters} from "../types.js"
 */
import { factsOf, names } from "../run/facts.js";
import { asksOf } from "../run/objectives.js";

/** Whether a field of an address is a parameter. @param {string} name */
export const isParameter = (name) => /^(embedding|rnn|linear)\./.test(name);

/** Whether a parameter is a matrix; the others are vectors. @param {string} name */
export const isMatrix = (name) => name.includes("weight");

/** Whether the network is drawn from the seed. @param {Pick<Fields, "parameters" | "model">} fields */
export const isDrawn = ({ parameters, model }) => parameters === null && model === null;

/** Whether a sentence is read, not numbers or ids. @param {Pick<Fields, "inputs" | "token_ids">} fields */
export const readsText = ({ inputs, token_ids }) => inputs === null && token_ids === null;

/**
 * What the sentence's box holds: the sentence, or the ids that are read instead.
 * @param {Pick<Fields, "sentence" | "token_ids">} fields
 */
export const textOf = ({ sentence, token_ids }) => (Array.isArray(token_ids) ? token_ids.join(" ") : sentence);

/** Whether numbers are read. @param {Pick<Fields, "inputs">} fields */
export const readsNumbers = ({ inputs }) => inputs !== null;

/** Whether an objective can be asked of what is read. @param {Fields} fields @param {string} name */
export const canAsk = (fields, name) => asksOf(name)[readsNumbers(fields) ? "numbers" : "words"];

/** The objective that is asked: where the address names none that numbers have, their sum. @param {Fields} fields */
export const objectiveOf = (fields) =>
  readsNumbers(fields) && fields.objective === "recall" ? "sum" : fields.objective;

/** What changes where a sentence is read instead of numbers or ids. @param {Fields} fields @returns {Partial<Fields>} */
export function asText(fields) {
  if (readsText(fields)) return {};
  const objective = canAsk({ ...fields, inputs: null }, fields.objective) ? fields.objective : "recall";
  return { inputs: null, labels: null, token_ids: null, objective, loss_at: null, target: null };
}

/**
 * What changes where numbers are read: they are forecast, where the head of the network has a row for each.
 * @param {Fields} fields
 * @param {number} width I, the numbers of a row
 * @returns {Partial<Fields>}
 */
export function asNumbers(fields, width) {
  if (readsNumbers(fields)) return {};
  const outputs = isDrawn(fields) ? width : networkOf(fields)?.outputs;
  const objective = outputs === width ? "forecast" : "sum";
  return { token_ids: null, objective, loss_at: null, target: null };
}

/** The gated cells of PyTorch, before the server has told of its cells. */
const CELLS = new Map([
  [1, "rnn"],
  [3, "gru"],
  [4, "lstm"],
]);

/** The cell whose weights have this number of blocks of H rows. @param {number} blocks */
const cellOf = (blocks) => names().find((name) => factsOf(name).gates.length === blocks) ?? CELLS.get(blocks) ?? null;

/**
 * What the shapes of parameters say of their network; null where they do not fit together, which the server tells.
 * @param {Parameters} parameters
 * @returns {NetworkShape | null}
 */
export function shapeOf(parameters) {
  const [into, back] = [parameters["rnn.weight_ih_l0"], parameters["rnn.weight_hh_l0"]];
  const [rows, hidden_size, input_size] = [length(back), length(row(back)), length(row(into))];
  if (!hidden_size || !input_size || length(into) !== rows) return null;
  const cell = cellOf(rows / hidden_size);
  if (!cell) return null;
  const layers = Object.keys(parameters).map((name) => Number(/^rnn\.weight_hh_l(\d+)$/.exec(name)?.[1] ?? 0));
  return {
    cell,
    hidden_size,
    input_size,
    num_layers: 1 + Math.max(...layers),
    bidirectional: "rnn.weight_hh_l0_reverse" in parameters,
    outputs: length(parameters["linear.weight"]),
    vocabulary: length(parameters["embedding.weight"]),
  };
}

/** @param {unknown} list */
const length = (list) => (Array.isArray(list) ? list.length : 0);

/** @param {unknown} table */
const row = (table) => (Array.isArray(table) ? table[0] : null);

/** Shapes of stored networks, learnt from answers. @type {Map<string, NetworkShape>} */
const stored = new Map();

/** @param {string} model @param {NetworkShape} shape */
export function learnShape(model, shape) {
  stored.set(model, shape);
}

/**
 * The shape of a request's network; null where it is not known yet, or nothing that a number can be made of.
 * @param {Fields} fields
 * @returns {NetworkShape | null}
 */
export function networkOf(fields) {
  if (fields.model !== null) return stored.get(fields.model) ?? null;
  if (fields.parameters !== null) return shapeOf(fields.parameters);
  return drawnShape(fields);
}

/** @param {Fields} fields @returns {NetworkShape} */
function drawnShape(fields) {
  const { cell, hidden_size, input_size, num_layers, bidirectional, inputs } = fields;
  const width = Array.isArray(inputs) ? length(inputs[0]) : Number(input_size);
  return {
    cell,
    hidden_size: Number(hidden_size),
    input_size: width,
    num_layers: Number(num_layers),
    bidirectional: bidirectional === true,
    outputs: 0,
    vocabulary: 0,
  };
}

/**
 * A network that is drawn in the sizes of another, and reads a sentence: what stands in where a written or stored one, or
 * numbers, cannot serve.
 * @param {Fields} fields
 * @returns {Fields}
 */
export function drawnAlike(fields) {
  const { cell, hidden_size, input_size, num_layers, bidirectional } = networkOf(fields) ?? fields;
  const nothing = { parameters: null, model: null, vocabulary: null, inputs: null, labels: null, token_ids: null };
  return { ...fields, ...asText(fields), ...nothing, cell, hidden_size, input_size, num_layers, bidirectional };
}
