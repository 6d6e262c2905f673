/** The path of h as a table, and what its two directions are made of. */
/** @import {ChartTable, Projection, Run} from "../types.js" */
import { before } from "../run/algebra.js";
import { t } from "../words/i18n.js";
import { number, ofSteps, unitHead } from "./rows.js";

/** @param {Run} run @param {number | null} at the step that is looked at @returns {ChartTable | null} */
export function pathTable(run, at) {
  const { projection } = run;
  if (!projection) return null;
  const moved = (/** @type {number} */ k) => {
    const from = before(run, k);
    return Math.hypot(...(run.steps[k]?.h ?? []).map((value, j) => value - Number(from[j])));
  };
  return ofSteps(
    run,
    t("table-path"),
    [...axes(projection), t("table-moved")],
    (k) => [...[0, 1].map((axis) => number(projection.points[k]?.[axis])), number(moved(k))],
    at,
  );
}

/** The two directions, each with its share of the variance. @param {Projection} projection */
const axes = ({ explained_variance_ratio: shares }) =>
  shares.map((share, i) => t("table-direction", { n: String(i + 1), share: `${Math.round(100 * share)}%` }));

/** @param {Run} run @param {number} unit @returns {ChartTable | null} */
export function directionsTable(run, unit) {
  const { projection } = run;
  if (!projection) return null;
  const [a, b] = projection.components;
  const most = a.reduce((best, value, j) => (Math.abs(value) > Math.abs(Number(a[best])) ? j : best), 0);
  return {
    sentence: t("table-directions-say", { unit: unitHead(run, most), value: number(a[most]) }),
    caption: t("table-directions"),
    columns: [t("table-units"), ...axes(projection)],
    count: a.length,
    row: (j) => [unitHead(run, j), number(a[j]), number(b[j])],
    at: unit,
  };
}
