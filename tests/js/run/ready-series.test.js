import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COMPUTED, computed, stretched } from "../../../static/js/run/ready-series.js";

describe("the computed series", () => {
  it("have as many numbers as asked for, of about ±1, with three decimals", () => {
    for (const name of COMPUTED) {
      const values = computed(name, 500, 3);
      assert.equal(values.length, 500);
      assert.ok(
        values.every((value) => Math.abs(value) < 2.5 && value === Number(value.toFixed(3))),
        name,
      );
      assert.ok(!values.some((value) => Object.is(value, -0)), name);
    }
  });

  it("are what they are called", () => {
    assert.deepEqual(computed("sine", 7, 0), [0, 0.5, 0.866, 1, 0.866, 0.5, 0]);
    assert.deepEqual([...new Set(computed("steps", 40, 0))], [-0.5, 0.8, 0.1, -0.9, 0.6]);
    assert.deepEqual(computed("flat", 3, 0), [0, 0, 0]);
  });

  it("draw their noise from the seed", () => {
    assert.deepEqual(computed("noise", 20, 1), computed("noise", 20, 1));
    assert.notDeepEqual(computed("noise", 20, 1), computed("noise", 20, 2));
    const values = computed("noise", 4000, 7);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    assert.ok(Math.abs(mean) < 0.03 && Math.abs(deviation - 0.5) < 0.02, `${mean}, ${deviation}`);
  });
});

describe("a curve of another length", () => {
  it("goes through the same ends in straight lines", () => {
    assert.deepEqual(stretched([[0], [1]], 5), [[0], [0.25], [0.5], [0.75], [1]]);
    assert.deepEqual(
      stretched(
        [
          [0, 4],
          [1, 2],
          [2, 0],
        ],
        2,
      ),
      [
        [0, 4],
        [2, 0],
      ],
    );
    assert.deepEqual(stretched([[7]], 3), [[7], [7], [7]]);
    assert.deepEqual(stretched([[7], [8]], 1), [[7]]);
  });
});
