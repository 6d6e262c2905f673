/** Rows and columns of gradient as bars. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { barBoxes } from "../../../static/js/pen/bar-boxes.js";
import { gradientOpacity } from "../../../static/js/pen/colours.js";
import { mark } from "../../../static/js/pen/svg.js";
import { every } from "../support/marks.js";
import { random } from "../support/random.js";

const ROW = { x: 10, y: 5, width: 320, height: 26, upright: false };
const find = (drawing, name) => [...every([drawing])].filter(({ attrs }) => attrs.class === name);
const write = (j, { x, y }) => mark("text", { class: "number", x, y }, String(j));
const boxes = ({ attrs: { d } }) =>
  [...d.matchAll(/M([-\d.]+) ([-\d.]+)h([-\d.]+)v([-\d.]+)h/g)].map((m) => m.slice(1).map(Number));
const next = random(11);
const vector = (n, scale) => Array.from({ length: n }, () => (next() < 0.15 ? 0 : (2 * next() - 1) * scale));

describe("a row of gradient", () => {
  it("without numbers has a bar a component around one line, up for what is positive", () => {
    for (let run = 0; run < 100; run++) {
      const values = vector(40, 10 ** (4 - 9 * next()));
      const most = Math.max(...values.map(Math.abs));
      const drawn = barBoxes(values, { ...ROW, write: null });
      for (const [name, sign] of [
        ["up", 1],
        ["down", -1],
      ]) {
        const wanted = values.filter((value) => value * sign > 0);
        const bars = boxes(find(drawn, name)[0]);
        assert.equal(bars.length, wanted.length);
        bars.forEach(([, y, , height], i) => {
          assert.ok(Math.abs(height - Math.max((Math.abs(wanted[i]) / most) * 12, 0.75)) < 0.02);
          assert.ok(Math.abs((sign > 0 ? y + height : y) - 18) < 0.02);
        });
      }
    }
  });

  it("is turned in a column: to the right is up", () => {
    const drawn = barBoxes([1, -0.5], { x: 0, y: 0, width: 40, height: 8, upright: true, write: null });
    const [[up], [down]] = ["up", "down"].map((name) => boxes(find(drawn, name)[0]));
    assert.deepEqual([up[0], up[0] + up[2]], [20, 39]);
    assert.deepEqual([down[0], down[0] + down[2]], [10.5, 20]);
    assert.ok(up[1] < down[1]);
  });

  /** A bar in a box with a number: its side, its end at the floor or the ceiling, its height. */
  const stands = ({ attrs }, values, most) => {
    const value = values[Math.floor((attrs.x - ROW.x) / 40)];
    assert.equal(attrs.class, value > 0 ? "up" : "down");
    assert.ok(Math.abs(attrs.height - Math.max((Math.abs(value) / most) * 24, 0.75)) < 0.02);
    const end = value > 0 ? attrs.y + attrs.height - 30 : attrs.y - 6;
    assert.ok(Math.abs(end) < 0.02);
  };

  it("with numbers has its bars rise from the floor or hang from the ceiling, of the box's height at most", () => {
    for (let run = 0; run < 100; run++) {
      const values = vector(8, 10 ** (4 - 9 * next()));
      const drawn = barBoxes(values, { ...ROW, write });
      const bars = ["up", "down"].flatMap((name) => find(drawn, name));
      assert.equal(bars.length, values.filter((value) => value !== 0).length);
      for (const bar of bars) stands(bar, values, Math.max(...values.map(Math.abs)));
      assert.equal(find(drawn, "number").length, 8);
    }
  });

  it("has the violet of its norm, paler behind numbers, and is hollow where it is nearly dry", () => {
    const opacity = (values, options) => barBoxes(values, { ...ROW, ...options }).children[1].attrs.opacity;
    assert.equal(opacity([3e-3, 4e-3], { write: null }), Math.round(100 * gradientOpacity(Math.log10(5e-3))) / 100);
    assert.ok(opacity([1, 1], { write }) <= 0.5);
    assert.equal(barBoxes([1e-7], { ...ROW, write: null }).attrs.class, "gradient-bars dry");
    assert.equal(barBoxes([0, 0], { ...ROW, write: null }).attrs.class, "gradient-bars");
  });
});
