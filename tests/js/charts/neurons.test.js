/** A unit over the text, and what came with the likeliest five. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnAt, draw as drawTokens, HEIGHT, room, shownFrom } from "../../../static/js/charts/likeliest.js";
import { draw } from "../../../static/js/charts/neuron-trace.js";
import { every } from "../support/marks.js";
import { matches } from "../support/snapshot.js";

const OPTIONS = { width: 320, height: 40, pointed: null, opposite: false };
const path = (marks, name) => marks.find(({ attrs }) => attrs.class === name)?.attrs.d;

describe("the line of a unit", () => {
  const unit = [0, 1, -1, 0.5];
  const feature = [0, 1, null, 1];

  it("is drawn as it was", () => matches("neuron-trace", draw(unit, feature, { ...OPTIONS, pointed: 2 })));

  it("goes from the least to the most", () => {
    assert.equal(path(draw(unit, [], OPTIONS), "unit"), "M40 20L120 3L200 37L280 11.5");
  });

  it("has the feature behind it where that says something", () => {
    assert.equal(path(draw(unit, feature, OPTIONS), "feature"), "M80 40V0H160V40ZM240 40V0H320V40Z");
  });

  it("hangs the feature from above where the unit goes against it", () => {
    assert.equal(
      path(draw(unit, feature, { ...OPTIONS, opposite: true }), "feature"),
      "M80 0V40H160V0ZM240 0V40H320V0Z",
    );
  });

  it("is level where nothing changes, and has no number that is none", () => {
    const marks = draw([2, 2, 2], [null, null, null], OPTIONS);
    assert.match(path(marks, "unit"), /^M\S+ 20L\S+ 20L\S+ 20$/);
    assert.equal(path(marks, "feature"), "");
    for (const values of [[], [null], [1]]) {
      for (const { attrs } of every(draw(values, values, OPTIONS)))
        assert.doesNotMatch(String(attrs.d), /NaN|Infinity/);
    }
  });

  it("keeps its peaks where there are more steps than pixels", () => {
    const many = Array.from({ length: 6000 }, (_, t) => (t === 3210 ? 1 : 0));
    const d = path(draw(many, many, OPTIONS), "unit");
    assert.ok(d.includes(" 3L") || d.endsWith(" 3"), "the peak is at the top");
    assert.ok(d.length < 12_000, String(d.length));
    assert.ok(path(draw(many, many, OPTIONS), "feature").length > 0);
  });
});

describe("what came", () => {
  const token = (t, own, probability) => ({
    t,
    token: own,
    probability,
    likeliest: ["a", "b", "c", "d", "e"],
    likeliest_probability: [0.5, 0.2, 0.1, 0.05, 0.01],
  });
  const tokens = [token(4, "a", 0.5), token(5, "c", 0.1), token(6, "z", 0.001)];
  const options = { from: 0, width: 400, looked: 1, name: (text) => text };
  const texts = (mark) => [...every([mark])].filter(({ tag }) => tag === "text").map(({ children }) => children[0]);

  it("is drawn as it was", () => matches("likeliest", drawTokens(tokens, options)));

  it("edges the token that came, once in each column", () => {
    for (const column of drawTokens(tokens, options))
      assert.equal([...every([column])].filter(({ attrs }) => attrs.class === "edge").length, 1);
  });

  it("adds the token that came from behind the five", () => {
    const [first, , last] = drawTokens(tokens, options).map(texts);
    assert.equal(first.length, 1 + 2 * 5);
    assert.deepEqual(last.slice(-2), ["z", "0.1%"]);
    assert.equal(last.length, 1 + 2 * 6);
  });

  it("shows as many columns as fit, the last ones or the one that is looked at", () => {
    assert.equal(room(400), 3);
    assert.equal(room(10), 1);
    assert.equal(shownFrom(10, null, 400), 7);
    assert.equal(shownFrom(10, 2, 400), 2);
    assert.equal(shownFrom(10, 9, 400), 7);
    assert.equal(shownFrom(2, null, 400), 0);
    assert.deepEqual(
      drawTokens(tokens, { ...options, from: 1, width: 110 }).map(({ attrs }) => attrs.key),
      [5],
    );
  });

  it("knows whose column is at a place", () => {
    assert.equal(columnAt(0, 0, 3), 0);
    assert.equal(columnAt(109, 0, 3), 1);
    assert.equal(columnAt(109, 2, 5), 3);
    assert.equal(columnAt(900, 0, 3), null);
    assert.equal(columnAt(-1, 0, 3), null);
  });

  it("has room for six lines", () => {
    const bottom = Math.max(
      ...[...every(drawTokens(tokens, options))]
        .map(({ attrs }) => /translate\(4 (\d+)\)/.exec(String(attrs.transform))?.[1])
        .map((y) => Number(y ?? 0) + 18),
    );
    assert.ok(bottom <= HEIGHT);
  });
});
