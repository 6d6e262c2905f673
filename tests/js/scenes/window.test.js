/** What is seen in A: something moves in every phase, and its bars are the run's numbers. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { productOf, before as stateBefore } from "../../../static/js/run/algebra.js";
import { largestProducts, partsOf } from "../../../static/js/run/parts.js";
import { FORWARD } from "../../../static/js/run/phases.js";
import { gateSum } from "../../../static/js/run/sums.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { gridOf } from "../../../static/js/scenes/window-grid.js";
import { every, markup } from "../support/marks.js";
import { answer, backward, CELLS, fourth, shaped } from "../support/runs.js";
import { OPTIONS, SCENES } from "../support/scenes.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const RUNS = {
  ...Object.fromEntries([...CELLS, "relu", "next-token", "one", "vanishing"].map((name) => [name, answer(name)])),
  mgu: fourth(),
  "read from the right": backward(),
  identity: { ...answer("rnn"), nonlinearity: "identity" },
  "without weights": { ...answer("rnn"), parameters: undefined },
  "a gated cell without weights": { ...answer("lstm"), parameters: undefined },
  ...Object.fromEntries(
    [1, 2, 64, 256].flatMap((H) => CELLS.map((cell) => [`${cell}, H = ${H}`, shaped({ cell, H, T: 2 })])),
  ),
};

/** Every number that a picture draws with, of the marks that have a place in it. @param {object[]} marks */
function* places(marks) {
  for (const { tag, attrs } of every(marks))
    yield [
      tag,
      Object.entries(attrs).flatMap(([name, value]) =>
        name === "key" ? [] : (String(value).match(/-?\d+(\.\d+)?/g) ?? []).map(Number),
      ),
    ];
}

/** The farthest that anything has moved between two pictures, px; endless where marks came or went. @param {object[]} a @param {object[]} b */
function moved(a, b) {
  const [from, to] = [[...places(a)], [...places(b)]];
  if (from.length !== to.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const [i, [tag, numbers]] of from.entries()) {
    const [other, next] = to[i];
    if (tag !== other || numbers.length !== next.length) return Number.POSITIVE_INFINITY;
    for (const [j, number] of numbers.entries()) most = Math.max(most, Math.abs(number - next[j]));
  }
  return most;
}

/** The picture without what is beside A in it: the box alone. @param {object[]} marks */
const boxes = (marks) => [...every(marks)].filter(({ attrs }) => /^A( |$)/.test(String(attrs.class ?? "")));

/** Moments of a phase of step k, its ends included. @param {number} k @param {number} phase its place in the table */
function samples(k, phase) {
  const SAMPLES = 6;
  const [begin, end] = [phase ? FORWARD[phase - 1][1] : 0, FORWARD[phase][1]];
  return Array.from({ length: SAMPLES + 1 }, (_, n) => k + begin + ((end - begin) * n) / SAMPLES);
}

/** Fail where a phase of a step has two moments that look alike. @param {object} run @param {number} k @param {number} phase */
function moves(run, k, phase) {
  const times = samples(k, phase);
  const draws = times.map((u) => SCENES.chain(run, u, OPTIONS));
  for (let n = 1; n < draws.length; n++)
    assert.ok(moved(draws[n - 1], draws[n]) > 0.4, `${FORWARD[phase][0]}: u = ${times[n]}`);
  assert.ok(moved(boxes(draws[0]), boxes(draws.at(-1))) > 2, `inside A, ${FORWARD[phase][0]}, step ${k}`);
}

describe("no phase of any step is still", () => {
  for (const [name, run] of Object.entries(RUNS))
    it(name, () => {
      const last = run.tokens.length - 1;
      for (const k of new Set([0, Math.min(1, last), last])) for (const phase of FORWARD.keys()) moves(run, k, phase);
    });
});

