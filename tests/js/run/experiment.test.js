/** What follows from the trainings of an experiment. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  amongKin,
  atMost,
  beyondAll,
  difference,
  furtherChanged,
  isGated,
  isPlainRnn,
  learnedOf,
  mainGrid,
  meanAccuracy,
  median,
  middleTrial,
  reachOf,
  sideGrids,
  surely,
  trialsAt,
} from "../../../static/js/run/experiment.js";
import { experiment, grid, trial, usual } from "../support/experiments.js";

describe("who learned what", () => {
  it("is sure up to the last delay before the first that a seed failed", () => {
    const some = grid((_, delay, seed) => delay === 2 || (delay === 5 && seed > 0) || delay === 10);
    assert.equal(surely(some, "rnn"), 2);
    assert.deepEqual(atMost(some, "rnn"), { delay: 10, learned: 3, of: 3 });
    assert.equal(
      surely(
        grid(() => false),
        "gru",
      ),
      0,
    );
    assert.equal(
      atMost(
        grid(() => false),
        "gru",
      ),
      null,
    );
    assert.equal(
      surely(
        grid(() => true),
        "gru",
      ),
      20,
    );
  });

  it("does not depend on the order of the delays", () => {
    const mixed = grid((_, delay) => delay < 10, { delays: [20, 2, 10, 5] });
    assert.equal(surely(mixed, "rnn"), 5);
    assert.equal(beyondAll(mixed), 10);
  });

  it("is sure of nothing where a training is missing", () => {
    const full = grid(() => true);
    assert.equal(surely({ ...full, trainings: full.trainings.filter(({ delay }) => delay !== 5) }, "rnn"), 2);
  });

  it("ends where nothing learned any more", () => {
    assert.equal(beyondAll(mainGrid(usual())), null);
    assert.equal(beyondAll(grid((cell, delay, seed) => cell === "gru" && delay <= 5 && seed === 2)), 10);
    assert.equal(beyondAll(grid(() => false)), 2);
  });

  it("is counted and averaged; a training that diverged has no accuracy", () => {
    const trials = [trial("rnn", 2, 1, true), trial("rnn", 2, 0, false), trial("rnn", 2, 2, false, { accuracy: null })];
    assert.equal(learnedOf(trials), 1);
    assert.equal(meanAccuracy(trials), (1 + 0.125) / 2);
    assert.equal(meanAccuracy([trials[2]]), null);
    assert.deepEqual(
      trialsAt(trials, "rnn", 2).map(({ seed }) => seed),
      [0, 1, 2],
    );
  });
});

describe("a cell of the experiment", () => {
  it("has gates or not, whatever it is called", () => {
    const named = experiment([], {
      mine: { cell: "gru" },
      irnn: { cell: "rnn", nonlinearity: "relu" },
      rnn: { cell: "rnn" },
    });
    assert.deepEqual(
      ["mine", "irnn", "rnn"].map((cell) => isGated(named, cell)),
      [true, false, false],
    );
    assert.deepEqual(
      ["mine", "irnn", "rnn"].map((cell) => isPlainRnn(named, cell)),
      [false, false, true],
    );
  });
});

describe("how far back a gradient reaches", () => {
  it("is the last step before it falls below a thousandth of its beginning", () => {
    assert.equal(reachOf([-1, -2, -3.9, -4.1, -2]), 2);
    assert.equal(reachOf([-1, -2, -3]), 2);
    assert.equal(reachOf([2, -0.9, -1.1]), 1);
  });

  it("ends at an exact zero, and is none without a beginning", () => {
    assert.equal(reachOf([0, -1, null, -1]), 1);
    assert.equal(reachOf([null, -1]), 0);
    assert.equal(reachOf([]), 0);
  });

  it("is shown of the middle seed", () => {
    const reaches = [4, 1, 2].map((n, seed) => trial("rnn", 5, seed, false, { reach_after: Array(n + 1).fill(0) }));
    assert.equal(middleTrial(reaches, "reach_after")?.seed, 2);
    assert.equal(middleTrial([], "reach_after"), null);
    assert.deepEqual([median([3, 1, 2]), median([4, 1]), median([])], [2, 1, 0]);
  });
});

describe("a grid of other cells", () => {
  const cells = { rnn: { cell: "rnn" }, lstm: { cell: "lstm" }, "lstm-forget-5": { cell: "lstm", forget_bias: 5 } };
  const first = grid(() => false, { cells: ["rnn", "lstm"], delays: [2, 20] });
  const other = grid((_, delay, seed) => delay === 20 || seed === 0, { cells: ["lstm-forget-5"], delays: [20, 50] });
  const shown = experiment([first, other], cells);

  it("is shown among the experiment's own of that kind", () => {
    const among = amongKin(shown, other);
    assert.deepEqual(among.cells, ["lstm", "lstm-forget-5"]);
    assert.equal(trialsAt(among.trainings, "lstm", 20).length, 3);
    assert.equal(trialsAt(among.trainings, "lstm", 2).length, 0);
    assert.equal(trialsAt(among.trainings, "lstm-forget-5", 50).length, 3);
  });

  it("tells the longest delay that was learned with a change", () => {
    assert.deepEqual(furtherChanged(shown, 20), { cell: "lstm-forget-5", delay: 50, learned: 1, of: 3 });
    assert.equal(furtherChanged(shown, 60), null);
    assert.equal(furtherChanged(experiment([first], cells), 2), null);
  });
});

describe("what a change did", () => {
  it("is counted over the trainings that both grids have", () => {
    const first = grid((_, delay) => delay <= 5);
    const changed = grid((_, delay, seed) => delay === 10 || seed === 0, {
      delays: [5, 10, 50],
      seeds: [0, 1],
      changes: { clip: null },
    });
    const cells = changed.cells.length;
    assert.deepEqual(difference(first, changed), {
      of: 4 * cells,
      before: 2 * cells,
      after: 3 * cells,
      gained: 2 * cells,
      lost: cells,
    });
  });

  it("is told apart from a comparison of other cells", () => {
    const [first, clipped, cells] = [grid(() => true), grid(() => true, { changes: { clip: null } }), grid(() => true)];
    const { changing, comparing } = sideGrids(experiment([first, clipped, cells]));
    assert.deepEqual([changing, comparing], [[clipped], [cells]]);
  });
});
