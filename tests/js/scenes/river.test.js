/** The river: its height is the norm, its lanes are the units, and what is drawn is the answer's. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nearlyDry, RIVER_MOST, riverHeight } from "../../../static/js/pen/river-scale.js";
import { carried } from "../../../static/js/run/between.js";
import { passage, secondPassage } from "../../../static/js/run/passage.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { arrowhead, band, heightOf, lanesOf, mixing, mostIn } from "../../../static/js/scenes/water.js";
import { every } from "../support/marks.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

await speaking("en");

const WIDTH = 1320;

/** @param {object} run @param {number} u @param {number} [unrolled] */
const chain = (run, u, unrolled = 1) => draw(run, u, { at: layout(run, WIDTH), scheme: "light", unrolled });

/** The marks with a class. @param {object[]} marks @param {string} name */
const classed = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

/** The numbers of a path. @param {string} d */
const numbers = (d) => [...d.matchAll(/-?[\d.]+/g)].map(Number);

/** How high a level lane is: "M x top H … V bottom H …". @param {string} d */
const levelHeight = (d) => Number(/V(-?[\d.]+)/.exec(d)[1]) - numbers(d)[1];

/** The links of a picture, by t. @param {object[]} marks */
const links = (marks) =>
  classed(marks, "back-link").filter(({ children }) => children.some(({ attrs }) => attrs?.key === "h"));

/** A value between −1 and 1 that depends on its place only. @param {number} i */
const wave = (i) => Math.sin(7 + 3.7 * i * i);

describe("lanes", () => {
  it("share the river's height in proportion to their components, and sum up to it", () => {
    for (let i = 0; i < 300; i++) {
      const values = Array.from({ length: 1 + (i % 16) }, (_, j) => wave(i + j) * 10 ** (4 * wave(j + 3 * i)));
      const norm = Math.log10(Math.hypot(...values));
      const lanes = lanesOf({ values, log10: norm });
      assert.equal(lanes.length, values.length);
      assert.ok(Math.abs(heightOf(lanes) - riverHeight(norm)) < 1e-9);
      const sum = values.reduce((all, value) => all + Math.abs(value), 0);
      for (const [j, { top, bottom, rises }] of lanes.entries()) {
        assert.ok(Math.abs(bottom - top - (riverHeight(norm) * Math.abs(values[j])) / sum) < 1e-9);
        assert.equal(rises, values[j] > 0);
        if (j) assert.equal(top, lanes[j - 1].bottom);
      }
    }
  });

  it("are one body where there are many, where a double does not hold them, and where all are zero", () => {
    for (const values of [new Array(17).fill(0.1), null, [0, 0]]) {
      const lanes = lanesOf({ values, log10: -1 });
      assert.equal(lanes.length, 1);
      assert.equal(heightOf(lanes), riverHeight(-1));
    }
  });

  it("are as high for every H: the norm alone counts", () => {
    for (const H of [1, 2, 8, 64, 256])
      assert.ok(
        Math.abs(heightOf(lanesOf({ values: new Array(H).fill(0.3 / Math.sqrt(H)), log10: -0.5229 })) - 37.542) < 1e-6,
      );
  });

  it("split at a matrix into strands that fill what they come from and what they go to", () => {
    const terms = [0, 1, 2].map((i) => [0, 1, 2].map((j) => wave(3 * i + j)));
    const d = [0.3, -0.2, 0.1];
    const sums = terms.map((row) => row.reduce((all, value) => all + value, 0));
    const [from, to] = [lanesOf({ values: d, log10: -0.4 }), lanesOf({ values: sums, log10: -1 })];
    const strands = mixing({ x: 40, lanes: from, y: 0 }, { x: 0, lanes: to, y: 0 }, terms, 0).filter(Boolean);
    // each strand begins with M x top and passes V bottom at its other end
    const ends = strands.flatMap(({ attrs }) => attrs.d.split("Z").filter(Boolean));
    const left = ends.map((one) => {
      const [, x, y] = /C\S+ \S+ \S+ \S+ (\S+) (\S+?)V/.exec(one) ?? [];
      return { x: Number(x), high: Number(/V(-?[\d.]+)/.exec(one)[1]) - Number(y) };
    });
    assert.equal(ends.length, 9);
    assert.ok(left.every(({ x }) => x === 0));
    assert.ok(Math.abs(left.reduce((all, { high }) => all + high, 0) - riverHeight(-1)) < 0.2);
  });
});

