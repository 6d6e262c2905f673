import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { slope } from "../../../static/js/run/algebra.js";
import { SQUASHES, slopeName } from "../../../static/js/run/squashes.js";

const STEP = 1e-6;

describe("the functions that bend a sum", () => {
  for (const [name, { f, slope: own, inverse }] of Object.entries(SQUASHES))
    it(`${name}: its slope is the change of its value, its inverse goes back`, () => {
      for (const a of [-1.7, -0.3, 0.2, 1.1, 2.4]) {
        assert.ok(Math.abs((f(a + STEP) - f(a - STEP)) / (2 * STEP) - own(a)) < 1e-6);
        if (own(a) > 0) assert.ok(Math.abs(inverse(f(a)) - a) < 1e-9);
      }
    });

  it("of a linear cell, the slope that the gradient meets is 1 everywhere", () => {
    for (const a of [-40, -0.5, 0, 3]) assert.equal(slope(a, a, "identity"), 1);
    assert.equal(slope(0.5, Math.tanh(0.5)), 1 - Math.tanh(0.5) ** 2);
    assert.deepEqual([slope(-1, 0, "relu"), slope(2, 2, "relu")], [0, 1]);
  });

  it("name their slopes", () => {
    assert.deepEqual(
      ["tanh", "relu", "identity", undefined].map((nonlinearity) => slopeName({ nonlinearity })),
      ["tanh′", "relu′", "f′", "tanh′"],
    );
  });
});
