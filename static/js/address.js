/**
 * State ⇄ address: one table. A request field stands in the address under /step's own name, so that "/step" before the
 * "?" turns a page's address into its API address.
 * @import {Fields} from "./types.js"
 */

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

/** The fields that are numbers, or null. */
export const NUMBERS = new Set([
  "hidden_size",
  "input_size",
  "seed",
  "spectral_radius",
  "loss_at",
  "target",
  "forget_bias",
]);

/** Fields that mean nothing without another: they wait in the form, and are asked for only where they count. @type {Partial<Record<string, (fields: Fields) => boolean>>} */
export const COUNTS = {
  nonlinearity: ({ cell }) => cell === "rnn",
  forget_bias: ({ cell }) => cell === "lstm",
  target: ({ objective }) => objective === "recall",
};

/** A number where the text is one; other text stays as it is, so that the server can say what is wrong with it. @param {string} text */
const number = (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text);

/**
 * @param {string} search "?sentence=…&u=2.5"
 * @returns {{fields: Fields, u: number | null, speed: number | null, lang: string | null, view: string | null, unit: number | null, lesson: number | null}}
 */
export function parse(search) {
  const query = new URLSearchParams(search);
  const fields = { ...DEFAULTS };
  for (const [name, text] of query) {
    if (!Object.hasOwn(DEFAULTS, name)) continue;
    const value = NUMBERS.has(name)
      ? text.trim() === ""
        ? DEFAULTS[/** @type {keyof Fields} */ (name)]
        : number(text)
      : text;
    Object.assign(fields, { [name]: value });
  }
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
const real = (text) =>
  text !== null && text.trim() !== "" && Number(text) >= 0 && Number.isFinite(Number(text)) ? Number(text) : null;

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

/** A longer query is not taken everywhere on the way: such fields go by POST, and such a text does not stand in the address. */
export const LONGEST = 8_000;

/** Whether a text is too long for an address. @param {Fields} fields */
export const unaddressable = (fields) => fields.sentence.length > LONGEST || query(fields).toString().length > LONGEST;

/**
 * The page's own address. `u` is written only where the page stands still.
 * @param {Fields} fields
 * @param {{u: number | null, lang: string | null, view?: string, unit?: number, lesson?: number | null}} page
 */
export function search(fields, { u, lang, view = "unrolled", unit = 0, lesson = null }) {
  const out = query(fields);
  if (unaddressable(fields)) out.delete("sentence");
  if (u !== null) out.set("u", String(Math.round(u * 1000) / 1000));
  if (lang) out.set("lang", lang);
  if (view !== "unrolled") out.set("view", view);
  if (unit) out.set("unit", String(unit));
  if (lesson !== null) out.set("lesson", String(lesson));
  return `?${out}`;
}
