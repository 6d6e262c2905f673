/** The forecasts as a table: what was said at each step, what came, and the error. */
/** @import {ChartTable, Run} from "../types.js" */
import { scientific } from "../pen/numbers.js";
import { placeOf } from "../run/reading-order.js";
import { forecastAt } from "../run/series.js";
import { t } from "../words/i18n.js";
import { number, stepName } from "./rows.js";

/** @param {Run} run @param {{column: number, place: number | null}} options `place` in the series @returns {ChartTable} */
export const forecastTable = (run, { column, place }) => ({
  caption: t("table-forecast"),
  columns: [t("table-steps"), t("table-said"), t("table-came"), t("table-error")],
  count: run.tokens.length,
  row: (i) => {
    const found = forecastAt(run, i);
    const { said, truth, error } = found ?? { said: [], truth: null, error: null };
    const written = error === null ? t("table-none") : scientific(error);
    return [stepName(run, placeOf(run, i)), number(said[column]), number(truth?.[column]), written];
  },
  at: place,
});
