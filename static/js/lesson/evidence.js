/**
 * The runs that the lesson reads its numbers from: the one on the page where it is the same, else an answer of its own.
 * @import {Fields, Run, Stop} from "../types.js"
 */
import { query } from "../page/address.js";
import { fetchRun } from "../page/api.js";
import { lang, run } from "../page/state.js";
import { besideOf, fieldsOf } from "./chapters.js";

/** So many answers are kept. */
const MOST = 24;

/** @type {Map<string, Promise<Run>>} */
const known = new Map();

/** @param {Fields} fields */
const name = (fields) => query(fields).toString();

/** @param {Fields} fields @returns {Promise<Run>} */
function runOf(fields) {
  const key = name(fields);
  const shown = run.peek();
  if (shown?.asked && name(shown.asked) === key) known.set(key, Promise.resolve(shown));
  const found = known.get(key);
  if (found) return found;
  const answer = fetchRun(fields, { lang: lang.peek(), signal: new AbortController().signal });
  answer.catch(() => known.delete(key));
  known.set(key, answer);
  for (const old of [...known.keys()].slice(0, Math.max(known.size - MOST, 0))) known.delete(old);
  return answer;
}

/** @typedef {{run: Run, beside: Record<string, Run>}} Evidence */

/** Everything that a stop's claims are made of. @param {Stop} stop @param {string} sentence @returns {Promise<Evidence>} */
export async function evidenceFor(stop, sentence) {
  const others = Object.entries(besideOf(stop, sentence));
  const [own, ...rest] = await Promise.all(
    [fieldsOf(stop, sentence), ...others.map(([, fields]) => fields)].map(runOf),
  );
  const beside = Object.fromEntries(others.map(([key], i) => [key, /** @type {Run} */ (rest[i])]));
  return { run: /** @type {Run} */ (own), beside };
}
