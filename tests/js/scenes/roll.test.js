/** The roll: one A after the other slides under the one that is read, and what they leave stays to be seen. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { colour } from "../../../static/js/pen/colours.js";
import { camera, layout } from "../../../static/js/scenes/layout.js";
import { lifted, placing } from "../../../static/js/scenes/placing.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every, firstUnfinished, markup } from "../support/marks.js";
import { share } from "../support/quick.js";
import { answer, backward, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const WIDTH = 1320;
const picture = (run, u, unrolled, width = WIDTH) =>
  draw(run, u, { at: layout(run, width), scheme: "light", unrolled });
const marked = (marks, wanted) => [...every(marks)].filter(({ attrs }) => wanted(String(attrs.class ?? ""), attrs));
const place = (run, u, unrolled) => {
  const at = layout(run, WIDTH);
  return placing(run, u, camera(at, u), { at, scheme: "light", unrolled });
};
const SHARES = Array.from({ length: 41 }, (_, i) => 1 - i / 40);

describe("the cards", () => {
  const run = answer("rnn");

  for (const u of [0.3, 2.9, 4, 6.5])
    it(`are opaque from the first frame to the last, and as many as there are steps: u = ${u}`, () => {
      for (const unrolled of SHARES) {
        const cells = marked(picture(run, u, unrolled), (name) => /^cell( |$)/.test(name));
        assert.equal(cells.length, run.tokens.length, `unrolled = ${unrolled}`);
        const cards = marked(cells, (_, { key, "data-t": t }) => key === "card" || t !== undefined);
        assert.ok(cards.length >= cells.length && cards.every(({ attrs }) => attrs.opacity === undefined));
      }
    });

  it("slide one after the other, the nearest first, each all the way and never back", () => {
    const u = 3.9;
    const starts = [2, 1, 0].map((t) => SHARES.findIndex((share) => place(run, u, share).under(t) > 0));
    assert.deepEqual(
      starts,
      [...new Set(starts)].sort((a, b) => a - b),
    );
    for (const t of [0, 1, 2]) {
      const slid = SHARES.map((share) => place(run, u, share).under(t));
      assert.deepEqual(
        slid,
        [...slid].sort((a, b) => a - b),
      );
      assert.deepEqual([slid[0], slid.at(-1)], [0, 1]);
      assert.equal(place(run, u, 0).x(t), place(run, u, 0).x(3));
    }
  });

  it("are well apart on their way, on both sides and in a long text: each rank sets out by itself", () => {
    for (const [u, order] of [
      [3.9, [2, 1, 0]],
      [0.3, [1, 2, 3]],
      [6.5, [2, 3]],
      [4.2, [2, 1, 0]],
    ]) {
      const slid = order.map((t) => place(run, u, 0.55).under(t));
      for (let i = 1; i < slid.length; i++) assert.ok(slid[i - 1] - slid[i] > 0.05, `u = ${u}: ${slid}`);
    }
    const long = shaped({ H: 8, T: 12 });
    const slid = [4, 6, 3, 7].map((t) => place(long, 5.5, 0.7).under(t));
    assert.equal(new Set(slid).size, 4, `${slid}`);
    assert.ok(Math.max(...slid) - Math.min(...slid) > 0.2, `${slid}`);
  });

  it("lie under the one that is read: it is drawn last, its neighbours just before", () => {
    const cells = marked(picture(run, 2.9, 0.4), (name) => /^cell( |$)/.test(name)).map(({ attrs }) => attrs["data-t"]);
    assert.equal(cells.at(-1), 2);
    assert.deepEqual(new Set(cells.slice(-3, -1)), new Set([1, 3]));
  });

  it("set out from where the chain has them", () => {
    for (const u of [0.3, 2.9, 6.5]) {
      const at = layout(run, WIDTH);
      const near = place(run, u, 1 - 1e-6);
      for (let t = 0; t < at.T; t++) assert.ok(Math.abs(near.x(t) - place(run, u, 1).x(t)) < 0.01);
      assert.equal(lifted(at, 1), at);
    }
  });
});

describe("what the steps leave", () => {
  const words = shaped({ H: 8, T: 12 });

  it("is a row each behind h_t, the newer in front, in its own colours", () => {
    const rows = marked(picture(words, 6, 0), (name) => name === "remembered");
    assert.deepEqual(
      rows.map(({ attrs }) => attrs["data-t"]),
      [0, 1, 2, 3, 4].filter((t) => t >= 5 - 6),
    );
    const tops = rows.map((row) => [...every([row])].find(({ tag }) => tag === "rect").attrs.y);
    assert.deepEqual(
      tops,
      [...tops].sort((a, b) => a - b),
    );
    for (const row of rows)
      assert.deepEqual(
        [...every([row])].filter(({ tag }) => tag === "rect").map(({ attrs }) => attrs.fill),
        words.steps[row.attrs["data-t"]].h.map((value) => colour(value, "light")),
      );
  });

  it("is a turn of the loop each, the newer inside, with a notch that goes round once a word", () => {
    for (const cell of CELLS) {
      const run = shaped({ cell, H: 8, T: 12 });
      const lanes = cell === "lstm" ? 2 : 1;
      const grooves = marked(picture(run, 6.5, 0), (name) => name === "grooves");
      assert.ok(grooves.length >= 5 && grooves.every(({ children }) => children.length === lanes), cell);
      const notch = (u) =>
        Number(
          marked(picture(run, u, 0), (name) => name === "grooves")[0].children[0].attrs["stroke-dasharray"].split(
            " ",
          )[0],
        );
      const turns = Array.from({ length: 10 }, (_, i) => notch(6.05 + i / 10));
      assert.deepEqual(
        turns,
        [...turns].sort((a, b) => a - b),
      );
      assert.ok(turns[0] < 0.05 && turns.at(-1) > 0.85);
      const back = Array.from({ length: 10 }, (_, i) => notch(15.05 + i / 10));
      assert.deepEqual(
        back,
        [...back].sort((a, b) => b - a),
      );
    }
  });

  it("is no more than six rows and six turns, however long the text: the oldest are gone", () => {
    const long = shaped({ H: 8, T: 40 });
    for (const [u, newest] of [
      [30.5, 29],
      [39.5, 38],
    ]) {
      const marks = picture(long, u, 0);
      const rows = marked(marks, (name) => name === "remembered").map(({ attrs }) => attrs["data-t"]);
      assert.deepEqual(
        rows.sort((a, b) => a - b),
        Array.from({ length: 7 }, (_, i) => newest - 6 + i),
      );
      const faint = marked(marks, (name) => name === "remembered").map(({ attrs }) => attrs.opacity);
      assert.ok(Math.min(...faint) < 0.3 && Math.max(...faint) > 0.85, `${faint}`);
      const turns = marked(marks, (name) => name === "grooves");
      assert.ok(turns.length >= 6 && turns.length <= 8, `${turns.length} turns`);
    }
    // once the new one is there, the seventh before it is gone
    const late = picture(long, 30.98, 0);
    const left = marked(late, (name) => name === "remembered").map(({ attrs }) => attrs["data-t"]);
    assert.ok(Math.min(...left) >= 24, `${left}`);
    assert.ok(marked(late, (name) => name === "grooves").length <= 7);
  });

  it("ages without a leap, over the words and over the turn from forward to backward", () => {
    for (let u = 0.01; u < 24; u += 0.01) {
      const [one, next] = [place(words, u, 0), place(words, u + 0.01, 0)];
      for (const t of [0, 3, 7]) assert.ok(Math.abs(one.age(t) - next.age(t)) < 0.12, `u = ${u}, t = ${t}`);
    }
  });

  it("is bounded: 5,000 steps are no more marks than 12", () => {
    const long = shaped({ H: 8, T: 5000 });
    const count = (run, u, share) => [...every(picture(run, u, share))].length;
    for (const share of [0, 0.3, 0.7])
      for (const [far, near] of [
        [2500.9, 8.9],
        [7500.4, 18.4],
      ])
        assert.ok(count(long, far, share) <= 1.3 * count(words, near, share), `${share}, u = ${far}`);
  });
});

describe("the picture between chain and loop", () => {
  const runs = {
    ...Object.fromEntries(CELLS.map((name) => [name, answer(name)])),
    "from the right": backward(),
    "one step": answer("one"),
    ...Object.fromEntries([1, 2, 64, 256].map((H) => [`H = ${H}`, shaped({ H, T: 5 })])),
  };
  for (const [name, run] of Object.entries(runs))
    it(`is the same wherever it comes from, and finite: ${name}`, () => {
      const T = run.tokens.length;
      const moments = share(SHARES.filter((_, i) => i % 4 === 0)).flatMap((unrolled) =>
        [0, 0.4, T - 0.1, T, T + 0.6, 2 * T].map((u) => [u, unrolled]),
      );
      for (const width of [350, WIDTH]) {
        const there = moments.map(([u, unrolled]) => picture(run, u, unrolled, width));
        for (const [i, marks] of there.entries()) assert.equal(firstUnfinished(marks), null, `${moments[i]}`);
        const back = moments.toReversed().map(([u, unrolled]) => markup(picture(run, u, unrolled, width)));
        assert.deepEqual(
          back.toReversed(),
          there.map((marks) => markup(marks)),
        );
      }
    });

  it("has one cell in the middle of the window at the end, with the loop within it", () => {
    for (const width of [350, 760, 1320]) {
      const run = answer("lstm");
      const at = lifted(layout(run, width), 0);
      const reach = at.box.width / 2 + 0.75 * at.swing + at.lane / 2;
      assert.ok(reach < width / 2, `${reach} of ${width / 2}`);
      assert.ok(at.strip <= width, "h");
    }
  });
});
