/** What a run of numbers read, and what it forecast. @import {Run} from "../types.js" */

/** Whether a run read numbers, not tokens. @param {Pick<Run, "asked"> | null | undefined} run */
export const isSeries = (run) => Array.isArray(run?.asked?.inputs);

/** The numbers that a run read: T rows of I. @param {Run} run @returns {number[][]} */
export const readBy = (run) => (isSeries(run) ? /** @type {number[][]} */ (run.asked?.inputs) : []);

/** Whether the steps have names of their own, such as years. @param {Run} run */
export const isLabelled = (run) => isSeries(run) && Boolean(run.asked?.labels);

/** Whether the loss asks a state for what comes next. @param {Pick<Run, "objective">} run */
export const asksNext = ({ objective }) => objective === "next-token" || objective === "forecast";

/** Whether it asks every state for that, so that the gradient enters at each step. @param {Pick<Run, "objective" | "loss_at">} run */
export const everywhere = (run) => asksNext(run) && run.loss_at == null;

/** Whether the loss asks for the number that comes next, and the answers are here. @param {Run | null} run */
export const isForecast = (run) => run?.objective === "forecast" && Array.isArray(run.steps[0]?.predictions?.forecast);

/**
 * What was said at step t of x_{t+1}, what that was, and ½‖their difference‖²; after the last step nothing comes that
 * could be compared.
 * @param {Run} run
 * @param {number} t
 */
export function forecastAt(run, t) {
  const { forecast: said, target } = run.steps[t]?.predictions ?? {};
  if (!said) return null;
  const truth = target ?? null;
  const error = truth && said.reduce((sum, value, i) => sum + (value - Number(truth[i])) ** 2, 0) / 2;
  return { said, truth, error };
}

/**
 * How a number is called below its step, where it has no label: few digits, a true minus sign.
 * @param {number[]} row
 */
export const numberName = (row) =>
  row.map((value) => String(Number(value.toPrecision(4))).replaceAll("-", "−")).join(", ");
