import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw } from "../../../static/js/charts/check-errors.js";
import { every, textOf } from "../support/marks.js";

const options = { width: 300, height: 160, alarm: "wrong above this line" };
const errors = [1e-16, 1e-12, 1e-5, null];
const marks = draw(
  errors.map((relative_error, t) => ({ t, relative_error })),
  options,
);
const withClass = (name) => [...every(marks)].filter(({ attrs }) => attrs.class === name);

describe("the errors of a check", () => {
  it("are higher the larger they are, on one axis from 10⁻¹⁶ to 10⁻²", () => {
    const heights = withClass("probe").map(({ attrs }) => attrs.cy);
    assert.equal(heights.length, 3);
    const [low, middle, high] = heights;
    assert.ok(Math.abs((low - middle) / (low - high) - 4 / 11) < 0.01);
  });

  it("meet the line of alarm at 10⁻⁵, where a tick says so", () => {
    const [line] = withClass("alarm");
    const y = Number(/ ([\d.]+)H/.exec(line.attrs.d)[1]);
    assert.equal(y, withClass("probe")[2].attrs.cy);
    assert.ok(withClass("tick end").some((tick) => textOf(tick) === "−5" && Math.abs(tick.attrs.y - 4 - y) < 0.02));
  });

  it("are marked apart where a step has none, and named by their h", () => {
    assert.equal(withClass("unknown").length, 1);
    assert.deepEqual(withClass("symbol").map(textOf), ["h0", "h1", "h2", "h3"]);
  });
});
