import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw, heightOf, margin } from "../../../static/js/charts/compare.js";
import { draw as drawHighway } from "../../../static/js/charts/compare-highway.js";
import { needleAt } from "../../../static/js/charts/needle.js";
import { kinds } from "../../../static/js/page/compare.js";
import { every, textOf } from "../support/marks.js";
import { shaped } from "../support/runs.js";

const tokens = ["i", "am", "a", "boy"];
const run = (slope) => {
  const one = structuredClone(shaped({ H: 2, T: 4, tokens }));
  for (const step of one.steps) step.log10_grad_norm = slope === null ? null : slope * (3 - step.t);
  return one;
};
const entrants = (slopes) =>
  kinds({ bias: false }).map((kind, i) => ({
    kind,
    run: slopes[i] === undefined ? null : run(slopes[i]),
    problem: "",
  }));
const options = { width: 700, scheme: "light", tokens, current: "gru", pointed: null };
const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

describe("four rows", () => {
  const four = entrants([-1, -2, -0.5, 0]);

  it("name each cell, say it for a click, give it its mark, and tell the page's own", () => {
    const marks = draw(four, 2, options);
    const names = withClass(marks, "lane-name");
    assert.deepEqual(names.map(({ attrs }) => attrs["data-cell"]).sort(), ["gru", "lstm", "relu", "rnn"]);
    assert.deepEqual(names.filter(({ attrs }) => attrs.class.includes("current")).map(textOf), ["GRU"]);
    const outlines = withClass(marks, "glyph").map(({ attrs }) => attrs.d);
    assert.equal(new Set(outlines).size, 4);
  });

  it("keep the row of a cell that was refused, and are as high as their rows", () => {
    const marks = draw(entrants([-1, undefined, -1, -1]), 2, options);
    assert.equal(withClass(marks, "lane").length, 8, "four lanes, pale and reached");
    assert.ok(heightOf(5) > heightOf(4));
  });

  it("are all reached on the way forward, and from the right on the way back", () => {
    const clip = (u) => [...every(draw(four, u, options))].find(({ tag }) => tag === "clipPath").children[0].attrs;
    assert.equal(clip(2).width, options.width);
    assert.ok(clip(5).width < clip(7).width);
  });

  it("have no playhead on a text that is not the page's", () => {
    const marks = draw(four, null, options);
    assert.equal(withClass(marks, "needle").length, 0);
    assert.equal(withClass(marks, "ghost").length, 0);
    assert.equal(withClass(draw(four, 2, options), "needle").length, 1);
  });

  it("stay the same marks while only time passes", () => {
    const [a, b] = [draw(four, 5.2, options), draw(four, 5.4, options)];
    const pale = (marks) => marks.find(({ attrs }) => attrs.key === "pale").children;
    for (const [i, mark] of pale(a).entries()) assert.equal(mark, pale(b)[i]);
  });

  it("follow the page's own cell and the width", () => {
    for (const current of ["gru", "lstm"])
      assert.deepEqual(
        withClass(draw(four, 2, { ...options, current }), "lane-name")
          .filter(({ attrs }) => attrs.class.includes("current"))
          .map(({ attrs }) => attrs["data-cell"]),
        [current],
      );
    const edge = (width) => withClass(draw(four, 2, { ...options, width }), "lane")[0].children.at(-1).attrs.d;
    assert.notEqual(edge(500), edge(900));
  });

  it("draw one step", () => {
    const one = kinds().map((kind) => ({
      kind,
      run: structuredClone(shaped({ H: 1, T: 1, tokens: ["hi"] })),
      problem: "",
    }));
    assert.ok(draw(one, 1, { ...options, tokens: ["hi"] }).length);
  });
});

describe("the playhead among the steps", () => {
  it("stands at t when h_t has been made, and when its gradient has", () => {
    for (const t of [0, 1, 2, 3]) {
      assert.equal(needleAt(t + 1, 4), t);
      assert.equal(needleAt(8 - t, 4), t);
    }
    assert.equal(needleAt(4.5, 4), 3, "it waits where it turns");
    assert.ok(margin(390).left < margin(900).left);
  });
});

describe("the way past the matrix", () => {
  const routes = [
    { name: "lstm", highway: [-3, -2, -1, 0], full: [-1, -0.5, -0.2, 0] },
    { name: "gru", highway: [null, null, -1, 0], full: [-2, -1, -0.5, 0] },
  ];

  it("has two lines a cell, each with its name", () => {
    const marks = drawHighway(routes, 2, { width: 500, tokens, backward: true, pointed: 1 });
    assert.deepEqual(withClass(marks, "route-name").map(textOf).sort(), ["Π f", "Π z", "∂c₃/∂c₀", "∂h₃/∂h₀"].sort());
    assert.equal(withClass(marks, "highway").filter(({ tag }) => tag === "g").length, 2);
    assert.equal(withClass(marks, "pointed-at").length, 1);
  });

  it("is drawn again for another width", () => {
    const names = (width) =>
      withClass(drawHighway(routes, 2, { width, tokens, backward: true }), "leader").map(({ attrs }) => attrs.d);
    assert.notDeepEqual(names(340), names(700));
  });
});
