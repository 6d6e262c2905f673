import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { valuesAndMagnitudes, valuesAndThreads } from "../../../static/js/charts/legend.js";
import { textOf } from "../support/marks.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

describe("the legend on the way back", () => {
  for (const [name, draw, least] of [
    ["chain", valuesAndThreads, "10−4"],
    ["text", valuesAndMagnitudes, "10−6"],
  ])
    it(`has the values' scale and the gradient's in the part that a phone shows: ${name}`, () => {
      const marks = draw("light");
      const texts = marks.filter(({ tag }) => tag === "text");
      assert.deepEqual(texts.map(textOf), ["−1", "1", "gradient", least, "1"]);
      for (const { attrs } of marks) if (attrs.x !== undefined) assert.ok(attrs.x >= 64 && attrs.x <= 232);
    });
});
