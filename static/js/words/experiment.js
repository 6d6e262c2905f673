/**
 * What an experiment shows, in sentences that follow from its numbers, whatever they are.
 * @import {Experiment, LiveTrial, Recipe, Saying, TrialGrid} from "../types.js"
 */
import { percent } from "../pen/numbers.js";
import {
  atMost,
  beyondAll,
  difference,
  furtherChanged,
  isGated,
  isPlainRnn,
  learnedOf,
  mainGrid,
  median,
  reachOf,
  surely,
  trialsAt,
} from "../run/experiment.js";

/** The names of cells that need no words. @type {Record<string, string>} */
const NAMES = {
  rnn: "RNN",
  "relu-rnn": "ReLU-RNN",
  gru: "GRU",
  lstm: "LSTM",
  "lstm-forget": "LSTM +1",
  "lstm-forget-5": "LSTM +5",
};

/** @param {string} cell */
export const cellName = (cell) => NAMES[cell] ?? cell.toUpperCase();

/** @param {string[]} cells */
const names = (cells) => cells.map(cellName).join(", ");

/**
 * The verdict: whether cells with gates learned to look further back than the plain RNN, and where all of them end.
 * @param {Experiment} experiment
 * @returns {Saying[]}
 */
export function verdict(experiment) {
  const grid = mainGrid(experiment);
  const shortest = Math.min(...grid.delays);
  if (!grid.trainings.some(({ learned }) => learned))
    return [["experiment-none", { shortest: String(shortest) }], ...yet(experiment, shortest)];
  return [...gatesOrNot(experiment), ...whereItEnds(experiment)];
}

/** Where all of them end, and whether a change leads further. @param {Experiment} experiment @returns {Saying[]} */
function whereItEnds(experiment) {
  const grid = mainGrid(experiment);
  const end = beyondAll(grid);
  if (end === null) return [["experiment-no-end", { longest: String(Math.max(...grid.delays)) }]];
  return [["experiment-end", { delay: String(end), steps: String(grid.recipe.steps) }], ...yet(experiment, end)];
}

/** What was learned of such delays with one thing changed. @param {Experiment} experiment @param {number} from @returns {Saying[]} */
function yet(experiment, from) {
  const further = furtherChanged(experiment, from);
  if (!further) return [];
  const { cell, delay, learned, of } = further;
  return [["experiment-yet", { cell: cellName(cell), delay: String(delay), n: String(learned), of: String(of) }]];
}

/** @param {Experiment} experiment @returns {Saying[]} */
function gatesOrNot(experiment) {
  const grid = mainGrid(experiment);
  const plain = grid.cells.find((cell) => isPlainRnn(experiment, cell));
  const gated = grid.cells.filter((cell) => isGated(experiment, cell));
  if (plain === undefined || !gated.length) return [];
  const own = surely(grid, plain);
  const longest = Math.max(...grid.delays);
  const further = gated.filter((cell) => surely(grid, cell) > own);
  const best = Math.max(...gated.map((cell) => surely(grid, cell)));
  const args = { plain: own ? String(own) : "none", best: String(best), further: names(further) };
  /** @type {Saying} */
  const said = further.length
    ? [further.length === gated.length ? "experiment-borne-out" : "experiment-partly", args]
    : [own === longest ? "experiment-plain-all" : "experiment-not-borne-out", args];
  return [said, ...withoutGates(experiment, own, best)];
}

/**
 * A cell without gates that gets as far as the best of those that have them, and further than the plain one.
 * @param {Experiment} experiment
 * @param {number} plain
 * @param {number} best
 * @returns {Saying[]}
 */
function withoutGates(experiment, plain, best) {
  const grid = mainGrid(experiment);
  const found = grid.cells.filter(
    (cell) =>
      !isGated(experiment, cell) &&
      !isPlainRnn(experiment, cell) &&
      surely(grid, cell) > plain &&
      surely(grid, cell) >= best,
  );
  return found.length
    ? [
        [
          "experiment-without-gates",
          { names: names(found), delay: String(Math.min(...found.map((cell) => surely(grid, cell)))) },
        ],
      ]
    : [];
}

/**
 * How far each cell got: with every seed, and beyond that with some.
 * @param {TrialGrid} grid
 * @param {(key: string, args: Record<string, string>) => string} t
 */
export const howFar = (grid, t) =>
  grid.cells
    .map((cell) => {
      const [sure, most] = [surely(grid, cell), atMost(grid, cell)];
      const base = sure
        ? t("experiment-cell-far", { cell: cellName(cell), delay: String(sure) })
        : t("experiment-cell-none", { cell: cellName(cell), delay: String(Math.min(...grid.delays)) });
      if (!most || most.delay <= sure) return base;
      return (
        base + t("experiment-cell-some", { delay: String(most.delay), n: String(most.learned), of: String(most.of) })
      );
    })
    .join(" · ");

