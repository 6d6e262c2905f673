/** ∂L/∂W_h as an outer product: tiles by area, margins, and margins alone for a large network. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { before } from "../../../static/js/run/algebra.js";
import { productGradient, weightGradientAt, weightGradientFrom } from "../../../static/js/run/backprop.js";
import { tileOf, tiles } from "../../../static/js/scenes/hinton.js";
import { gathering } from "../../../static/js/scenes/weight-gradient.js";
import { every, textOf } from "../support/marks.js";
import { random } from "../support/random.js";
import { answer, CELLS, shaped } from "../support/runs.js";

const ROOM = { x: 0, y: 0, width: 185, height: 185, scheme: "light" };
const all = (drawing, name) =>
  [...every([drawing])].filter(({ attrs }) => String(attrs.class).split(" ").includes(name));
const count = (marks) => marks.reduce((sum, { attrs }) => sum + (attrs.d.match(/M/g)?.length ?? 0), 0);

describe("a tile", () => {
  it("has an area in proportion to the share, and a side of the line for the sign", () => {
    const cell = { x: 3, y: 7, width: 20, height: 16 };
    const whole = tileOf(1, cell);
    const next = random(2);
    for (let i = 0; i < 300; i++) {
      const share = 2 * next() - 1;
      const { x, y, width, height } = tileOf(share, cell);
      assert.ok(Math.abs((width * height) / (whole.width * whole.height) - Math.abs(share)) < 1e-9);
      assert.ok(x >= cell.x && x + width <= cell.x + cell.width);
      assert.ok(Math.abs((share > 0 ? y + height : y) - 15) < 1e-9);
    }
  });

  it("is drawn for every component that is not zero", () => {
    const drawn = tiles(
      [
        [1, 0],
        [-2, 3],
      ],
      { x: 0, y: 0, width: 20, height: 20, of: 2, most: 3, log10: 0 },
    );
    assert.deepEqual([count(all(drawn, "up")), count(all(drawn, "down"))], [2, 1]);
    assert.equal(count(tiles([[0]], { x: 0, y: 0, width: 9, height: 9, of: 1, most: 0, log10: null }).children), 0);
  });
});

describe("∂L/∂W_h as it gathers", () => {
  for (const cell of CELLS)
    it(`has a share of tiles that is the product of its margins: ${cell}`, () => {
      const run = answer(cell);
      const gate = Object.keys(run.steps[0].gates).at(-1);
      for (const t of [1, 2, 3]) {
        const drawn = gathering(run, t, { ...ROOM, gate, made: 1, dropped: 0 });
        const share = [...every([drawn])].find(({ attrs }) => attrs.key === "share");
        const [h, d] = [before(run, t), productGradient(run, t, gate)];
        const positive = h.reduce((n, a) => n + d.filter((b) => a * b > 0).length, 0);
        assert.equal(count(all(share, "up")), positive);
        assert.deepEqual(weightGradientAt(run, t, gate)[2][1], h[2] * d[1]);
        // the margin of h has a bar a unit, of its own sign
        const bars = all(drawn, "remembered")[0].children.filter(({ tag }) => tag === "rect");
        const middle = 11;
        bars.forEach(({ attrs }, j) => {
          if (h[j] < -0.05) assert.ok(attrs.x < middle && Math.abs(attrs.x + attrs.width - middle) < 0.02);
          if (h[j] > 0.05) assert.equal(attrs.x, middle);
        });
      }
    });

  it("is all of it in the end, and nothing before the first share", () => {
    const run = answer("rnn");
    const done = gathering(run, 0, { ...ROOM, gate: "a", made: 1, dropped: 1 });
    const whole = weightGradientFrom(run, 0, "a").flat();
    assert.equal(count(all(all(done, "tiles")[0], "up")), whole.filter((value) => value > 0).length);
    const none = gathering(run, 3, { ...ROOM, gate: "a", made: 0, dropped: 0 });
    assert.equal(count([...all(none, "tiles")[0].children]), 0);
    assert.match([...every([none])].map(textOf).join(" "), /‖·‖ = 0/);
  });

  it("has tiles up to 32 units, and above only its margins", () => {
    for (const [H, tiled] of [
      [1, true],
      [32, true],
      [33, false],
      [256, false],
    ]) {
      const drawn = gathering(shaped({ H, T: 3 }), 2, { ...ROOM, gate: "a", made: 1, dropped: 0.5 });
      assert.equal(all(drawn, "tiles").length > 0, tiled, `${H}`);
      assert.equal(all(drawn, "remembered")[0].children.filter(({ tag }) => tag === "rect").length, H);
      assert.equal(/⊗/.test([...every([drawn])].map(textOf).join("")), !tiled);
    }
  });
});
