import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { way } from "../../../static/js/scenes/factors.js";
import { textOf } from "../support/marks.js";

const LINKS = {
  from: "h",
  arrives: 0.1,
  factors: [
    ["z", 0.5],
    ["tanh′", 0.5],
  ],
};
const drawn = (shown) => way(LINKS, "tanh", { gate: "n", t: 1, x: 0, y: 0, right: 300, shown }).children;
/** The opacity of each row; null is full. */
const opacities = (shown) => drawn(shown).map(({ attrs }) => attrs.opacity);

describe("the way back to a gate, factor by factor", () => {
  it("has what arrives from the start, each factor in turn, and the result at the end", () => {
    assert.deepEqual(opacities(0), [null, 0.25, 0.25, 0.25]);
    assert.deepEqual(opacities(1 / 3), [null, null, 0.25, 0.25]);
    assert.deepEqual(opacities(0.5), [null, null, 0.63, 0.25]);
    assert.deepEqual(opacities(1), [null, null, null, null]);
  });

  it("ends with the product of all", () => {
    const texts = drawn(1).map(textOf);
    assert.match(texts[0], /∂L\/∂h1/);
    assert.match(texts[3], /= ∂L\/∂an/);
    const bars = drawn(1).map(({ children }) => children.find(({ tag }) => tag === "rect").attrs.width);
    for (const [i, width] of bars.slice(1).entries()) assert.ok(width <= bars[i]);
    // 0.1 · 0.5 · 0.5 = 10^−1.6 on a scale of 10^−7 … 10^0.5, in the 172 px beside the text
    assert.ok(Math.abs(bars[3] - (172 * (Math.log10(0.025) + 7)) / 7.5) < 0.01);
  });

  it("is above its line where L grows, and below where L falls", () => {
    const falls = way({ ...LINKS, factors: [["z", -0.5]] }, "tanh", {
      gate: "n",
      t: 1,
      x: 0,
      y: 0,
      right: 300,
      shown: 1,
    });
    const [first, , last] = falls.children.map(({ children }) => children.find(({ tag }) => tag === "rect").attrs);
    assert.equal(first.y + first.height, 12);
    assert.equal(last.y, 2 * 26 + 12);
  });
});
