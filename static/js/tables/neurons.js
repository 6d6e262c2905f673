/** The units that follow something, as a table over the text: a column for each that is listed. */
/** @import {ChartTable, Run} from "../types.js" */
import { placeOfUnit } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { t } from "../words/i18n.js";
import { number, stepName } from "./rows.js";

/** A table wider than this is hard to walk. */
const MOST = 8;

/** @param {Run} run @param {number[]} units by the network's own numbers @param {number | null} at the step @returns {ChartTable} */
export function neuronsTable(run, units, at) {
  const shown = units.slice(0, MOST);
  return {
    caption: t("table-neurons"),
    columns: [t("table-steps"), ...shown.map((n) => t("table-unit", { n: String(n) }))],
    count: run.tokens.length,
    row: (i) => {
      const k = placeOf(run, i);
      return [stepName(run, k), ...shown.map((n) => number(run.steps[k]?.h[placeOfUnit(run, n)]))];
    },
    at: at === null ? null : placeOf(run, at),
  };
}
