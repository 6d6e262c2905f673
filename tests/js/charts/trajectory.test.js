import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { draw, planeOf, rider, share } from "../../../static/js/charts/trajectory.js";
import { nearest, plane, startName } from "../../../static/js/charts/trajectory-plane.js";
import { smallRiver } from "../../../static/js/pen/river-scale.js";
import { t } from "../../../static/js/words/i18n.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { matches } from "../support/snapshot.js";
import { speaking } from "../support/words.js";

const options = { width: 640, height: 328, scheme: "light", pointed: null, say: t };

before(() => speaking("en"));

/** @param {object[]} marks @param {string} name a class */
const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

const head = (marks) => withClass(marks, "head").map(({ attrs }) => [attrs.cx, attrs.cy])[0];

/** Two places are the same, but for rounding. */
function near(a, b) {
  assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.02, `${a} is not ${b}`);
}

describe("the path of h", () => {
  for (const cell of CELLS)
    it(`is drawn as it was, ${cell}, on the way back`, () =>
      matches(`trajectory-${cell}`, draw(answer(cell), 5.8, options)));

  it("has one scale for both directions, and every point where the answer has it", () => {
    const run = answer("rnn");
    const { points, start } = planeOf(run, options);
    const scale = (points[1][0] - points[0][0]) / (run.projection.points[1][0] - run.projection.points[0][0]);
    for (const [i, [x, y]] of run.projection.points.entries()) {
      assert.ok(Math.abs(points[i][0] - start[0] - scale * (x - run.projection.start[0])) < 0.03);
      assert.ok(Math.abs(points[i][1] - start[1] + scale * (y - run.projection.start[1])) < 0.03);
    }
  });

  it("begins at h₋₁ and has the playhead on h_t when step t is taken", () => {
    const run = answer("gru");
    const { points, start } = planeOf(run, options);
    near(head(draw(run, 0, options)), start);
    for (const [i, point] of points.entries()) near(head(draw(run, i + 1, options)), point);
  });

  it("rides back: from the last state to the first", () => {
    const run = answer("rnn");
    const T = run.tokens.length;
    const { points } = planeOf(run, options);
    near(head(draw(run, T + 0.2, options)), points[T - 1]);
    for (let k = 1; k < T; k++) near(head(draw(run, T + k + 0.32, options)), points[T - 1 - k]);
    near(head(draw(run, 2 * T, options)), points[0]);
  });

  it("moves without a jump", () => {
    const run = answer("lstm");
    let last = head(draw(run, 0, options));
    for (let i = 1; i <= 1600; i++) {
      const here = head(draw(run, i / 200, options));
      assert.ok(Math.hypot(here[0] - last[0], here[1] - last[1]) < 14, `u = ${i / 200}`);
      last = here;
    }
  });

  it("moves h only while A gives it", () => {
    const run = answer("rnn");
    assert.deepEqual(rider(run, 1.5), { from: 0, to: 1, done: 0, backward: false, at: 0 });
    assert.equal(rider(run, 2).at, 1);
  });

  it("draws each move back as wide as the gradient that made it", () => {
    const run = answer("rnn");
    const moves = withClass(draw(run, 2 * run.tokens.length, options), "violet").filter(({ tag }) => tag === "path");
    assert.equal(moves.length, run.tokens.length - 1);
    for (const { attrs } of moves)
      assert.ok(Math.abs(attrs["stroke-width"] - smallRiver(run.steps[attrs.key].log10_grad_norm, 5)) < 0.01);
  });

  it("names its axes with the shares of the variance", () => {
    const run = answer("rnn");
    const [a, b] = run.projection.explained_variance_ratio;
    const names = withClass(draw(run, 2, options), "axis-name").map(textOf);
    assert.deepEqual(names, [`1st direction (${share(a)}%)`, `2nd direction (${share(b)}%)`]);
    assert.equal(share(0.004), "<1");
    assert.equal(share(0), "0");
  });

  it("says all words of a short sentence that have room, and no word twice", () => {
    const texts = withClass(draw(answer("rnn"), 8, options), "word").map(textOf);
    assert.deepEqual(texts.toSorted(), ["a", "am", "boy", "i"]);
  });

  it("names the start where no line runs through the name", () => {
    const at = (/** @type {number[][]} */ points) =>
      plane({ tokens: points.map(String), projection: { points, start: [0, 0] } }, options);
    const line = [1, -1, 0.5].map((x) => [x, 0]);
    const above = [1, -1, 0].map((x, i) => [x, i + 1]);
    assert.equal(startName(at(line)).anchor, "");
    assert.equal(startName(at(above)).anchor, "end");
  });

  it("says the first, the last and what is looked at of a long one, its points in few paths", () => {
    const run = shaped({ H: 4, T: 500 });
    const marks = draw(run, 250, { ...options, pointed: 77 });
    const words = withClass(marks, "word").map(textOf);
    assert.ok(words.includes("w249") && words.includes("w77"));
    assert.ok(words.every((word) => ["w0", "w499", "w249", "w77"].includes(word)));
    assert.ok([...every(marks)].length < 120);
    const dots = withClass(marks, "dots").reduce((sum, { attrs }) => sum + attrs.d.split("h0").length - 1, 0);
    assert.equal(dots, 500);
  });

  it("keeps what does not move: the very same marks", () => {
    const run = shaped({ H: 4, T: 5000 });
    const [a, b] = [draw(run, 2500.2, options), draw(run, 2500.9, options)].map((marks) =>
      withClass(marks, "dots").filter(({ attrs }) => !attrs.key.includes(" ")),
    );
    assert.ok(a.length > 70);
    assert.equal(a.filter((mark) => b.includes(mark)).length, a.length);
  });

  it("stands still, finite, where h does not vary", () => {
    for (const name of ["one", "gone"]) {
      const run = answer(name);
      for (const u of [0, 0.9, 1, 1.5, 2]) assert.equal(firstUnfinished(draw(run, u, options)), null);
    }
    assert.equal(withClass(draw(answer("one"), 1, options), "axis-name").length, 0);
  });

  it("finds the nearest point within reach", () => {
    const at = planeOf(answer("rnn"), options);
    for (const [i, [x, y]] of at.points.entries()) assert.equal(nearest(at, x + 2, y - 2, 24), i);
    assert.equal(nearest(at, -500, -500, 24), null);
  });

  it("marks what is pointed at", () => {
    const marks = withClass(draw(answer("rnn"), 1, { ...options, pointed: 2 }), "pointed");
    assert.deepEqual(
      marks.map(({ attrs }) => attrs["data-t"]),
      [2],
    );
  });
});
