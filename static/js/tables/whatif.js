/** What if as tables: the state at the edited step, what one unit does to the loss, and prediction beside truth. */
/** @import {ChartTable, Run} from "../types.js" */
import { change } from "../pen/numbers.js";
import { t } from "../words/i18n.js";
import { number, unitHead } from "./rows.js";

/** @param {number | null | undefined} value */
const changed = (value) => (value == null ? t("table-none") : change(value));

/** @param {Run} run @param {{h: number[], now: number[]}} state @param {number} unit @returns {ChartTable} */
export const unitsTable = (run, { h, now }, unit) => ({
  caption: t("table-edited"),
  columns: [t("table-units"), t("table-original"), t("table-edited-now")],
  count: h.length,
  row: (j) => [unitHead(run, j), number(h[j]), number(now[j])],
  at: unit,
});

/**
 * @param {import("../charts/whatif-effect.js").Effect} effect
 * @param {string} title what the picture is of
 * @returns {ChartTable | null}
 */
export function effectTable({ from, slope, samples }, title) {
  if (!samples.length) return null;
  const last = samples.at(-1);
  const told = { title, from: number(samples[0]?.value), to: number(last?.value) };
  return {
    sentence: t("table-effect-say", { ...told, first: changed(samples[0]?.change), last: changed(last?.change) }),
    caption: t("table-effect"),
    columns: [t("table-unit-value"), t("table-true-change"), t("table-predicted-change")],
    count: samples.length,
    row: (i) => {
      const { value, change: truly } = samples[i] ?? { value: 0, change: 0 };
      return [number(value), changed(truly), changed(slope === null ? null : slope * (value - from))];
    },
    at: samples.findIndex(({ value }) => value === from),
  };
}

/** @param {{predicted: number | null, change: number} | null} answer @returns {ChartTable | null} */
export function verdictTable(answer) {
  if (!answer) return null;
  const rows = [
    [t("whatif-predicted"), changed(answer.predicted)],
    [t("whatif-true"), changed(answer.change)],
  ];
  return {
    caption: t("table-verdict"),
    columns: [t("table-what"), t("table-change")],
    count: rows.length,
    row: (i) => rows[i] ?? [],
  };
}
