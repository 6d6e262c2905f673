import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readNumbers } from "../../../static/js/run/pasted-numbers.js";
import { fits, isLarge, original, originally, scalesOf, standardised } from "../../../static/js/run/scaling.js";

const shipped = (name) =>
  readNumbers(readFileSync(new URL(`../../../static/series/${name}.csv`, import.meta.url), "utf8")).table;

/** @param {number[]} values */
const moments = (values) => {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length)];
};

describe("standardising", () => {
  it("leaves each column a mean of 0 and a deviation of 1", () => {
    const { rows } = shipped("nile");
    const both = rows.map(([flow], t) => [flow, t]);
    const done = standardised(both, scalesOf(both));
    for (const i of [0, 1]) {
      const [mean, deviation] = moments(done.map((row) => row[i]));
      assert.ok(Math.abs(mean) < 1e-4 && Math.abs(deviation - 1) < 1e-4, `${i}: ${mean}, ${deviation}`);
    }
  });

  it("can be undone: every number that is shipped comes back as it was", () => {
    for (const name of ["nile", "sunspots"]) {
      const { rows } = shipped(name);
      const scales = scalesOf(rows);
      assert.deepEqual(original(standardised(rows, scales), scales), rows);
    }
    assert.equal(originally(0, [919.35, 168.379]), 919.35);
  });

  it("keeps what never changes, and what no double could square", () => {
    assert.deepEqual(standardised([[5], [5]], scalesOf([[5], [5]])), [[0], [0]]);
    const huge = [[1e300], [-1e300], [5e299]];
    assert.ok(
      standardised(huge, scalesOf(huge))
        .flat()
        .every((value) => Math.abs(value) < 3),
    );
    const tiny = [[1e-300], [-1e-300]];
    assert.deepEqual(standardised(tiny, scalesOf(tiny)), [[1], [-1]]);
  });

  it("is for large numbers", () => {
    assert.equal(isLarge([[1], [-3]]), false);
    assert.equal(isLarge([[1], [-3.1]]), true);
  });

  it("fits numbers of as many columns", () => {
    assert.equal(fits([[1, 2]], 1), true);
    for (const wrong of [
      null,
      "1",
      [
        [1, 2],
        [1, 2],
      ],
      [[1]],
      [[1, 0]],
      [[1, -2]],
    ])
      assert.equal(fits(wrong, 1), false);
  });
});

describe("the shipped series", () => {
  it("are whole", () => {
    const [nile, sunspots] = [shipped("nile"), shipped("sunspots")];
    assert.deepEqual([nile.labels[0], nile.labels[99], nile.rows.length], ["1871", "1970", 100]);
    assert.deepEqual([sunspots.labels[0], sunspots.labels[308], sunspots.rows.length], ["1700", "2008", 309]);
    assert.deepEqual([nile.rows[0], sunspots.rows[308]], [[1120], [2.9]]);
  });
});
