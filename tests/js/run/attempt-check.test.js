import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crossedSums, decimals, firstWrong, judge, squashed } from "../../../static/js/run/attempt-check.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { answer } from "../support/runs.js";

/** h = tanh(0.5 · 0.6 − 0.4 · 0.5 + 0.9 · 1 + 0.15) */
const TERMS = [
  { kind: "recurrent", index: 0, product: 0.3 },
  { kind: "recurrent", index: 1, product: -0.2 },
  { kind: "input", index: 0, product: 0.9 },
  { kind: "bias", index: 0, product: 0.15 },
];
const TOTAL = 1.15;
const SUM = { part: "a", unit: 0, terms: TERMS, total: TOTAL, squash: { f: "tanh", a: TOTAL } };
const VALUE = Math.tanh(TOTAL);
const known = { sum: SUM, others: [VALUE, 0.123], crossed: [{ kind: "turned-memory", total: 0.77 }] };
const of = (text) => judge(Number(text), decimals(text), VALUE, known);
const told = (value) => of(value.toFixed(4)).slip;

describe("a number that a person computed", () => {
  it("is right, or right but rounded, as its digits say", () => {
    assert.equal(VALUE.toFixed(4), "0.8178");
    for (const text of ["0.8178", "0.81775", String(VALUE)]) assert.equal(of(text).verdict, "right", text);
    for (const text of ["0.82", "0.818", "0.8", "0.81", "0.817"]) assert.equal(of(text).verdict, "rounded", text);
    for (const text of ["0.83", "0.7", "1", "0.8", "0.815"].filter((each) => each !== "0.8"))
      assert.equal(of(text).verdict, "wrong", text);
  });

  it("counts decimals in any writing", () => {
    assert.deepEqual(["1", "0.50", "0,5", "1e-3", "2.5e-2", "1.5e3"].map(decimals), [0, 2, 1, 3, 3, 0]);
  });

  it("shows the step that was left out", () => {
    assert.deepEqual(told(TOTAL), { kind: "no-squash", term: null });
    assert.deepEqual(told(squashed("σ", TOTAL)), { kind: "other-squash", term: null });
    assert.deepEqual(told(Math.tanh(TOTAL - 0.15)), { kind: "missing-bias", term: 3 });
    assert.deepEqual(told(Math.tanh(TOTAL - 0.1)), { kind: "no-memory", term: null });
    assert.deepEqual(told(Math.tanh(0.77)), { kind: "turned-memory", term: null });
    assert.deepEqual(told(-VALUE), { kind: "negative", term: null });
    assert.deepEqual(told(0.123), { kind: "other-unit", term: null, other: 1 });
  });

  it("shows the one term that is missing, has the wrong sign, or counts twice", () => {
    assert.deepEqual(told(Math.tanh(TOTAL + 0.2)), { kind: "missing", term: 1 });
    assert.deepEqual(told(Math.tanh(TOTAL - 1.8)), { kind: "sign", term: 2 });
    assert.deepEqual(told(Math.tanh(TOTAL - 0.3)), { kind: "missing", term: 0 });
    assert.deepEqual(told(Math.tanh(TOTAL + 0.9)), { kind: "twice", term: 2 });
    assert.deepEqual(told(TOTAL + 0.4), { kind: "sign+no-squash", term: 1 });
  });

  it("stays unexplained where no single slip gives it", () => {
    assert.deepEqual(of("0.0415"), { verdict: "wrong", slip: null });
    assert.equal(judge(0.3, 1, 0.9, { sum: null }).slip, null);
  });

  it("is not explained by one decimal, but for what is left out most often", () => {
    assert.deepEqual(of("1.1").slip, { kind: "no-squash", term: null });
    assert.equal(Math.tanh(TOTAL - 0.3).toFixed(1), "0.7");
    assert.equal(of("0.7").slip?.term ?? null, null);
    assert.equal(of("0.1").slip, null, "not another unit's 0.123 either");
  });

  it("of a single product is not told to be twice it", () => {
    const single = {
      sum: { part: "h", unit: 0, terms: [{ kind: "state", index: 0, product: 0.3 }], total: 0.3, squash: null },
    };
    assert.equal(judge(0.6, 2, 0.3, single).slip, null);
  });

  it("knows σ, ReLU and no function at all", () => {
    assert.deepEqual([squashed("relu", -1), squashed("identity", -1), squashed("σ", 0)], [0, -1, 0.5]);
    const plain = { ...SUM, squash: null };
    assert.deepEqual(judge(1, 2, TOTAL, { sum: plain }).slip, { kind: "missing-bias", term: 3 });
  });
});

describe("a person's products", () => {
  it("are compared one by one: the first that differs is shown", () => {
    const tried = (...texts) => texts.map((text) => ({ typed: text && Number(text), places: decimals(text ?? "") }));
    assert.equal(firstWrong(tried("0.3", "-0.2", "0.9"), SUM), null);
    assert.equal(firstWrong(tried("0.3", "0.2", "0.8"), SUM), 1);
    assert.equal(firstWrong(tried(null, null, "0.8"), SUM), 2);
  });
});

describe("the sum with a square matrix turned over", () => {
  for (const [name, part] of [
    ["rnn", "a"],
    ["lstm", "f"],
  ])
    it(`is that of its transpose, for W_h, which is square, and not for W_x: ${name}`, () => {
      const run = answer(name);
      const H = run.hidden_size;
      const sum = sumOf(run, 2, part, 1);
      const first = Object.keys(run.steps[0].gates).indexOf(part) * H;
      const W = run.parameters["rnn.weight_hh_l0"].slice(first, first + H);
      const h = run.steps[1].h;
      const turned = h.reduce((all, value, i) => all + (W[i][1] - W[1][i]) * value, sum.total);
      const [only, ...others] = crossedSums(run, 2, sum);
      assert.deepEqual([only.kind, others], ["turned-memory", []]);
      assert.ok(Math.abs(only.total - turned) < 1e-9);
      assert.ok(Math.abs(turned - sum.total) > 1e-3);
    });
});
