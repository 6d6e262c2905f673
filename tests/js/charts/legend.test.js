import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { fadings, valuesAndMagnitudes, valuesAndRiver } from "../../../static/js/charts/legend.js";
import { textOf } from "../support/marks.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

describe("the legend on the way back", () => {
  for (const [name, draw, own] of [
    ["chain", valuesAndRiver, ["L↑", "L↓", "10−4", "1"]],
    ["text", valuesAndMagnitudes, ["a", "a", "0", "10−6", "1"]],
  ])
    it(`has the values' scale and the gradient's in the part that a phone shows: ${name}`, () => {
      const marks = draw("light");
      const texts = marks.filter(({ tag }) => tag === "text");
      assert.deepEqual(texts.map(textOf), ["−1", "1", "gradient", ...own]);
      for (const { attrs } of marks) if (attrs.x !== undefined) assert.ok(attrs.x >= 64 && attrs.x <= 232);
    });

  it("tells what has vanished from what is exactly zero, before the violets", () => {
    const marks = fadings("light");
    const [struck, faint] = ["struck", "faint"].map((name) =>
      marks.find(({ attrs }) => String(attrs.class).includes(name)),
    );
    assert.equal(faint.attrs["fill-opacity"], 0.35);
    assert.ok(marks.some(({ attrs }) => attrs.class === "hollow"));
    const first = Math.min(...marks.filter(({ attrs }) => attrs.fill).map(({ attrs }) => attrs.x));
    assert.ok(struck.attrs.x < faint.attrs.x && faint.attrs.x < first);
  });
});
