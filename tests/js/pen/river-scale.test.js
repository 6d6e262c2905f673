import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  hasVanished,
  nearlyDry,
  overflows,
  RIVER_MOST,
  riverHeight,
  smallRiver,
} from "../../../static/js/pen/river-scale.js";

describe("the river's height", () => {
  it("is 48 px at 1, 8 px at a hundredth, 1 px at a millionth", () => {
    assert.deepEqual(
      [0, -1, -2, -4, -6].map((log10) => riverHeight(log10)),
      [48, 28, 8, 4.5, 1],
    );
  });

  it("is nothing below a millionth, and nothing for a zero", () => {
    assert.deepEqual(
      [null, -6.001, -2000].map((log10) => riverHeight(log10)),
      [0, 0, 0],
    );
  });

  it("never falls where the norm grows", () => {
    const heights = Array.from({ length: 1200 }, (_, i) => riverHeight(-7 + i / 100));
    for (let i = 1; i < heights.length; i++) assert.ok(heights[i] >= heights[i - 1], `at ${-7 + i / 100}`);
  });

  it("adds 20 px a decade above 1, up to what the stage holds", () => {
    assert.equal(riverHeight(1), 68);
    assert.equal(riverHeight(2), RIVER_MOST);
    assert.equal(riverHeight(5000), RIVER_MOST);
    assert.equal(riverHeight(1, 52), 52);
    assert.deepEqual(
      [null, 0, 2, 2.01, 5000].map((log10) => overflows(log10)),
      [false, false, false, true, true],
    );
    assert.ok(overflows(1, 52));
  });

  it("is as absolute where it is drawn smaller", () => {
    assert.deepEqual(
      [0, -1, null].map((log10) => smallRiver(log10, 12)),
      [12, 7, 0],
    );
    assert.equal(smallRiver(1, 12, 15), 15);
  });

  it("tells a gradient that has vanished from one that is exactly zero", () => {
    assert.deepEqual([null, -5.9, -6.1].map(hasVanished), [false, false, true]);
    assert.deepEqual([null, -4.9, -5.1].map(nearlyDry), [true, false, true]);
  });
});
