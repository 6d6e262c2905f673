import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  beginning,
  beside,
  curve,
  levelAt,
  plot,
  rounded,
  said,
  spread,
  stepAt,
  words,
} from "../../../static/js/charts/plot.js";
import { textOf } from "../support/marks.js";

const margin = { left: 100, right: 10, top: 10, bottom: 40 };
const ground = (T, levels = [[-3, 0]], width = 510) => plot(levels, { width, height: 200, margin, T });

describe("the ground of the charts over steps", () => {
  it("has a column a step, and finds it again", () => {
    for (const T of [1, 4, 60]) {
      const at = ground(T);
      for (let t = 0; t < T; t++) assert.equal(stepAt(at.x(t), { width: 510, margin, T }), t);
      assert.equal(stepAt(0, { width: 510, margin, T }), 0);
      assert.equal(stepAt(509, { width: 510, margin, T }), T - 1);
    }
  });

  it("holds every level, and never hides how far 1 is", () => {
    for (const levels of [[[-300, null, -2]], [[3, 40]], [[]], [[null]]]) {
      const at = ground(3, levels);
      for (const level of [...levels.flat().filter((v) => v !== null), 0])
        assert.ok(at.y(level) >= margin.top - 0.01 && at.y(level) <= at.floor + 0.01, `${level}`);
    }
  });

  it("leaves as much room beside the last step as a name needs, and no more", () => {
    for (const T of [1, 2, 4, 40, 400]) {
      const own = beside({ ...margin, right: 8 }, 76, { width: 510, T });
      const at = plot([[-3, 0]], { width: 510, height: 200, margin: own, T });
      const room = 510 - at.x(T - 1);
      assert.ok(room >= 75.5 && (room < 76.6 || own.right === 8), `T = ${T}: ${room}`);
    }
  });

  it("breaks a curve where the level is exactly zero", () => {
    const d = curve(ground(5), [-1, -2, null, -1, 0], "rnn").children[0].attrs.d;
    assert.equal(d.match(/M/g).length, 2);
    assert.equal(levelAt([-1, -2, null], 0.5), -1.5);
    assert.equal(levelAt([-1, -2, null], 1.5), null);
    assert.equal(beginning([null, -4]), 1);
    assert.equal(beginning([null]), -1);
  });

  it("keeps names apart and inside", () => {
    for (const wanted of [
      [50, 51, 52, 53],
      [190, 190, 190, 190],
      [10, 10, 100, 190],
      [50, 40],
    ]) {
      const places = spread(wanted, [10, 190]);
      const sorted = [...places].sort((a, b) => a - b);
      for (const [i, place] of sorted.slice(1).entries()) assert.ok(place - sorted[i] >= 17 - 1e-9);
      assert.ok(sorted[0] >= 10 && sorted.at(-1) <= 190);
    }
    const [a, b] = spread([60, 50], [10, 190]);
    assert.ok(a > b, "the upper curve has the upper name");
  });

  it("writes as many words as fit, at round places", () => {
    const tokens = Array.from({ length: 60 }, (_, t) => `word${t}`);
    const shown = words(ground(60), tokens, 190, 12);
    assert.deepEqual(
      shown.map(({ attrs }) => attrs.key),
      [0, 10, 20, 30, 40, 50],
    );
    assert.deepEqual(words(ground(2), ["i", "am"], 190, null).map(textOf), ["i", "am"]);
    assert.deepEqual([0.3, 1, 1.1, 3, 7, 45].map(rounded), [1, 1, 2, 5, 10, 50]);
  });

  it("says an exact zero", () => {
    assert.equal(said(null), "0");
    assert.equal(said(-1.5), "10^{−1.50}");
  });
});
