import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw, MOST, radiusAt, xOfRadius } from "../../../static/js/charts/dial.js";
import { domain, draw as drawFading } from "../../../static/js/charts/dial-gradient.js";
import { draw as drawSpectrum } from "../../../static/js/charts/dial-spectrum.js";
import { draw as drawMemory } from "../../../static/js/charts/memory.js";
import { scaled } from "../../../static/js/page/spectrum.js";
import { gradientLevels, highestLevels } from "../../../static/js/run/gradient-levels.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";
import { answer, CELLS, shaped } from "../support/runs.js";

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) => String(attrs.class).split(" ").includes(name));
const block = (rho, sigma) => ({
  eigenvalues: [
    [rho, 0],
    [0, rho / 2],
    [0, -rho / 2],
  ],
  spectral_radius: rho,
  largest_singular_value: sigma,
});
const words = { width: 800, fades: "fades", grows: "grows" };

describe("the dial", () => {
  it("has 1 in its middle and gives back the radius of each place", () => {
    assert.equal(xOfRadius(1, 800), 400);
    for (const radius of [0, 0.25, 0.5, 0.85, 1, 1.37, 2, MOST])
      assert.equal(radiusAt(xOfRadius(radius, 800), 800), radius);
    assert.equal(radiusAt(-50, 800), 0);
    assert.equal(radiusAt(5000, 800), MOST);
  });

  it("falls into place near 1", () => {
    assert.equal(radiusAt(xOfRadius(1.015, 800), 800), 1);
    assert.equal(radiusAt(xOfRadius(1.03, 800), 800), 1.03);
  });

  it("shows what a step may gain, only where σ is above 1", () => {
    const gain = (sigma) => withClass(draw({ radius: 0.8, sigma }, words), "gain")[0].attrs.d;
    assert.equal(gain(0.9), "");
    assert.equal(gain(2.5), `M${xOfRadius(1, 800)} 56H${Math.round(xOfRadius(2.5, 800) * 100) / 100}`);
    assert.ok(gain(9).endsWith(`H${xOfRadius(MOST, 800)}`));
  });

  it("keeps its two readings apart and inside, at any radius and width", () => {
    for (const width of [300, 640, 1300])
      for (const radius of [0, 0.01, 0.5, 1, 2, 3.9, 4])
        for (const sigma of [radius, radius * 1.4, radius * 3]) {
          const [rho, name] = withClass(draw({ radius, sigma }, { ...words, width }), "reading").map(
            ({ attrs }) => attrs.x,
          );
          assert.ok(
            rho >= 0 && rho + 66 <= name && name + (sigma > MOST ? 92 : 72) <= width + 0.5,
            `${width} ${radius} ${sigma}: ${rho} ${name}`,
          );
        }
  });
});

describe("a σ beyond the line's end", () => {
  it("is marked as such, in its reading and by an arrow", () => {
    const shown = (sigma) => {
      const marks = draw({ radius: 2.5, sigma }, words);
      return [textOf(withClass(marks, "sigma-name")[0]), withClass(marks, "sigma")[0].attrs.d.split("l").length];
    };
    assert.deepEqual(shown(3.9), ["σ = 3.90", 4]);
    assert.deepEqual(shown(4.62), ["σ = 4.62 →", 4]);
    const at = (sigma) => Number(withClass(draw({ radius: 2.5, sigma }, words), "sigma")[0].attrs.d.match(/[\d.]+/)[0]);
    assert.equal(at(4.62) + 7, at(MOST));
  });
});

describe("the eigenvalues", () => {
  it("are scaled as the radius is", () => {
    const half = scaled(block(0.8, 2), 0.4);
    assert.deepEqual(half.eigenvalues[0], [0.4, 0]);
    assert.equal(half.largest_singular_value, 1);
    assert.equal(scaled(block(0.8, 2), null).spectral_radius, 0.8);
    assert.equal(scaled(block(0.8, 2), 0).largest_singular_value, 0);
  });

  it("leave the unit circle's name free, as σ's circle and ρ's do", () => {
    for (const [rho, sigma] of [
      [0.48, 0.88],
      [0.95, 1.04],
      [2.5, 4.6],
    ]) {
      const marks = drawSpectrum(block(rho, sigma), { size: 288, width: 400 });
      const [name] = withClass(marks, "middle").map(({ attrs }) => [attrs.x - 200, attrs.y - 4 - 144]);
      const r = Math.hypot(...name);
      for (const { attrs } of marks.filter(({ tag }) => tag === "circle"))
        assert.ok(Math.abs(attrs.r - r) >= 5, attrs.class);
    }
  });

  it("are all drawn, those outside the unit circle apart", () => {
    const dots = (marks) => withClass(marks, "eigenvalues").map(({ attrs }) => attrs.d.split("h0").length - 1);
    assert.deepEqual(dots(drawSpectrum(block(1.5, 2), { size: 288, width: 400 })), [2, 1]);
    assert.deepEqual(dots(drawSpectrum(block(0.9, 2), { size: 288, width: 400 })), [3, 0]);
    assert.deepEqual(dots(drawSpectrum(block(1, 1), { size: 288, width: 400 })), [3, 0]);
  });
});

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

