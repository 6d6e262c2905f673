import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw as drawEffect } from "../../../static/js/charts/whatif-effect.js";
import { domainOf, draw as drawUnits, HEIGHT, unitAt, valueAt } from "../../../static/js/charts/whatif-units.js";
import { verdict } from "../../../static/js/charts/whatif-verdict.js";
import { every, textOf } from "../support/marks.js";

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );
const ends = (d) =>
  d
    .slice(1)
    .split("L")
    .map((pair) => pair.split(" ").map(Number));

describe("h_t as bars", () => {
  const options = { width: 400, scheme: "light", domain: 1, unit: 1, before: [0.5, -0.2], held: new Set([1]) };

  it("show where an edited unit was, and no other", () => {
    const marks = drawUnits([0.5, 0.9], options);
    assert.equal(withClass(marks, "unit").length, 2);
    assert.equal(withClass(marks, "was").length, 1);
  });

  it("give back the unit and the value under a pointer", () => {
    for (const H of [1, 8, 64, 256]) {
      assert.equal(unitAt(0, 400, H), 0);
      assert.equal(unitAt(399, 400, H), H - 1);
    }
    assert.equal(valueAt(0, 1), 1);
    assert.equal(valueAt(HEIGHT, 1), -1);
    const [zero] = withClass(drawUnits([0, 0], options), "zero");
    const y = Number(String(zero.attrs.d).match(/ ([\d.]+)H/)[1]);
    assert.ok(Math.abs(valueAt(y, 1)) < 1e-9);
  });

  it("reach as far as the values do", () => {
    assert.equal(domainOf([0.3, -1]), 1);
    for (const most of [1.01, 7, 320, 1.6e9]) assert.ok(domainOf([most]) >= most && domainOf([most]) < 3 * most);
  });

  it("number as many units as have room, and none of them is a wall", () => {
    for (const H of [8, 64, 256, 1000]) {
      const numbers = [...every(drawUnits(new Array(H).fill(0.1), { ...options, before: [], unit: 3 }))].filter(
        ({ attrs }) => String(attrs.key ?? "").startsWith("n"),
      );
      const places = numbers.map(({ attrs }) => attrs.x).toSorted((a, b) => a - b);
      for (const [i, x] of places.slice(1).entries()) assert.ok(x - places[i] > 7 * String(H - 1).length, `${H}: ${x}`);
    }
    const [bar] = [...every(drawUnits([0.5], { ...options, before: [0.5], unit: 0 }))].filter(
      ({ attrs }) => attrs.class === "unit",
    );
    assert.ok(bar.attrs.width <= 64);
  });
});

describe("what a unit does to the loss", () => {
  const samples = [-1, -0.5, 0, 0.5, 1].map((value) => ({ value, change: value ** 2 + 0.4 * value - 0 }));
  const effect = { from: 0, slope: 0.4, domain: 1, samples, now: { value: 0.5, change: 0.45 } };

  it("has a straight line that touches the true curve where the unit really is", () => {
    const marks = drawEffect(effect, { width: 400 });
    const [[x1, y1], [x2, y2]] = ends(withClass(marks, "straight")[0].attrs.d);
    const [here] = withClass(marks, "here");
    const at = y1 + ((y2 - y1) * (here.attrs.cx - x1)) / (x2 - x1);
    assert.ok(Math.abs(at - here.attrs.cy) < 0.1);
  });

  it("shows prediction and truth apart, and together for a small change", () => {
    const apart = ({ value, change }) => {
      const marks = drawEffect({ ...effect, now: { value, change } }, { width: 400 });
      return Math.abs(withClass(marks, "said")[0].attrs.cy - withClass(marks, "truth")[0].attrs.cy);
    };
    assert.ok(apart({ value: 0.5, change: 0.45 }) > 10 * apart({ value: 0.05, change: 0.0225 }));
  });

  it("has its axes and its place before the server has answered, and no line yet", () => {
    const marks = drawEffect({ ...effect, samples: [], now: null }, { width: 400 });
    assert.equal(withClass(marks, "straight").length, 0);
    assert.equal(withClass(marks, "here").length, 1);
    const lowest = (slope) =>
      textOf(withClass(drawEffect({ ...effect, slope, samples: [], now: null }, { width: 400 }), "end")[0]);
    assert.deepEqual([0.4, -0.04, 0, 1e-300, null].map(lowest), ["−1.00", "−0.10", "−1.00", "−1.00", "−1.00"]);
  });

  it("stays inside its frame however steep it is", () => {
    for (const slope of [1e6, -1e6, 0]) {
      const d = withClass(drawEffect({ ...effect, slope, now: null }, { width: 400 }), "straight")[0].attrs.d;
      for (const [, y] of ends(d)) assert.ok(y >= 0 && y <= 188, d);
    }
    assert.equal(withClass(drawEffect({ ...effect, slope: null }, { width: 400 }), "straight").length, 0);
  });
});

describe("prediction and truth", () => {
  it("are bars from one zero, to one scale", () => {
    const bars = withClass(verdict(-0.05, 0.1, { width: 300, names: ["p", "t"], values: ["a", "b"] }), "verdict-bar");
    assert.ok(Math.abs(bars[1].attrs.width - 2 * bars[0].attrs.width) < 0.1);
    assert.ok(Math.abs(bars[0].attrs.x + bars[0].attrs.width - bars[1].attrs.x) < 0.1);
  });
});
