/**
 * The networks in the box: each on its own example, a text or numbers that a network can read, and the way back to a
 * network that is drawn.
 * @import {BoxCard, Fields, Run, StoredNetwork} from "../types.js"
 */
import { remember } from "../pen/once.js";
import { DEFAULTS, OPENING } from "./address.js";
import { fetchModel, fieldsFor, inputsOf } from "./models.js";
import { isDrawn, networkOf, readsNumbers, readsText } from "./network.js";

/** Those that ship, of all that are stored. @param {StoredNetwork[]} models */
export const inTheBox = (models) => models.filter(({ card }) => card);

/** What says nothing of a network, nor of what it reads. @type {Partial<Fields>} */
const NOTHING = {
  sentence: "",
  inputs: null,
  labels: null,
  token_ids: null,
  vocabulary: null,
  parameters: null,
  state: null,
  layer: null,
  loss_at: null,
  target: null,
  direction: "forward",
};

/** The fields that a card opens its network with. @param {BoxCard} card @returns {Fields} */
export function exampleFields({ name, sentence, tokenizer, inputs, labels, objective, target }) {
  const read = inputs ? { inputs, labels } : { sentence: sentence ?? "", tokenizer: tokenizer ?? "word" };
  return { ...DEFAULTS, ...NOTHING, model: name, ...read, objective, target };
}

/** What the numbers of a card lost before they were written down, a column each. @param {BoxCard} card */
export const scalesOf = ({ inputs, scale }) =>
  inputs && scale
    ? (inputs[0] ?? []).map(() => /** @type {[number, number]} */ ([Number(scale[0]), Number(scale[1])]))
    : null;

/**
 * What an address whose network cannot read what it names, or that names nothing to read, is opened with: the network's
 * example. Null where there is nothing to change, or the network is unknown, which the server tells.
 * @param {Fields} asked
 * @param {boolean} named whether the address names what is read
 * @param {string} language
 * @returns {Promise<{fields: Fields, scale: [number, number][] | null} | null>}
 */
export async function readable(asked, named, language) {
  const model = await fetchModel(String(asked.model), language).catch(() => null);
  if (!model || (named && canRead(model, asked))) return null;
  if (model.card) return { fields: { ...exampleFields(model.card), model: asked.model }, scale: scalesOf(model.card) };
  const [input] = inputsOf(model.found);
  if (!input || input === "words") return null;
  return { fields: { ...asked, ...fieldsFor(model, input) }, scale: null };
}

/** Whether a network has a part that takes what is asked. @param {StoredNetwork} model @param {Fields} asked */
export const canRead = ({ found }, asked) =>
  readsText(asked) ? inputsOf(found).includes("words") : readsNumbers(asked) || found.embedding !== null;

/** The fields of a network of the same build that is drawn from the seed, reading the same. @param {Fields} now @returns {Fields} */
export function atRandom(now) {
  if (isDrawn(now)) return now;
  const { cell, hidden_size, input_size, num_layers, bidirectional } = networkOf(now) ?? now;
  const build = { cell, hidden_size, input_size, num_layers, bidirectional };
  const network = { ...build, model: null, parameters: null, vocabulary: null, state: null, layer: null };
  if (readsNumbers(now)) return { ...now, ...network, objective: now.objective === "sum" ? "sum" : "forecast" };
  const objective = now.objective === "label" ? "recall" : now.objective;
  const text = now.token_ids === null ? {} : { sentence: OPENING.sentence, token_ids: null };
  return { ...now, ...network, ...text, objective, target: null };
}

/** The tokens of a run that its network does not know: it read <unk> in their place. @param {Run | null} run @returns {string[]} */
export function unknownTokens(run) {
  const { tokens = [], token_ids = [], vocabulary = [] } = run ?? {};
  const same = (/** @type {string} */ a, /** @type {string | undefined} */ b) =>
    a.normalize("NFC") === b?.normalize("NFC");
  const unknown = tokens.filter((token, t) => {
    const id = token_ids[t];
    return id !== undefined && vocabulary[id] === "<unk>" && !same(token, "<unk>");
  });
  return [...new Set(unknown)];
}

/** Whether what is read is the card's own example. @param {BoxCard} card @param {Fields} now */
export function isExample(card, now) {
  const own = exampleFields(card);
  return card.inputs ? JSON.stringify(own.inputs) === JSON.stringify(now.inputs) : own.sentence === now.sentence;
}

/** This many are remembered. */
const MOST = 50;

/** What is said of networks that were shown, by language. */
const asked = /** @type {ReturnType<typeof remember<Promise<StoredNetwork>>>} */ (remember(MOST));

/** What is said of the network that is shown, asked for once a language. @param {string} id @param {string} language */
export const described = (id, language) => asked.of(`${language} ${id}`, () => fetchModel(id, language));
