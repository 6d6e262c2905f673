import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { draw, MARGIN, overviewCellAt, STRIP } from "../../../static/js/scenes/timeline.js";
import { every } from "../support/marks.js";
import { points } from "../support/pointer.js";
import { shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

describe("the number of the overview under the pointer", () => {
  const run = shaped({ H: 4, T: 4 });
  const numbers = [0, 1, 2, 3].flatMap((t) => [0, 1, 2, 3].map((j) => ({ t, j })));
  const cells = [false, true].flatMap((backward) => numbers.map((each) => ({ ...each, backward })));
  for (const width of [640, 1320])
    it(`is the one whose cell is lit, its edges too: ${width} px`, () => {
      for (const cell of cells) {
        const marks = draw(run, 0, { width, forward: "", backward: "", cell });
        const { attrs: lit } = [...every(marks)].find(({ attrs }) => attrs.class === "pointed");
        for (const [x, y] of points(lit)) assert.deepEqual(overviewCellAt(run, width, x, y), cell);
      }
    });

  it("is none beside it", () => {
    for (const [x, y] of [
      [MARGIN - 1, STRIP.y + 1],
      [640 - MARGIN + 1, STRIP.y + 1],
      [100, STRIP.y - 1],
      [100, STRIP.y + STRIP.height + 1],
    ])
      assert.equal(overviewCellAt(run, 640, x, y), null);
  });
});
