/**
 * A second sentence beside the page's own: which one the page thinks of, and what both runs are asked with.
 * @import {Fields, Run} from "../types.js"
 */

import { piecesOf } from "../run/text-pieces.js";
import { keyOf } from "./address.js";
import { answers } from "./answers.js";
import { fetchAnswer, request } from "./api.js";
import { isDrawn, readsText } from "./network.js";

/** A picture of two runs has at most this many steps, and this many numbers in each. */
const [MOST_STEPS, MOST_NUMBERS] = [400, 8_192];

/** Whether a run is too long for a picture of two. @param {Pick<Run, "tokens" | "hidden_size">} run */
export const tooLong = ({ tokens, hidden_size }) =>
  tokens.length > MOST_STEPS || tokens.length * hidden_size > MOST_NUMBERS;

/** Words that most sentences do not have, by their script. */
const OTHERS = { hangul: ["물을", "다시"], latin: ["was", "not"] };

/**
 * The page's sentence with one word changed: the second, where there are more than two.
 * @param {Run} run
 * @param {Pick<Fields, "tokenizer" | "parameters" | "model">} fields
 */
export function suggested({ sentence = "", tokens }, fields) {
  const pieces = piecesOf(sentence, tokens);
  const places = pieces.flatMap(({ count }, i) => (count ? [i] : []));
  const at = Number(places[places.length > 2 ? 1 : 0] ?? 0);
  const word = pieces[at]?.text ?? "";
  const known = places.map((i) => pieces[i]?.text ?? "");
  const fresh = /[가-힣]/.test(sentence) ? OTHERS.hangul : OTHERS.latin;
  // only a network that is drawn knows every word, and one that reads letters is given another letter
  const choices = isDrawn(fields) && fields.tokenizer === "word" ? fresh : [...known.reverse(), ...fresh];
  const other = choices.find((choice) => choice !== word) ?? "";
  return pieces.map(({ text }, i) => (i === at ? other : text)).join("");
}

/**
 * The same network on a sentence. Only its states are looked at: a loss that a shorter sentence has no place for is not
 * asked for.
 * @param {Fields} fields
 * @param {string} sentence
 * @returns {Fields}
 */
export const fieldsOf = (fields, sentence) => ({ ...fields, sentence, objective: "sum", loss_at: null, target: null });

/** Whether the page's network can be given another sentence. @param {Fields} fields */
export const comparable = (fields) => readsText(fields);

/** @type {ReturnType<typeof answers<Run>>} */
const known = answers(16);

/**
 * The runs of both sentences, with all digits: a small difference needs them.
 * @param {Fields} fields the page's own
 * @param {string} second
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<[Run, Run]>}
 */
export async function fetchPair(fields, second, options) {
  const fetchOne = (/** @type {string} */ sentence) => {
    const own = fieldsOf(fields, sentence);
    return known.of(keyOf(own), () => fetchAnswer(request(own, []), options), options.signal);
  };
  const [one, other] = await Promise.all([fetchOne(fields.sentence), fetchOne(second)]);
  return [one, other];
}
