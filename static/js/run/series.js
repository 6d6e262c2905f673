/** What a run of numbers read, and what it forecast. @import {Run} from "../types.js" */

/** Whether a run read numbers, not tokens. @param {Pick<Run, "asked"> | null | undefined} run */
export const isSeries = (run) => Array.isArray(run?.asked?.inputs);

/** The numbers that a run read: T rows of I. @param {Run} run @returns {number[][]} */
export const readBy = (run) => (isSeries(run) ? /** @type {number[][]} */ (run.asked?.inputs) : []);

/** Whether the steps have names of their own, such as years. @param {Run} run */
export const isLabelled = (run) => isSeries(run) && Boolean(run.asked?.labels);

/** Whether the loss asks each state for the number that comes next, and the answers are here. @param {Run} run */
export const forecasts = (run) => run.objective === "forecast" && Array.isArray(run.steps[0]?.forecast);

/**
 * What was said of x_{t+1} at step t, what it was, and ½‖their difference‖²; null at the last step, which has no truth.
 * @param {Run} run
 * @param {number} t
 */
export function forecastAt(run, t) {
  const said = run.steps[t]?.forecast;
  if (!said) return null;
  const truth = run.steps[t]?.target ?? readBy(run)[t + 1] ?? null;
  const error = truth && said.reduce((sum, value, i) => sum + (value - Number(truth[i])) ** 2, 0) / 2;
  return { said, truth, error };
}