describe("a band", () => {
  const banks = [
    { x: 50, top: -20, bottom: 20 },
    { x: 10, top: -20, bottom: 20 },
    { x: -30, top: -4, bottom: 4 },
  ];

  it("is cut where the water has come to, at the height that it has there", () => {
    assert.equal(band(banks, 50), "");
    assert.equal(band(banks, 20), "M50 -20H20V20H50Z");
    const half = numbers(band(banks, -10));
    assert.ok(half.includes(-10) && half.includes(-12) && half.includes(12), String(half));
    assert.ok(numbers(band(banks, -99)).includes(-4));
  });

  it("never leaves the room between its banks", () => {
    for (let front = 49; front > -31; front -= 0.7)
      assert.ok(numbers(band(banks, front)).every((value) => Math.abs(value) <= 50));
  });
});

describe("an arrowhead", () => {
  it("is as high as the water, hollow where there is next to none, and none where there is none", () => {
    for (const log10 of [3, 0.5, -1, -4, -4.9]) {
      const { attrs } = arrowhead(0, 0, log10);
      assert.ok(Math.abs(Number(/v(-?[\d.]+)/.exec(attrs.d)[1]) - riverHeight(log10)) < 0.011);
      assert.equal(attrs.class, "arrow");
    }
    assert.ok(nearlyDry(-5.5));
    assert.equal(arrowhead(0, 0, -5.5).attrs.class, "arrow hollow");
    assert.equal(arrowhead(0, 0, -6.5), null);
    assert.equal(arrowhead(0, 0, null), null);
  });
});

