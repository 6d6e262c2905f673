import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boundsOf, isAboveNothing, judged, nearest } from "../../../static/js/page/bounds.js";

const STEPS = boundsOf({ min: "1", max: "1000", step: "1" });
const RATE = boundsOf({ min: "1e-9", max: "10", step: "any" });

describe("a field of a number", () => {
  it("takes what stands at it", () => {
    assert.deepEqual(STEPS, { least: 1, most: 1000, whole: true });
    assert.deepEqual(RATE, { least: 1e-9, most: 10, whole: false });
    assert.deepEqual(boundsOf({ min: "", max: "", step: "" }), { least: -Infinity, most: Infinity, whole: true });
    assert.deepEqual([isAboveNothing(STEPS), isAboveNothing(RATE)], [false, true]);
  });

  it("takes a text or has the nearest value that it takes", () => {
    const cases = [
      ["7", STEPS, 7, true],
      ["0", STEPS, 1, false],
      ["99999", STEPS, 1000, false],
      ["2.4", STEPS, 2, false],
      ["", STEPS, null, false],
      ["abc", STEPS, null, false],
      ["0.5", RATE, 0.5, true],
      ["11", RATE, 10, false],
      ["0", RATE, null, false],
      ["-3", RATE, null, false],
    ];
    for (const [text, bounds, near, taken] of cases) {
      const found = judged(text, bounds);
      assert.deepEqual([found.near, found.taken], [near, taken], `${text} of ${JSON.stringify(bounds)}`);
    }
    assert.equal(nearest(Number.POSITIVE_INFINITY, boundsOf({ min: "0", max: "", step: "any" })), null);
  });
});
