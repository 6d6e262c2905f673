/**
 * State ⇄ address: one table. A request field is in the address under /step's own name, so that "/step" before the
 * "?" turns a page's address into its API address.
 * @import {AddressParts, Fields, Problem} from "../types.js"
 * @import {Looks} from "./looks.js"
 */
import { factsOf } from "../run/facts.js";
import { readLooks, writeLooks } from "./looks.js";
import { isDrawn, isMatrix, isParameter, networkOf, readsNumbers, readsText } from "./network.js";
import { DECIMAL, number, readIds, readTable, readTexts, readVector, WHOLE, writeList } from "./written.js";

export { DECIMAL };

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
  truncate: null,
  recurrent_init: "uniform",
  forget_bias: null,
  num_layers: 1,
  bidirectional: false,
  bias: true,
  layer: null,
  direction: "forward",
  inputs: null,
  labels: null,
  token_ids: null,
  vocabulary: null,
  parameters: null,
  model: null,
  state: null,
};

/**
 * What a page asks for whose address names no request field: a network in which the gradient of four words falls by 1.8
 * decades, and whose answer is wrong, so that there is something to blame.
 * @type {Fields}
 */
export const OPENING = { ...DEFAULTS, seed: 1390 };

/** The fields that are numbers, or null. @type {Partial<Record<string, RegExp>>} */
export const NUMBERS = {
  hidden_size: WHOLE,
  input_size: WHOLE,
  seed: WHOLE,
  spectral_radius: DECIMAL,
  loss_at: WHOLE,
  target: WHOLE,
  truncate: WHOLE,
  forget_bias: DECIMAL,
  num_layers: WHOLE,
  layer: WHOLE,
};

/** The fields that are lists, and how each is read. @type {Partial<Record<string, (text: string) => unknown>>} */
const LISTS = { inputs: readTable, labels: readTexts, token_ids: readIds, vocabulary: readTexts };

/** How the fields are read that are true or false. @type {Record<string, boolean>} */
const BOOLEANS = { true: true, 1: true, false: false, 0: false };
const IS_BOOLEAN = ["bidirectional", "bias"];

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
  sentence: readsText,
  tokenizer: readsText,
  // a network that is written down or stored says these itself
  cell: isDrawn,
  hidden_size: isDrawn,
  seed: isDrawn,
  spectral_radius: isDrawn,
  recurrent_init: isDrawn,
  num_layers: isDrawn,
  bidirectional: isDrawn,
  bias: isDrawn,
  // and so do rows of numbers
  input_size: (fields) => isDrawn(fields) && !readsNumbers(fields),
  // where there is a choice, or nobody has told of one
  nonlinearity: (fields) => fields.model === null && factsOf(cellOf(fields)).nonlinearities.length !== 1,
  forget_bias: (fields) => isDrawn(fields) && counts(factsOf(fields.cell).gates, "f"),
  // the first word, or a class
  target: (fields) => fields.objective === "label" || (fields.objective === "recall" && !readsNumbers(fields)),
  labels: readsNumbers,
};

/** A forget bias that waits: the page's own cell has no forget gate, and the LSTM beside it has the bias. */
const WAITING_BIAS = "lstm_bias";

/** A field that no address holds: /step takes it by POST only. */
const POSTED = "state";

/** @param {Fields} fields */
const cellOf = (fields) => networkOf(fields)?.cell ?? fields.cell;

/**
 * The value of a field from its text. An empty text is the default, except for the sentence; a malformed number
 * stays as it is, so that the server can say what is wrong with it.
 * @param {string} name
 * @param {string} text
 */
export function parseField(name, text) {
  if (text === "" && name !== "sentence") return DEFAULTS[/** @type {keyof Fields} */ (name)];
  if (IS_BOOLEAN.includes(name)) return BOOLEANS[text.toLowerCase()] ?? text;
  const list = LISTS[name];
  if (list) return list(text);
  const form = NUMBERS[name];
  return (form && number(text, form)) ?? text;
}

/**
 * The parameters of an address, each a field of its own; null where it has none. What cannot be read stays a text for
 * the server to judge: no run is ever shown of it.
 * @param {URLSearchParams} query
 */
function parseParameters(query) {
  const named = [...query].filter(([name]) => isParameter(name));
  const read = named.map(([name, text]) => [name, (isMatrix(name) ? readTable : readVector)(text)]);
  return named.length ? Object.fromEntries(read) : null;
}

/**
 * @param {string} search "?sentence=…&u=2.5"
 * @param {Partial<Fields>} [kept] what is too long for an address
 * @param {string} [lost] what the link was too short for: it named a field, then
 * @returns {AddressParts}
 */
