/**
 * What follows from the trainings of an experiment: who learned what, how far the gradient reached, and what a change of
 * the recipe changed.
 * @import {Experiment, Levels, Trial, TrialGrid} from "../types.js"
 */

/** A gradient this many decades below the one at the end has not reached a step. */
export const THRESHOLD = -3;

/** The experiment itself; the other grids say what would change it. @param {Experiment} experiment @returns {TrialGrid} */
export const mainGrid = ({ grids }) => /** @type {TrialGrid} */ (grids[0]);

/**
 * The trainings of one cell at one delay, by seed.
 * @param {readonly Trial[]} trainings
 * @param {string} cell
 * @param {number} delay
 */
export const trialsAt = (trainings, cell, delay) =>
  trainings.filter((each) => each.cell === cell && each.delay === delay).sort((a, b) => a.seed - b.seed);

/** How many of some trainings learned. @param {readonly Trial[]} trainings */
export const learnedOf = (trainings) => trainings.filter(({ learned }) => learned).length;

/** The mean accuracy of those that have one; null where none has. @param {readonly Trial[]} trainings */
export function meanAccuracy(trainings) {
  const known = trainings.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));
  return known.length ? known.reduce((sum, each) => sum + each, 0) / known.length : null;
}

/**
 * The longest delay that every seed learned, and with it every shorter one; 0 where not even the shortest was.
 * @param {TrialGrid} grid
 * @param {string} cell
 */
export function surely({ delays, trainings }, cell) {
  let longest = 0;
  for (const delay of ascending(delays)) {
    const trials = trialsAt(trainings, cell, delay);
    if (!trials.length || learnedOf(trials) < trials.length) break;
    longest = delay;
  }
  return longest;
}

/**
 * The longest delay that some seed learned, and how many of its seeds; null where none was learned.
 * @param {TrialGrid} grid
 * @param {string} cell
 */
export function atMost({ delays, trainings }, cell) {
  const found = ascending(delays)
    .map((delay) => ({ delay, trials: trialsAt(trainings, cell, delay) }))
    .filter(({ trials }) => learnedOf(trials) > 0)
    .at(-1);
  return found ? { delay: found.delay, learned: learnedOf(found.trials), of: found.trials.length } : null;
}

/** @param {readonly number[]} delays */
const ascending = (delays) => [...delays].sort((a, b) => a - b);

/** The shortest delay from which on nothing learned; null where the longest was learned by some. @param {TrialGrid} grid */
export function beyondAll({ delays, trainings }) {
  let from = null;
  for (const delay of ascending(delays).reverse()) {
    if (learnedOf(trainings.filter((each) => each.delay === delay)) > 0) break;
    from = delay;
  }
  return from;
}

/** Whether a cell has gates. @param {Experiment} experiment @param {string} cell */
export const isGated = ({ cells }, cell) => (cells[cell]?.cell ?? cell) !== "rnn";

/** Whether a cell is the plain RNN with tanh. @param {Experiment} experiment @param {string} cell */
export const isPlainRnn = (experiment, cell) =>
  !isGated(experiment, cell) && (experiment.cells[cell]?.nonlinearity ?? "tanh") === "tanh";

/**
 * How many steps back a gradient reaches: as far as it stays above the threshold, relative to where it began. 0: not one.
 * @param {Levels} levels log10 by the distance from the end
 */
export function reachOf(levels) {
  const [first] = levels;
  if (first == null) return 0;
  const gone = levels.findIndex((level) => level === null || level - first < THRESHOLD);
  return (gone < 0 ? levels.length : gone) - 1;
}

/** The middle one; of an even number the lower. @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/**
 * The training whose reach is the middle one: what a lane shows.
 * @param {readonly Trial[]} trials
 * @param {"reach_before" | "reach_after"} when
 */
export function middleTrial(trials, when) {
  const order = [...trials].sort((a, b) => reachOf(a[when]) - reachOf(b[when]));
  return order[Math.floor((order.length - 1) / 2)] ?? null;
}

/**
 * What a grid changed: of the trainings that both grids have, how many learned in the first and in this.
 * @param {TrialGrid} first
 * @param {TrialGrid} grid
 */
export function difference(first, grid) {
  const key = (/** @type {Trial} */ { cell, delay, seed }) => `${cell} ${delay} ${seed}`;
  const known = new Map(first.trainings.map((each) => [key(each), each]));
  const pairs = grid.trainings.flatMap((after) => {
    const before = known.get(key(after));
    return before ? [{ before, after }] : [];
  });
  return {
    of: pairs.length,
    before: learnedOf(pairs.map(({ before }) => before)),
    after: learnedOf(pairs.map(({ after }) => after)),
    gained: pairs.filter(({ before, after }) => !before.learned && after.learned).length,
    lost: pairs.filter(({ before, after }) => before.learned && !after.learned).length,
  };
}

/** The grids that each change something in the recipe, and those that compare other cells. @param {Experiment} experiment */
export function sideGrids({ grids }) {
  const [, ...others] = grids;
  const changing = others.filter(({ changes }) => Object.keys(changes).length > 0);
  return { changing, comparing: others.filter(({ changes }) => Object.keys(changes).length === 0) };
}

/**
 * A grid of other cells, and beside them those of the experiment that are the same kind of cell, at the same delays: they
 * share its recipe.
 * @param {Experiment} experiment
 * @param {TrialGrid} grid
 * @returns {TrialGrid}
 */
export function amongKin(experiment, grid) {
  const first = mainGrid(experiment);
  const kind = (/** @type {string} */ cell) => experiment.cells[cell]?.cell ?? cell;
  const kin = first.cells.filter(
    (cell) => !grid.cells.includes(cell) && grid.cells.some((each) => kind(each) === kind(cell)),
  );
  const theirs = first.trainings.filter(({ cell, delay }) => kin.includes(cell) && grid.delays.includes(delay));
  return { ...grid, cells: [...kin, ...grid.cells], trainings: [...theirs, ...grid.trainings] };
}

/**
 * The longest delay, from one on, that was learned with one thing changed; null where none was.
 * @param {Experiment} experiment
 * @param {number} from
 */
export function furtherChanged({ grids }, from) {
  const [, ...others] = grids;
  const found = others.flatMap((grid) =>
    grid.cells.flatMap((cell) => {
      const most = atMost(grid, cell);
      return most && most.delay >= from ? [{ cell, ...most }] : [];
    }),
  );
  return found.sort((a, b) => b.delay - a.delay || b.learned / b.of - a.learned / a.of)[0] ?? null;
}
