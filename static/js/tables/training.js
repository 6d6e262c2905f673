/** A training as tables: what each report says, and at the shown step how far back the gradient reaches. */
/** @import {ChartTable, Run, Training, TrainingReport} from "../types.js" */
import { percent, scientific, short } from "../pen/numbers.js";
import { unitName } from "../run/order.js";
import { placeAt, reportAt } from "../run/training.js";
import { blockNames } from "../run/weights.js";
import { t } from "../words/i18n.js";
import { norm } from "./rows.js";

/** The heads of a table, and a report's cells. @typedef {[string[], (report: TrainingReport) => (string | null)[]]} Told */
/** What a report says in each picture. @type {Record<string, Told>} */
const TOLD = {
  score: [
    ["teach-loss", "table-right"],
    ({ loss, accuracy }) => [short(loss), accuracy === null ? null : percent(accuracy)],
  ],
  norm: [
    ["teach-norm", "table-clipped"],
    ({ total_grad_norm: total, clipped }) => [
      total === null ? null : scientific(total),
      t(clipped ? "table-yes" : "table-no"),
    ],
  ],
  radius: [["teach-radius"], ({ spectral_radius: radius }) => [radius === null ? null : short(radius)]],
};

/**
 * @param {Training} training
 * @param {number} step that is shown
 * @param {string} name of the picture: score, norm or radius
 * @returns {ChartTable | null}
 */
export function reportsTable({ reports }, step, name) {
  const [heads, cells] = TOLD[name] ?? [[], () => []];
  if (!reports.length) return null;
  return {
    caption: t(`table-teach-${name}`),
    columns: [t("table-training-step"), ...heads.map((key) => t(key))],
    count: reports.length,
    row: (i) => {
      const report = /** @type {TrainingReport} */ (reports[i]);
      return [String(report.step), ...cells(report).map((text) => text ?? t("table-none"))];
    },
    at: placeAt(reports, step),
  };
}

/**
 * The numbers of W_h, block by block and row by row, each with what it was before training.
 * @param {Run} run
 * @param {number[][][]} blocks
 * @param {number[][][] | null} begun
 * @returns {ChartTable}
 */
export function weightsTable(run, blocks, begun) {
  const size = run.hidden_size;
  const names = blockNames(run, blocks.length);
  const number = (/** @type {number | undefined} */ value) => (value === undefined ? t("table-none") : short(value));
  return {
    caption: t("table-teach-cells"),
    columns: [t("table-teach-cell"), t("table-teach-now"), t("table-teach-begun")],
    count: blocks.length * size * size,
    row: (i) => {
      const [k, row, column] = [Math.floor(i / (size * size)), Math.floor(i / size) % size, i % size];
      const name = `${names[k] ?? ""}[${unitName(run, row)}, ${unitName(run, column)}]`;
      return [name, number(blocks[k]?.[row]?.[column]), number(begun?.[k]?.[row]?.[column])];
    },
  };
}

/** @param {Training} training @param {number} step @returns {ChartTable | null} */
export function distancesTable(training, step) {
  const levels = reportAt(training, step)?.log10_grad_norms;
  if (!levels) return null;
  return {
    caption: t("table-teach-reach", { step: String(step) }),
    columns: [t("table-distance"), "‖∂L/∂h‖"],
    count: levels.length,
    row: (i) => [String(i), norm(levels[i])],
  };
}
