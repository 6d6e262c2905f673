import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fateOf, wholeWay } from "../../../static/js/run/fate.js";
import { answer } from "../support/runs.js";

/** @param {...(number | null)} levels */
const run = (...levels) => ({ steps: levels.map((log10_grad_norm) => ({ log10_grad_norm })) });

describe("the fate of a gradient", () => {
  it("is told from where it sets out to the beginning", () => {
    assert.equal(wholeWay(run(-3, -2, -1)), -2);
    assert.equal(wholeWay(run(-3, -1, null)), -2);
    assert.equal(wholeWay(run(null, -1)), Number.NEGATIVE_INFINITY);
    assert.equal(wholeWay(run(-1, null)), null);
    assert.equal(wholeWay(run(null)), null);
  });

  it("fades below a half, grows beyond twice, and holds between", () => {
    assert.deepEqual(
      [run(-0.31, 0), run(-0.3, 0), run(0, 0), run(0.3, 0), run(0.31, 0), run(null, 0), run(0), run(null)].map(fateOf),
      ["fades", "holds", "holds", "holds", "grows", "fades", "", ""],
    );
    assert.equal(fateOf(answer("rnn")), "fades");
    assert.equal(fateOf(answer("one")), "");
  });
});
