import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { percent, tenths } from "../../../static/js/pen/numbers.js";
import {
  askedAt,
  endsInAnswer,
  logitOf,
  saidAt,
  saysAbove,
  saysWords,
  tellOtherSide,
} from "../../../static/js/run/head.js";
import { placeOf } from "../../../static/js/run/reading-order.js";
import { exponential, question, wordTold, writtenOut } from "../../../static/js/words/head.js";
import { drawn, numbers } from "../support/heads.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

/** What is shown of a step is what its probabilities `p` say. @param {object} said @param {number[]} p @param {object} run */
function holds(said, p, run) {
  const { words, right, others, rest } = said;
  assert.equal(words.length, Math.min(5, run.V));
  assert.equal(others, run.V - words.length);
  assert.deepEqual([right.index, words.filter((each) => each.right).length], [run.target, 1]);
  for (const { index, share, word } of words) assert.deepEqual([share, word], [p[index], run.vocabulary[index]]);
  const shown = words.map(({ index }) => index);
  const hidden = p.filter((_, c) => !shown.includes(c));
  assert.ok(Math.abs(rest - hidden.reduce((a, b) => a + b, 0)) < 1e-12);
  if (others === 0)
    return assert.deepEqual(
      shown,
      [...shown].sort((a, b) => a - b),
    );
  const unasked = words.filter((each) => !each.right).map(({ share }) => share);
  assert.deepEqual(
    unasked,
    [...unasked].sort((a, b) => b - a),
  );
  // no word that is left out is likelier than one that is shown unasked
  assert.ok(Math.max(...hidden) <= Math.min(...unasked));
}

describe("what the head says", () => {
  it("is the answer's own: up to five words, the one asked for among them, the likeliest first, all in order of the text", () => {
    const next = numbers(1);
    for (let i = 0; i < 3000; i++) {
      const run = drawn(next);
      for (const [k, { p }] of run.steps.entries()) holds(saidAt(run, k), p, run);
    }
  });

  it("follows from its weights: the terms add up to z, and e^z over all is the answer's probability", () => {
    const next = numbers(2);
    for (let i = 0; i < 3000; i++) {
      const run = drawn(next);
      const k = run.steps.length - 1;
      for (const { index, share, right } of saidAt(run, k).words) {
        const logit = logitOf(run, k, index);
        const total = logit.terms.reduce((all, { product }) => all + product, 0);
        assert.ok(Math.abs(total - run.steps[k].z[index]) <= 1e-9 * Math.max(1, Math.abs(total)));
        for (const { factors, product } of logit.terms)
          assert.equal(
            product,
            factors.reduce((a, b) => a * b),
          );
        assert.ok(Math.abs(10 ** (logit.log10 - logit.log10Total) - share) < 1e-9, `${share}`);
        if (right)
          assert.ok(Math.abs((logit.log10Total - logit.log10) * Math.LN10 - run.loss) < 1e-9 * Math.max(1, run.loss));
        assert.ok(!/NaN|Infinity|undefined/.test(wordTold(run, k, index)), wordTold(run, k, index));
      }
    }
  });

  it("agrees with real answers of /step", () => {
    for (const name of ["rnn", "gru", "lstm", "relu", "next-token", "one", "vanishing"]) {
      const run = answer(name);
      for (const [k] of run.steps.entries())
        for (const { index, share } of saidAt(run, k).words) {
          const { log10, log10Total } = logitOf(run, k, index);
          assert.ok(Math.abs(10 ** (log10 - log10Total) - share) < 1e-4, `${name} ${k}`);
        }
    }
  });

  it("of one word is certain, and costs nothing", () => {
    const run = answer("one");
    const { words, right, others, rest } = saidAt(run, 0);
    assert.deepEqual([words.length, right.share, others, rest], [1, 1, 0, 0]);
    assert.match(wordTold(run, 0, 0), /100%\nIt is right, and that costs −ln 100% = 0.00$/);
  });

  it("reads the units in the network's own order where the page sorts them", () => {
    const run = answer("rnn");
    const units = [3, 1, 0, 2, 7, 6, 5, 4];
    const sorted = { ...run, units, steps: run.steps.map((step) => ({ ...step, h: units.map((j) => step.h[j]) })) };
    assert.ok(Math.abs(logitOf(sorted, 3, 1).total - logitOf(run, 3, 1).total) < 1e-12);
    const terms = logitOf(sorted, 3, 1).terms.map(({ product }) => product);
    assert.ok(Math.abs(terms.reduce((all, each) => all + each) - logitOf(run, 3, 1).total) < 1e-12);
  });

  it("has no sums without weights, with another direction, or below the head; its shares stay", () => {
    const run = answer("rnn");
    const { parameters, ...bare } = run;
    const wide = {
      ...run,
      parameters: { "linear.weight": parameters["linear.weight"].map((row) => [...row, ...row]) },
    };
    for (const shown of [bare, wide, { ...run, num_layers: 2, layer: 0 }]) assert.equal(logitOf(shown, 3, 0), null);
    assert.equal(wordTold(bare, 3, 0), `“i” gets ${percent(run.steps[3].predictions.target_probability)} after h₃`);
  });

  it("reads both directions, the forward one first, once the other one has been told", () => {
    const run = answer("rnn");
    const H = run.hidden_size;
    const weight = run.parameters["linear.weight"].map((row, c) => [...row, ...row.map((_, j) => c - 0.3 * j)]);
    const other = run.steps.map(({ h }) => h.map((value, j) => 0.5 * value - 0.1 * j));
    const parameters = { ...run.parameters, "linear.weight": weight };
    for (const direction of ["forward", "backward"]) {
      const told = { ...run, parameters, bidirectional: true, direction };
      assert.equal(logitOf(told, 2, 1), null);
      tellOtherSide(told, other);
      const own = run.steps[2].h;
      const there = other[placeOf(told, 2)];
      const read = direction === "forward" ? [...own, ...there] : [...there, ...own];
      const sum = read.reduce((all, value, j) => all + weight[1][j] * value, parameters["linear.bias"][1]);
      const { terms, total } = logitOf(told, 2, 1);
      assert.equal(terms.length, 2 * H + 1);
      assert.ok(Math.abs(total - sum) < 1e-12);
      assert.ok(Math.abs(terms.reduce((all, { product }) => all + product, 0) - sum) < 1e-12);
    }
  });

  it("of classes without words goes by their numbers, and may not know how many there are", () => {
    const run = answer("rnn");
    const predictions = {
      target: "7",
      target_probability: 0.1,
      likeliest: ["2", "9", "7"],
      likeliest_probability: [0.5, 0.3, 0.1],
    };
    const steps = run.steps.map((step) => ({ ...step, predictions }));
    const { parameters, ...bare } = { ...run, objective: "label", steps };
    const many = { ...bare, parameters: { "linear.bias": Array(12).fill(0) } };
    assert.deepEqual(
      saidAt(many, 3).words.map(({ index }) => index),
      [2, 9, 7],
    );
    assert.equal(saidAt(many, 3).others, 9);
    assert.equal(saidAt(bare, 3).others, -1);
    assert.ok(saidAt(bare, 3).rest > 0.09);
  });
});

