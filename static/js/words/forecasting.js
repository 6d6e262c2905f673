/** What was forecast and what came, in sentences. @import {Run, Saying} from "../types.js" */
import { scientific, short } from "../pen/numbers.js";
import { placeOf } from "../run/reading-order.js";
import { forecastAt, readBy } from "../run/series.js";
import { named } from "./tokens.js";

/** Of up to this many numbers a row, each is written. */
const WRITTEN = 3;

/** What the mean is called: the loss, unless that is taken at one step only. @param {Run} run */
export const meanName = (run) => (run.loss_at == null ? "forecast-mean" : "forecast-mean-one");

/** The mean of ½ error² over the steps that have a truth. @param {Run} run */
export function meanOf(run) {
  const errors = run.steps.map((_, at) => forecastAt(run, at)?.error ?? null).filter((error) => error !== null);
  return errors.length ? errors.reduce((sum, error) => sum + error, 0) / errors.length : null;
}

/**
 * All steps together, beside the plainest forecast there is: the number that came last.
 * @param {Run} run
 * @returns {Saying | null}
 */
export function ofForecasts(run) {
  const rows = readBy(run);
  // the way in which they are read makes no difference to differences
  const naive = rows.slice(1).map((row, i) => row.reduce((sum, v, j) => sum + (v - Number(rows[i]?.[j])) ** 2, 0) / 2);
  const mean = meanOf(run);
  if (mean === null) return null;
  return [
    "forecast-all",
    {
      // a number, so that a language can choose its plural
      steps: /** @type {any} */ (naive.length),
      mean: scientific(mean),
      naive: scientific(naive.reduce((sum, error) => sum + error, 0) / naive.length),
    },
  ];
}

/** The forecast at a place of the series, and what became of it. @param {Run} run @param {number} at @returns {Saying | null} */
export function ofForecast(run, at) {
  const found = forecastAt(run, at);
  if (!found) return null;
  const { said, truth, error } = found;
  const row = (/** @type {number[]} */ values) =>
    values.length > 1 ? `(${values.map(short).join(", ")})` : short(Number(values[0]));
  const args = { token: named(run, placeOf(run, at)), said: row(said) };
  if (!truth || error === null) return ["forecast-step-last", args];
  const off = said.map((value, i) => value - Number(truth[i]));
  if (off.length > WRITTEN)
    return ["forecast-step-row", { ...args, off: short(Math.hypot(...off)), error: scientific(error) }];
  return ["forecast-step", { ...args, truth: row(truth), off: row(off), error: scientific(error) }];
}
