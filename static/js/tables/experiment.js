/** The experiment's charts as tables: what each cell learned at each delay, and how far back its gradient reached. */
/** @import {ChartTable, Experiment, LiveTrial, TrialGrid} from "../types.js" */
import { percent } from "../pen/numbers.js";
import { learnedOf, mainGrid, meanAccuracy, middleTrial, reachOf, surely, trialsAt } from "../run/experiment.js";
import { cellName } from "../words/experiment.js";
import { t } from "../words/i18n.js";

/** @param {number} delay */
const delayName = (delay) => t("table-delay", { delay: String(delay) });

/** @param {number | null | undefined} accuracy */
const share = (accuracy) => (accuracy == null ? t("table-none") : percent(accuracy));

/**
 * A row for each cell.
 * @param {TrialGrid} grid
 * @param {string} caption
 * @param {string[]} columns
 * @param {(cell: string) => string[]} cells
 * @returns {ChartTable}
 */
const ofCells = ({ cells: names }, caption, columns, cells) => ({
  caption,
  columns: [t("table-cell"), ...columns],
  count: names.length,
  row: (i) => [cellName(String(names[i])), ...cells(String(names[i]))],
});

/** The mean accuracy of each cell at each delay. @param {Experiment} experiment */
export function accuracyTable(experiment) {
  const grid = mainGrid(experiment);
  return ofCells(grid, t("table-accuracy"), grid.delays.map(delayName), (cell) =>
    grid.delays.map((delay) => share(meanAccuracy(trialsAt(grid.trainings, cell, delay)))),
  );
}

/** The accuracy of every seed. @param {TrialGrid} grid */
export function placesTable(grid) {
  const args = { n: String(learnedOf(grid.trainings)), all: String(grid.trainings.length) };
  const best = grid.cells.reduce((a, b) => (surely(grid, b) > surely(grid, a) ? b : a));
  const sentence = t("table-places-say", { ...args, cell: cellName(best), delay: String(surely(grid, best)) });
  return { ...outcomes(grid), sentence };
}

/** @param {TrialGrid} grid */
const outcomes = (grid) =>
  ofCells(grid, t("experiment-places"), grid.delays.map(delayName), (cell) =>
    grid.delays.map((delay) =>
      trialsAt(grid.trainings, cell, delay)
        .map(({ accuracy }) => share(accuracy))
        .join(", "),
    ),
  );

/** How many steps back the gradient reaches, before training and after. @param {TrialGrid} grid @param {number} delay */
export function reachTable(grid, delay) {
  const reach = (/** @type {string} */ cell, /** @type {"reach_before" | "reach_after"} */ when) =>
    reachOf(middleTrial(trialsAt(grid.trainings, cell, delay), when)?.[when] ?? []);
  const after = grid.cells.map((cell) => reach(cell, "reach_after"));
  const best = after.indexOf(Math.max(...after));
  const table = ofCells(
    grid,
    t("experiment-reach", { delay: String(delay) }),
    [t("experiment-before"), t("experiment-after")],
    (cell) => [reach(cell, "reach_before"), reach(cell, "reach_after")].map((n) => t("experiment-steps", { n })),
  );
  const args = { cell: cellName(String(grid.cells[best])), n: after[best] ?? 0, delay: String(delay) };
  return { ...table, sentence: t("table-reach-say", args) };
}

/** How many seeds learned, as the experiment has it and with a change. @param {TrialGrid | null} first @param {TrialGrid} grid */
export const changeTable = (first, grid) =>
  ofCells(grid, t("table-learned"), grid.delays.map(delayName), (cell) =>
    grid.delays.map((delay) =>
      (first ? [first, grid] : [grid])
        .map(({ trainings }) => trialsAt(trainings, cell, delay).filter(({ seed }) => grid.seeds.includes(seed)))
        .map((trials) => t("table-of", { n: String(learnedOf(trials)), all: String(trials.length) }))
        .join(" → "),
    ),
  );

/**
 * The accuracy of two trainings as they went.
 * @param {LiveTrial[]} trials
 * @param {string[]} names
 * @returns {ChartTable | null}
 */
export function pairTable(trials, names) {
  const [one] = trials;
  if (!one) return null;
  const every = one.recipe.check_every;
  const count = Math.max(...trials.map(({ curve }) => curve.length));
  return {
    caption: t("table-pair"),
    columns: [t("table-training-step"), ...trials.map((_, i) => String(names[i]))],
    count,
    row: (i) => [String(Math.min(i * every, one.recipe.steps)), ...trials.map(({ curve }) => share(curve[i]))],
    at: count - 1,
  };
}
