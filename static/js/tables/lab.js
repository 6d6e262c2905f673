/** One sentence cut in several ways, as a table: a row for each of the finest tokens, and the gradient in every cut. */
/** @import {ChartTable, GrainRun} from "../types.js" */
import { tokenAt } from "../run/grains.js";
import { t } from "../words/i18n.js";
import { brief } from "../words/tokens.js";
import { norm, tokenName } from "./rows.js";

/** @param {GrainRun[]} readings @param {number | null} place that is pointed at, 0…1 @returns {ChartTable | null} */
export function grainsTable(readings, place) {
  const finest = readings.at(-1);
  if (!finest) return null;
  const cell = (/** @type {GrainRun} */ { run, spans }, /** @type {number} */ at) => {
    const i = tokenAt(spans, at);
    return `${brief(run.tokens[i])} ${norm(run.steps[i]?.log10_grad_norm)}`;
  };
  return {
    caption: t("table-grains"),
    columns: [t("table-steps"), ...readings.map(({ grain }) => t(`lab-grain-${grain}`))],
    count: finest.spans.length,
    row: (k) => {
      const span = finest.spans[k];
      const middle = span ? (span.from + span.to) / 2 : 0;
      return [tokenName(String(finest.run.tokens[k]), k), ...readings.map((each) => cell(each, middle))];
    },
    at: place === null ? null : tokenAt(finest.spans, place),
  };
}
