/** The check against finite differences as a table: the relative error at each step. */
/** @import {ChartTable, Run} from "../types.js" */
/** @import {Probe} from "../charts/check-errors.js" */
import { scientific } from "../pen/numbers.js";
import { t } from "../words/i18n.js";
import { ofSteps } from "./rows.js";

/** @param {Run} run @param {Probe[]} probes @returns {ChartTable | null} null before the check */
export function checkTable(run, probes) {
  if (probes.length !== run.tokens.length || probes.every(({ relative_error: error }) => error === null)) return null;
  return ofSteps(run, t("table-check"), [t("table-relative-error")], (k) => {
    const error = probes[k]?.relative_error;
    return [error == null ? t("table-none") : error === 0 ? "0" : scientific(error)];
  });
}