/**
 * One place of the grid: how many learned, how well, and how far the gradient reached before and after.
 * @param {TrialGrid} grid
 * @param {string} cell
 * @param {number} delay
 * @returns {Saying}
 */
export function ofPlace({ trainings }, cell, delay) {
  const trials = trialsAt(trainings, cell, delay);
  const accuracies = trials.map(({ accuracy }) => (accuracy === null ? "–" : percent(accuracy)));
  const reach = (/** @type {"reach_before" | "reach_after"} */ when) =>
    String(median(trials.map((each) => reachOf(each[when]))));
  const args = {
    cell: cellName(cell),
    delay: String(delay),
    n: String(learnedOf(trials)),
    of: String(trials.length),
    accuracies: accuracies.join(", "),
    before: reach("reach_before"),
    after: reach("reach_after"),
  };
  return ["experiment-place", args];
}

/** The changes of a recipe that have words. */
const SAID = ["learning_rate", "clip", "steps", "truncate", "hidden_size", "batch_size", "optimizer"];

/**
 * What a grid changes, in words.
 * @param {Pick<TrialGrid, "changes">} grid
 * @returns {Saying[]}
 */
export const changesOf = ({ changes }) =>
  Object.entries(changes)
    .filter(([name]) => SAID.includes(name))
    .map(([name, value]) => [
      `experiment-change-${name.replaceAll("_", "-")}${value === null ? "-none" : ""}`,
      { value: String(value) },
    ]);

/**
 * What a change did, counted over the trainings that both grids have.
 * @param {TrialGrid} first
 * @param {TrialGrid} grid
 * @returns {Saying}
 */
export function effectOf(first, grid) {
  const { of, before, after } = difference(first, grid);
  const args = { of: String(of), before: String(before), after: String(after) };
  if (after === before) return ["experiment-effect-same", args];
  if (after === 0) return ["experiment-effect-none", args];
  return [after > before ? "experiment-effect-more" : "experiment-effect-fewer", args];
}

/** A time for people. @param {number} seconds @returns {Saying} */
export function taken(seconds) {
  if (seconds < 90) return ["experiment-seconds", { n: String(Math.round(seconds)) }];
  if (seconds < 5400) return ["experiment-minutes", { n: String(Math.round(seconds / 60)) }];
  return ["experiment-hours", { n: (seconds / 3600).toFixed(1) }];
}

/**
 * The arguments of the sentence of settings.
 * @param {Recipe} recipe
 * @param {Pick<TrialGrid, "seeds">} grid
 * @param {Experiment} experiment
 */
export const settings = (recipe, { seeds }, experiment) => ({
  H: String(recipe.hidden_size),
  I: String(recipe.input_size),
  optimizer: recipe.optimizer === "adam" ? "Adam" : recipe.optimizer.toUpperCase(),
  rate: String(recipe.learning_rate),
  clip: recipe.clip === null ? "none" : String(recipe.clip),
  batch: String(recipe.batch_size),
  steps: String(recipe.steps),
  seeds: seeds.join(", "),
  numpy: experiment.made_with.numpy,
  version: experiment.made_with.rnnflow,
});

/**
 * What small experiments that ran here came to, the last seed of each cell.
 * @param {LiveTrial[]} trials
 * @returns {Saying[]}
 */
export function ofLive(trials) {
  const known = trials.filter((each) => each.ended);
  const last = known.at(-1)?.seed;
  const own = known.filter((each) => each.seed === last);
  return [...new Set(own.map((each) => each.cell))].map((cell) => {
    const mine = own.filter((each) => each.cell === cell);
    const list = (/** @type {boolean} */ learned) =>
      mine
        .filter((each) => each.learned === learned)
        .map((each) => String(each.delay))
        .join(", ");
    const args = { cell: cellName(cell), learned: list(true), not: list(false), seed: String(last) };
    return [args.learned ? (args.not ? "experiment-live-some" : "experiment-live-all") : "experiment-live-none", args];
  });
}

/**
 * What became of a pair; nothing before both have ended. A gradient that was cut short of what is asked is told as the
 * reason only where it is one.
 * @param {LiveTrial[]} trials as the experiment has it, and with the change
 * @returns {Saying[]}
 */
export function ofPair([before, after]) {
  if (!before?.ended || !after?.ended) return [];
  const written = (/** @type {LiveTrial} */ { accuracy }) => (accuracy === null ? "–" : percent(accuracy));
  const args = { before: written(before), after: written(after) };
  const which = `${before.learned ? "yes" : "no"}-${after.learned ? "yes" : "no"}`;
  /** @type {Saying[]} */
  const said = [[`experiment-pair-${which}`, args]];
  const { truncate } = after.recipe;
  // stretches are counted from the end: a gradient of that many steps does not come to the first symbol
  if (truncate !== null && truncate <= after.delay) {
    const key = after.learned ? "experiment-pair-cut-yet" : "experiment-pair-cut";
    said.push([key, { n: String(truncate), delay: String(after.delay) }]);
  }
  return said;
}
