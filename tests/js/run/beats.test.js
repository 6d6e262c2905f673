import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { beats } from "../../../static/js/run/beats.js";
import { BACKWARD, beyond, FORWARD, phaseStops, stepStops } from "../../../static/js/run/phases.js";

describe("the beats of somebody who tells of the picture", () => {
  for (const T of [1, 2, 4, 40, 5000])
    it(`ascend from 0 to 2T, each once, and are stops of the timeline: T = ${T}`, () => {
      const found = beats(T);
      assert.equal(found[0], 0);
      assert.equal(found.at(-1), 2 * T);
      assert.ok(found.every((u, i) => i === 0 || u > found[i - 1]));
      const stops = new Set([0, ...phaseStops(T), ...stepStops(T)]);
      assert.deepEqual(
        found.filter((u) => !stops.has(u)),
        [],
      );
    });

  it("are every phase of the first step each way, and whole steps after that", () => {
    const phases = (table, from) => table.map(([, end]) => from + end);
    const T = 4;
    const found = beats(T);
    assert.deepEqual(
      found.filter((u) => u > 0 && u <= 1),
      phases(FORWARD, 0),
    );
    assert.deepEqual(
      found.filter((u) => u > T && u <= T + 1),
      phases(BACKWARD, T),
    );
    const steps = stepStops(T);
    for (const [from, to] of [
      [1, T],
      [T + 1, 2 * T],
    ])
      assert.deepEqual(
        found.filter((u) => u > from && u <= to),
        steps.filter((u) => u > from && u <= to),
      );
  });

  it("lead from one to the next and back again, from wherever the playhead is", () => {
    const all = beats(4);
    const on = [];
    for (let u = 0; u < 8; u = beyond(all, u, 1)) on.push(u);
    assert.deepEqual([...on, 8], all);
    const back = [];
    for (let u = 8; u > 0; u = beyond(all, u, -1)) back.push(u);
    assert.deepEqual([...back, 0].reverse(), all);
    assert.equal(
      beyond(all, 2.6, 1),
      all.find((u) => u > 2.6),
    );
  });

  it("are found again for another length", () => {
    assert.notDeepEqual(beats(3), beats(4));
    assert.equal(beats(3).at(-1), 6);
  });
});
