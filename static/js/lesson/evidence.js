/**
 * The runs that the lesson reads its numbers from: the one on the page where it is the same, else an answer of its own.
 * @import {Fields, Run, Stop} from "../types.js"
 */
import { query } from "../page/address.js";
import { answers } from "../page/answers.js";
import { fetchRun } from "../page/api.js";
import { lang, run } from "../page/state.js";
import { besideOf, fieldsOf } from "./chapters.js";

/** @type {ReturnType<typeof answers<Run>>} */
const known = answers(24);

/** @param {Fields} fields */
const keyOf = (fields) => query(fields).toString();

/** @param {Fields} fields @returns {Promise<Run>} */
function runOf(fields) {
  const key = keyOf(fields);
  const shown = run.peek();
  if (shown?.asked && keyOf(shown.asked) === key) return known.keep(key, shown);
  return known.of(key, () => fetchRun(fields, { lang: lang.peek() }));
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
