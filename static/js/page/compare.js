/**
 * The cells on one text: what each is asked for, what it costs, and what its answers say of its memory.
 * @import {Entrant, Fields, Highway, Kind, Run} from "../types.js"
 */

import { factsOf, names } from "../run/facts.js";
import { keyOf } from "./address.js";
import { answers } from "./answers.js";
import { fetchLean, numbers, Refused } from "./api.js";
import { largest } from "./lighter.js";
import { drawnAlike, isDrawn, networkOf, readsText } from "./network.js";
import { limits, sizesOf, work } from "./price.js";

/** The cell whose forget gates can be opened by a bias, and the name of the one whose are. */
const [FORGETS, OPEN] = ["lstm", "lstm-open"];
/** What opens them where the page has no bias of its own. */
const OPENING = 1;

/** The bias that opens the forget gates. @param {Partial<Pick<Fields, "forget_bias">>} fields */
const opening = ({ forget_bias: bias }) => Number(bias) || OPENING;

/**
 * The plain cell with each of its functions, then all others; beside the LSTM as it is drawn the one with open forget
 * gates.
 * @param {Partial<Pick<Fields, "forget_bias" | "bias">>} [fields]
 * @returns {Kind[]}
 */
export const kinds = (fields = {}) => [
  { name: "rnn", symbol: "RNN", gates: 1, fields: { cell: "rnn", nonlinearity: "tanh" } },
  { name: "relu", symbol: "ReLU", gates: 1, fields: { cell: "rnn", nonlinearity: "relu" } },
  ...names()
    .filter((cell) => cell !== "rnn")
    .flatMap((cell) => (cell === FORGETS && fields.bias !== false ? bothWays(opening(fields)) : [gated(cell)])),
];

/** @param {string} cell @returns {Kind} */
const gated = (cell) => ({
  name: cell,
  symbol: cell.toUpperCase(),
  gates: factsOf(cell).gates.length,
  fields: { cell },
});

/** @param {number} bias @returns {Kind[]} */
const bothWays = (bias) => [
  { ...gated(FORGETS), fields: { cell: FORGETS, forget_bias: null } },
  { ...gated(FORGETS), name: OPEN, symbol: `LSTM +${bias}`, fields: { cell: FORGETS, forget_bias: bias } },
];

/** From this many steps on, gates can show what they keep. */
const ENOUGH = 24;

/**
 * Whether the comparison reads a text of its own, unless it is told otherwise: the page's is too short for gates to
 * matter. A network that is written down or stored, or numbers, are compared on what they read.
 * @param {Fields} fields
 * @param {number} T the steps of the page's run
 */
export const hasOwnText = (fields, T) => isDrawn(fields) && readsText(fields) && T < ENOUGH;

/** The page's fields, with a text of the comparison's own. @param {Fields} fields @param {string} sentence @returns {Fields} */
export const onText = (fields, sentence) => ({
  ...fields,
  sentence,
  tokenizer: "word",
  state: null,
  loss_at: null,
  target: null,
});

/** What of each cell's run is looked at. */
const INCLUDES = ["jacobian"];

/** Five answers with more numbers than this would be slow to read; beyond, only the page's own cell is shown. */
const MOST = 250_000;

/**
 * The fields for one of the cells: the same sentence, seed and sizes, so the same embeddings. Beside a network that is
 * written down or stored, the other cells are drawn in its sizes.
 * @param {Fields} fields
 * @param {Kind} kind
 * @returns {Fields}
 */
export function fieldsOf(fields, kind) {
  const { cell } = networkOf(fields) ?? fields;
  // a state to begin with has a cell's own parts
  const state = kind.fields.cell === cell ? fields.state : null;
  if (isDrawn(fields)) return { ...fields, state, ...kind.fields };
  if (kindOf(fields) === kind.name) return fields;
  const { inputs, labels, token_ids } = fields;
  // ids belong to a vocabulary that the others have not: to them they are words
  const read = token_ids ? { sentence: token_ids.join(" "), tokenizer: "word" } : { inputs, labels };
  return { ...drawnAlike(fields), ...read, state, objective: fields.objective, ...kind.fields };
}

