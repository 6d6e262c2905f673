import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { likeness } from "../../../static/js/run/grains.js";

describe("what one step makes of the gradient, cut by cut", () => {
  const of = (...factors) => likeness(factors.map((factor) => (factor === null ? null : Math.log10(factor))));

  it("is called alike only where the numbers are", () => {
    assert.equal(of(0.4, 0.41, 0.39), "alike");
    assert.equal(of(0.75, 0.35, 0.4), "apart");
    assert.equal(of(0.32, 0.41), "apart");
    assert.equal(of(0.5, 0.5, 0.56), "apart");
  });

  it("is not told where one is unknown", () => assert.equal(of(0.4, null, 0.4), "no"));
});
