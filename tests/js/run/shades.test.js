import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { colour, gradientColour, ink, sizeColour } from "../../../static/js/pen/colours.js";
import { BACKWARD, endOf, FORWARD } from "../../../static/js/run/phases.js";
import { coat, inkLeft, mostFelt, shadeOf, shadesOf, standing, worn } from "../../../static/js/run/shades.js";
import { answer } from "../support/runs.js";

const close = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} ${b}`);

describe("what a text is shaded by", () => {
  const rnn = answer("rnn");
  const lstm = answer("lstm");

  it("is offered where the run has it: gates, but no candidates", () => {
    assert.deepEqual(shadesOf(rnn), ["flow", "unit", "norm", "gradient", "input"]);
    assert.deepEqual(shadesOf(answer("gru")), ["flow", "unit", "norm", "gradient", "input", "r", "z"]);
    assert.deepEqual(shadesOf(lstm), ["flow", "unit", "norm", "gradient", "input", "i", "f", "o"]);
  });

  it("falls back where a run has no such shade", () => {
    const bare = { ...rnn, steps: rnn.steps.map(({ t, token, h }) => ({ t, token, h, gates: {} })) };
    assert.equal(shadeOf(rnn, "input"), "input");
    assert.equal(shadeOf(bare, "input"), "flow");
    assert.equal(shadeOf(rnn, "z"), "flow");
  });

  it("a word has the violet of what the loss feels of it, and the most felt is first", () => {
    const { fills, values } = coat(rnn, "input", 0, "light");
    for (const [t, { log10_input_grad_norm: level }] of rnn.steps.entries()) {
      assert.equal(values[t], level);
      assert.equal(fills[t], gradientColour(level, "light"));
    }
    const order = mostFelt(rnn).map((t) => rnn.steps[t].log10_input_grad_norm);
    assert.deepEqual(
      order,
      [...order].sort((a, b) => b - a),
    );
    assert.equal(order.length, rnn.steps.length);
    const none = { ...rnn, steps: rnn.steps.map((step) => ({ ...step, log10_input_grad_norm: null })) };
    assert.deepEqual(mostFelt(none), []);
  });

  it("a unit has its value's colour, and the ink for it", () => {
    const { fills, inks, values } = coat(rnn, "unit", 3, "dark");
    for (const [t, { h }] of rnn.steps.entries()) {
      assert.equal(values[t], h[3]);
      assert.equal(fills[t], colour(h[3], "dark"));
      assert.equal(inks[t], ink(h[3], "dark"));
    }
  });

  it("a norm is measured by the longest state", () => {
    const { fills, values, domain } = coat(rnn, "norm", 0, "light");
    const norms = rnn.steps.map(({ h }) => Math.hypot(...h));
    for (const [t, norm] of norms.entries()) close(values[t], norm);
    close(domain, Math.max(...norms));
    assert.equal(fills[norms.indexOf(domain)], sizeColour(1, "light"));
  });

  it("a gradient stands on the absolute scale of its logarithm; an exact zero has none", () => {
    for (const run of [rnn, answer("vanishing"), answer("gone")]) {
      const { fills } = coat(run, "gradient", 0, "light");
      for (const [t, step] of run.steps.entries())
        assert.equal(fills[t], gradientColour(step.log10_grad_norm, "light"));
    }
    assert.equal(gradientColour(null, "light"), gradientColour(-30, "light"));
  });

  it("below 10⁻⁶ a word loses its ink, to 35 % at 10⁻⁹ and for good; an exact zero is something else", () => {
    assert.deepEqual([0.5, -3, -6].map(inkLeft), [1, 1, 1]);
    close(inkLeft(-7.5), 0.675);
    assert.deepEqual([-9, -40, -2000].map(inkLeft), [0.35, 0.35, 0.35]);
    assert.equal(inkLeft(null), null);
    const { left } = coat(answer("vanishing"), "gradient", 0, "light");
    assert.deepEqual(
      left,
      answer("vanishing").steps.map((step) => inkLeft(step.log10_grad_norm)),
    );
    // a value near zero keeps its word
    assert.ok(coat(rnn, "unit", 0, "light").left.every((share) => share === 1));
  });

  it("a gate is the mean of its openings, on a scale from 0 to 1", () => {
    const { values, domain } = coat(lstm, "f", 0, "light");
    assert.equal(domain, 1);
    for (const [t, { gates }] of lstm.steps.entries())
      close(
        values[t],
        gates.f.reduce((/** @type {number} */ sum, /** @type {number} */ v) => sum + v, 0) / gates.f.length,
      );
  });
});

describe("how far the text is read", () => {
  it("a token is shaded when its h is there, and again when the gradient has come back to it", () => {
    assert.deepEqual(standing(0, 4), { read: 0, reached: 0 });
    assert.deepEqual(standing(0.69, 4), { read: 0, reached: 0 });
    assert.deepEqual(standing(0.7, 4), { read: 1, reached: 0 });
    assert.deepEqual(standing(4, 4), { read: 4, reached: 0 });
    assert.deepEqual(standing(4.32, 4), { read: 4, reached: 1 });
    assert.deepEqual(standing(8, 4), { read: 4, reached: 4 });
  });

  it("takes both shares of a step from the table of time", () => {
    const [given, arrived] = [endOf(FORWARD, "squash"), endOf(BACKWARD, "arrive")];
    assert.deepEqual([standing(given - 0.001, 4).read, standing(given, 4).read], [0, 1]);
    assert.deepEqual([standing(4 + arrived - 0.001, 4).reached, standing(4 + arrived, 4).reached], [0, 1]);
  });

  it("forward and back again, each token goes its way once", () => {
    const wear = (/** @type {string} */ shade, /** @type {number} */ u) =>
      [0, 1, 2, 3].map((t) => worn(shade, t, standing(u, 4), 4));
    assert.deepEqual(wear("flow", 2), ["unit", "unit", "ahead", "ahead"]);
    assert.deepEqual(wear("flow", 6), ["unit", "unit", "gradient", "gradient"]);
    assert.deepEqual(wear("gradient", 2), ["bare", "bare", "ahead", "ahead"]);
    assert.deepEqual(wear("gradient", 6), ["bare", "bare", "gradient", "gradient"]);
    assert.deepEqual(wear("input", 2), ["bare", "bare", "ahead", "ahead"]);
    assert.deepEqual(wear("input", 6), ["bare", "bare", "input", "input"]);
    assert.deepEqual(wear("norm", 6), ["norm", "norm", "norm", "norm"]);
  });
});
