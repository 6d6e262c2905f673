/**
 * A training of an experiment that runs here: what is asked of /train, and what its events add.
 * @import {Experiment, LiveTrial, Recipe} from "../types.js"
 */

/** @typedef {{cell: string, delay: number, seed: number, recipe: Recipe}} Plan */

/**
 * What POST /train is asked; one network is stored, the last.
 * @param {Experiment} experiment
 * @param {Plan} plan
 */
export function bodyOf({ cells }, { cell, delay, seed, recipe }) {
  const { experiment, check_every: _, ...how } = recipe;
  return { task: experiment, delay, ...cells[cell], ...how, seed, network_every: recipe.steps };
}

/** A training before its first step. @param {Plan} plan @returns {LiveTrial} */
export const begun = (plan) => ({
  ...plan,
  accuracy: null,
  loss: null,
  learned: false,
  diverged_at: null,
  steps: 0,
  curve: [],
  reach_before: [],
  reach_after: [],
  seconds: 0,
  ended: false,
});

/** @typedef {{step: number, accuracy: number, log10_grad_norms: (number | null)[]}} Report */

/**
 * The same with more steps. A point of the curve is the mean accuracy of the batches of `check_every` steps, in which no
 * batch was seen before; the first is that of the first batch.
 * @param {LiveTrial} trial
 * @param {Report[]} reports
 * @param {number[]} waiting the accuracies since the last point of the curve; it is filled and emptied
 * @returns {LiveTrial}
 */
export function grown(trial, reports, waiting) {
  const [first, last] = [reports[0], reports.at(-1)];
  if (!first || !last) return trial;
  const curve = trial.curve.length ? [...trial.curve] : [first.accuracy];
  for (const { accuracy } of reports) {
    waiting.push(accuracy);
    if (waiting.length < trial.recipe.check_every) continue;
    curve.push(waiting.reduce((sum, each) => sum + each, 0) / waiting.length);
    waiting.length = 0;
  }
  const before = trial.reach_before.length ? trial.reach_before : first.log10_grad_norms;
  return { ...trial, steps: last.step, curve, reach_before: before, reach_after: last.log10_grad_norms };
}

/**
 * The same at its end: with a score on what was held out, or without one.
 * @param {LiveTrial} trial
 * @param {{loss: number, accuracy: number} | null} heldOut
 * @param {number} threshold the accuracy that counts as learned
 * @returns {LiveTrial}
 */
export function ended(trial, heldOut, threshold) {
  if (!heldOut) return { ...trial, ended: true, diverged_at: trial.steps + 1 };
  const { accuracy, loss } = heldOut;
  return { ...trial, ended: true, accuracy, loss, learned: accuracy >= threshold };
}

/** So many points of the curve in a row must say that it has learned: then a training need not go on. */
const IN_A_ROW = 2;

/**
 * The same at its end, where its last rounds were all learned: what it was asked there it had never seen. Null where it
 * goes on.
 * @param {LiveTrial} trial
 * @param {number} threshold
 * @returns {LiveTrial | null}
 */
export function early(trial, threshold) {
  // the first point is that of one batch
  const last = trial.curve.slice(1).slice(-IN_A_ROW);
  const [worst, accuracy] = [Math.min(...last), Number(last.at(-1))];
  if (trial.ended || last.length < IN_A_ROW || worst < threshold) return null;
  return { ...trial, ended: true, learned: true, accuracy };
}

/** A round of a training that runs here: short, so that one that has learned ends soon. */
const ROUND = 40;
/** A recipe as it runs here. @param {Recipe} recipe @returns {Recipe} */
const watched = (recipe) => ({ ...recipe, check_every: Math.min(recipe.check_every, ROUND) });

/** The delays of a small grid: the short ones of the experiment. */
const [LONGEST, MOST] = [20, 4];

/**
 * The trainings of a small grid in the order in which they run: delay by delay, so that cells can be compared early.
 * @param {Experiment} experiment
 * @param {string[]} cells
 * @param {number} seed
 * @returns {Plan[]}
 */
export function smallGrid({ grids: [first] }, cells, seed) {
  if (!first) return [];
  const ascending = [...first.delays].sort((a, b) => a - b);
  const short = ascending.filter((delay) => delay <= LONGEST);
  const delays = (short.length ? short : ascending).slice(0, MOST);
  return delays.flatMap((delay) => cells.map((cell) => ({ cell, delay, seed, recipe: watched(first.recipe) })));
}

/** A seed that the experiment does not have yet. @param {Experiment} experiment @param {readonly LiveTrial[]} live */
export function freshSeed({ grids }, live) {
  const taken = [...grids.flatMap(({ seeds }) => seeds), ...live.map(({ seed }) => seed)];
  return Math.max(-1, ...taken) + 1;
}

/**
 * The same training twice: as the experiment has it, and with one change.
 * @param {Experiment} experiment
 * @param {{cell: string, delay: number, seed: number}} which
 * @param {Partial<Recipe>} change
 * @returns {Plan[]}
 */
export function pairOf({ grids: [first] }, which, change) {
  if (!first) return [];
  return [
    { ...which, recipe: watched(first.recipe) },
    { ...which, recipe: { ...watched(first.recipe), ...change } },
  ];
}
