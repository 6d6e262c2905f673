import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cellsOfPixels, gradients, paintPixels, states } from "../../../static/js/charts/heatmap.js";
import { colour, gradientColour } from "../../../static/js/pen/colours.js";
import { answer, shaped } from "../support/runs.js";

/** The pixel at (x, y) as CSS writes it; "" where nothing was drawn. */
function pixel({ data, width }, x, y) {
  const [r, g, b, a] = data.slice((y * width + x) * 4, (y * width + x) * 4 + 4);
  return a ? `rgb(${r}, ${g}, ${b})` : "";
}

describe("the heat map", () => {
  const run = answer("rnn");
  const T = run.steps.length;
  const size = { width: 40 * T, height: 8 * run.hidden_size, ratio: 2, scheme: "light" };

  it("has the colour of h of unit j at step t where that stands", () => {
    const picture = states(run, size);
    assert.deepEqual([picture.width, picture.height], [80 * T, 16 * run.hidden_size]);
    for (const [t, { h }] of run.steps.entries())
      for (const [j, value] of h.entries())
        assert.equal(pixel(picture, 80 * t + 30, 16 * j + 6), colour(value, "light"));
  });

  it("shows the gradients from the last step to the first, on the absolute scale", () => {
    const picture = gradients(run, size);
    for (const [t, { grad }] of run.steps.entries())
      for (const [j, value] of grad.entries())
        assert.equal(
          pixel(picture, 80 * (T - 1 - t) + 30, 16 * j + 6),
          gradientColour(value === 0 ? null : Math.log10(Math.abs(value)), "light"),
        );
  });

  it("takes the norm where components are left out or beyond a double", () => {
    const bare = { ...run, steps: run.steps.map((step) => ({ ...step, grad: null })) };
    const picture = gradients(bare, size);
    assert.equal(pixel(picture, 30, 6), gradientColour(run.steps[T - 1].log10_grad_norm, "light"));
  });

  it("leaves gaps between cells where there is room, none where there is not", () => {
    assert.deepEqual(cellsOfPixels(8, 2, 1), [0, 0, 0, -1, 1, 1, 1, 1]);
    assert.deepEqual(cellsOfPixels(8, 2, 0), [0, 0, 0, 0, 1, 1, 1, 1]);
    const wide = states(run, size);
    assert.equal(pixel(wide, 79, 6), "");
    const many = states(shaped({ H: 64, T: 200 }), { width: 500, height: 24, ratio: 1, scheme: "dark" });
    for (let x = 0; x < 500; x += 7) assert.notEqual(pixel(many, x, 12), "");
  });

  it("many cells in a pixel: the one under its middle, never a mixture", () => {
    const picture = paintPixels(
      5000,
      256,
      ["rgb(0, 0, 0)", "rgb(255, 255, 255)"],
      { width: 500, height: 24, ratio: 1 },
      (t) => t % 2,
    );
    const seen = new Set(Array.from({ length: 500 }, (_, x) => pixel(picture, x, 3)));
    for (const css of seen) assert.ok(["rgb(0, 0, 0)", "rgb(255, 255, 255)"].includes(css));
    assert.deepEqual(cellsOfPixels(2, 6, 0), [1, 4]);
  });
});
