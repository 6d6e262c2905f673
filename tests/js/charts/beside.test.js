import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnOf, draw, HEIGHT } from "../../../static/js/charts/beside.js";
import { colour } from "../../../static/js/pen/colours.js";
import { align } from "../../../static/js/run/alignment.js";
import { differences } from "../../../static/js/run/differences.js";
import { every, textOf } from "../support/marks.js";
import { answer, shaped } from "../support/runs.js";
import { matches } from "../support/snapshot.js";

const options = { width: 640, scheme: "light", equal: "same" };
const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

/** A run without one of its steps. */
function without(run, t) {
  const keep = (list) => list.filter((_, i) => i !== t);
  return { ...run, tokens: keep(run.tokens), steps: keep(run.steps) };
}

function together(first, second) {
  const pairs = align(first.tokens, second.tokens);
  return { first, second, pairs, apart: differences(first, second, pairs) };
}

/** Whether every mark is in the frame. @param {object[]} marks @param {number} width */
function within(marks, width) {
  const most = { x: width, cx: width, y: HEIGHT, cy: HEIGHT };
  for (const { attrs } of marks)
    for (const [name, end] of Object.entries(most))
      assert.ok(!(attrs[name] < 0 || attrs[name] > end), `${name} ${attrs[name]}`);
}

describe("two runs on one time axis", () => {
  const run = answer("rnn");

  it("has a column for each pair, and a gap where one has no word", () => {
    const marks = draw(together(run, without(run, 2)), 2.5, options);
    const rows = [0, 1].map((row) => textOf(withClass(marks, `row-${row}`)[0]).trim());
    assert.match(rows[0], /i.*am.*a.*boy/s);
    assert.match(rows[1], /i.*am.*–.*boy/s);
    const [none, one] = withClass(marks, "gap").map(({ attrs }) => attrs.d);
    assert.equal(none, "");
    assert.equal(one.split("M").length - 1, 1);
  });

  it("gives each number of both states its colour", () => {
    const fills = withClass(draw(together(run, run), 0, options), "states").map(
      ({ children }) => new Set(children.map(({ attrs }) => attrs.fill)),
    );
    for (const { h } of run.steps)
      for (const value of h) for (const row of fills) assert.ok(row.has(colour(value, "light")));
  });

  it("draws no difference where there is none, and names that row", () => {
    const marks = draw(together(run, run), 0, options);
    const [dots] = withClass(marks, "nothing-apart");
    assert.equal(dots.attrs.d.split("M").length - 1, run.tokens.length);
    assert.ok(withClass(marks, "tick").some((tick) => textOf(tick) === "same"));
    assert.equal(withClass(draw(together(run, answer("gru")), 0, options), "nothing-apart").length, 0);
  });

  it("underlines the words that differ, each once", () => {
    const other = { ...run, tokens: ["i", "was", "a", "boy"] };
    const [lines] = withClass(draw(together(run, other), 0, options), "changed");
    assert.equal(lines.attrs.d.split("M").length - 1, 2);
  });

  it("finds the column of a step behind a gap", () => {
    const { pairs } = together(without(run, 1), run);
    assert.deepEqual(
      [0, 1, 2, null].map((t) => columnOf(pairs, t)),
      [0, 2, 3, null],
    );
  });

  for (const [T, H] of [
    [1, 1],
    [4, 8],
    [200, 32],
  ])
    it(`stays within its frame at every width and moment, T=${T} H=${H}`, () => {
      const two = together(shaped({ T, H }), without(shaped({ T: T + 3, H }), T));
      for (const width of [280, 640, 1320])
        for (const u of [0, 0.5, T, 1.5 * T, 2 * T]) within([...every(draw(two, u, { ...options, width }))], width);
    });

  it("is drawn as it was", () => matches("beside", draw(together(run, without(answer("rnn"), 1)), 2.5, options)));
});
