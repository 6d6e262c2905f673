/** The layers of the gradient's chart that are curves, and the way from one to the next. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { chainOf } from "../../../static/js/charts/gradient-chain.js";
import { draw, ledgerPicture, morphed, pictureOf } from "../../../static/js/charts/gradient-curves.js";
import { dialLayer } from "../../../static/js/charts/gradient-dial.js";
import { reachOf } from "../../../static/js/charts/gradient-ground.js";
import { gradientLevels, highestLevels } from "../../../static/js/run/gradient-levels.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";
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
    assert.deepEqual(reachOf([[-11, 0.05]]), [-15, 0]);
    assert.deepEqual(reachOf([[4.4]]), [-2, 5]);
    assert.deepEqual(reachOf([[]]), [-2, 0]);
  });

  it("is written as people say it, and in powers where nobody says it", () => {
    const ticks = (fall) => withClass(draw(dial(geometric({ fall }), { rho: null }), 0, SIZE), "tick").map(textOf);
    assert.deepEqual(ticks(-0.1), ["1/100", "1/10", "1"]);
    assert.deepEqual(ticks(0.28), ["1/100", "1/10", "1", "10", "100", "1,000"].slice(0, 6).concat("104"));
    assert.deepEqual(ticks(-1), ["10−14", "10−12", "10−10", "10−8", "10−6", "10−4", "1/100", "1"]);
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

describe("snapshots", () => {
  it("dial", () => {
    const gains = Array.from({ length: 12 }, (_, d) => 0.2 * d - 0.05 * d * d);
    const run = geometric({ gains });
    matches("gradient-dial", draw(dial(run, { ghost: gradientLevels(geometric({ fall: -0.3 })) }), 18, SIZE));
  });
});
