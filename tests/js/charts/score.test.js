/** The bar of a held-out score. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { beatsAll, draw, reach } from "../../../static/js/charts/score.js";
import { every } from "../support/marks.js";

const bar = (score) => [...every(draw(score, 200))].find(({ attrs }) => attrs.class === "value")?.attrs.width;
const ticks = (score) => [...every(draw(score, 200))].filter(({ attrs }) => attrs.class === "baseline line");

describe("the bar of a score", () => {
  const share = { measure: "accuracy", value: 0.75, examples: 10, baselines: { chance: 0.125 } };
  const bits = { measure: "bits", value: 2, examples: 10, baselines: { letters: 4, pairs: 3 } };

  it("is a share of the whole line", () => {
    assert.equal(bar(share), 150);
    assert.equal(ticks(share)[0].attrs.d.split(" ")[0], "M25");
  });

  it("ends just beyond the worst where less is better", () => {
    assert.equal(reach(bits), 4.2);
    assert.ok(bar(bits) < 100);
    assert.equal(ticks(bits).length, 2);
  });

  it("stays in its line", () => {
    assert.ok(bar({ ...share, value: 0 }) > 0);
    assert.equal(bar({ ...share, value: 1 }), 200);
    const [tick] = ticks({ ...share, baselines: { none: 0 } });
    assert.match(tick.attrs.d, /^M1 /);
    assert.ok(Number.isFinite(bar({ ...bits, value: 0, baselines: {} })));
  });

  it("says whether it is the best", () => {
    assert.equal(beatsAll(share), true);
    assert.equal(beatsAll({ ...share, value: 0.1 }), false);
    assert.equal(beatsAll(bits), true);
    assert.equal(beatsAll({ ...bits, value: 3.5 }), false);
  });
});
