/** The lens: eight neighbours, their own numbers, their values. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { colour } from "../../../static/js/pen/colours.js";
import { short } from "../../../static/js/pen/numbers.js";
import { sorted } from "../../../static/js/run/order.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { firstOf, hasLens, inSight, lens } from "../../../static/js/scenes/lens.js";
import { every, textOf } from "../support/marks.js";
import { random } from "../support/random.js";
import { shaped } from "../support/runs.js";

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );
const drawn = (run, u, over, width = 1320) => lens(run, u, { at: layout(run, width), scheme: "light", over });

describe("the lens", () => {
  it("is for strips that write no numbers, of steps that have been read", () => {
    assert.equal(hasLens({ hidden_size: 8 }), false);
    assert.equal(hasLens({ hidden_size: 9 }), true);
    assert.deepEqual(drawn(shaped({ H: 8, T: 3 }), 6, { t: 0, unit: 0 }), []);
    const run = shaped({ H: 64, T: 3 });
    assert.deepEqual(drawn(run, 1.5, { t: 1, unit: 0 }), []);
    assert.deepEqual(drawn(run, 6, { t: 3, unit: 0 }), []);
    assert.deepEqual(drawn(run, 6, { t: 0, unit: 64 }), []);
    assert.deepEqual(drawn(run, 6, null), []);
  });

  it("has eight units, the one that is meant among them, in the order that is shown", () => {
    const next = random(9);
    for (const H of [9, 16, 64, 256]) {
      const own = shaped({ H, T: 3 });
      for (const run of [own, sorted(own, "size")])
        for (let i = 0; i < 20; i++) {
          const [t, unit] = [Math.floor(3 * next()), Math.floor(H * next())];
          const marks = drawn(run, 3, { t, unit });
          const first = firstOf(unit, H);
          assert.ok(first <= unit && unit < first + 8 && first >= 0 && first + 8 <= H);
          const names = withClass(marks, "unit").map((text) => Number(textOf(text)));
          const wanted = Array.from({ length: 8 }, (_, k) => run.units?.[first + k] ?? first + k);
          assert.deepEqual(names, wanted);
          assert.equal(Number(textOf(withClass(marks, "meant")[0])), run.units?.[unit] ?? unit);
          const { h } = run.steps[t];
          assert.deepEqual(withClass(marks, "number").map(textOf), h.slice(first, first + 8).map(short));
          const fills = [...every(marks)]
            .filter(({ attrs }) => attrs.fill && attrs.height)
            .map(({ attrs }) => attrs.fill);
          assert.deepEqual(
            fills,
            h.slice(first, first + 8).map((value) => colour(value, "light")),
          );
        }
    }
  });

  it("has the gradient once it has come, beside the largest of the whole vector", () => {
    const run = shaped({ H: 64, T: 3 });
    assert.equal(withClass(drawn(run, 3.2, { t: 2, unit: 10 }), "gradient-bars").length, 0);
    const marks = drawn(run, 4, { t: 2, unit: 10 });
    const { grad } = run.steps[2];
    const most = Math.max(...grad.map(Math.abs));
    const first = firstOf(10, 64);
    const bars = [...every(marks)].filter(({ attrs }) => attrs["data-unit"] !== undefined);
    assert.deepEqual(
      bars.map(({ attrs }) => attrs["data-unit"]),
      Array.from({ length: 8 }, (_, k) => first + k),
    );
    for (const { attrs } of bars) {
      const value = grad[attrs["data-unit"]];
      assert.equal(attrs.class, value > 0 ? "up" : "down");
      assert.ok(Math.abs(attrs.height - Math.max((Math.abs(value) / most) * 12, 0.75)) < 0.01);
    }
    assert.equal(withClass(marks, "number").length, 16);
  });

  it("stays in the window, at any width", () => {
    for (const width of [358, 720, 1320])
      for (const unit of [0, 40, 63])
        for (const t of [0, 2]) {
          const run = shaped({ H: 64, T: 3 });
          const [glass] = withClass(drawn(run, 6, { t, unit }, width), "glass");
          assert.ok(glass.attrs.x >= 0 && glass.attrs.x + glass.attrs.width <= width, `${width} ${unit} ${t}`);
        }
  });

  it("is over the step of the playhead, or over the one in the middle of a narrow window", () => {
    const run = shaped({ H: 64, T: 6 });
    const wide = layout(run, 2400);
    for (let t = 0; t < 6; t++) assert.equal(inSight(wide, 7, t), t);
    const narrow = layout(run, 358);
    assert.equal(inSight(narrow, 12, 5), 0);
    assert.equal(inSight(narrow, 0.5, 0), 0);
  });
});
