/** Experiments with made-up outcomes, in the shape of GET /experiment. */

export const CELLS = {
  rnn: { cell: "rnn" },
  "relu-rnn": { cell: "rnn", nonlinearity: "relu", recurrent_init: "identity" },
  gru: { cell: "gru" },
  lstm: { cell: "lstm" },
  "lstm-forget": { cell: "lstm", forget_bias: 1 },
};

const RECIPE = {
  experiment: "recall",
  hidden_size: 32,
  input_size: 16,
  batch_size: 32,
  optimizer: "adam",
  learning_rate: 0.003,
  clip: 1,
  truncate: null,
  steps: 300,
  check_every: 15,
};

/** One training. @param {string} cell @param {number} delay @param {number} seed @param {boolean} learned @param {object} [more] */
export function trial(cell, delay, seed, learned, more = {}) {
  const levels = Array.from({ length: delay + 1 }, (_, d) => (learned ? -0.05 * d : -0.4 * d));
  return {
    cell,
    delay,
    seed,
    accuracy: learned ? 1 : 0.125,
    loss: learned ? 0.1 : 2.08,
    learned,
    diverged_at: null,
    steps: learned ? 120 : 300,
    curve: learned ? [0.125, 0.5, 0.99, 1] : Array.from({ length: 21 }, () => 0.125),
    reach_before: Array.from({ length: delay + 1 }, (_, d) => -0.35 * d),
    reach_after: levels,
    seconds: 1,
    ...more,
  };
}

/**
 * A grid in which `learned` says of each training whether it did.
 * @param {(cell: string, delay: number, seed: number) => boolean} learned
 * @param {object} [more] its name, cells, delays, seeds, changes
 */
export function grid(learned, more = {}) {
  const {
    cells = Object.keys(CELLS),
    delays = [2, 5, 10, 20],
    seeds = [0, 1, 2],
    changes = {},
    name = "recall",
  } = more;
  const trainings = cells.flatMap((cell) =>
    delays.flatMap((delay) => seeds.map((seed) => trial(cell, delay, seed, learned(cell, delay, seed)))),
  );
  return { name, changes, recipe: { ...RECIPE, ...changes }, cells, delays, seeds, trainings };
}

/** @param {object[]} grids @param {Record<string, object>} [cells] */
export const experiment = (grids, cells = CELLS) => ({
  sha256: "0",
  made_with: { rnnflow: "0.1.0", python: "3.11", numpy: "2.0", threads: 1 },
  seconds: 800,
  experiment: "recall",
  chance: 0.125,
  learned_at: 0.99,
  cells,
  grids,
});

/** How far each cell gets, with every seed: what the article expects. */
export const FAR = { rnn: 5, "relu-rnn": 10, gru: 10, lstm: 10, "lstm-forget": 20 };
export const usual = () => experiment([grid((cell, delay) => delay <= FAR[cell])]);
