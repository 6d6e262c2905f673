/**
 * The page's only way to numbers: /step.
 * @import {Cells, Fields, Problem, Run} from "./types.js"
 */
import { LONGEST, query } from "./address.js";

/** What a picture needs besides h and the norms, from rich to bare: a long run leaves out what costs most and shows least. */
const INCLUDES = [
  ["inputs", "gates", "gradients", "projection", "parameters"],
  ["inputs", "gates", "gradients", "projection"],
  ["inputs", "gradients", "projection"],
  ["inputs", "projection"],
  [],
];
/** Beyond this many numbers in an answer they are rounded: nobody could read more digits of them. */
const ROUNDED = 20_000;
const DIGITS = 6;
/** The most numbers that a browser should have to read. */
const MOST = 1_200_000;
/** The Jacobians of a run multiply T matrices (G·H, H): up to so many products of numbers they come along. */
const QUICK = 8_000_000;
/** G gates and S states of each cell. @type {Record<string, [number, number]>} */
export const PARTS = { rnn: [1, 1], gru: [3, 1], lstm: [4, 2] };

/** A failure that stands beside fields. */
export class Refused extends Error {
  /** @param {Problem[]} problems */
  constructor(problems) {
    super(problems.map((p) => p.message).join(" "));
    this.problems = problems;
  }
}

/** A Hangul syllable has this many letters, on an average. */
const LETTERS = 2.5;

/** About how many tokens a text has, and how many of them are distinct: enough to choose what to ask for. @param {Fields} fields */
function about({ sentence, tokenizer }) {
  const pieces = tokenizer === "word" ? (sentence.match(/[\p{L}\p{N}\p{M}_'’.]+|\S/gu) ?? []) : [...sentence];
  const hangul = tokenizer === "jamo" ? (sentence.match(/[가-힣]/g)?.length ?? 0) : 0;
  return { T: pieces.length + (LETTERS - 1) * hangul, V: new Set(pieces).size };
}

/** About how many numbers an answer has. @param {Fields} fields @param {string[]} include @param {{T: number, V: number}} [size] */
export function numbers(fields, include, { T, V } = about(fields)) {
  const [G, S] = PARTS[fields.cell] ?? [1, 1];
  const [H, I] = [Number(fields.hidden_size), Number(fields.input_size)];
  /** @type {Record<string, number>} */
  const each = { inputs: I, gates: G * H, gradients: S * H, projection: 2 };
  const steps = T * include.reduce((sum, name) => sum + (each[name] ?? 0), S * H);
  return steps + (include.includes("parameters") ? V * (I + H + 1) + G * H * (I + H + 2) : 0);
}

/**
 * What to ask for, the best first: all that a browser should have to read.
 * @param {Fields} fields
 * @param {string[]} [also] what else is wanted, where it costs little
 */
export function plans(fields, also = []) {
  const size = about(fields);
  const first = INCLUDES.findIndex((include) => numbers(fields, include, size) <= MOST);
  const all = INCLUDES.slice(first < 0 ? -1 : first);
  const cheap = size.T * Number(fields.hidden_size) ** 3 * (PARTS[fields.cell]?.[0] ?? 1) <= QUICK;
  return cheap && also.length ? [[.../** @type {string[]} */ (all[0]), ...also], ...all] : all;
}

/**
 * How to ask: by address where it is short enough, else by POST.
 * @param {Fields} fields
 * @param {string[]} include
 * @returns {{url: string, body: string | null}}
 */
export function request(fields, include) {
  const page = query(fields);
  const digits = numbers(fields, include) > ROUNDED ? DIGITS : null;
  if (page.toString().length <= LONGEST) {
    const more = include.length ? `&include=${include}` : "";
    return { url: `/step?${page}${more}${digits ? `&digits=${digits}` : ""}`, body: null };
  }
  const asked = [...page.keys()].map((name) => [name, fields[/** @type {keyof Fields} */ (name)]]);
  return { url: "/step", body: JSON.stringify({ ...Object.fromEntries(asked), include, digits }) };
}

/**
 * @param {Fields} fields
 * @param {{lang: string, signal: AbortSignal, also?: string[]}} options `also`: includes that are wanted besides
 * @returns {Promise<Run>}
 */
export async function fetchRun(fields, { lang, signal, also }) {
  const ways = plans(fields, also);
  for (const [i, include] of ways.entries()) {
    const { url, body } = request(fields, include);
    const headers = { "Accept-Language": lang, ...(body ? { "Content-Type": "application/json" } : {}) };
    const response = await fetch(url, { method: body ? "POST" : "GET", body, headers, signal });
    const answer = await response.json();
    if (response.ok) return complete(answer, fields);
    if (!tooMuch(answer) || i + 1 === ways.length) throw new Refused(problems(answer));
  }
  throw new Error("no way to ask");
}

/** What an answer leaves out is said to be nothing, so that every scene finds it. @param {Run} answer @param {Fields} asked @returns {Run} */
function complete(answer, asked) {
  const { nonlinearity, sentence } = asked;
  const nothing = { x: [], gates: {}, grad: null, pointwise_gain: null, weight_gain: null };
  const steps = answer.steps.map((step) => ({ ...nothing, ...step }));
  const question = {
    loss_at: numeric(asked.loss_at),
    target: asked.objective === "recall" ? numeric(asked.target) : null,
  };
  return { ...answer, steps, nonlinearity, sentence, asked, ...question };
}

/** @param {number | string | null} value */
const numeric = (value) => (typeof value === "number" ? value : null);

/** Whether less would be granted. @param {{detail?: unknown}} body */
const tooMuch = ({ detail }) => Array.isArray(detail) && detail.some(({ type }) => type === "too_much_work");

/** Each cell's gates, state and diagram. @returns {Promise<Cells>} */
export const fetchCells = async () => (await fetch("/cells")).json();

/** FastAPI's `detail`, one sentence a field. @param {{detail?: unknown}} body @returns {Problem[]} */
function problems({ detail }) {
  if (!Array.isArray(detail)) return [{ field: "sentence", message: String(detail) }];
  return detail.map(({ loc, msg }) => ({ field: String(loc?.[1] ?? "sentence"), message: String(msg) }));
}
