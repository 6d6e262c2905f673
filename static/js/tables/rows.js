/** What the tables of charts share: the rows that are read of a long one, how steps and units are called, and a table of steps. */
/** @import {ChartTable, Run} from "../types.js" */
import { plain } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { t } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { brief, named } from "../words/tokens.js";

/** A table has at most this many rows at a time, and a table of units this many of them as columns. */
export const MOST_ROWS = 25;
const MOST_COLUMNS = 8;

/**
 * The rows of a long table that are read: those around one of them.
 * @param {number} count
 * @param {number | null} [at] null for the first ones
 * @returns {{from: number, until: number}} `until` is not among them
 */
export function readRows(count, at = null) {
  const from = clamp((at ?? 0) - Math.floor(MOST_ROWS / 2), 0, Math.max(count - MOST_ROWS, 0));
  return { from, until: Math.min(from + MOST_ROWS, count) };
}

/** What is written of a table: its caption, its heads, and the rows that are read. @param {ChartTable} table */
export function written({ caption, columns, count, row, at = null }) {
  const { from, until } = readRows(count, at);
  const whole = until - from === count;
  const range = { caption, from: String(from + 1), until: String(until), count: String(count) };
  return {
    caption: whole ? caption : t("table-window", range),
    columns,
    rows: Array.from({ length: until - from }, (_, i) => row(from + i).map(plain)),
    current: at === null || at >= count ? -1 : at - from,
  };
}

/** A number as it is read; nothing where there is none. @param {number | null | undefined} value */
export const number = (value) => (value == null || Number.isNaN(value) ? t("table-none") : short(value));

/** The norm of a gradient as it is read, of its log10; null is exactly zero. @param {number | null | undefined} log10 */
export const norm = (log10) => (log10 == null ? "0" : plain(power(log10)));

/** What a step of the run is called. @param {Run} run @param {number} k */
export const stepName = (run, k) => t("table-step", { t: String(placeOf(run, k)), token: named(run, k, brief) });

/** What a token at a place is called, where there is no run. @param {string} token @param {number} place */
export const tokenName = (token, place) => t("table-step", { t: String(place), token: brief(token) });

/** What a unit is called. @param {Run} run @param {number} j */
export const unitHead = (run, j) => t("table-unit", { n: String(unitName(run, j)) });

/** The units that have columns: all where they are few, else the one that is looked at. @param {Run} run @param {number} unit */
export const shownUnits = ({ hidden_size: H }, unit) =>
  H <= MOST_COLUMNS ? Array.from({ length: H }, (_, j) => j) : [Math.min(unit, H - 1)];

/**
 * A table with a row for each step of a run.
 * @param {Run} run
 * @param {string} caption
 * @param {string[]} columns without the first, which has the steps' names
 * @param {(k: number) => string[]} cells of step k
 * @param {number | null} [at] the step that is looked at
 * @returns {ChartTable}
 */
export const ofSteps = (run, caption, columns, cells, at = null) => ({
  caption,
  columns: [t("table-steps"), ...columns],
  count: run.tokens.length,
  row: (k) => [stepName(run, k), ...cells(k)],
  at,
});
