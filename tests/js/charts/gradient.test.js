/** The layers of the gradient's chart that are curves, and the way from one to the next. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { cellsLayer } from "../../../static/js/charts/gradient-cells.js";
import { chainOf } from "../../../static/js/charts/gradient-chain.js";
import { draw, ledgerPicture, morphed, pictureOf, reachWith } from "../../../static/js/charts/gradient-curves.js";
import { dialLayer } from "../../../static/js/charts/gradient-dial.js";
import { reachOf } from "../../../static/js/charts/gradient-ground.js";
import { seedsLayer } from "../../../static/js/charts/gradient-seeds.js";
import { whatifLayer } from "../../../static/js/charts/gradient-whatif.js";
import { kinds } from "../../../static/js/page/compare.js";
import { gradientLevels, highestLevels } from "../../../static/js/run/gradient-levels.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";
import { recurrentOf } from "../support/memory.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { matches } from "../support/snapshot.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) => String(attrs.class).split(" ").includes(name));
const SIZE = { width: 700, height: 264 };
const numbers = (d) => d.match(/-?[\d.]+/g).map(Number);

/** A run of a geometric gradient; with a Jacobian that first grows. */
function geometric({ T = 12, fall = -0.5, gains = null }) {
  const run = shaped({ H: 4, T });
  const steps = run.steps.map((step) => ({
    ...step,
    log10_grad_norm: (T - 1 - step.t) * fall,
    ...(gains && { log10_jacobian_norm: gains[T - 1 - step.t] }),
  }));
  return { ...run, steps };
}

const dial = (run, more = {}) =>
  dialLayer(run, { ghost: null, rho: 0.8, names: { before: "before", most: "most" }, say: () => "", ...more });

describe("the axis", () => {
  it("holds every level, at least two decades, and is of few sizes", () => {
    assert.deepEqual(reachOf([[-0.01, -0.1]]), [-2, 0]);
    assert.deepEqual(reachOf([[-2.2, null], [0.3]]), [-2.5, 0.5]);
    assert.deepEqual(reachOf([[-11, 0.05]]), [-12, 0]);
    assert.deepEqual(reachOf([[4.4]]), [-2, 5]);
    assert.deepEqual(reachOf([[]]), [-2, 0]);
  });

  it("is written as people say it, and in powers where nobody says it", () => {
    const ticks = (fall) => withClass(draw(dial(geometric({ fall }), { rho: null }), 0, SIZE), "tick").map(textOf);
    assert.deepEqual(ticks(-0.1), ["1/100", "1/10", "1"]);
    assert.deepEqual(ticks(0.28), ["1/100", "1/10", "1", "10", "100", "1,000"].slice(0, 6).concat("104"));
    assert.deepEqual(ticks(-1), ["10−12", "10−10", "10−8", "10−6", "10−4", "1/100", "1"]);
  });
});

describe("the dial's layer", () => {
  it("draws ρᵏ from where the gradient sets out, as far as the chart reaches", () => {
    const run = geometric({ fall: Math.log10(0.8) });
    const marks = draw(dial(run), 0, SIZE);
    const line = numbers(withClass(marks, "alone")[0].children[0].attrs.d);
    const curve = numbers(withClass(marks, "way").at(-1).attrs.d);
    assert.deepEqual(line.slice(2), curve.slice(0, 2));
    const [name] = withClass(marks, "alone")[0].children.filter(({ tag }) => tag === "text");
    const [x1, y1, x2, y2] = line;
    const on = y1 + ((y2 - y1) * (name.attrs.x + 8 - x1)) / (x2 - x1);
    assert.ok(Math.abs(name.attrs.y - 5 - on) > 10, "its name stands beside it");
    assert.equal(withClass(draw(dial(run, { rho: null }), 0, SIZE), "alone").length, 0);
    const steep = withClass(draw(dial(run, { rho: 4 }), 0, { ...SIZE, reach: [-2, 1] }), "alone")[0].children[0].attrs
      .d;
    assert.equal(numbers(steep).at(-1), 24);
  });

  it("bounds it by the Jacobian, where the loss is at the end", () => {
    const gains = Array.from({ length: 12 }, (_, d) => 0.1 * d);
    const run = geometric({ gains });
    assert.deepEqual(
      highestLevels(run).map((v) => Math.round(v * 10) / 10),
      gains.toReversed().map((v) => Math.round(v * 10) / 10),
    );
    assert.equal(highestLevels({ ...run, objective: "next-token" }), null);
    assert.equal(highestLevels(geometric({})), null);
    assert.equal(withClass(draw(dial(run), 0, SIZE), "between").length, 1);
  });

  it("says what the gradient is at both ends, and names the curve from before", () => {
    const run = geometric({ fall: -0.1 });
    const names = withClass(draw(dial(run, { ghost: gradientLevels(run) }), 0, SIZE), "end-name").map(textOf);
    assert.deepEqual(names.sort(), ["100.00", "10−1.10", "before"].sort());
  });

  for (const name of [...CELLS, "one", "gone", "vanishing", "next-token"])
    it(`is finite for ${name}`, () => {
      const run = answer(name);
      for (const width of [324, 700, 1376])
        for (const u of [0, run.tokens.length, 2 * run.tokens.length]) {
          const size = { width, height: 264, chain: chainOf(run, width), pointed: 0 };
          assert.equal(firstUnfinished(draw(dial(run, { ghost: gradientLevels(run) }), u, size)), null);
        }
    });
});