export function parse(search, kept = {}, lost = "") {
  const query = new URLSearchParams(search);
  const names = [...query.keys()].some((name) => Object.hasOwn(DEFAULTS, name) || isParameter(name));
  const bare = !names && !lost && Object.values(kept).every((value) => value == null);
  const story = query.has("act") || query.has("lesson") || (bare && !query.has("u"));
  const fields = { ...(bare ? OPENING : DEFAULTS) };
  for (const [name, text] of query)
    if (Object.hasOwn(DEFAULTS, name) && name !== "parameters")
      Object.assign(fields, { [name]: parseField(name, text) });
  fields.parameters = parseParameters(query);
  Object.assign(fields, kept);
  fields.forget_bias ??= COUNTS.forget_bias?.(fields) ? null : number(query.get(WAITING_BIAS) ?? "", DECIMAL);
  return {
    fields,
    looks: readLooks(query),
    mode: story ? "acts" : "instrument",
    scale: query.has("scale") ? readTable(String(query.get("scale"))) : null,
    u: real(query.get("u")),
    speed: real(query.get("speed")),
    lang: query.get("lang"),
    view: query.get("view"),
    unit: real(query.get("unit")),
    part: query.get("part"),
    term: whole(query.get("term")),
    order: query.get("order"),
    act: real(query.get("act")),
    lesson: real(query.get("lesson")),
    beside: query.get("beside"),
    clip_at: real(query.get("clip_at")),
    teach: query.get("teach"),
    wall: query.has("wall"),
  };
}

/** @param {string | null} text */
function whole(text) {
  const value = number(text ?? "", WHOLE);
  return value !== null && value >= 0 ? value : null;
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
 * The request fields that are asked for: what is read, and what differs from the defaults.
 * @param {Fields} fields
 * @returns {[string, unknown][]}
 */
export function asked(fields) {
  const all = Object.entries(fields).filter(([name]) => COUNTS[name]?.(fields) !== false);
  return all.filter(
    ([name, value]) =>
      name === "sentence" || (value !== DEFAULTS[/** @type {keyof Fields} */ (name)] && value !== null),
  );
}

/** A query whose tables are readable: `;` and `,` need no escape. */
class Query extends URLSearchParams {
  /** @override */
  toString() {
    return [...this].map(([name, text]) => written(String(name), String(text))).join("&");
  }
}

/** @param {string} name @param {string} text */
function written(name, text) {
  if (name === "edit")
    return String(new URLSearchParams([[name, text]]))
      .replaceAll("%2C", ",")
      .replaceAll("%3B", ";");
  const table = isParameter(name) || name === "inputs" || name === "scale" || name === "token_ids";
  const list = CHOICES.includes(name) && CHOICE.test(text);
  const bare = list || (table && TABLE.test(text)) || (name === "labels" && LABELS.test(text)) || name === "teach";
  return bare ? `${name}=${text}` : String(new URLSearchParams([[name, text]]));
}
/** Choices of the panels with `,` between them. */
const CHOICES = ["place", "trial", "write"];
const CHOICE = /^[\w.:,-]+$/;
const TABLE = /^[\d.,;eE-]+$/;
const LABELS = /^[\w.;-]+$/;

/**
 * The request fields as an address has them: the sentence, and what differs from the defaults.
 * @param {Fields} fields
 */
export function query(fields) {
  const out = new Query();
  for (const [name, value] of asked(fields)) {
    if (name === POSTED) continue;
    if (name === "parameters") for (const [own, table] of Object.entries(Object(value))) out.set(own, writeList(table));
    else out.set(name, writeList(value));
  }
  return out;
}

/** Tells apart fields that ask for different runs. @param {Fields} fields */
export const keyOf = (fields) =>
  JSON.stringify(Object.entries(fields).filter(([name]) => COUNTS[name]?.(fields) !== false));

/** A longer query is not taken everywhere on the way: such fields go by POST, and such a text is not in the address. */
export const LONGEST = 8_000;

/** What may be too long for an address. */
const LONG = /** @type {const} */ (["sentence", "inputs", "labels", "token_ids", "vocabulary", "parameters"]);

/** Texts that a list in an address cannot hold: they would be read as two, or as none. @param {string[] | null} texts */
const unlistable = (texts) => texts?.some((text) => text === "" || text.includes(";")) ?? false;

/** The fields that no address can hold: the longest are left out until it is short enough. @param {Fields} fields */
function leftOut(fields) {
  /** @type {string[]} */
  const out = LONG.filter((name) => (name === "labels" || name === "vocabulary") && unlistable(fields[name]));
  if (fields.state !== null) out.push(POSTED);
  if (readsText(fields) && fields.sentence.length > LONGEST) out.push("sentence");
  while (query(without(fields, out)).toString().length > LONGEST) {
    const sizes = LONG.map((name) => ({
      name,
      size: out.includes(name) ? 0 : query(only(fields, name)).toString().length,
    }));
    const [longest] = sizes.sort((a, b) => b.size - a.size);
    if (!longest?.size) break;
    out.push(longest.name);
  }
  return out;
}

/** @param {Fields} fields @param {string} name */
const only = (fields, name) =>
  without(
    fields,
    LONG.filter((other) => other !== name),
  );

/** @param {Fields} fields @param {readonly string[]} names */
const without = (fields, names) => ({
  ...fields,
  ...Object.fromEntries(names.map((name) => [name, name === "sentence" ? "" : null])),
});

/** What an address cannot hold of the fields; null where it holds all. @param {Fields} fields @returns {Partial<Fields> | null} */
export function unaddressed(fields) {
  const names = leftOut(fields);
  return names.length ? Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name))) : null;
}