/** Which of the cells a page's fields name. @param {Fields} fields */
export function kindOf(fields) {
  const { cell } = networkOf(fields) ?? fields;
  if (cell === FORGETS && isDrawn(fields) && Number(fields.forget_bias)) return OPEN;
  // identity is not among them
  return cell === "rnn" && fields.nonlinearity !== "tanh" ? fields.nonlinearity : cell;
}

/** Whether the answers would be too much for a browser. @param {Fields} fields */
export const tooLong = (fields) => kinds(fields).some((kind) => numbers(fieldsOf(fields, kind), []) > MOST);

/**
 * The most units with which all cells can be read: few enough numbers, and no more work than the server grants. 0 where
 * none are few enough.
 * @param {Fields} fields
 * @param {Run} run the same text, read
 */
export function mostUnits(fields, run) {
  const granted = limits()?.max_work ?? 0;
  const price = (/** @type {Fields} */ own, /** @type {number} */ hidden_size) =>
    work("/step", { ...own, include: INCLUDES }, { ...sizesOf(run), hidden_size }) ?? 0;
  return largest(run.hidden_size, (size) => {
    const own = { ...fields, hidden_size: size };
    return !tooLong(own) && kinds(own).every((kind) => price(fieldsOf(own, kind), size) <= granted);
  });
}

/**
 * The recurrent layer's parameters: W_x, W_h and both biases of PyTorch, G·H·(I + H + 2).
 * @param {number} gates G
 * @param {number} H
 * @param {number} I
 */
export const weights = (gates, H, I) => gates * H * (I + H + 2);

/** @type {ReturnType<typeof answers<Entrant>>} */
const known = answers(64);

/**
 * The answers of all, asked for at once; one that was given before is not asked for again.
 * @param {Fields} fields
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<Entrant[]>}
 */
export const lineUp = (fields, options) => Promise.all(kinds(fields).map((kind) => entrant(kind, fields, options)));

/** @typedef {{lang: string, signal: AbortSignal}} Options */

/** @param {Kind} kind @param {Fields} fields @param {Options} options */
function entrant(kind, fields, options) {
  const own = fieldsOf(fields, kind);
  return known.of(`${options.lang} ${keyOf(own)}`, () => fetchEntrant(kind, own, options), options.signal);
}

/** @param {Kind} kind @param {Fields} own @param {Options} options @returns {Promise<Entrant>} */
async function fetchEntrant(kind, own, options) {
  try {
    return { kind, run: await fetchLean(own, INCLUDES, options), problem: "" };
  } catch (error) {
    if (!(error instanceof Refused) || error.passing) throw error;
    return { kind, run: null, problem: error.message };
  }
}

/**
 * Of two LSTMs the one whose way past the matrix is drawn: the one with the bias that is chosen.
 * @param {Entrant[]} entrants
 * @param {Pick<Fields, "forget_bias">} fields
 */
export const withOneLstm = (entrants, { forget_bias: bias }) =>
  entrants.filter(({ kind }) => kind.name !== (Number(bias) ? FORGETS : OPEN));

/**
 * The way past the matrix, and the whole derivative along the same memory: the LSTM's Π f and ∂c_{T-1}/∂c_t, the GRU's
 * Π z and ∂h_{T-1}/∂h_t. The plain cells have no such way.
 * @param {Entrant} entrant
 * @returns {Highway | null}
 */
export function route({ kind, run }) {
  if (!run || run.steps[0]?.log10_highway === undefined) return null;
  const full = factsOf(String(kind.fields.cell)).direct === "c" ? "log10_cell_jacobian_norm" : "log10_jacobian_norm";
  return {
    name: String(kind.fields.cell),
    highway: run.steps.map((step) => step.log10_highway ?? null),
    full: run.steps.map((step) => step[full] ?? null),
  };
}