describe("where the answer is", () => {
  it("is the end of the chain, the step of an early loss, every step, or nowhere", () => {
    const run = answer("rnn");
    const places = (shown) => [endsInAnswer(shown), shown.steps.map((_, k) => saysAbove(shown, k)).indexOf(true)];
    assert.deepEqual(places(run), [true, -1]);
    assert.deepEqual(places({ ...run, loss_at: 1 }), [false, 1]);
    assert.deepEqual(places({ ...run, loss_at: 3 }), [true, -1]);
    assert.deepEqual(places({ ...run, objective: "sum" }), [true, -1]);
    assert.deepEqual(places({ ...run, num_layers: 2, layer: 0 }), [false, -1]);
    assert.deepEqual(places(answer("next-token")), [false, 0]);
    assert.equal(askedAt(answer("next-token")), -1);
    assert.ok(!saysWords(answer("forecast")));
  });

  it("has a question in the words of what is read", () => {
    const run = answer("rnn");
    assert.equal(question(run), "Which word was first?");
    assert.equal(question({ ...run, asked: { tokenizer: "char" } }), "Which character was first?");
    assert.equal(question({ ...run, target: 2 }), "Which word was x₂?");
    assert.equal(question({ ...run, objective: "label", target: 2 }), "Which class is it?");
    assert.equal(question(answer("next-token")), "Which word comes next?");
  });
});

describe("numbers of an answer", () => {
  it("are per cent that are 0% only for nothing and 100% only for all", () => {
    const said = [0, 1e-9, 0.0004, 0.004, 0.0949, 0.44, 0.989, 0.9962, 0.9999, 1].map(percent);
    assert.deepEqual(said, ["0%", "<0.1%", "<0.1%", "0.4%", "9%", "44%", "99%", "99.6%", ">99.9%", "100%"]);
  });

  it("are tenths where there is no room for more", () => {
    const said = [0, -0.04, 0.78, -0.96, -1.44, 9.96, -12.4, 150].map(tenths);
    assert.deepEqual(said, [".0", ".0", ".8", "−1.0", "−1.4", "10", "−12", "10²"]);
  });

  it("are powers where e to them is beyond reading, and beyond a double", () => {
    assert.deepEqual([0.5, 3, 5.3, 800.25, -900].map(exponential), [
      "3.16",
      "1000",
      "2.0·10^{5}",
      "1.8·10^{800}",
      "1.0·10^{−900}",
    ]);
  });

  it("write a sum with its signs, a product in one piece", () => {
    assert.match(
      writtenOut(logitOf(answer("rnn"), 3, 0)),
      /^−?\d\.\d\d·\d\.\d\d( [+−]\u00a0\d\.\d\d·\d\.\d\d){7} [+−]\u00a0\d\.\d\d$/,
    );
  });
});