describe("the layer of many seeds", () => {
  const names = { own: "own", median: "median", half: "half" };
  const seeds = (norms, life) => {
    const told = recurrentOf(norms, life);
    return seedsLayer(told, { tokens: told.tokens, back: false, names, say: () => "" });
  };

  it("lays this seed's pace along its own levels, time from left to right", () => {
    const fall = Math.log10(0.5) / 2;
    const layer = seeds(
      Array.from({ length: 10 }, (_, d) => d * fall),
      2,
    );
    const marks = draw(layer, 0, SIZE);
    const pace = numbers(withClass(marks, "half").find(({ attrs }) => attrs.class === "half").attrs.d);
    const own = numbers(withClass(withClass(marks, "seed-curve"), "way")[0].attrs.d);
    for (const [i, at] of [pace[2], pace[3], pace[0], pace[1]].entries())
      assert.ok(Math.abs(at - [...own.slice(0, 2), ...own.slice(-2)][i]) < 0.02);
    assert.deepEqual(withClass(marks, "step-word").map(textOf), layer.tokens);
  });

  it("has the answer's numbers, from the first step to the last", () => {
    const layer = seeds([0, -1, -2, -3], 0.3);
    assert.deepEqual(layer.own, [-3, -2, -1, 0]);
    assert.equal(withClass(draw(layer, 0, SIZE), "band").length, 3);
  });

  for (const [name, norms, life] of [
    ["one word", [0], null],
    ["nothing left", [0, -1, null, null], null],
    ["growing", [0, 0.5, 1, 1.5, 2], null],
    ["a half that can be seen", [0, -0.15, -0.3, -0.45], 2],
    ["vanishing", Array.from({ length: 200 }, (_, d) => -d), 0.3],
  ])
    it(`is finite: ${name}`, () => {
      for (const pointed of [null, 0, norms.length - 1])
        assert.equal(firstUnfinished(draw(seeds(norms, life), 0, { ...SIZE, pointed })), null);
    });
});

describe("the layer of the cells", () => {
  const tokens = ["i", "am", "a", "boy"];
  const falling = (slope) => {
    const one = structuredClone(shaped({ H: 2, T: 4, tokens }));
    for (const step of one.steps) step.log10_grad_norm = slope === null ? null : slope * (3 - step.t);
    return one;
  };
  const cells = (slopes) => {
    const entrants = kinds({ bias: false }).map((kind, i) => ({
      kind,
      run: slopes[i] === undefined ? null : falling(slopes[i]),
      problem: "",
    }));
    return cellsLayer(entrants, { tokens, current: "gru", here: true, say: () => "" });
  };

  it("is on one axis: the flattest is the highest, and each is named where it ends", () => {
    const names = withClass(draw(cells([-1, -2, -0.5, 0]), 2, SIZE), "line-name");
    const height = Object.fromEntries(
      names.map((name) => [name.attrs["data-cell"], withClass([name], "end-name")[0].attrs.y]),
    );
    assert.ok(height.lstm < height.gru && height.gru < height.rnn && height.rnn < height.relu);
    assert.deepEqual(names.filter(({ attrs }) => attrs.class.includes("current")).map(textOf), ["GRU"]);
  });

  it("gives each cell a mark of its own, at its steps and at its name", () => {
    const marks = draw(cells([-1, -2, -0.5, 0]), 2, SIZE);
    for (const name of ["rnn", "relu", "gru", "lstm"]) {
      const outlines = withClass(withClass(marks, name), "glyph").map(({ attrs }) => attrs.d);
      assert.equal(outlines.length, 5, name);
      assert.equal(new Set(outlines).size, 1, name);
    }
    assert.equal(new Set(withClass(marks, "glyph").map(({ attrs }) => attrs.d)).size, 4);
  });

  it("is not under the chain where its text is another", () => {
    const chain = { first: 200, pitch: 200, box: 100 };
    const apart = { ...cells([-1, -2, -0.5, 0]), here: false };
    assert.deepEqual(draw(apart, null, { ...SIZE, chain }), draw(apart, null, SIZE));
    assert.notDeepEqual(draw({ ...apart, here: true }, null, { ...SIZE, chain }), draw(apart, null, SIZE));
  });

  it("goes on without the cell that was refused, and without a playhead on another text", () => {
    const layer = cells([-1, undefined, -1, -1]);
    assert.equal(withClass(draw(layer, 2, SIZE), "line-name").length, 3);
    assert.equal(withClass(draw(layer, null, SIZE), "needle").length, 0);
    assert.equal(withClass(draw(layer, 6, SIZE), "head").length, 3);
    assert.equal(withClass(draw(cells([null, null, null, null]), 6, SIZE), "line-name").length, 0);
  });
});

