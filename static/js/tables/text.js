/** The text view as a table: each token and the number that it is shaded by. */
/** @import {ChartTable, Run} from "../types.js" */
import { moment } from "../run/phases.js";
import { coat, standing, worn } from "../run/shades.js";
import { has, t } from "../words/i18n.js";
import { norm, number, ofSteps } from "./rows.js";

/**
 * @param {Run} run
 * @param {number} u
 * @param {{shade: string, unit: number}} options
 * @returns {ChartTable}
 */
export function textTable(run, u, { shade, unit }) {
  const T = run.tokens.length;
  const at = standing(u, T);
  const cell = (/** @type {number} */ k) => {
    const name = worn(shade, k, at, T);
    if (name === "ahead" || name === "bare") return t("table-not-yet");
    const { scale, values } = coat(run, name, unit, "light");
    return scale === "gradient" ? norm(values[k]) : number(values[k]);
  };
  const gradient = (/** @type {number} */ k) =>
    k >= T - at.reached ? norm(run.steps[k]?.log10_grad_norm) : t("table-not-yet");
  const title = has(`shade-${shade}`) ? t(`shade-${shade}`) : shade;
  return ofSteps(run, t("table-text"), [title, "‖∂L/∂h‖"], (k) => [cell(k), gradient(k)], moment(u, T).t);
}
