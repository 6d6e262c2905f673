/**
 * State ⇄ address: one table. A request field is in the address under /step's own name, so that "/step" before the
 * "?" turns a page's address into its API address.
 * @import {AddressParts, Fields, Problem} from "../types.js"
 */
import { factsOf } from "../run/facts.js";

/** Each request field and the value that need not be written. `null` is "the server's choice". @type {Fields} */
export const DEFAULTS = {
  sentence: "i am a boy",
  tokenizer: "word",
  cell: "rnn",
  nonlinearity: "tanh",
  hidden_size: 8,
  input_size: 4,
  seed: 0,
  spectral_radius: null,
  objective: "recall",
  loss_at: null,
  target: null,
  recurrent_init: "uniform",
  forget_bias: null,
};

/** How numbers are written, here as on the server: whole ones in digits, the others as in JSON. */
const WHOLE = /^-?\d+$/;
export const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The fields that are numbers, or null. @type {Partial<Record<string, RegExp>>} */
export const NUMBERS = {
  hidden_size: WHOLE,
  input_size: WHOLE,
  seed: WHOLE,
  spectral_radius: DECIMAL,
  loss_at: WHOLE,
  target: WHOLE,
  forget_bias: DECIMAL,
};

/**
 * Whether a cell has something; one that nobody has told of is for the server to judge.
 * @param {string[]} all
 * @param {string} name
 */
const counts = (all, name) => all.length === 0 || all.includes(name);

/**
 * Fields that mean nothing without another: they wait in the form, and are asked for only where they count.
 * @type {Partial<Record<string, (fields: Fields) => boolean>>}
 */
export const COUNTS = {
  // where there is a choice, or nobody has told of one
  nonlinearity: ({ cell }) => factsOf(cell).nonlinearities.length !== 1,
  forget_bias: ({ cell }) => counts(factsOf(cell).gates, "f"),
  target: ({ objective }) => objective === "recall",
};

/** @param {string} text @param {RegExp} form @returns {number | null} */
function number(text, form) {
  const value = Number(text);
  const exact = form === DECIMAL ? Number.isFinite(value) : Number.isSafeInteger(value);
  return form.test(text) && exact ? value : null;
}

/**
 * The value of a field from its text. An empty text is the default, except for the sentence; a malformed number
 * stays as it is, so that the server can say what is wrong with it.
 * @param {string} name
 * @param {string} text
 */
export function parseField(name, text) {
  if (text === "" && name !== "sentence") return DEFAULTS[/** @type {keyof Fields} */ (name)];
  const form = NUMBERS[name];
  return (form && number(text, form)) ?? text;
}

/**
 * @param {string} search "?sentence=…&u=2.5"
 * @param {string} [sentence] the text, where it is too long for an address
 * @returns {AddressParts}
 */
export function parse(search, sentence) {
  const query = new URLSearchParams(search);
  const fields = { ...DEFAULTS };
  for (const [name, text] of query)
    if (Object.hasOwn(DEFAULTS, name)) Object.assign(fields, { [name]: parseField(name, text) });
  if (sentence !== undefined) fields.sentence = sentence;
  return {
    fields,
    u: real(query.get("u")),
    speed: real(query.get("speed")),
    lang: query.get("lang"),
    view: query.get("view"),
    unit: real(query.get("unit")),
    lesson: real(query.get("lesson")),
  };
}

/** @param {string | null} text */
function real(text) {
  const value = number(text ?? "", DECIMAL);
  return value !== null && value >= 0 ? value : null;
}

/**
 * What can be drawn of fields that the server refuses: those it named are at their defaults; where that changes nothing,
 * or it named none, all but the sentence, and then the sentence too. Null where nothing is left to change.
 * @param {Fields} fields
 * @param {Problem[]} problems
 * @returns {Fields | null}
 */
export function mended(fields, problems) {
  const rest = Object.keys(DEFAULTS).filter((name) => name !== "sentence");
  for (const names of [problems.map(({ field }) => field), rest, ["sentence"]]) {
    const known = Object.entries(DEFAULTS).filter(([name]) => names.includes(name));
    const next = { ...fields, ...Object.fromEntries(known) };
    if (query(next).toString() !== query(fields).toString()) return next;
  }
  return null;
}

/**
 * The request fields as /step takes them: the sentence, and what differs from the defaults.
 * @param {Fields} fields
 */
export function query(fields) {
  const out = new URLSearchParams({ sentence: fields.sentence });
  for (const [name, value] of Object.entries(fields)) {
    if (name === "sentence" || value === DEFAULTS[/** @type {keyof Fields} */ (name)] || value === null) continue;
    if (COUNTS[name]?.(fields) === false) continue;
    out.set(name, String(value));
  }
  return out;
}

/** Tells apart fields that ask for different runs. @param {Fields} fields */
export const keyOf = (fields) =>
  JSON.stringify(Object.entries(fields).filter(([name]) => COUNTS[name]?.(fields) !== false));

/** A longer query is not taken everywhere on the way: such fields go by POST, and such a text is not in the address. */
export const LONGEST = 8_000;

/** Whether a text is too long for an address. @param {Fields} fields */
export const unaddressable = (fields) => fields.sentence.length > LONGEST || query(fields).toString().length > LONGEST;

/** Ends the address of such a text, so that whoever opens it elsewhere is told; it never travels to the server. */
export const TEXTLESS = "#text-too-long";

/**
 * The page's own address. `u` is written only where the page is still.
 * @param {Fields} fields
 * @param {{u: number | null, lang: string | null, view?: string, unit?: number, speed?: number, lesson?: number | null}} page
 * @param {boolean} [textless] whether the text is left out
 */
export function search(fields, page, textless = unaddressable(fields)) {
  const { u, lang, view = "unrolled", unit = 0, speed = 1, lesson = null } = page;
  const out = query(fields);
  if (textless) out.delete("sentence");
  if (u !== null) out.set("u", String(Math.round(u * 1000) / 1000));
  if (lang) out.set("lang", lang);
  if (view !== "unrolled") out.set("view", view);
  if (unit) out.set("unit", String(unit));
  if (speed !== 1) out.set("speed", String(speed));
  if (lesson !== null) out.set("lesson", String(lesson));
  return `?${out}${textless ? TEXTLESS : ""}`;
}