describe("the layer of what-if", () => {
  const run = geometric({ T: 4, fall: -1 });
  const cross = (delta, at = [1]) =>
    whatifLayer(run, {
      delta,
      tokens: run.tokens.map((token, t) => (at.includes(t) ? "the" : token)),
      at,
      names: { forward: "change →", backward: "← gradient" },
      say: () => "",
    });

  it("has the change forward in ink and the gradient backward, each with its head where its way ends", () => {
    const marks = draw(cross([null, -1, -2, -3]), 6, SIZE);
    assert.deepEqual(withClass(marks, "end-name").map(textOf).sort(), ["change →", "← gradient"]);
    const places = withClass(marks, "tip-of").map(({ attrs }) => [attrs.class, numbers(attrs.transform).slice(0, 2)]);
    const way = (name) => numbers(withClass(withClass(marks, name), "way")[0].attrs.d);
    assert.deepEqual(places, [
      ["tip-of delta", way("delta-wave").slice(-2)],
      ["tip-of gradient", way("gradient-wave").slice(0, 2)],
    ]);
    assert.equal(withClass(marks, "edit-place").length, 1);
    assert.equal(withClass(marks, "other-word").length, 1);
    assert.ok(withClass(marks, "step-word").map(textOf).includes("the"));
  });

  it("carries the playhead: the change forward, the gradient back", () => {
    const layer = cross([0, -1, -2, -3], []);
    const head = (u) => withClass(draw(layer, u, SIZE), "head").map(({ attrs }) => [attrs.class, attrs.cx, attrs.cy]);
    const points = (name) => numbers(withClass(withClass(draw(layer, 0, SIZE), name), "way")[0].attrs.d);
    assert.deepEqual(head(3), [["head", ...points("delta-wave").slice(4, 6)]]);
    assert.deepEqual(head(6), [["head backward", ...points("gradient-wave").slice(4, 6)]]);
  });

  it("is the gradient alone where nothing is edited", () => {
    const marks = draw(cross([null, null, null, null], []), 2, SIZE);
    assert.deepEqual(withClass(marks, "end-name").map(textOf), ["← gradient"]);
    assert.equal(withClass(marks, "wake").length, 1);
    assert.equal(firstUnfinished(marks), null);
  });
});

describe("what the axis holds", () => {
  it("is what the layer and the page's ledger need, so that it holds still; of another text only its own", () => {
    const run = geometric({ T: 4, fall: -2 });
    const low = pictureOf(dial(geometric({ T: 4, fall: -0.1 })), 0, SIZE);
    assert.deepEqual(reachWith(low, run, SIZE, true), [-6, 0]);
    assert.deepEqual(reachWith(low, run, SIZE, false), [-2, 0]);
  });
});

