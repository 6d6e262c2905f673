/** A gradient's bars: side, height and strength are the answer's own numbers. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gradientOpacity } from "../../../static/js/pen/colours.js";
import { gradientBars, relative } from "../../../static/js/pen/gradient-bars.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every } from "../support/marks.js";
import { random } from "../support/random.js";
import { answer, CELLS, shaped } from "../support/runs.js";

const BOX = { x: 0, y: 0, unit: 20, half: 12 };
const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) => String(attrs.class).split(" ").includes(name));
const log10 = (values) => Math.log10(Math.hypot(...values));

/** The bars of a group by unit: above the line is positive, in shares of the room. @param {object} group */
function shares(group) {
  const of = {};
  for (const { tag, attrs } of every([group]))
    if (attrs["data-unit"] !== undefined)
      of[attrs["data-unit"]] = tag === "circle" ? 0 : (attrs.class === "up" ? 1 : -1) * (attrs.height / BOX.half);
  return of;
}

describe("a gradient's bars", () => {
  it("are as high as the component beside the largest, up where L grows", () => {
    const next = random(5);
    for (let run = 0; run < 200; run++) {
      const scale = 10 ** (8 * next() - 6);
      const values = Array.from({ length: 1 + Math.floor(next() * 16) }, () =>
        next() < 0.2 ? 0 : (2 * next() - 1) * scale,
      );
      const most = Math.max(...values.map(Math.abs));
      if (most === 0) continue;
      const drawn = shares(gradientBars(values, log10(values), BOX));
      values.forEach((value, j) => {
        assert.equal(Math.sign(drawn[j]), Math.sign(value));
        const least = value === 0 ? 0 : 0.75 / BOX.half;
        assert.ok(
          Math.abs(Math.abs(drawn[j]) - Math.max(Math.abs(value) / most, least)) < 0.006,
          `${drawn[j]} of ${value}`,
        );
      });
    }
  });

  it("have the violet of the norm, whatever its size beside other vectors", () => {
    for (const level of [-8, -5, -3, -1, 0, 2])
      assert.equal(
        gradientBars([10 ** level], level, BOX).attrs.opacity,
        Math.round(gradientOpacity(level) * 100) / 100,
      );
  });

  it("tell zero, next to nothing and unknown apart", () => {
    const zero = gradientBars([0, 0], null, BOX);
    assert.equal(withClass([zero], "none").length, 2);
    assert.equal(withClass([zero], "dotted").length, 1);
    const dry = gradientBars([1e-9, 0], -9, BOX);
    assert.equal(withClass([dry], "dry").length, 1);
    assert.equal(withClass([dry], "up").length, 1);
    assert.equal(withClass([dry], "none").length, 1);
    const beyond = gradientBars(null, -2000, BOX);
    assert.equal(withClass([beyond], "dotted").length, 1);
    assert.equal(withClass([beyond], "none").length, 0);
    // an answer that leaves the components out says nothing of them
    assert.equal(gradientBars(null, -2, BOX), null);
    assert.equal(relative([0, 0], -400), null);
  });

  it("share two paths where there are many, and no zero has a part in them", () => {
    const values = Array.from({ length: 256 }, (_, j) => (j % 3) - 1);
    const marks = gradientBars(values, log10(values), { ...BOX, unit: 1 });
    const parts = ["up", "down"].map((name) => withClass([marks], name)[0].attrs.d.match(/M/g).length);
    assert.deepEqual(parts, [values.filter((v) => v > 0).length, values.filter((v) => v < 0).length]);
  });
});

describe("the bars above h", () => {
  const rows = (run, u) =>
    [...every(draw(run, u, { at: layout(run, 1320), scheme: "light" }))].filter(({ attrs }) =>
      String(attrs["data-vector"] ?? "").startsWith("grad:"),
    );

  for (const cell of CELLS)
    it(`come when the gradient does: ${cell}`, () => {
      const run = answer(cell);
      const T = run.tokens.length;
      assert.equal(rows(run, T).length, 0);
      assert.deepEqual(
        rows(run, T + 1).map(({ attrs }) => attrs["data-vector"]),
        [`grad:${T - 1}`],
      );
      assert.equal(rows(run, 2 * T).length, T);
      for (const row of rows(run, 2 * T)) {
        const { grad } = run.steps[Number(row.attrs["data-vector"].slice(5))];
        for (const [j, share] of Object.entries(shares(row))) assert.equal(Math.sign(share), Math.sign(grad[j]));
      }
    });

  for (const H of [1, 2, 16, 64, 256])
    it(`are as wide as the strip: ${H} units`, () => {
      const run = shaped({ H, T: 3 });
      const at = layout(run, 1320);
      const field = [...every([rows(run, 6)[0]])].find(({ attrs }) => attrs.key === "field");
      assert.ok(Math.abs(field.attrs.width - at.strip) < 0.01);
      assert.ok(at.bars.y + at.bars.half <= at.top && at.bars.y - at.bars.half > 0);
    });
});
