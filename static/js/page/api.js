/**
 * The page's only way to numbers: /step, and what is beside it.
 * @import {Fields, Problem, Run, Sizes} from "../types.js"
 */

import { appAddress } from "../run/app-address.js";
import { learn, names } from "../run/facts.js";
import { inReadingOrder } from "../run/reading-order.js";
import { numberName } from "../run/series.js";
import { t } from "../words/i18n.js";
import { inLabels } from "../words/labels.js";
import { asked, LONGEST, query } from "./address.js";
import { isParameter, learnShape, networkOf, objectiveOf, readsNumbers, readsText } from "./network.js";
import { depth, learnLimits, limits, numbers as numbersOf, work } from "./price.js";

/** What a picture needs besides h and the norms, from rich to bare: a long run leaves out what costs most and shows least. */
const INCLUDES = [
  ["inputs", "gates", "gradients", "projection", "parameters"],
  ["inputs", "gates", "gradients", "projection"],
  ["inputs", "gradients", "projection"],
  ["inputs", "projection"],
  [],
];
/** Beyond this many numbers in an answer they are rounded: nobody could read more digits of them. */
const ROUNDED = 24_000;
const DIGITS = 6;
/** The most numbers that a browser should have to read. */
const MOST = 1_280_000;
/** Includes that are wanted besides come along where the whole costs at most this share of the work that is granted. */
const SHARE = 1 / 8;
/** A text of at most this many characters in a network of at most this size is never too much: it waits for no limits. */
const [SHORT, SMALL] = [38, 16];

/** How the server calls a request that is more work than it grants. */
const TOO_MUCH = "too_much_work";

/** What the server answers instead of numbers: its sentences, each beside a field or none. */
export class Refused extends Error {
  /** @param {number} status @param {{detail?: unknown}} body FastAPI's own shape */
  constructor(status, body) {
    const problems = problemsOf(body);
    super(problems.map((p) => p.message).join(" "));
    this.problems = problems;
    /** What the server said of each, whole. @type {{type?: string, input?: unknown}[]} */
    this.details = Array.isArray(body.detail) ? body.detail : [];
    /** Whether the server had no time: another try may succeed. */
    this.passing = status >= 500;
    /** Whether less would be granted. */
    this.tooMuch = Array.isArray(body.detail) && body.detail.some(({ type }) => type === TOO_MUCH);
  }
}

/** Why there is no answer: the server's own words, or that it did not answer. @param {unknown} error */
export const reason = (error) => (error instanceof Refused ? error.message : t("problem-unreachable"));

/** @typedef {{url: string, body: string | null}} Question a GET, or a POST where it has a body */
/** @typedef {{lang: string, signal?: AbortSignal}} Options */

/** A Hangul syllable has this many letters, on an average. */
const LETTERS = 2.5;

