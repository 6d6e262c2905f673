import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { domain, draw, height, thresholdAt } from "../../../static/js/charts/clipping.js";
import { clipped } from "../../../static/js/run/clipping.js";
import { every, textOf } from "../support/marks.js";
import { matches } from "../support/snapshot.js";

const NORMS = [
  { name: "embedding.weight", level: -2.2 },
  { name: "rnn.weight_ih_l0", level: -1.83 },
  { name: "rnn.weight_hh_l0_reverse", level: null },
  { name: "linear.bias", level: -0.4 },
];
const options = { width: 640, scheme: "light", total: "all" };
const drawn = (threshold, more = {}, norms = NORMS, total = -0.37) =>
  draw(norms, { total, threshold, factor: clipped(total, threshold) }, { ...options, ...more });
const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );
const lineOf = (marks) => Number(withClass(marks, "line-of")[0].attrs.d.match(/^M([\d.]+)/)[1]);

describe("the norms of the parameters", () => {
  it("are dots at their powers of ten; one of exactly zero has none", () => {
    const marks = drawn(0);
    const dots = withClass(marks, "tip-dot");
    assert.equal(dots.length, NORMS.length);
    for (const [i, level] of [-2.2, -1.83, -0.4, -0.37].entries())
      assert.ok(Math.abs(thresholdAt(dots[i].attrs.cx, [-2.2], 640) - level) < 1e-3);
    assert.equal(textOf(withClass(marks, "parameter-norm")[2]), "0");
  });

  it("have no ring while the threshold is above them, else one where clipping takes them", () => {
    assert.equal(withClass(drawn(0), "after").length, 0);
    const marks = drawn(-1);
    const [dots, rings] = [withClass(marks, "tip-dot"), withClass(marks, "after")];
    assert.equal(rings.length, dots.length);
    assert.ok(Math.abs(rings.at(-1).attrs.cx - lineOf(marks)) < 0.1, "the total ends at the threshold");
  });

  it("have the threshold where the pointer puts it", () => {
    for (const width of [320, 640, 1320])
      for (const threshold of [-5.5, -1, 0, 1.9]) {
        const px = lineOf(drawn(threshold, { width }));
        assert.ok(Math.abs(thresholdAt(px, [-2.2], width) - threshold) < 0.02);
      }
    assert.equal(thresholdAt(-100, [], 640), -6);
    assert.equal(thresholdAt(9000, [], 640), 2);
  });

  it("have an absolute axis that only grows", () => {
    assert.deepEqual(domain([-0.4, null]), [-6, 2]);
    assert.deepEqual(domain([-2000.5]), [-2002, 2]);
    assert.deepEqual(domain([41]), [-6, 42]);
  });

  it("stay within the frame", () => {
    for (const width of [288, 640, 1320])
      for (const level of [-1999, -3, 4000]) {
        const norms = [...NORMS, { name: "linear.weight", level }];
        const marks = [...every(drawn(0, { width }, norms, Math.max(level, 0)))];
        for (const { attrs } of marks) {
          assert.ok(!(attrs.cx < 0 || attrs.cx > width), `${attrs.cx}`);
          assert.ok(!(attrs.y > height(norms.length, width)), `${attrs.y}`);
        }
      }
  });

  it("are drawn as they were", () => matches("clipping", drawn(-1)));
});
