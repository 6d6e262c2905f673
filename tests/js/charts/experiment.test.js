/** The pictures of the experiment. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw as accuracy, across } from "../../../static/js/charts/experiment-accuracy.js";
import { draw as change } from "../../../static/js/charts/experiment-change.js";
import { draw as pair } from "../../../static/js/charts/experiment-pair.js";
import { layout, draw as places, height as placesHeight } from "../../../static/js/charts/experiment-places.js";
import { draw as reach } from "../../../static/js/charts/experiment-reach.js";
import { begun, ended } from "../../../static/js/run/live-trial.js";
import { cellName } from "../../../static/js/words/experiment.js";
import { experiment, grid, trial, usual } from "../support/experiments.js";
import { every, textOf } from "../support/marks.js";
import { matches } from "../support/snapshot.js";

const named = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    name.split(" ").every((each) =>
      String(attrs.class ?? "")
        .split(" ")
        .includes(each),
    ),
  );
const NAMES = { guessing: "guessing: 13%", axis: "delay" };
const [WIDTH] = [720];
const options = (more = {}) => ({ width: WIDTH, live: [], pointed: null, delay: null, names: NAMES, ...more });
const here = (cell, delay, learned) =>
  ended(
    begun({ cell, delay, seed: 9, recipe: usual().grids[0].recipe }),
    { accuracy: learned ? 1 : 0.3, loss: 1 },
    0.99,
  );

describe("accuracy by delay", () => {
  it("has a point for every training, filled where it learned", () => {
    const shown = usual();
    const marks = accuracy(shown, options());
    assert.equal(named(marks, "trial").length, shown.grids[0].trainings.length);
    assert.equal(
      named(marks, "trial learned").length,
      shown.grids[0].trainings.filter(({ learned }) => learned).length,
    );
  });

  it("puts no two cells' points into one another, at any size", () => {
    for (const width of [320, 720, 1200]) {
      const { x, apart } = across([2, 5, 10, 20, 50, 100], width, 5);
      const ends = [2, 5, 10, 20, 50, 100].map((delay) => [x(delay) - apart * 2, x(delay) + apart * 2]);
      for (const [i, [from]] of ends.entries()) {
        assert.ok(from > 48 && ends[i][1] < width - 16);
        if (i) assert.ok(from > ends[i - 1][1], `${width}: ${i}`);
      }
    }
    assert.ok(Number.isFinite(across([5], 700, 1).x(5)));
  });

  it("rings what ran here once it has ended, also at a delay of its own", () => {
    const live = [here("gru", 2, true), here("gru", 15, false), { ...here("rnn", 5, false), ended: false }];
    const marks = accuracy(usual(), options({ live }));
    assert.equal(named(marks, "halo").length, 2);
    assert.ok(named(marks, "step-word").some((mark) => textOf(mark) === "15"));
  });

  it("pales all cells but one that is looked at", () => {
    assert.equal(named(accuracy(usual(), options({ pointed: "gru" })), "faded").length, 4);
  });

  it("keeps a training that diverged at the floor, and out of the line", () => {
    const one = grid((_, delay) => delay === 2, { cells: ["rnn"], delays: [2, 5], seeds: [0] });
    one.trainings[1].accuracy = null;
    const marks = accuracy(experiment([one]), options());
    assert.doesNotMatch(named(marks, "way")[0].attrs.d, /L/);
    assert.equal(named(marks, "trial").length, 2);
  });

  it("is drawn", () => {
    matches("experiment-accuracy", accuracy(usual(), options({ live: [here("rnn", 5, true)], delay: 10 })));
  });
});

describe("learned, or not", () => {
  const draw = (main, more = {}) =>
    places(main, { width: WIDTH, chance: 0.125, chosen: null, live: [], axis: "delay", name: cellName, ...more });

  it("lights a place that every seed learned, half where some did", () => {
    const main = grid((_, delay, seed) => delay === 2 || (delay === 5 && seed === 1));
    const marks = draw(main);
    assert.equal(named(marks, "place all").length, 5);
    assert.equal(named(marks, "place some").length, 5);
    assert.equal(named(marks, "place none").length, 10);
    assert.equal(named(marks, "seed learned").length, 5 * 3 + 5);
  });

  it("stays in its picture at every width", () => {
    for (const width of [300, 559, 560, 1300]) {
      const main = usual().grids[0];
      const { box } = layout(main, width);
      for (const cell of main.cells)
        for (const delay of main.delays) {
          const at = box(cell, delay);
          assert.ok(at.x >= 0 && at.x + at.width <= width + 0.1 && at.width > 20);
          assert.ok(at.y + at.height <= placesHeight(main, width));
        }
    }
  });

  it("draws what runs here into its place", () => {
    const live = [{ ...here("gru", 5, true), curve: [0, 1] }, here("gru", 77, true)];
    const marks = draw(usual().grids[0], { live });
    assert.equal(named(marks, "curve live").length, 1);
  });

  it("is drawn", () => {
    matches("experiment-places", draw(usual().grids[0], { chosen: { cell: "gru", delay: 5 } }));
  });
});

describe("how far back the gradient reaches", () => {
  const names = { before: "before", after: "after", question: "question", symbol: "first", steps: (n) => `${n} steps` };
  const draw = (main, delay) => reach(main, { width: 500, scheme: "light", delay, name: cellName, names });

  it("marks where it ends, and nothing where it comes the whole way", () => {
    const main = usual().grids[0];
    // before: 0.35 decades a step; after: 0.05 where it learned, else 0.4
    assert.deepEqual(named(draw(main, 20), "reach").map(textOf).slice(0, 2), ["8 steps", "7 steps"]);
    assert.equal(named(draw(main, 5), "ends").length, 0);
    assert.equal(named(draw(main, 20), "ends").length, 9);
  });

  it("says nothing of a delay that nothing was trained at", () => {
    assert.equal(named(draw(usual().grids[0], 7), "lane").length, 0);
  });

  it("is drawn", () => {
    matches("experiment-reach", draw(usual().grids[0], 20));
  });
});

describe("what a change did", () => {
  const names = { before: "as above", after: "changed", axis: "delay" };
  const first = usual().grids[0];
  const changed = grid((_, delay) => delay === 10, { delays: [10, 50], seeds: [0, 1], changes: { clip: null } });

  it("shows the same seeds side by side; a delay that the experiment lacks is empty there", () => {
    const marks = change(first, changed, { width: 400, name: cellName, names });
    assert.equal(named(marks, "seed").length, 5 * 2 * 2 + 5 * 2);
    assert.equal(named(marks, "half").length, 2);
  });

  it("stands alone where other cells are compared", () => {
    const marks = change(null, changed, { width: 400, name: cellName, names });
    assert.deepEqual(named(marks, "half").map(textOf), ["delay"]);
    matches("experiment-change", change(first, changed, { width: 400, name: cellName, names }));
  });
});

describe("a pair", () => {
  const names = { question: "question", symbol: "first", guessing: "guessing", written: (a) => `${100 * a}%` };
  const draw = (trials) =>
    pair(trials, { width: 480, scheme: "light", chance: 0.125, threshold: 0.99, titles: ["as above", "cut"], names });
  const cut = {
    ...trial("gru", 4, 9, false),
    ended: true,
    recipe: { ...usual().grids[0].recipe, truncate: 2 },
    reach_after: [0, -0.3, null, null, null],
  };

  it("has room for both before either has begun", () => {
    assert.equal(named(draw([]), "place waiting").length, 2);
    assert.equal(named(draw([{ ...cut, ended: false }]), "place under-way").length, 1);
  });

  it("has a violet that ends where the gradient is cut", () => {
    const fills = [...every(draw([cut]))].filter(({ attrs }) => attrs.fill).map(({ attrs }) => attrs.fill);
    assert.equal(fills.length, 5);
    assert.equal(new Set(fills.slice(2)).size, 1);
    assert.notEqual(fills[1], fills[2]);
  });

  it("is drawn", () => {
    matches("experiment-pair", draw([{ ...cut, learned: true, accuracy: 1 }, cut]));
  });
});
