/** Trainings that run here: what is asked for, and what the events add. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { begun, bodyOf, early, ended, freshSeed, grown, pairOf, smallGrid } from "../../../static/js/run/live-trial.js";
import { experiment, grid, usual } from "../support/experiments.js";

const plan = (more = {}) => ({
  cell: "lstm-forget",
  delay: 5,
  seed: 9,
  recipe: { ...usual().grids[0].recipe, ...more },
});
const report = (step, accuracy, norms = [0, -1]) => ({ step, accuracy, log10_grad_norms: norms });

describe("what a training is asked", () => {
  it("is the recipe, the cell's own fields and the task's, and one network at the end", () => {
    const body = bodyOf(usual(), plan({ truncate: 3 }));
    assert.deepEqual(body, {
      task: "recall",
      delay: 5,
      cell: "lstm",
      forget_bias: 1,
      hidden_size: 32,
      input_size: 16,
      batch_size: 32,
      optimizer: "adam",
      learning_rate: 0.003,
      clip: 1,
      truncate: 3,
      steps: 300,
      seed: 9,
      network_every: 300,
    });
  });
});

describe("a training under way", () => {
  it("has a point of its curve for the first batch, and one for each round of batches, however they come", () => {
    const every = 4;
    const accuracies = [0, 0.25, 0.5, 0.25, 1, 1, 0.5, 0.5, 0.75];
    const curveOf = (sizes) => {
      const [waiting, reports] = [[], accuracies.map((accuracy, i) => report(i + 1, accuracy))];
      let trial = begun(plan({ check_every: every }));
      for (const size of sizes) trial = grown(trial, reports.splice(0, size), waiting);
      return trial;
    };
    const at = curveOf([9]);
    assert.deepEqual(at.curve, [0, 0.25, 0.75]);
    assert.equal(at.steps, 9);
    for (const sizes of [
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
      [3, 0, 5, 1],
    ])
      assert.deepEqual(curveOf(sizes), at);
  });

  it("keeps the first gradient and the last", () => {
    const trial = grown(begun(plan()), [report(1, 0, [0, -9]), report(2, 0, [0, -5])], []);
    const later = grown(trial, [report(3, 0, [0, -1])], []);
    assert.deepEqual(
      [later.reach_before, later.reach_after],
      [
        [0, -9],
        [0, -1],
      ],
    );
  });

  it("learned at its end where what was held out says so", () => {
    const trial = grown(begun(plan()), [report(300, 1)], []);
    assert.equal(ended(trial, { accuracy: 0.99, loss: 0.1 }, 0.99).learned, true);
    assert.equal(ended(trial, { accuracy: 0.989, loss: 0.1 }, 0.99).learned, false);
    const lost = ended(trial, null, 0.99);
    assert.deepEqual([lost.learned, lost.accuracy, lost.diverged_at], [false, null, 301]);
  });
});

describe("a training that has learned", () => {
  const after = (...curve) => early({ ...begun(plan()), curve }, 0.99);

  it("ends once two rounds in a row say so; the first batch is no round", () => {
    assert.equal(after(1, 1), null);
    assert.equal(after(0.1, 1, 0.98), null);
    assert.equal(after(0.1, 0.98, 1), null);
    assert.deepEqual([after(0.1, 0.99, 1)?.learned, after(0.1, 0.99, 1)?.accuracy], [true, 1]);
    assert.equal(early({ ...begun(plan()), curve: [0, 1, 1], ended: true }, 0.99), null);
  });
});

describe("a small grid", () => {
  it("takes the short delays, each for every cell before the next", () => {
    const plans = smallGrid(usual(), ["rnn", "gru"], 4);
    assert.deepEqual(
      plans.map(({ cell, delay }) => `${cell} ${delay}`),
      ["rnn 2", "gru 2", "rnn 5", "gru 5", "rnn 10", "gru 10", "rnn 20", "gru 20"],
    );
    assert.ok(plans.every(({ seed }) => seed === 4));
    const long = experiment([grid(() => true, { delays: [200, 100, 50, 2, 400, 800] })]);
    assert.deepEqual(
      smallGrid(long, ["rnn"], 0).map(({ delay }) => delay),
      [2],
    );
    const longer = experiment([grid(() => true, { delays: [200, 100, 50, 30, 400] })]);
    assert.deepEqual(
      smallGrid(longer, ["rnn"], 0).map(({ delay }) => delay),
      [30, 50, 100, 200],
    );
  });

  it("begins with a seed that nothing has had", () => {
    assert.equal(freshSeed(usual(), []), 3);
    assert.equal(freshSeed(usual(), [begun({ ...plan(), seed: 3 })]), 4);
  });

  it("is a pair where one thing differs", () => {
    const [as, changed] = pairOf(usual(), { cell: "gru", delay: 10, seed: 3 }, { truncate: 5 });
    assert.deepEqual({ ...as.recipe, truncate: 5 }, changed.recipe);
    assert.equal(as.recipe.truncate, null);
    assert.deepEqual([as.cell, as.delay, as.seed], [changed.cell, changed.delay, changed.seed]);
  });
});
