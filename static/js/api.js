/**
 * The page's only way to numbers: /step.
 * @import {Fields, Problem, Run} from "./types.js"
 */
import { query } from "./address.js";

/** What a picture needs besides h and the norms. */
const INCLUDE = "inputs,gates,gradients,parameters,projection";
/** For long runs only what the chain itself shows. */
const INCLUDE_LONG = "inputs,gradients,projection";
/** Beyond this many numbers a vector of the run, parameters and gates are left out and digits rounded: they could not be seen. */
const LONG = 20_000;

/** A failure that stands beside fields. */
export class Refused extends Error {
  /** @param {Problem[]} problems */
  constructor(problems) {
    super(problems.map((p) => p.message).join(" "));
    this.problems = problems;
  }
}

/** The answer's address for a set of fields. @param {Fields} fields */
export function address(fields) {
  const long = fields.sentence.length * Number(fields.hidden_size) > LONG * 2;
  const include = `include=${long ? INCLUDE_LONG : INCLUDE}${long ? "&digits=6" : ""}`;
  return `/step?${query(fields)}&${include}`;
}

/**
 * @param {Fields} fields
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<Run>}
 */
export async function fetchRun(fields, { lang, signal }) {
  const response = await fetch(address(fields), { signal, headers: { "Accept-Language": lang } });
  const body = await response.json();
  if (response.ok) return { ...body, nonlinearity: fields.nonlinearity };
  throw new Refused(problems(body));
}

/** FastAPI's `detail`, one sentence a field. @param {{detail?: unknown}} body @returns {Problem[]} */
function problems({ detail }) {
  if (!Array.isArray(detail)) return [{ field: "sentence", message: String(detail) }];
  return detail.map(({ loc, msg }) => ({ field: String(loc?.[1] ?? "sentence"), message: String(msg) }));
}
