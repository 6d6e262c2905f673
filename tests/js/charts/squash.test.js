import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { draw, nearestUnit } from "../../../static/js/charts/squash.js";
import { hasGates, squashColumns } from "../../../static/js/run/activations.js";
import { SQUASHES } from "../../../static/js/run/squashes.js";
import { t } from "../../../static/js/words/i18n.js";
import { every, textOf } from "../support/marks.js";
import { answer, CELLS } from "../support/runs.js";
import { matches } from "../support/snapshot.js";
import { speaking } from "../support/words.js";

const options = { width: 440, scheme: "light", unit: 0, pointed: null, say: t };

before(() => speaking("en"));

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

describe("what was pushed through the squashing functions", () => {
  it("is the RNN's a as the answer gives it, its slope 1 − h²", () => {
    const run = answer("rnn");
    const [column] = squashColumns(run);
    for (const [i, step] of run.steps.entries()) assert.deepEqual(column.gates[0].a[i], step.gates.a);
    const slopes = run.steps.flatMap(({ h }) => h.map((v) => 1 - v * v));
    const mean = slopes.reduce((a, b) => a + b) / slopes.length;
    assert.ok(Math.abs(column.mean - mean) < 1e-5);
    assert.equal(column.count, run.tokens.length * run.hidden_size);
    assert.equal(column.past, run.steps.flatMap(({ gates }) => gates.a).filter((a) => Math.abs(a) > 2).length);
  });

  for (const cell of ["gru", "lstm"])
    it(`is found again from a gate's value, ${cell}`, () => {
      const run = answer(cell);
      const given = ({ gates, c }, name) => (name === "c" ? c.map(Math.tanh) : gates[name]);
      for (const { squash, gates } of squashColumns(run))
        for (const { name, a } of gates) {
          const pushed = a.flat().map(squash.f);
          const values = run.steps.flatMap((step) => given(step, name));
          assert.ok(
            pushed.every((value, i) => Math.abs(value - values[i]) < 1e-12),
            name,
          );
        }
    });

  it("has slopes that are the functions' derivatives, and an edge where they have fallen alike", () => {
    for (const { f, slope, steepest, edge } of Object.values(SQUASHES)) {
      for (const a of [-3, -0.7, 0.2, 1.9]) assert.ok(Math.abs((f(a + 1e-6) - f(a - 1e-6)) / 2e-6 - slope(a)) < 1e-8);
      assert.ok(slope(1e-9) <= steepest + 1e-12 && slope(1e-9) > steepest - 1e-6);
      if (edge) assert.ok(Math.abs(slope(edge) / steepest - 0.0707) < 1e-3);
    }
  });

  it("counts a relu's sum of exactly 0 as past: its slope is 0 there", () => {
    const run = { ...structuredClone(answer("relu")), nonlinearity: "relu" };
    const before = squashColumns(run)[0].past;
    const again = structuredClone(run);
    const positive = again.steps[0].gates.a.findIndex((a) => a > 0);
    again.steps[0].gates.a[positive] = 0;
    assert.equal(squashColumns(again)[0].past, before + 1);
  });

  it("marks the dots of the unit in use, and follows it", () => {
    const run = answer("rnn");
    const pinned = (unit) => withClass(draw(run, 3, { ...options, unit }), "dot").map(({ attrs }) => attrs.class);
    for (const unit of [0, 1, 0])
      assert.deepEqual(
        pinned(unit).map((name) => name.includes("pinned")),
        run.steps[0].h.map((_, j) => j === unit),
      );
  });

  it("is not there where the answer leaves the gates out", () => {
    const run = answer("rnn");
    assert.ok(hasGates(run));
    assert.ok(!hasGates({ ...run, steps: run.steps.map((step) => ({ ...step, gates: {} })) }));
  });
});

describe("the squashing function itself", () => {
  for (const cell of CELLS)
    it(`is drawn as it was, ${cell}`, () => matches(`squash-${cell}`, draw(answer(cell), 2.65, options)));

  it("has a dot for each unit of the step, at its a on the curve", () => {
    const run = answer("rnn");
    const dots = withClass(draw(run, 3, options), "dot");
    assert.equal(dots.length, run.hidden_size);
    const x = (a) => 30 + ((a + 4) / 8) * (436 - 30);
    const y = (h) => 114 + ((h + 1) / 2) * (10 - 114);
    for (const [j, { attrs }] of dots.entries()) {
      assert.ok(Math.abs(attrs.cx - x(run.steps[2].gates.a[j])) < 0.02);
      assert.ok(Math.abs(attrs.cy - y(run.steps[2].h[j])) < 0.02);
    }
  });

  it("lets the dots rise while the cell squashes, and keeps the last step's until there are new sums", () => {
    const run = answer("rnn");
    const ys = (u) => withClass(draw(run, u, options), "dot").map(({ attrs }) => attrs.cy);
    assert.deepEqual(ys(1.3), ys(1));
    assert.deepEqual(new Set(ys(1.6)).size, 1);
    assert.deepEqual(ys(1.7), ys(2));
  });

  it("shows what is pointed at, wherever the playhead is", () => {
    const run = answer("gru");
    const dots = (u, pointed) => withClass(draw(run, u, { ...options, pointed }), "dot").map(({ attrs }) => attrs.cx);
    assert.deepEqual(dots(0.2, 3), dots(4, null));
  });

  it("says the mean slope", () => {
    const run = answer("relu");
    const texts = [...every(draw(run, 1, options))].filter(({ tag }) => tag === "text").map(textOf);
    assert.ok(texts.includes(`mean ${squashColumns(run)[0].mean.toFixed(2)}`));
  });

  it("keeps the marks of the step that do not move", () => {
    const run = answer("lstm");
    const group = (u) => withClass(draw(run, u, options), "now")[0];
    assert.equal(group(1.8), group(1.9));
    assert.notEqual(group(1.65), group(1.67));
  });

  it("finds the unit whose dot is nearest", () => {
    const run = answer("rnn");
    const { attrs } = withClass(draw(run, 2, options), "dot")[4];
    assert.equal(nearestUnit(run, 1, { px: attrs.cx, width: 440, reach: 24 }), 4);
    assert.equal(nearestUnit(run, 1, { px: 430, width: 440, reach: 24 }), null);
  });
});
