/** A backward direction in the order of reading: its sums come out, and its names are those of the sentence. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { before, biases, parameterOf } from "../../../static/js/run/algebra.js";
import { inReadingOrder, inSentence, isBelow, isJoined, placeOf } from "../../../static/js/run/reading-order.js";
import { gateSum, largest } from "../../../static/js/run/sums.js";
import { answer, backward } from "../support/runs.js";

describe("the order of reading", () => {
  const run = backward();

  it("begins at the end of the sentence", () => {
    const told = answer("rnn");
    assert.deepEqual(run.tokens, [...told.tokens].reverse());
    assert.deepEqual(inSentence(run), told.tokens);
    assert.deepEqual(
      run.steps.map(({ t }) => t),
      told.tokens.map((_, t) => t),
    );
    assert.equal(placeOf(run, 0), told.tokens.length - 1);
    assert.equal(placeOf(run, -1), told.tokens.length, "the state before the first step is after the last place");
  });

  it("leaves a forward direction as it is", () => {
    const told = answer("rnn");
    assert.equal(inReadingOrder(told), told);
    assert.equal(placeOf(told, -1), -1);
    assert.equal(inSentence(told), told.tokens);
  });

  it("puts the loss at the end of the sentence where the reading begins", () => {
    assert.equal(run.loss_at, 0);
    assert.equal(backward({ loss_at: 1 }).loss_at, run.tokens.length - 2);
    assert.equal(run.target, run.tokens.length - 1, "recall asks for the first word, which is read last");
  });

  it("makes each h of the one that was read before", () => {
    for (const t of run.steps.keys())
      for (let j = 0; j < run.hidden_size; j++) {
        const { total, terms } = gateSum(run, t, "a", j);
        const added = terms.reduce((all, { product }) => all + product, 0);
        assert.ok(Math.abs(added - total) < 1e-4, `step ${t}, unit ${j}: ${added} for ${total}`);
      }
  });

  it("knows the weights of its layer and direction", () => {
    assert.equal(parameterOf({ layer: 1, direction: "backward" }, "weight_hh"), "rnn.weight_hh_l1_reverse");
    assert.equal(parameterOf({}, "bias_ih"), "rnn.bias_ih_l0");
  });
});

describe("a network of several layers", () => {
  it("has no one place of the loss where every step has one", () => {
    const told = { tokens: ["i", "am", "a"], steps: [], direction: "backward", objective: "next-token", loss_at: null };
    assert.equal(inReadingOrder(told).loss_at, null);
    assert.equal(inReadingOrder({ ...told, loss_at: 0 }).loss_at, 2);
    assert.equal(inReadingOrder({ ...told, objective: "recall" }).loss_at, 0);
  });

  it("puts a gradient into a lower layer from above, at each step", () => {
    const lower = { layer: 0, num_layers: 2, objective: "recall", loss_at: null };
    assert.ok(isBelow(lower) && isJoined(lower));
    assert.ok(!isBelow({ layer: 1, num_layers: 2 }));
    assert.ok(!isJoined({ ...lower, layer: 1 }));
    const every = { objective: "next-token", loss_at: null, tokens: ["i", "am", "a"] };
    assert.ok(isJoined(every));
    assert.ok(!isJoined({ ...every, loss_at: 2 }));
    assert.ok(!isJoined({ ...every, tokens: ["i", "am"] }), "of two words one is asked for");
  });

  it("begins with the row of the state that is its own", () => {
    const rows = [[1], [2], [3], [4]];
    const of = (layer, direction) =>
      before({ steps: [], hidden_size: 1, asked: { state: { h: rows } }, layer, direction, bidirectional: true }, 0);
    assert.deepEqual([of(0, "forward"), of(0, "backward"), of(1, "forward"), of(1, "backward")], rows);
  });
});

describe("a sum of many terms", () => {
  const run = answer("rnn");
  const whole = gateSum(run, 2, "a", 1);

  it("is told by its largest, all others as one, and adds up", () => {
    const few = largest(whole, 3);
    const sizes = whole.terms.filter(({ kind }) => kind !== "bias").map(({ product }) => Math.abs(product));
    const told = few.terms.slice(0, 3).map(({ product }) => Math.abs(product));
    assert.deepEqual(told, sizes.sort((a, b) => b - a).slice(0, 3));
    assert.deepEqual(
      few.terms.slice(3).map(({ kind }) => kind),
      ["rest", "bias"],
    );
    assert.equal(few.terms[3].index, run.hidden_size + run.input_size - 3);
    const sum = (terms) => terms.reduce((all, { product }) => all + product, 0);
    assert.ok(Math.abs(sum(few.terms) - sum(whole.terms)) < 1e-12);
  });

  it("has no rest where all are written", () => {
    assert.ok(!largest(whole, 99).terms.some(({ kind }) => kind === "rest"));
  });

  it("has zeros for the biases that a network lacks", () => {
    const bare = Object.fromEntries(Object.entries(run.parameters).filter(([name]) => !name.includes("bias")));
    const without = { ...run, parameters: bare };
    assert.equal(gateSum(without, 0, "a", 0).terms.at(-1).product, 0);
    assert.deepEqual(biases(without), new Array(run.hidden_size).fill(0));
  });
});
