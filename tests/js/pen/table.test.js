import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { signedPaint, table, violetPaint } from "../../../static/js/pen/table.js";
import { numberWidth } from "../../../static/js/pen/text-width.js";
import { CELL, layout } from "../../../static/js/scenes/layout.js";
import { strip } from "../../../static/js/scenes/vectors.js";
import { every, textOf } from "../support/marks.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { OPTIONS, SCENES } from "../support/scenes.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

/** A row's numbers in columns of a width. @param {number[]} values @param {number} column @param {object} paint */
const row = (values, column, paint) => {
  const box = { x: 0, y: 0, width: column * values.length, height: 20 };
  const drawn = table([values], { ...box, paint, owner: values, name: `${column}` });
  return [...every([drawn])].filter(({ tag }) => tag === "text").map(textOf);
};

describe("a table's numbers", () => {
  it("lose their leading zero together where a column is narrow, and stand not at all where it is narrower", () => {
    const values = [0.5, -0.78, 0.25];
    assert.deepEqual(row(values, 41, signedPaint("light")), ["0.50", "−0.78", "0.25"]);
    assert.deepEqual(row(values, 32, signedPaint("light")), [".50", "−.78", ".25"]);
    assert.deepEqual(row(values, 22, signedPaint("light")), []);
  });

  it("are written alike whatever their signs", () => {
    for (const column of [30, 33, 36, 41])
      assert.deepEqual(
        row([0.5, 0.78], column, signedPaint("light")).map((text) => `−${text}`),
        [...row([-0.5, -0.78], column, signedPaint("light"))],
      );
  });

  it("have a figure before a gradient's power of ten where there is room", () => {
    const values = [3.3e-41, -8.3e-8];
    assert.deepEqual(row(values, 60, violetPaint("light")), ["3·10⁻⁴¹", "−8·10⁻⁸"]);
    assert.deepEqual(row(values, 41, violetPaint("light")), ["10⁻⁴¹", "−10⁻⁸"]);
  });
});

describe("fine cells", () => {
  /** How many shades a table of fine cells has. @param {number[]} values @param {object} paint */
  const shades = (values, paint) => {
    const box = { x: 0, y: 0, width: 2 * values.length, height: 4 };
    return table([values], { ...box, paint, owner: values, name: "fine" }).children.length;
  };

  it("have sixteen shades to each side of 0", () => {
    const values = Array.from({ length: 201 }, (_, i) => (i - 100) / 100);
    assert.equal(shades(values, signedPaint("light")), 33);
  });
});

describe("inside A", () => {
  const numbers = (marks) =>
    [...every(marks)].filter(({ tag, attrs }) => tag === "text" && /^number/.test(attrs.class ?? "")).map(textOf);

  for (const cell of CELLS)
    for (const [device, width] of Object.entries({ tablet: 664, laptop: 726, desktop: 827 }))
      it(`writes the numbers of eight units, forward and back: ${cell}, ${device}`, () => {
        const run = answer(cell);
        for (const u of [2.99, 5.99]) {
          const found = numbers(SCENES.inside(run, u, { ...OPTIONS, width }));
          assert.ok(found.length >= 8 * (cell === "rnn" ? 13 : 6), `u = ${u}: ${found.length}`);
        }
      });

  it("has rows high enough for the numbers of eight inputs", () => {
    const run = shaped({ H: 8, I: 8, T: 4 });
    assert.ok(numbers(SCENES.inside(run, 2.99, { ...OPTIONS, width: 827 })).length >= 8 * 18 + 16);
  });
});

describe("a strip's numbers", () => {
  it("leave room for the next strip's name, however many inputs there are", () => {
    for (const [H, I] of [
      [8, 8],
      [4, 8],
      [2, 4],
    ])
      for (const width of [358, 704, 1216, 1320, 1376])
        for (const T of [1, 4, 12]) {
          const { inputUnit, pitch } = layout(shaped({ H, I, T }), width);
          assert.ok(inputUnit * I + 32 <= pitch, `H=${H} I=${I} T=${T} ${width}: ${inputUnit} in ${pitch}`);
        }
  });

  it("keep three px to the end of their cell", () => {
    const spacing = 0.02 * 12;
    for (const width of [358, 704, 1216, 1320, 1376])
      for (const T of [1, 4, 5, 12]) {
        const { unit } = layout(shaped({ H: 8, T }), width);
        const drawn = strip([-0.78, -0.65], { unit, height: 28, scheme: "light" });
        const [text] = [...every([drawn])].filter(({ tag }) => tag === "text").map(textOf);
        assert.equal(text, unit >= CELL.full ? "−0.78" : unit >= CELL.tight ? "−.78" : "−.8");
        assert.ok((unit - 1 - (numberWidth(text) - spacing * text.length)) / 2 >= 2.95, `${width} ${T}: ${unit}`);
      }
  });
});