describe("the way from one layer to the next", () => {
  const run = answer("rnn");
  const [from, to] = [ledgerPicture(run, 8, SIZE), pictureOf(dial(run), 8, SIZE)];
  const way = (share) => morphed(to, [-3, 0], { picture: from, reach: [-2, 0], share });

  it("begins as the one and ends as the other", () => {
    assert.deepEqual(way(1), morphed(to, [-3, 0]));
    const opacities = way(0).map(({ attrs }) => attrs.opacity);
    assert.deepEqual(opacities, [null, 0]);
    assert.deepEqual(way(0)[0].children, from.marks([-2, 0]));
  });

  it("takes a wave's head along", () => {
    const names = { forward: "f", backward: "b" };
    const cross = whatifLayer(run, { delta: [1, 0.5, 0, -1], tokens: run.tokens, at: [0], names, say: () => "" });
    const picture = pictureOf(cross, 8, SIZE);
    for (const share of [0.2, 0.5, 0.8]) {
      const marks = morphed(picture, [-3, 1], { picture: from, reach: [-3, 1], share });
      const end = numbers(withClass(withClass(marks, "delta-wave"), "way")[0].attrs.d).slice(-2);
      const [tip] = withClass(marks, "tip-of").filter(({ attrs }) => attrs.class === "tip-of delta");
      assert.deepEqual(numbers(tip.attrs.transform).slice(0, 2), end);
      const start = gradientLevels(run).at(-1);
      const level = start + (-1 - start) * share;
      const lines = withClass(withClass(marks, "layer-whatif"), "grid").map(({ attrs }) => numbers(attrs.d)[1]);
      const [low, high] = [lines[0], lines.at(-1)];
      assert.ok(Math.abs(end[1] - (low + ((level + 3) / 4) * (high - low))) < 0.1, `${share}`);
    }
  });

  it("has one axis on its way, and lets curves grow out of the one that all share", () => {
    const half = way(0.5);
    const lines = half.map((group) => withClass([group], "zero").map(({ attrs }) => attrs.d));
    assert.deepEqual(lines[0], lines[1]);
    const most = (marks) => numbers(withClass(withClass(marks, "most"), "way")[0].attrs.d);
    const shared = (marks) => numbers(withClass(withClass(marks, "gradient-curve"), "way")[0].attrs.d);
    const start = morphed(to, [-3, 0], { picture: from, reach: [-3, 0], share: 1e-9 });
    if (withClass(start, "most").length) assert.deepEqual(most(start), shared(start));
    assert.equal(firstUnfinished(half), null);
  });
});

describe("one chart", () => {
  it("has one direction of time and one scale in every layer", () => {
    const run = answer("rnn");
    const { tokens } = run;
    const say = () => "";
    const told = { ...recurrentOf([0, -0.4, -0.9, -1.5], 1), tokens };
    const entrants = kinds({ bias: false }).map((kind) => ({ kind, run, problem: "" }));
    const layers = [
      dial(run),
      seedsLayer(told, { tokens, back: false, names: { own: "own", median: "median", half: "half" }, say }),
      cellsLayer(entrants, { tokens, current: "rnn", here: true, say }),
      whatifLayer(run, { delta: [0, -0.4, -0.9, -1.5], tokens, at: [0], names: { forward: "f", backward: "b" }, say }),
    ];
    const charts = [ledgerPicture(run, 8, SIZE), ...layers.map((layer) => pictureOf(layer, 8, SIZE))];
    const drawn = charts.map((picture) => picture.marks([-3, 0]));
    const ticks = (marks) => withClass(marks, "tick").map((mark) => `${textOf(mark)} at ${mark.attrs.y}`);
    for (const marks of drawn) {
      const places = withClass(marks, "step-word");
      assert.deepEqual(places.map(textOf), tokens);
      for (const [i, { attrs }] of places.entries()) assert.ok(!i || attrs.x > places[i - 1].attrs.x);
      assert.deepEqual(ticks(marks), ticks(drawn[0]));
    }
    assert.ok(ticks(drawn[0]).length >= 4);
  });
});

describe("snapshots", () => {
  it("dial", () => {
    const gains = Array.from({ length: 12 }, (_, d) => 0.2 * d - 0.05 * d * d);
    const run = geometric({ gains });
    matches("gradient-dial", draw(dial(run, { ghost: gradientLevels(geometric({ fall: -0.3 })) }), 18, SIZE));
  });

  it("what-if", () => {
    const run = answer("rnn");
    const size = { width: 1376, height: 264, chain: chainOf(run, 1376), pointed: 1 };
    const names = { forward: "change →", backward: "← gradient" };
    const layer = whatifLayer(run, { delta: [0, -0.4, -0.9, -1.5], tokens: run.tokens, at: [0], names, say: () => "" });
    matches("gradient-whatif", draw(layer, 6.4, size));
  });
});