const size = { width: 700, height: 288, rho: 0.8, ghost: null, pointed: null };

describe("the gradient beside the dial", () => {
  it("has an axis that holds the curve and never less than before", () => {
    const low = domain(geometric({ fall: -1 }));
    assert.deepEqual(low, [-15, 1]);
    assert.deepEqual(domain(geometric({ fall: 0.4 }), low), [-15, 5]);
    assert.deepEqual(domain(geometric({ fall: -0.01 })), [-2, 1]);
  });

  it("draws ρᵏ from where the gradient sets out, as far as the chart reaches", () => {
    const run = geometric({ fall: Math.log10(0.8) });
    const marks = drawFading(run, { ...size, domain: [-2, 1] });
    const line = withClass(marks, "alone")[0]
      .children[0].attrs.d.match(/[-\d.]+/g)
      .map(Number);
    const curve = withClass(marks, "way")
      .at(-1)
      .attrs.d.match(/[-\d.]+/g)
      .map(Number);
    assert.deepEqual(line.slice(2), curve.slice(0, 2));
    const [name] = withClass(marks, "alone")[0].children.filter(({ tag }) => tag === "text");
    const [x1, y1, x2, y2] = line;
    const on = y1 + ((y2 - y1) * (name.attrs.x + 8 - x1)) / (x2 - x1);
    assert.ok(Math.abs(name.attrs.y - 5 - on) > 10, "its name stands beside it");
    assert.equal(withClass(drawFading(run, { ...size, rho: null, domain: [-2, 1] }), "alone").length, 0);
    const steep = withClass(drawFading(run, { ...size, rho: 4, domain: [-2, 1] }), "alone")[0].children[0].attrs.d;
    assert.equal(Number(steep.match(/[-\d.]+/g).at(-1)), 20);
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
  });

  for (const name of [...CELLS, "one", "gone", "vanishing", "next-token"])
    it(`is finite for ${name}`, () => {
      const run = answer(name);
      assert.equal(
        firstUnfinished(drawFading(run, { ...size, domain: domain(run), ghost: gradientLevels(run), pointed: 0 })),
        null,
      );
    });
});

describe("how long it remembers", () => {
  const quantiles = (level) =>
    Object.fromEntries(["min", "p10", "p25", "p50", "p75", "p90", "max"].map((name) => [name, level]));
  const memory = (norms, half_life) => ({
    tokens: norms.map((_, t) => `w${t}`),
    seed: 0,
    seeds: 20,
    half_life,
    half_life_quantiles: quantiles(half_life),
    distances: norms.map((level, d) => ({
      distance: d,
      t: norms.length - 1 - d,
      log10_norm: level,
      ...quantiles(level),
    })),
  });
  const options = {
    width: 700,
    height: 304,
    pointed: null,
    names: { own: "own", median: "median", half: "half", axis: "back" },
  };

  it("lays this seed's pace along its own levels", () => {
    const fall = Math.log10(0.5) / 2;
    const marks = drawMemory(
      memory(
        Array.from({ length: 10 }, (_, d) => d * fall),
        2,
      ),
      options,
    );
    const pace = withClass(marks, "half")
      .find(({ attrs }) => attrs.class === "half")
      .attrs.d.match(/[-\d.]+/g)
      .map(Number);
    const own = withClass(withClass(marks, "own"), "way")[0]
      .attrs.d.match(/[-\d.]+/g)
      .map(Number);
    for (const [i, at] of [pace[0], pace[1], pace[2], pace[3]].entries())
      assert.ok(Math.abs(at - [...own.slice(0, 2), ...own.slice(-2)][i]) < 0.02);
  });

  it("reads from the last word back", () => {
    const texts = [...every(drawMemory(memory([0, -1, -2, -3], 0.3), options))].filter(({ attrs }) =>
      String(attrs.class).startsWith("step-word"),
    );
    assert.deepEqual(texts.map(textOf), ["w3", "w2", "w1", "w0"]);
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
        assert.equal(firstUnfinished(drawMemory(memory(norms, life), { ...options, pointed })), null);
    });
});