describe("the river in the chain", () => {
  for (const cell of CELLS)
    it(`is as high in each link as the answer's norm: ${cell}`, () => {
      const run = answer(cell);
      const T = run.tokens.length;
      const found = links(chain(run, 2 * T));
      assert.equal(found.length, T);
      const most = mostIn(layout(run, WIDTH));
      const names = Object.keys(layout(run, WIDTH).lanes);
      for (let t = 0; t < T; t++)
        for (const name of names) {
          const flow = carried(run, t, name);
          const lane = found[t].children.find(({ attrs }) => attrs?.key === name);
          if (riverHeight(flow.log10) === 0) continue;
          const paths = [...every([lane])].filter(({ attrs }) => ["rises", "falls"].includes(attrs.class));
          const gaps = paths.length;
          const high = paths.reduce((all, { attrs }) => all + levelHeight(attrs.d), 0);
          const wanted = riverHeight(flow.log10, most);
          assert.ok(high <= wanted + 0.1 && high > wanted - gaps * 1.05, `${name} at ${t}: ${high}, not ${wanted}`);
        }
    });

  it("thins with every step where the norms fall", () => {
    const run = answer("rnn");
    const heights = [...run.steps].map(({ log10_grad_norm: log10 }) => riverHeight(log10));
    for (let t = 1; t < heights.length; t++) assert.ok(heights[t - 1] < heights[t]);
  });

  it("leaves each A at the height at which it runs on", () => {
    for (const cell of CELLS) {
      const run = answer(cell);
      for (let t = 1; t < run.tokens.length; t++) {
        assert.deepEqual(passage(run, t).to, carried(run, t - 1));
        assert.equal(passage(run, t).total.log10, run.steps[t].log10_grad_norm);
        const second = secondPassage(run, t);
        if (second) assert.deepEqual(second.to, carried(run, t - 1, "c"));
      }
    }
  });

  it("narrows at the slopes and at the matrix by the answer's own gains", () => {
    const run = answer("rnn");
    for (const [t, step] of run.steps.entries()) {
      const { total, squeezed, through } = passage(run, t);
      const close = (a, b) => assert.ok(Math.abs(a - b) < 1e-4, `${a} ${b} at ${t}`);
      close(Math.hypot(...squeezed.values), 10 ** squeezed.log10);
      close(10 ** (squeezed.log10 - total.log10), step.pointwise_gain);
      close(10 ** (through.log10 - squeezed.log10), step.weight_gain);
      close(Math.hypot(...through.values), 10 ** through.log10);
    }
  });

  it("is the same going back over the timeline as going forth", () => {
    for (const cell of CELLS) {
      const run = answer(cell);
      const moments = Array.from({ length: 41 }, (_, i) => (i * 2 * run.tokens.length) / 40);
      const pictures = moments.map((u) => JSON.stringify(chain(run, u)));
      for (const [i, u] of [...moments.entries()].reverse()) assert.equal(JSON.stringify(chain(run, u)), pictures[i]);
    }
  });

  it("moves in every phase of every step back", () => {
    for (const cell of CELLS) {
      const run = answer(cell);
      const T = run.tokens.length;
      for (let u = T + 0.02; u < 2 * T - 0.02; u += 0.04) {
        const [a, b] = [u, u + 0.03].map((at) =>
          JSON.stringify(["water", "arrow"].map((name) => classed(chain(run, at), name))),
        );
        assert.notEqual(a, b, `${cell} between ${u} and ${u + 0.03}`);
      }
    }
  });

  it("has banks at the height at which it set out, wherever it is", () => {
    const run = answer("rnn");
    const half = riverHeight(run.steps.at(-1).log10_grad_norm) / 2;
    const { axis } = layout(run, WIDTH);
    for (const u of [4.1, 6, 8]) {
      for (const banks of classed(chain(run, u), "banks")) {
        assert.ok(numbers(banks.attrs.d).some((value) => Math.abs(value - (axis - half)) < 0.01));
        assert.ok(numbers(banks.attrs.d).some((value) => Math.abs(value - (axis + half)) < 0.01));
      }
    }
    assert.equal(classed(chain(run, 4), "banks").length, 0);
  });

  it("has banks without a gap or a dot twice, in a stretch a step", () => {
    for (const [run, u] of [
      [answer("rnn"), 6],
      [shaped({ H: 3, T: 40 }), 60.3],
    ]) {
      const spans = classed(chain(run, u), "banks").map(({ attrs }) => attrs.d.match(/^M([-\d.]+) [-\d.]+H([-\d.]+)/));
      assert.ok(spans.length > 3);
      for (const [i, span] of spans.entries()) {
        assert.equal(Number(span[1]) % 5, 0, "a bank begins on a dot");
        if (i) assert.equal(span[1], spans[i - 1][2]);
      }
    }
  });

  it("dries up between its banks where the gradient vanishes, and has none where it is exactly zero", () => {
    const run = answer("vanishing");
    const marks = chain(run, 2 * run.tokens.length);
    const dry = run.steps.filter(({ log10_grad_norm: log10 }) => riverHeight(log10) === 0).length;
    assert.ok(dry > 0);
    const wet = links(marks).length;
    assert.ok(wet <= run.tokens.length - dry);
    assert.ok(classed(marks, "banks").length > 0);
    const zero = {
      ...run,
      steps: run.steps.map((step) => ({ ...step, grad: step.h.map(() => 0), grad_norm: 0, log10_grad_norm: null })),
    };
    assert.equal(classed(chain(zero, 2 * run.tokens.length), "banks").length, 0);
  });

  it("is broken off where it is higher than the stage holds", () => {
    const run = shaped({ H: 4, T: 3 });
    const steps = run.steps.map((step) => ({ ...step, grad: null, grad_norm: null, log10_grad_norm: 500 }));
    const marks = chain({ ...run, steps }, 6);
    assert.equal(classed(marks, "broken").length, 3);
    const highest = classed(marks, "body").flatMap(({ attrs }) => numbers(attrs.d));
    const { axis } = layout(run, WIDTH);
    assert.ok(highest.some((value) => Math.abs(value - axis) <= RIVER_MOST / 2));
    assert.equal(classed(chain(answer("rnn"), 8), "broken").length, 0);
  });

  it("says in words how much of what set out has come, with its exact power", () => {
    const run = answer("rnn");
    const said = classed(chain(run, 8), "remains").map(({ children }) => children[0]);
    const start = run.steps.at(-1).log10_grad_norm;
    const wanted = run.steps.slice(0, -1).map(({ log10_grad_norm: log10 }) => 10 ** (start - log10));
    assert.deepEqual(said.sort(), wanted.map((n) => `1/${n < 9.95 ? n.toFixed(1) : Math.round(n)}`).sort());
  });

  it("runs round the loop where the chain is rolled up", () => {
    const run = answer("rnn");
    const marks = chain(run, 6.2, 0);
    const lines = classed(marks, "round").flatMap(({ children }) => children);
    assert.ok(lines.length >= run.hidden_size);
    const wide = lines.slice(0, run.hidden_size).reduce((all, { attrs }) => all + attrs["stroke-width"], 0);
    const levels = run.steps.map(({ log10_grad_norm: log10 }) => riverHeight(log10));
    assert.ok(
      levels.some((level) => Math.abs(level - wide) < 0.1),
      `${wide} of ${levels}`,
    );
  });
});
