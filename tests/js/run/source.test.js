import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { source } from "../../../static/js/run/ledger.js";
import { sourceOf } from "../../../static/js/run/source.js";

/** @param {...(number | null)} levels */
const run = (...levels) => ({ steps: levels.map((log10_grad_norm, t) => ({ t, log10_grad_norm })) });

describe("where a gradient sets out", () => {
  it("is the last step that has one, whether or not all of it arrives", () => {
    assert.deepEqual(
      [run(-2, -1, 0), run(-2, -1, null), run(null, -1, null, null), run(0, null)].map(sourceOf),
      [2, 1, 1, 0],
    );
    assert.equal(source(run(-2, -1, null))?.t, 1);
  });

  it("is nowhere without a gradient", () => {
    assert.deepEqual([run(null, null), run()].map(sourceOf), [-1, -1]);
    assert.equal(source(run(null)), undefined);
  });
});
