import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw } from "../../../static/js/charts/ledger.js";
import { touch } from "../../../static/js/pen/labels.js";
import { every, textOf } from "../support/marks.js";
import { answer, CELLS } from "../support/runs.js";

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

describe("the numbers of the ledger", () => {
  for (const cell of CELLS)
    it(`stand beside its bars, on a phone too: ${cell}`, () => {
      const T = answer(cell).tokens.length;
      const marks = draw(answer(cell), 2 * T, { width: 324, height: 248 });
      const bars = withClass(marks, "bar").map(({ attrs: { x, y, width, height } }) => ({
        x1: x,
        y1: y,
        x2: x + width,
        y2: y + height,
      }));
      const numbers = withClass(marks, "level-value");
      assert.equal(numbers.length, T);
      for (const number of numbers) {
        const { x, y } = number.attrs;
        const box = { x1: x - 17, y1: y - 9, x2: x + 17, y2: y };
        assert.deepEqual(
          bars.filter((bar) => touch(bar, box)),
          [],
          textOf(number),
        );
      }
    });
});