/** Whether fields are more than an address of the API holds: they go by POST. @param {Fields} fields */
export const unaddressable = (fields) => leftOut(fields).length > 0;

/** Whether fields are more than a link to the page holds. @param {Fields} fields */
export const unlinked = (fields) => leftOut(fields).some((name) => name !== POSTED);

/** The part of a page's address that says the state to begin with; it never travels to the server. @param {Fields["state"]} state */
const stateHash = (state) =>
  state
    ? `#${Object.entries(state)
        .map(([part, values]) => `${part}=${writeList(values)}`)
        .join("&")}`
    : "";

/** The state that the end of an address says; null where it says none. @param {string} hash @returns {Fields["state"]} */
export function readStateHash(hash) {
  if (!hash.startsWith("#h=")) return null;
  const parts = [...new URLSearchParams(hash.slice(1))].map(([part, text]) => [part, readVector(text)]);
  return parts.every(([, values]) => Array.isArray(values)) ? Object.fromEntries(parts) : null;
}

/** Ends the address of such a text, so that anyone who opens it elsewhere is told; it never travels to the server. */
export const TEXTLESS = "#text-too-long";
/** The same for numbers: the weights or the input. */
export const NUMBERLESS = "#numbers-too-long";

/**
 * `scale`: what the numbers lost.
 * @typedef {{view: string, unit: number, part: string, term: number | null, order: string, speed: number, act: number | null}} Look
 * @typedef {Look & {lesson: number | null, scale: [number, number][] | null, beside: string | null, clip_at: number,
 * teach: string | null, wall: boolean, looks: Partial<Looks>}} Shown
 */

/**
 * How a page is looked at, where that is not as usual.
 * @param {URLSearchParams} out
 * @param {Omit<Partial<Shown>, "scale">} shown
 */
function writeShown(out, { view = "unrolled", unit = 0, order = "index", speed = 1, act = null, ...shown }) {
  const { part = "", term = null, lesson = null, beside = null, clip_at = 1, teach = null } = shown;
  if (view !== "unrolled") out.set("view", view);
  if (unit) out.set("unit", String(unit));
  if (part) out.set("part", part);
  if (term !== null) out.set("term", String(term));
  if (order !== "index") out.set("order", order);
  if (speed !== 1) out.set("speed", String(speed));
  // a chapter says its act
  if (lesson !== null) out.set("lesson", String(lesson));
  else if (act !== null) out.set("act", String(act));
  if (beside) out.set("beside", beside);
  if (clip_at !== 1) out.set("clip_at", writeList(clip_at));
  if (teach !== null) out.set("teach", teach);
  if (shown.wall) out.set("wall", "");
  writeLooks(out, shown.looks ?? {});
}

/**
 * The page's own address. `u` is written only where the page is still.
 * @param {Fields} fields
 * @param {Pick<AddressParts, "u" | "lang"> & Partial<Shown>} page
 * @param {string} [lost] what a link that was too short has lost already: TEXTLESS or NUMBERLESS, "" for nothing
 */
export function search(fields, { u, lang, scale = null, ...shown }, lost = "") {
  const names = leftOut(fields);
  const out = query(without(fields, names));
  const textless = names.includes("sentence") || lost === TEXTLESS;
  if (textless) out.delete("sentence");
  if (scale && fields.inputs !== null) out.set("scale", writeList(scale));
  if (u !== null) out.set("u", String(Math.round(u * 1000) / 1000));
  if (lang) out.set("lang", lang);
  if (typeof fields.forget_bias === "number" && !COUNTS.forget_bias?.(fields))
    out.set(WAITING_BIAS, writeList(fields.forget_bias));
  writeShown(out, shown);
  const numberless = names.some((name) => name !== "sentence" && name !== POSTED);
  return `?${out}${textless ? TEXTLESS : numberless ? NUMBERLESS : lost || stateHash(fields.state)}`;
}
