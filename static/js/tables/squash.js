/** What one step pushed through the squashing functions, as a table: each unit's sum and the slope there. */
/** @import {ChartTable, Run} from "../types.js" */
import { squashColumns } from "../run/activations.js";
import { t } from "../words/i18n.js";
import { brief, named } from "../words/tokens.js";
import { number, unitHead } from "./rows.js";

/** @param {Run} run with its gates @param {number} at the step @param {number} unit @returns {ChartTable} */
export function squashTable(run, at, unit) {
  const gates = squashColumns(run).flatMap(({ squash, gates: all }) => all.map((gate) => ({ ...gate, squash })));
  return {
    caption: t("table-squash", { token: named(run, at, brief) }),
    columns: [
      t("table-units"),
      ...gates.flatMap(({ name, squash }) => [t("table-before", { name }), t("table-slope", { name, f: squash.name })]),
    ],
    count: run.hidden_size,
    row: (j) => [
      unitHead(run, j),
      ...gates.flatMap(({ a, squash }) => {
        const value = Number(a[at]?.[j]);
        return [number(value), number(squash.slope(value))];
      }),
    ],
    at: unit,
  };
}
