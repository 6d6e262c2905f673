import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { colour, threadWidth } from "../../../static/js/pen/colours.js";
import { riverHeight } from "../../../static/js/pen/river-scale.js";
import { carried } from "../../../static/js/run/between.js";
import { draw } from "../../../static/js/scenes/text-threads.js";
import { every, firstUnfinished } from "../support/marks.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { matches } from "../support/snapshot.js";

const PLACES = [60, 220, 380, 560].map((x, i) => ({ x, width: 60 + 20 * i }));
const options = { words: PLACES, top: 180, scheme: "light" };
const all = (run, u, more = {}) => [...every(draw(run, u, { ...options, ...more }))];
const waters = (marks) => marks.filter(({ attrs }) => attrs.class === "text-water");

/** From top to bottom of a band, px. @param {{attrs: {d: string}}} mark */
const heightOf = ({ attrs }) => {
  const [, top, , bottom] = attrs.d.match(/-?[\d.]+/g).map(Number);
  return bottom - top;
};

describe("the chain under a text of few words", () => {
  const run = answer("rnn");
  const T = run.tokens.length;

  it("is drawn as expected, on the way and back", () => {
    matches("text-threads-forward", draw(run, 2.8, options));
    matches("text-threads-back", draw(run, T + 1.4, options));
  });

  it("has the very numbers as threads: out of each word, and on to the next", () => {
    const threads = all(run, T).filter(({ attrs }) => attrs["data-unit"] !== undefined);
    assert.equal(threads.length, 2 * T * run.hidden_size);
    for (let t = 0; t < T; t++)
      for (const [j, value] of run.steps[t].h.entries()) {
        const own = threads.filter(({ attrs }) => attrs["data-unit"] === j && attrs.stroke === colour(value, "light"));
        assert.ok(own.length >= 2 && own.every(({ attrs }) => attrs["stroke-width"] === threadWidth(value)));
      }
  });

  it("has nothing of a step that has not been taken, and no gradient before it comes", () => {
    assert.equal(all(run, 0).filter(({ attrs }) => attrs["data-unit"] !== undefined).length, 0);
    assert.deepEqual(waters(all(run, T)), []);
  });

  it("has the gradient on its absolute scale, and nothing where it has vanished", () => {
    const heights = waters(all(run, 2 * T)).map(heightOf);
    const expected = run.steps.map((_, t) => riverHeight(carried(run, t).log10, 60)).filter((high) => high > 0);
    assert.equal(heights.length, expected.length);
    for (const [i, high] of expected.entries()) assert.ok(Math.abs(heights[i] - high) < 0.02);
  });

  for (const cell of CELLS)
    it(`is drawn with finite numbers at every moment, at one word and at many units: ${cell}`, () => {
      for (const shape of [
        { H: 1, T: 1 },
        { H: 64, T: 8 },
      ]) {
        const one = shaped({ cell, ...shape });
        const words = Array.from({ length: shape.T }, (_, t) => ({ x: 40 + 50 * t, width: 44 }));
        for (let u = 0; u <= 2 * shape.T; u += 0.3)
          assert.equal(firstUnfinished(draw(one, u, { ...options, words })), null);
      }
    });

  it("runs to the left where the words are read from the right", () => {
    const words = [...PLACES].reverse();
    const rails = all(run, T, { words }).filter(({ attrs }) => attrs.class === "rail");
    for (const { attrs } of rails) {
      const [from, , to] = attrs.d.match(/-?[\d.]+/g).map(Number);
      assert.ok(to < from);
    }
  });
});
