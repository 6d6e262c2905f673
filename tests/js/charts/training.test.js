import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HEIGHT as NORM, draw as norm } from "../../../static/js/charts/training-norm.js";
import { MARGIN, stepAt } from "../../../static/js/charts/training-plot.js";
import { draw as radius } from "../../../static/js/charts/training-radius.js";
import { LEFT, draw as reach } from "../../../static/js/charts/training-reach.js";
import { draw as score } from "../../../static/js/charts/training-score.js";
import { untold } from "../../../static/js/run/training.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";
import { matches } from "../support/snapshot.js";
import { TAUGHT, trainingOf } from "../support/training.js";

const NAMES = { last: "last step", first: "first word", loss: "loss", threshold: "c = 1" };
const DRAW = { score, reach, norm, radius };
const options = { width: 560, scheme: "light", names: NAMES };
const keyed = (marks, key) => [...every(marks)].find(({ attrs }) => attrs.key === key);
const ends = (d) => [...d.matchAll(/[ML]?(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe("the pictures of a training", () => {
  for (const [name, draw] of Object.entries(DRAW)) {
    it(`are as they were: ${name}`, () => matches(`training-${name}`, draw(trainingOf(), 140, options)));

    it(`are finished whatever was told: ${name}`, () => {
      const odd = [
        untold(TAUGHT),
        trainingOf({ told: 1 }),
        trainingOf({ report: () => ({ total_grad_norm: 0, log10_grad_norms: [null, null], spectral_radius: 0 }) }),
        trainingOf({ report: () => ({ total_grad_norm: null, spectral_radius: null, loss: 1e6 }) }),
        trainingOf({ taught: { steps: 1, clip: null }, told: 1 }),
        trainingOf({ taught: { task: "forecast", distance: null, chance: { accuracy: null, loss: 0 } } }),
        trainingOf({ taught: { distance: 900, truncate: 3 } }),
      ];
      for (const [i, training] of odd.entries())
        for (const step of [0, 1, 200])
          for (const width of [200, 326, 1200])
            assert.equal(firstUnfinished(draw(training, step, { ...options, width })), null, `${i} ${step} ${width}`);
    });
  }

  it("leave empty what is not learned yet, and nothing moves when it is", () => {
    for (const draw of [score, norm, radius]) {
      const [half, whole] = [draw(trainingOf({ told: 100 }), 100, options), draw(trainingOf(), 200, options)];
      const steps = (marks) => [...every(marks)].filter(({ attrs }) => String(attrs.key).startsWith("step "));
      assert.deepEqual(steps(half), steps(whole));
      const way = (marks) => ends((keyed(marks, "share") ?? keyed(marks, "norm") ?? keyed(marks, "radius")).attrs.d);
      const middle = MARGIN.left + (options.width - MARGIN.left - MARGIN.right) / 2;
      assert.ok(Math.abs(way(half).at(-1)[0] - middle) < 1);
      assert.ok(Math.abs(way(whole).at(-1)[0] - (options.width - MARGIN.right)) < 1);
    }
    const image = keyed(reach(trainingOf(), 100, options), "reach").attrs;
    assert.ok(Math.abs(image.width - (options.width - LEFT - MARGIN.right) / 2) < 6);
  });

  it("show the share that is right at its height, and chance at its own", () => {
    const marks = score(trainingOf({ share: 1 }), 200, options);
    const [, top] = ends(keyed(marks, "share").attrs.d).at(-1);
    const chance = Number(keyed(marks, "chance line").attrs.d.match(/^M[\d.]+ ([\d.]+)/)[1]);
    const [full, none] = ["100%", "0%"].map((text) =>
      Number([...every(marks)].find((one) => one.tag === "text" && textOf(one) === text).attrs.y - 4),
    );
    assert.ok(Math.abs(top - full) < 0.6);
    assert.ok(Math.abs((none - chance) / (none - full) - 1 / 8) < 0.01);
  });

  it("have a tick for each step that was clipped, up to the one that is shown", () => {
    const training = trainingOf({ report: (step) => ({ clipped: step === 50 || step === 150 }) });
    const ticks = (step) => (keyed(norm(training, step, options), "clips").attrs.d.match(/M/g) ?? []).length;
    assert.deepEqual([ticks(10), ticks(100), ticks(200)], [0, 1, 2]);
    const [x, y] = keyed(norm(training, 100, options), "clips")
      .attrs.d.match(/M(\d+) (\d+)/)
      .slice(1)
      .map(Number);
    assert.equal(stepAt(x, { width: 560, steps: 200 }), 50);
    assert.ok(y < NORM - MARGIN.bottom);
  });

  it("mark where the gradient is cut", () => {
    assert.equal(keyed(reach(trainingOf(), 100, options), "cut"), undefined);
    assert.ok(keyed(reach(trainingOf({ taught: { truncate: 5 } }), 100, options), "cut"));
    assert.equal(keyed(reach(trainingOf({ taught: { truncate: 21 } }), 100, options), "cut"), undefined);
  });

  it("are pulled to the step that is at the pointer", () => {
    const size = { width: 560, steps: 200 };
    assert.equal(stepAt(0, size), 0);
    assert.equal(stepAt(MARGIN.left + (560 - MARGIN.left - MARGIN.right) / 4, size), 50);
    assert.equal(stepAt(9999, size), 200);
  });
});