/** About how many tokens a text has, and how many of them are distinct: enough to choose what to ask for. @param {Fields} fields */
function textSizes({ sentence, tokenizer }) {
  const pieces = tokenizer === "word" ? (sentence.match(/[\p{L}\p{N}\p{M}_'’.]+|\S/gu) ?? []) : [...sentence];
  const hangul = tokenizer === "jamo" ? (sentence.match(/[가-힣]/g)?.length ?? 0) : 0;
  return { tokens: pieces.length + (LETTERS - 1) * hangul, vocabulary: new Set(pieces).size };
}

/** How many tokens a request has, and how many of them are distinct. @param {Fields} fields */
function inputSizes(fields) {
  if (readsText(fields)) return textSizes(fields);
  const { inputs, token_ids } = fields;
  return { tokens: (inputs ?? token_ids ?? []).length, vocabulary: new Set(token_ids ?? []).size };
}

/** Sizes that are not known are not numbers, and so is what is counted of them. @param {Fields} fields @returns {Sizes} */
function about(fields) {
  const { hidden_size, input_size, num_layers, bidirectional, vocabulary } = networkOf(fields) ?? UNKNOWN;
  const read = inputSizes(fields);
  const words = vocabulary || read.vocabulary;
  return {
    ...read,
    vocabulary: readsNumbers(fields) ? input_size : words,
    embedded: readsNumbers(fields) ? 0 : words,
    hidden_size,
    input_size,
    ...depth(num_layers, bidirectional),
  };
}
const UNKNOWN = { hidden_size: Number.NaN, input_size: Number.NaN, num_layers: 1, bidirectional: false, vocabulary: 0 };

/** The fields as the server's prices look at them. @param {Fields} fields @param {string[]} include */
const priced = (fields, include) => ({ ...fields, cell: networkOf(fields)?.cell ?? fields.cell, include });

/**
 * About how many numbers an answer has; 0 where that is unknown.
 * @param {Fields} fields
 * @param {string[]} include
 * @param {Sizes} [sizes]
 */
export const numbers = (fields, include, sizes = about(fields)) => numbersOf(priced(fields, include), sizes) ?? 0;

/** Whether a request is so small that its answer can be asked for whole. @param {Fields} fields */
export function isSmall(fields) {
  const { hidden_size, input_size, num_layers } = networkOf(fields) ?? UNKNOWN;
  const { sentence, inputs, token_ids } = fields;
  const length = readsText(fields) ? sentence.length : (inputs ?? token_ids ?? []).length;
  return length <= SHORT && hidden_size * num_layers <= SMALL && input_size <= SMALL;
}

/**
 * Whether to ask what the head says: of `sum` nothing is asked of it, and with a large vocabulary it costs too much.
 * @param {Fields} fields
 * @param {Sizes} sizes
 */
function sayable(fields, sizes) {
  if (objectiveOf(fields) === "sum") return false;
  const price = work("/step", priced(fields, ["predictions"]), sizes) ?? 0;
  return price <= (limits()?.max_work ?? Number.POSITIVE_INFINITY) / 2;
}

/**
 * What to ask for, the best first: all that a browser should have to read.
 * @param {Fields} fields
 * @param {string[]} [also] what else is wanted, where it costs little
 */
export function plans(fields, also = []) {
  const sizes = about(fields);
  const said = sayable(fields, sizes) ? ["predictions"] : [];
  const includes = INCLUDES.map((include) => [...include, ...said]);
  const first = includes.findIndex((include) => numbers(fields, include, sizes) <= MOST);
  const all = includes.slice(first < 0 ? -1 : first);
  const whole = [.../** @type {string[]} */ (all[0]), ...also];
  const cheap = (work("/step", priced(fields, whole), sizes) ?? 0) <= SHARE * (limits()?.max_work ?? 0);
  return also.length && (cheap || isSmall(fields)) ? [whole, ...all] : all;
}

/** The fields as a POST takes them: numbers are numbers. @param {Fields} fields */
const asBody = (fields) => Object.fromEntries(asked(fields));

/**
 * How to ask /step: by address where it is short enough, else by POST.
 * @param {Fields} fields
 * @param {string[]} include
 * @param {boolean} [lean] whether the answer is for lines on a screen, which show few digits
 * @returns {Question}
 */
export function request(fields, include, lean = false) {
  const page = query(fields);
  const digits = lean || numbers(fields, include) > ROUNDED ? DIGITS : null;
  if (page.toString().length <= LONGEST && fields.state === null) {
    const more = include.length ? `&include=${include}` : "";
    return { url: `/step?${page}${more}${digits ? `&digits=${digits}` : ""}`, body: null };
  }
  return post("/step", fields, { include, digits });
}

/**
 * How to ask for something else of the same run: by POST, whatever its length.
 * @param {string} url
 * @param {Fields} fields
 * @param {object} [more]
 * @returns {Question}
 */
export const post = (url, fields, more) => ({ url, body: JSON.stringify({ ...asBody(fields), ...more }) });

/**
 * The server's response; throws Refused where the server refuses.
 * @param {Question} question
 * @param {Options} options
 * @returns {Promise<Response>}
 */
export async function fetchResponse({ url, body }, { lang, signal }) {
  const headers = { "Accept-Language": lang, ...(body ? { "Content-Type": "application/json" } : {}) };
  const response = await fetch(appAddress(url), { method: body ? "POST" : "GET", body, headers, signal });
  if (!response.ok) throw new Refused(response.status, await response.json());
  return response;
}

/** The same as JSON. @param {Question} question @param {Options} options */
export const fetchAnswer = async (question, options) => (await fetchResponse(question, options)).json();

/**
 * @param {Fields} fields
 * @param {Options & {also?: string[]}} options `also`: includes that are wanted besides
 * @returns {Promise<Run>}
 */
export async function fetchRun(fields, { also, ...options }) {
  await Promise.all([learnCells(), isSmall(fields) || fetchLimits()]);
  const ways = plans(fields, also);
  for (const [i, include] of ways.entries())
    try {
      return await fetchWhole(fields, include, options);
    } catch (error) {
      if (!(error instanceof Refused && error.tooMuch) || i + 1 === ways.length) throw error;
    }
  throw new Error("no way to ask");
}

/** The parameters of the stored network that was read last: of a large one they are nearly all of an answer. */
let last = { model: "", parameters: /** @type {Run["parameters"]} */ (undefined) };

/**
 * A run with what it includes; the parameters of a stored network are asked for once.
 * @param {Fields} fields
 * @param {string[]} include
 * @param {Options} options
 */
async function fetchWhole(fields, include, options) {
  const known = fields.model !== null && fields.model === last.model && include.includes("parameters");
  const asks = known ? include.filter((name) => name !== "parameters") : include;
  const told = await fetchAnswer(request(fields, asks), options);
  if (known) return complete({ ...told, parameters: last.parameters }, fields);
  if (fields.model !== null && told.parameters) last = { model: fields.model, parameters: told.parameters };
  return complete(told, fields);
}

/**
 * A run for lines on a screen: h, the norms, and `include`.
 * @param {Fields} fields
 * @param {string[]} include
 * @param {Options} options
 * @returns {Promise<Run>}
 */
export const fetchLean = async (fields, include, options) =>
  inReadingOrder(await fetchAnswer(request(fields, include, true), options));

/**
 * What an answer leaves out is said to be nothing, so that every scene finds it; what it says itself of its network is
 * true, whatever the form says. Numbers and ids have no text: it is made of their names.
 * @param {Run} told
 * @param {Fields} asked
 * @returns {Run}
 */
export function complete(told, asked) {
  const nothing = { x: [], gates: {}, grad: null, pointwise_gain: null, weight_gain: null };
  const steps = told.steps.map((step) => ({ ...nothing, ...step }));
  const network = {
    nonlinearity: told.nonlinearity ?? (asked.model === null ? asked.nonlinearity : undefined),
    num_layers: told.num_layers ?? 1,
    bidirectional: told.bidirectional ?? false,
    layer: told.layer ?? (told.num_layers ?? 1) - 1,
    direction: told.direction ?? "forward",
  };
  if (asked.model !== null) learnStored(asked.model, { ...told, ...network });
  const aim = {
    loss_at: numeric(asked.loss_at),
    target: ["recall", "label"].includes(told.objective) ? numeric(asked.target) : null,
    truncate: numeric(asked.truncate),
  };
  const tokens = Array.isArray(asked.inputs) && !asked.labels ? asked.inputs.map(numberName) : told.tokens;
  const sentence = readsText(asked) ? asked.sentence : tokens.join(" ");
  return inReadingOrder({ ...told, tokens, steps, sentence, asked, ...network, ...widths(told, network), ...aim });
}

/**
 * What the layer that is shown reads: a higher one reads h of the one below, in both directions where it has two.
 * @param {Run} told
 * @param {{layer: number, bidirectional: boolean}} network
 */
function widths({ hidden_size, input_size }, { layer, bidirectional }) {
  return {
    input_size: layer === 0 ? input_size : hidden_size * (bidirectional ? 2 : 1),
    network_input_size: input_size,
  };
}

/** Know the sizes of a stored network from now on. @param {string} model @param {Run} run */
function learnStored(model, { cell, hidden_size, input_size, num_layers = 1, bidirectional = false, vocabulary = [] }) {
  const shape = { cell, hidden_size, input_size, num_layers, bidirectional, outputs: 0 };
  learnShape(model, { ...shape, vocabulary: vocabulary.length });
}

/** @param {number | string | null} value */
const numeric = (value) => (typeof value === "number" ? value : null);

/** @param {string} url */
async function fetchJson(url) {
  const response = await fetch(appAddress(url));
  if (!response.ok) throw new Refused(response.status, await response.json());
  return response.json();
}

/** Learn what the cells are made of: nothing is asked, counted or drawn before. */
export async function learnCells() {
  if (names().length > 0) return;
  learn(await fetchJson("/cells"));
}

/** The question that is under way, or was answered. @type {Promise<void> | null} */
let limitsAsked = null;

/** Learn what the server grants and what requests cost; asked for once. */
export function fetchLimits() {
  limitsAsked ??= fetchJson("/limits").then(learnLimits);
  limitsAsked.catch(() => {
    limitsAsked = null;
  });
  return limitsAsked;
}

/** FastAPI's `detail`: a sentence for each field, or for none. @param {{detail?: unknown}} body @returns {Problem[]} */
function problemsOf({ detail }) {
  if (!Array.isArray(detail)) return [{ field: "", message: String(detail) }];
  return detail.map(({ type, loc, msg }) => {
    const field = fieldOf(loc);
    return { field, message: inLabels(String(msg), field), ...(type === TOO_MUCH && { tooMuch: true }) };
  });
}

/** The field that the server names: of a parameter, all of them. @param {unknown[] | undefined} loc */
function fieldOf(loc) {
  const name = String(loc?.[1] ?? "");
  return isParameter(name) ? "parameters" : name;
}
