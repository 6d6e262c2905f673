import assert from "node:assert/strict";
import { after as afterAll, before as beforeAll, describe, it } from "node:test";
import { short } from "../../../static/js/pen/numbers.js";
import { before, hasWeights, largest, slope, weightColumns } from "../../../static/js/run/algebra.js";
import { sum } from "../../../static/js/run/sums.js";
import { why } from "../../../static/js/words/why.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** Equal to the six digits that the committed answers have. @param {number} a @param {number} b @param {string} [what] */
const near = (a, b, what) => assert.ok(Math.abs(a - b) < 5e-5 * Math.max(1, Math.abs(b)), `${what}: ${a} is not ${b}`);

const units = (run) => run.steps.flatMap(({ t }) => Array.from({ length: run.hidden_size }, (_, j) => [t, j]));

describe("one element of h, taken apart", () => {
  for (const name of ["rnn", "relu", "vanishing", "gone"])
    it(`sums to the answer's own a, and tanh or relu of it to its h: ${name}`, () => {
      const run = { ...answer(name), nonlinearity: name === "relu" ? "relu" : "tanh" };
      for (const [t, j] of units(run)) {
        const { fromRecurrent, fromInput, bias, a } = sum(run, t, j);
        near(fromRecurrent + fromInput + bias, a, `a of unit ${j} at ${t}`);
        near(run.nonlinearity === "relu" ? Math.max(a, 0) : Math.tanh(a), run.steps[t].h[j], `h of unit ${j} at ${t}`);
      }
    });

  it("has one term for each number of the vector before and of the word's", () => {
    const run = answer("rnn");
    const { recurrent, input } = sum(run, 2, 5);
    assert.deepEqual([recurrent.length, input.length], [8, 4]);
    for (const { weight, value, product } of [...recurrent, ...input]) assert.equal(product, weight * value);
    assert.deepEqual(
      recurrent.map(({ value }) => value),
      run.steps[1].h,
    );
  });

  it("stands in the matrices where the sum finds it: row an input, column a unit", () => {
    const run = answer("rnn");
    const { recurrent, input } = weightColumns(run);
    assert.deepEqual([recurrent.length, recurrent[0].length, input.length, input[0].length], [8, 8, 4, 8]);
    const { recurrent: terms, input: more } = sum(run, 1, 3);
    assert.deepEqual(
      [...recurrent, ...input].map((row) => row[3]),
      [...terms, ...more].map(({ weight }) => weight),
    );
  });

  it("begins with zeros", () => {
    assert.deepEqual(before(answer("rnn"), 0), new Array(8).fill(0));
    assert.deepEqual(before(answer("lstm"), 0, "c"), new Array(8).fill(0));
    assert.deepEqual(before(answer("lstm"), 2, "c"), answer("lstm").steps[1].c);
  });

  it("gives the largest weight the full colour", () => {
    const run = answer("rnn");
    const { recurrent, input } = weightColumns(run);
    assert.equal(largest(run), Math.max(...[...recurrent, ...input].flat().map(Math.abs)));
  });

  it("knows whether it can: long answers come without weights", () => {
    assert.equal(hasWeights(answer("rnn")), true);
    assert.equal(hasWeights({ ...answer("rnn"), parameters: undefined }), false);
  });
});

describe("the slope", () => {
  it("is the derivative", () => {
    for (let a = -3; a <= 3; a += 0.1) near(slope(a, Math.tanh(a)), (Math.tanh(a + 1e-6) - Math.tanh(a - 1e-6)) / 2e-6);
    assert.deepEqual([slope(2, 2, "relu"), slope(-2, 0, "relu")], [1, 0]);
  });

  it("makes ‖d_hh‖/‖δ‖ the answer's pointwise gain", () => {
    const run = answer("rnn");
    const norm = (values) => Math.hypot(...values);
    for (const { grad, gates, h, pointwise_gain: gain } of run.steps)
      near(norm(grad.map((d, j) => d * slope(gates.a[j], h[j]))) / norm(grad), gain, "pointwise gain");
  });
});

for (const lang of ["en", "ko"])
  describe(`why-sentences in ${lang}`, () => {
    beforeAll(() => speaking(lang));
    afterAll(() => speaking("en"));
    for (const name of ["rnn", "gru", "lstm", "one", "relu"])
      it(`say each unit's own numbers: ${name}`, () => {
        const run = { ...answer(name), nonlinearity: name === "relu" ? "relu" : "tanh" };
        for (const [t, j] of units(run)) {
          const text = why(run, t, j);
          assert.doesNotMatch(text, /NaN|undefined|\{/);
          assert.ok(text.includes(short(run.steps[t].h[j])), text);
        }
      });
    it("say the pushes of input and recurrent", () => {
      const run = answer("rnn");
      const { fromInput, fromRecurrent, a } = sum(run, 2, 2);
      for (const value of [fromInput, fromRecurrent, a]) assert.ok(why(run, 2, 2).includes(short(value)));
    });
  });