describe("the bars are the answer's numbers", () => {
  /** The bars of a row, unit by unit. @param {object[]} marks @param {string} key */
  const drawn = (marks, key) =>
    [...every(marks)]
      .find(({ attrs }) => attrs.key === key && attrs.class === "bars")
      .children.map(({ attrs }) => attrs);
  /** A bar's height with the sign of its direction. @param {object} bar @param {number} foot */
  const signed = ({ y, height }, foot) => (y + height / 2 <= foot ? height : -height);

  it("W h and W x at the end of multiply, their sum with b at the end of add, h at the end of squash", () => {
    const run = answer("rnn");
    const grid = gridOf(run, layout(run, OPTIONS.width));
    const [row] = grid.rows;
    const t = 2;
    const px = (value) => Math.max(Math.abs(value) * row.unit, 1);
    const same = (bars, values, foot, what) => {
      for (const [j, value] of values.entries()) {
        assert.ok(Math.abs(bars[j].height - px(value)) < 0.02, `${what} ${j}`);
        if (Math.abs(value) > 0.05) assert.equal(Math.sign(signed(bars[j], foot)), Math.sign(value), `${what} ${j}`);
      }
    };
    const mixed = boxes(SCENES.chain(run, t + 0.5, OPTIONS));
    const [memory, input] = [
      ["hh", stateBefore(run, t)],
      ["ih", run.steps[t].x],
    ].map(([name, v]) => productOf(run, name, "a", v, false));
    same(drawn(mixed, "sum"), memory, row.middle - grid.apart.y, "W h");
    same(drawn(mixed, "input"), input, row.middle + grid.apart.y, "W x");
    const added = boxes(SCENES.chain(run, t + 0.6, OPTIONS));
    same(drawn(added, "sum"), run.steps[t].gates.a, row.middle, "a");
    const squashed = boxes(SCENES.chain(run, t + 0.7, OPTIONS));
    same(drawn(squashed, "sum"), run.steps[t].h, row.middle, "h");
  });

  for (const name of [...CELLS, "mgu"])
    it(`the parts of every gate add up as its unit's own sum does: ${name}`, () => {
      const run = RUNS[name];
      for (const parts of partsOf(run, 1))
        for (let j = 0; j < run.hidden_size; j++) {
          const { terms, total } = gateSum(run, 1, parts.name, j);
          const of = (kind) =>
            terms.filter((term) => term.kind === kind).reduce((sum, { product }) => sum + product, 0);
          const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-6, `${parts.name}[${j}]: ${a}, ${b}`);
          near(parts.memory[j], of("memory"));
          near(parts.input[j], of("input"));
          near(parts.sum[j], total);
        }
    });

  it("the lines are the largest products, and few for any size", () => {
    for (const H of [2, 8, 64, 256]) {
      const run = shaped({ cell: "lstm", H, T: 2 });
      const products = largestProducts(run, 1);
      assert.ok(products.length <= 96);
      const sizes = products.map(({ value }) => Math.abs(value));
      assert.deepEqual(
        sizes,
        [...sizes].sort((a, b) => b - a),
      );
    }
    assert.deepEqual(largestProducts(RUNS["without weights"], 1), []);
  });

  it("a gated cell's gates keep standing open, each in its row", () => {
    for (const name of ["gru", "lstm", "mgu"]) {
      const run = RUNS[name];
      const [first] = boxes(SCENES.chain(run, 1, OPTIONS));
      const gates = [...every([first])].filter(({ attrs }) => attrs.class === "gate");
      assert.deepEqual(
        gates.map(({ attrs }) => attrs.key),
        Object.keys(run.steps[0].gates),
      );
    }
  });

  it("many units are few marks", () => {
    for (const u of [0.3, 0.45, 0.55, 0.65, 0.75, 1])
      for (const cell of CELLS)
        assert.ok(
          [...every(boxes(SCENES.chain(shaped({ cell, H: 256, T: 1 }), u, OPTIONS)))].length < 300,
          `${cell} ${u}`,
        );
  });

  it("forward, then reverse, is the same to the mark", () => {
    const run = answer("lstm");
    const times = Array.from({ length: 80 }, (_, i) => 1 + i / 80);
    const there = times.map((u) => markup(SCENES.chain(run, u, OPTIONS)));
    const back = times.toReversed().map((u) => markup(SCENES.chain(run, u, OPTIONS)));
    assert.deepEqual(back.toReversed(), there);
  });
});
