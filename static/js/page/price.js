/**
 * What a request costs and how many numbers it answers, as the server says it in GET /limits: sums of products, which are
 * only evaluated here. docs/api.md describes their form.
 * @import {Fields, Limits, Price, PriceTerm, Run, Sizes} from "../types.js"
 */

/** What the server said. @type {Limits | null} */
let known = null;

/** @param {Limits} limits */
export function learnLimits(limits) {
  known = limits;
}

/** The server's limits; null before they are here. */
export const limits = () => known;

/** The fields and the includes of a request: what conditions look at. @typedef {Fields & {include?: string[]}} Asked */

/** The sizes of a run that is shown; of one that read numbers the head has a row for each. @param {Run} run @returns {Sizes} */
export const sizesOf = ({ tokens, token_ids, hidden_size, input_size, num_layers = 1, bidirectional = false }) => {
  const embedded = token_ids?.length === 0 ? 0 : new Set(tokens).size;
  const layers = { num_layers, deeper_layers: num_layers - 1, directions: bidirectional ? 2 : 1 };
  return { tokens: tokens.length, vocabulary: embedded || input_size, embedded, hidden_size, input_size, ...layers };
};

/**
 * Sizes, with those that the fields say: the layers and the directions.
 * @param {Asked} asked
 * @param {Sizes} sizes
 * @returns {Sizes}
 */
function whole(asked, sizes) {
  const num_layers = sizes.num_layers ?? Number(asked.num_layers ?? 1);
  const layers = { num_layers, deeper_layers: num_layers - 1, directions: asked.bidirectional ? 2 : 1 };
  return { embedded: sizes.vocabulary ?? Number.NaN, ...layers, ...sizes };
}

/**
 * The work of a request; null before the limits are here, for a cell that the server does not have, and where a size
 * is not known yet.
 * @param {string} path "/step", "/memory", …
 * @param {Asked} asked
 * @param {Sizes} sizes
 */
export const work = (path, asked, sizes) => evaluate(known?.work[path]?.[asked.cell], asked, sizes);

/** How many numbers an answer of /step has at most; null as above. @param {Asked} asked @param {Sizes} sizes */
export const numbers = (asked, sizes) => evaluate(known?.numbers[asked.cell], asked, sizes);

/** @param {Price | undefined} price @param {Asked} asked @param {Sizes} sizes */
function evaluate(price, asked, sizes) {
  if (!price) return null;
  const all = whole(asked, sizes);
  const parts = Object.values(price).map((terms) =>
    terms.filter((term) => counts(term, asked)).reduce((sum, term) => sum + amount(term, all), 0),
  );
  const total = parts.reduce((sum, part) => sum + Math.floor(part), 0);
  return Number.isNaN(total) ? null : total;
}

/** @param {PriceTerm} term @param {Sizes} sizes */
const amount = ({ factor, of }, sizes) => of.reduce((product, name) => product * (sizes[name] ?? Number.NaN), factor);

/** Whether a term has no condition, or one that holds. @param {PriceTerm} term @param {Asked} asked */
const counts = ({ when }, asked) => when.length === 0 || when.some((condition) => holds(condition, asked));

/** @param {PriceTerm["when"][number]} condition @param {Asked} asked */
function holds({ field, value }, asked) {
  const found = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (asked))[field] ?? null;
  if (value === null) return found !== null;
  return Array.isArray(found) ? found.includes(value) : found === value;
}
