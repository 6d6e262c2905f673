import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  chanceOf,
  clippedUpTo,
  costOfRepeating,
  grown,
  lastStep,
  networkAt,
  placeAt,
  reachAt,
  recent,
  recents,
  reportAt,
  standingAt,
  untold,
  WINDOW,
  without,
} from "../../../static/js/run/training.js";
import { random } from "../support/random.js";
import { reportOf, TAUGHT, trainingOf } from "../support/training.js";

describe("what a training has told", () => {
  it("grows, and what is told twice counts once", () => {
    const first = grown(untold(TAUGHT), { reports: [reportOf(1), reportOf(2)], networks: [{ step: 2, model: "a" }] });
    const again = grown(first, { reports: [reportOf(2), reportOf(3)], networks: [{ step: 2, model: "a" }] });
    assert.deepEqual(
      again.reports.map(({ step }) => step),
      [1, 2, 3],
    );
    assert.equal(again.networks.length, 1);
    assert.equal(lastStep(again), 3);
    assert.notEqual(again, first, "another value, so that pictures see it");
    const end = { step: 9, loss: 0, accuracy: 1, model: "z", held_out: null };
    assert.equal(lastStep(grown(again, { end })), 9);
    assert.equal(grown(grown(again, { end }), {}).end, end);
  });

  it("has the network and the report of a step, the last one by then", () => {
    const training = trainingOf();
    assert.equal(networkAt(training, 19.9), null, "untrained");
    assert.equal(networkAt(training, 20)?.model, "model-20");
    assert.equal(networkAt(training, 79)?.model, "model-60");
    assert.equal(networkAt(without(training, "model-60"), 79)?.model, "model-40");
    assert.equal(networkAt(grown(untold(TAUGHT), { networks: [{ step: 0, model: "first" }] }), 5), null);
    assert.equal(reportAt(training, 0), null);
    assert.equal(reportAt(training, 7.5)?.step, 7);
    assert.equal(placeAt(training.reports, 1e9), 199);
  });

  it("has the same means whether they are taken one by one or along the way", () => {
    const next = random(3);
    const reports = Array.from({ length: 90 }, (_, i) => reportOf(i + 1, { accuracy: next(), loss: next() }));
    for (const name of ["accuracy", "loss"])
      for (const [place, mean] of recents(reports, name).entries())
        assert.ok(Math.abs(mean - recent(reports, place, name).mean) < 1e-12, `${name} ${place}`);
    assert.equal(recent(reports, 3, "loss").count, 4);
    assert.equal(recent(reports, 80, "loss").count, WINDOW);
    assert.equal(recent([], -1, "loss"), null);
  });
});

describe("how a training stands", () => {
  const standing = (options, step = 200) => standingAt(trainingOf(options), step).standing;

  it("is measured against chance", () => {
    assert.deepEqual(chanceOf(4), { accuracy: 0.25, loss: Math.log(4) });
    assert.equal(standing({ share: 1 }), "learned");
    assert.equal(standing({ share: 0.5 }), "learning");
    assert.equal(standing({ share: 1 / 8 }), "chance");
    assert.equal(standing({ share: 1 }, 0), "untold");
  });

  it("calls nothing learning that chance alone would do", () => {
    let called = 0;
    for (let seed = 0; seed < 300; seed++) {
      const next = random(seed);
      const guessed = () => Array.from({ length: 32 }, () => (next() < 1 / 8 ? 1 : 0)).reduce((a, b) => a + b, 0) / 32;
      const training = trainingOf({ told: 60, report: () => ({ accuracy: guessed() }) });
      if (standingAt(training, 60).standing !== "chance") called += 1;
    }
    // three standard deviations: one in 700
    assert.ok(called <= 4, `${called} of 300`);
  });

  it("has lost it where it could do it once", () => {
    const fallen = trainingOf({ report: (step) => ({ accuracy: step < 120 ? 0.9 : 0.2 }) });
    assert.equal(standingAt(fallen, 100).standing, "learning");
    const now = standingAt(fallen, 200);
    assert.equal(now.standing, "lost");
    assert.ok(Math.abs(now.best - 0.9) < 1e-9);
  });

  it("of a series is measured against saying the last number again", () => {
    assert.equal(costOfRepeating([0, 1, 3]), (0.5 + 2) / 2);
    assert.equal(costOfRepeating([1]), null);
    const taught = { task: "forecast", distance: null, chance: { accuracy: null, loss: 0.1 } };
    const at = (loss) => standingAt(trainingOf({ taught, report: () => ({ loss }) }), 200).standing;
    assert.equal(at(0.09), "closer");
    assert.equal(at(0.11), "farther");
  });
});

describe("the gradient of a training", () => {
  it("is looked at where the answer was read", () => {
    const training = trainingOf({ report: () => ({ fall: 0.5 }) });
    const reach = reachAt(training, 10);
    assert.deepEqual({ ...reach, there: round(reach.there) }, { here: -0.3, there: -10.3, distance: 20, cut: false });
    assert.equal(reachAt(training, 0), null);
    assert.equal(reachAt(trainingOf({ taught: { distance: null } }), 10), null);
  });

  it("is cut where it is carried less far", () => {
    const cut = (truncate) => reachAt(trainingOf({ taught: { truncate } }), 10)?.cut;
    // the first of 21 steps is in the last stretch of 21 only
    assert.deepEqual([cut(null), cut(5), cut(20), cut(21)], [false, true, true, false]);
  });

  it("was clipped so often", () => {
    const training = trainingOf({ report: (step) => ({ clipped: step % 10 === 0 }) });
    assert.deepEqual(clippedUpTo(training, 99), { count: 9, told: 99 });
    assert.deepEqual(clippedUpTo(training, 0), { count: 0, told: 0 });
  });
});

const round = (value) => Math.round(value * 1e6) / 1e6;
