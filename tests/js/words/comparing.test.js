import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kinds } from "../../../static/js/page/compare.js";
import { ranking } from "../../../static/js/words/comparing.js";
import "../support/runs.js";

/** The cells with these gradients at the beginning, in the order of kinds(). @param {...(number | null | undefined)} levels */
const entrants = (...levels) =>
  kinds()
    .slice(0, levels.length)
    .map((kind, i) => ({ kind, run: { steps: [{ log10_grad_norm: levels[i] }] }, problem: "" }));
const keys = (...levels) => ranking(entrants(...levels)).map(([key]) => key);

describe("what a comparison says", () => {
  it("names the largest and the smallest", () => {
    const [[key, args]] = ranking(entrants(-9, -12, -4, -6, -3));
    assert.equal(key, "compare-say");
    assert.deepEqual([args.best, args.worst, args.times], ["LSTM +1", "ReLU", "10^{9.00}"]);
  });

  it("names a counter-example where a plain cell brings back more than every gated one", () => {
    assert.deepEqual(keys(-1, -12, -4, -6, -3), ["compare-say", "compare-counter"]);
    assert.deepEqual(keys(-9, -1, -4, -6, -3), ["compare-say", "compare-counter"]);
    assert.deepEqual(keys(-5, -12, -4, -6, -3), ["compare-say"]);
    assert.deepEqual(keys(-1.3, -1.2, -1, -1.9, -0.9), ["compare-say", "compare-counter-worst"]);
    assert.deepEqual(keys(-1.3, -2, -1, -1.9, -0.9), ["compare-say"]);
    assert.deepEqual(keys(-5, -12), ["compare-say"]);
  });

  it("says which has exactly nothing, and does not call another the smallest", () => {
    const [[key, args]] = ranking(entrants(-9, null, -4, -6, -3));
    assert.deepEqual([key, args.best, args.worst], ["compare-say-zero", "LSTM +1", "ReLU"]);
    assert.deepEqual(keys(-1, null, null, -3), ["compare-say-zero", "compare-counter"]);
  });

  it("ranks nothing that is alike, or alone, or not there", () => {
    assert.deepEqual(keys(-1, -1, -1.001), ["compare-alike"]);
    assert.deepEqual(ranking([...entrants(-1), { ...entrants(-1, -2)[1], run: null }]), []);
    assert.deepEqual(keys(null, null), ["ledger-none"]);
    assert.deepEqual(ranking([]), []);
  });
});
