/** The opened A as a table: a row a unit, from the state before to the new one, and the gradient once it is there. */
/** @import {ChartTable, Run} from "../types.js" */
import { sub } from "../pen/numbers.js";
import { before, gatesOf } from "../run/algebra.js";
import { factsOf } from "../run/facts.js";
import { placeOf } from "../run/reading-order.js";
import { t } from "../words/i18n.js";
import { brief, named } from "../words/tokens.js";
import { number, unitHead } from "./rows.js";

/** @typedef {{t: number, backward: boolean, made: boolean}} Inside the step, and whether its state has been made */

/**
 * @param {Run} run
 * @param {Inside} inside
 * @param {{unit: number}} options
 * @returns {ChartTable}
 */
export function openedTable(run, { t: at, backward, made }, { unit }) {
  const step = run.steps[at];
  const parts = /** @type {("h" | "c")[]} */ (factsOf(run.cell).state);
  const old = parts.map((part) => ({ name: sub(part, placeOf(run, at - 1)), values: before(run, at, part) }));
  const come = [
    ...gatesOf(run).map((name) => ({ name, values: step?.gates[name] ?? [] })),
    ...parts.map((part) => ({ name: sub(part, placeOf(run, at)), values: step?.[part] ?? [] })),
  ];
  const back = backward && step?.grad ? [{ name: `∂L/∂${sub("h", placeOf(run, at))}`, values: step.grad }] : [];
  const told = (/** @type {number[]} */ values, /** @type {number} */ j) => number(values[j]);
  const token = named(run, at, brief);
  const args = { h: sub("h", placeOf(run, at)), token, units: String(run.hidden_size) };
  const norm = number(Math.hypot(...(step?.h ?? [])));
  return {
    sentence: made ? t("table-opened-made", { ...args, norm }) : t("table-opened-coming", args),
    caption: t("table-opened", args),
    columns: [t("table-units"), ...[...old, ...come, ...back].map(({ name }) => name)],
    count: run.hidden_size,
    row: (j) => [
      unitHead(run, j),
      ...old.map(({ values }) => told(values, j)),
      ...come.map(({ values }) => (made ? told(values, j) : t("table-not-yet"))),
      ...back.map(({ values }) => number(values[j])),
    ],
    at: unit,
  };
}
