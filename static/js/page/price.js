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

/** How deep a network is, in the words of the prices. @param {number} num_layers @param {boolean} bidirectional */
export const depth = (num_layers, bidirectional) => ({
  num_layers,
  deeper_layers: num_layers - 1,
  directions: bidirectional ? 2 : 1,
});

/** The sizes of a run that is shown. @param {Run} run @returns {Sizes} */
export function sizesOf(run) {
  const { tokens, token_ids, hidden_size, num_layers = 1, bidirectional = false } = run;
  const input_size = run.network_input_size ?? run.input_size;
  const words = new Set(tokens).size;
  const numeric = token_ids?.length === 0;
  return {
    tokens: tokens.length,
    vocabulary: numeric ? input_size : words,
    embedded: numeric ? 0 : words,
    hidden_size,
    input_size,
    ...depth(num_layers, bidirectional),
  };
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
  const { num_layers = 1, bidirectional } = asked;
  const all = { embedded: sizes.vocabulary, ...depth(Number(num_layers), bidirectional === true), ...sizes };
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
