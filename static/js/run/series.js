/** What a run of numbers read, and what it forecast. @import {Run} from "../types.js" */
import { once } from "../pen/once.js";
import { placeOf, readsBack } from "./reading-order.js";
import { standing } from "./shades.js";

/** Whether a run read numbers, not tokens. @param {Pick<Run, "asked"> | null | undefined} run */
export const isSeries = (run) => Array.isArray(run?.asked?.inputs);

/** The numbers that a run read, in the order of reading: T rows of I. @param {Run} run @returns {number[][]} */
export function readBy(run) {
  const rows = isSeries(run) ? /** @type {number[][]} */ (run.asked?.inputs) : [];
  return readsBack(run) ? once(run, "numbers read back", () => [...rows].reverse()) : rows;
}

/** Whether the steps have names of their own, such as years. @param {Run} run */
export const isLabelled = (run) => isSeries(run) && Boolean(run.asked?.labels);

/** Whether the loss asks for the number that comes next, and the answers are here. @param {Run | null} run */
export const isForecast = (run) => run?.objective === "forecast" && Array.isArray(run.steps[0]?.predictions?.forecast);

/**
 * What was said of x_{t+1} at place t of the series, what that was, and ½‖their difference‖²; after the last nothing
 * comes that could be compared.
 * @param {Run} run
 * @param {number} t
 */
export function forecastAt(run, t) {
  const { forecast: said, target } = run.steps[placeOf(run, t)]?.predictions ?? {};
  if (!said) return null;
  const truth = /** @type {number[] | null} */ (target ?? null);
  const error = truth && said.reduce((sum, value, i) => sum + (value - Number(truth[i])) ** 2, 0) / 2;
  return { said, truth, error };
}

/** What the head said at each place of the series; nothing where it is not asked for the next. @param {Run} run @returns {number[][]} */
export const forecastsOf = (run) =>
  isForecast(run) ? once(run, "forecasts", () => run.steps.map((_, t) => forecastAt(run, t)?.said ?? [])) : [];

/**
 * How many of them can be compared with what came, at a moment. Of two directions one reads from the end: what the head
 * says at a place is not known before both have read.
 * @param {Run} run
 * @param {number} u
 */
export const knownForecasts = (run, u) => {
  const T = run.tokens.length;
  return readsBack(run) ? T - 1 : Math.min(standing(u, T).read, T - 1);
};

/**
 * How a number is called below its step, where it has no label: few digits, a true minus sign.
 * @param {number[]} row
 */
export const numberName = (row) =>
  row.map((value) => String(Number(value.toPrecision(4))).replaceAll("-", "−")).join(", ");
