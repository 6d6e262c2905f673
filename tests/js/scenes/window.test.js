/** What is seen in A: something moves in every phase, and its bars are the run's numbers. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { colour } from "../../../static/js/pen/colours.js";
import { riverHeight } from "../../../static/js/pen/river-scale.js";
import { productOf, before as stateBefore } from "../../../static/js/run/algebra.js";
import { largestProducts, partsOf } from "../../../static/js/run/parts.js";
import { BACKWARD, FORWARD } from "../../../static/js/run/phases.js";
import { gateSum } from "../../../static/js/run/sums.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { workings } from "../../../static/js/scenes/window.js";
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

/** The numbers that an attribute is drawn with. @param {unknown} value */
const numbers = (value) => (String(value).match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

/**
 * The farthest that anything has moved between two pictures, px; endless where marks came or went.
 * @param {object[]} a
 * @param {object[]} b
 */
function moved(a, b) {
  const [from, to] = [[...every(a)], [...every(b)]];
  if (from.length !== to.length) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...from.map((mark, i) => (mark === to[i] ? 0 : changed(mark, to[i]))));
}

/** The same between two marks. @param {object} one @param {object} other */
function changed(one, other) {
  if (one.tag !== other.tag) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const name of new Set([...Object.keys(one.attrs), ...Object.keys(other.attrs)])) {
    if (name === "key" || one.attrs[name] === other.attrs[name]) continue;
    const [from, to] = [numbers(one.attrs[name]), numbers(other.attrs[name])];
    if (from.length !== to.length) return Number.POSITIVE_INFINITY;
    for (const [i, number] of from.entries()) most = Math.max(most, Math.abs(number - to[i]));
  }
  return most;
}

/** The picture without what is beside A in it: the box alone. @param {object[]} marks */
const boxes = (marks) => [...every(marks)].filter(({ attrs }) => /^A( |$)/.test(String(attrs.class ?? "")));

/** The marks of the step's own place in the chain: A, what is in it, and its two strips. @param {object[]} marks @param {number} t */
const placeOfStep = (marks, t) =>
  [...every(marks)].filter(({ attrs }) => attrs["data-t"] === t && String(attrs.class).startsWith("cell"));

/**
 * Moments of a phase of step k, its ends included.
 * @param {number} k @param {number} phase its place in the table @param {[string, number][]} [table]
 */
function samples(k, phase, table = FORWARD) {
  const SAMPLES = 6;
  const [begin, end] = [phase ? table[phase - 1][1] : 0, table[phase][1]];
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

/** The same on the way back, where a gradient arrives. @param {object} run @param {number} t @param {number} phase */
function movesBack(run, t, phase) {
  const T = run.tokens.length;
  const name = BACKWARD[phase][0];
  const draws = samples(2 * T - 1 - t, phase, BACKWARD).map((u) => SCENES.chain(run, u, OPTIONS));
  for (let n = 1; n < draws.length; n++)
    assert.ok(moved(draws[n - 1], draws[n]) > 0.4, `${name}, step ${t}, sample ${n}`);
  const [first, last] = [draws[0], draws.at(-1)].map((marks) => placeOfStep(marks, t));
  assert.ok(moved(first, last) > 2, `at A, ${name}, step ${t}`);
}

describe("no phase of any step back is still", () => {
  for (const [name, run] of Object.entries(RUNS))
    it(name, () => {
      for (const { t, log10_grad_norm: log10 } of run.steps)
        for (const phase of BACKWARD.keys()) {
          // water that has dried up leaves nothing to see, nor do gradients that were not told leave A
          const leaves = BACKWARD[phase][0] === "leave" && !run.log10_initial_grad_norm;
          if (!leaves && riverHeight(log10) > 0) movesBack(run, t, phase);
        }
    });
});

/** The bars of a row, unit by unit; none where there is no such row. @param {object[]} marks @param {string} key */
const barsOf = (marks, key) =>
  ([...every(marks)].find(({ attrs }) => attrs.key === key && attrs.class === "bars")?.children ?? []).map(
    ({ attrs }) => attrs,
  );

/** A moment of a phase of step t. @param {number} t @param {string} name @param {number} share of the phase */
const momentOf = (t, name, share) => {
  const index = FORWARD.findIndex(([phase]) => phase === name);
  const from = index ? FORWARD[index - 1][1] : 0;
  return t + from + (FORWARD[index][1] - from) * share;
};

describe("what happens within a phase", () => {
  const t = 2;
  const inA = (run, name, share) => boxes(SCENES.chain(run, momentOf(t, name, share), OPTIONS));
  const along = [0.02, 0.2, 0.4, 0.5, 0.6, 0.8, 0.98];
  const parts = [
    ["sum", "hh"],
    ["input", "ih"],
  ];
  const products = (run, name) =>
    productOf(run, name, "a", name === "hh" ? stateBefore(run, t) : run.steps[t].x, false);

  it("in multiply every part of every sum grows from nothing to its product, all by the same share", () => {
    const run = answer("rnn");
    const { unit } = gridOf(run, layout(run, OPTIONS.width)).rows[0];
    for (const [key, name] of parts) {
      const full = products(run, name).map((value) => Math.abs(value) * unit);
      const shares = along.map((share) => {
        const heights = barsOf(inA(run, "multiply", share), key).map(({ height }) => height);
        // one that is not thinner than the thinnest bar tells its share
        const own = full.flatMap((px, j) => ((heights[j] ?? 0) > 1 ? [heights[j] / px] : []));
        assert.ok(own.length === 0 || Math.max(...own) - Math.min(...own) < 0.03, `${key} at ${share}`);
        return own[0] ?? 0;
      });
      assert.equal(shares[0], 0, key);
      assert.ok(
        shares[2] < 0.3 && shares[4] > shares[3] && shares[4] < 0.9 && shares.at(-1) > 0.97,
        `${key} ${shares}`,
      );
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => a - b),
      );
    }
  });

  it("in add the two parts lie one on the other, from 0 to the sum of both, before b joins", () => {
    const run = answer("rnn");
    const { unit, middle } = gridOf(run, layout(run, OPTIONS.width)).rows[0];
    const [recurrent, input] = [products(run, "hh"), products(run, "ih")];
    // eased, the parts lie on each other where the share of the phase is STACKED
    const STACKED_AT = 0.567;
    const marks = inA(run, "add", STACKED_AT);
    const [lower, upper] = parts.map(([key]) => barsOf(marks, key));
    for (const [j, m] of recurrent.entries()) {
      const ends = [upper[j].y, upper[j].y + upper[j].height];
      const [base, tip] = [middle - m * unit, middle - (m + input[j]) * unit];
      assert.ok(Math.min(...ends.map((y) => Math.abs(y - base))) < 1.2, `base of ${j}`);
      assert.ok(Math.min(...ends.map((y) => Math.abs(y - tip))) < 1.2, `tip of ${j}`);
      assert.ok(Math.abs(lower[j].height - Math.max(Math.abs(m) * unit, 1)) < 1.2, `recurrent of ${j}`);
    }
  });

  it("in squash each bar goes from a to h and leaves its mark at a", () => {
    const run = answer("rnn");
    const { unit } = gridOf(run, layout(run, OPTIONS.width)).rows[0];
    const [a, h] = [run.steps[t].gates.a, run.steps[t].h];
    const taken = a.map((value, i) => Math.abs(value - h[i]));
    const j = taken.indexOf(Math.max(...taken));
    const shares = along.map((share) => {
      const marks = inA(run, "squash", share);
      assert.ok([...every(marks)].some(({ attrs }) => attrs.key === "tips"));
      return (barsOf(marks, "sum")[j].height / unit - Math.abs(a[j])) / (Math.abs(h[j]) - Math.abs(a[j]));
    });
    assert.ok(shares[0] < 0.05 && shares[3] > 0.3 && shares[3] < 0.7 && shares.at(-1) > 0.95, `${shares}`);
    assert.deepEqual(
      shares,
      [...shares].sort((x, y) => x - y),
    );
  });

  for (const cell of CELLS)
    it(`in input every number of h and of x is seen to come in, in its own colour: ${cell}`, () => {
      const run = answer(cell);
      const came = { "entered h": stateBefore(run, t), "entered x": run.steps[t].x };
      if (cell === "lstm") came["entered c"] = stateBefore(run, t, "c");
      for (const [key, values] of Object.entries(came)) {
        assert.deepEqual(barsOf(inA(run, "input", 0.3), key), [], `${key} is not there yet`);
        const long = (share) => {
          const shown = barsOf(inA(run, "input", share), key);
          assert.deepEqual(
            shown.map(({ fill }) => fill),
            values.map((value) => colour(value, "light")),
            key,
          );
          return key === "entered x" ? shown[0].height : shown[0].width;
        };
        const lengths = [0.65, 0.8, 0.999].map(long);
        assert.ok(
          lengths[0] > 0 && lengths[0] < lengths[1] && lengths[1] < lengths[2] && lengths[2] > 8.5,
          `${lengths}`,
        );
        assert.deepEqual(barsOf(inA(run, "multiply", 0.99), key), [], `${key} is used up`);
      }
    });

  for (const cell of CELLS)
    it(`in emit the new state leaves, up and on, in its own colours: ${cell}`, () => {
      const run = answer(cell);
      const at = layout(run, OPTIONS.width);
      const went = { up: run.steps[t].h, "on h": run.steps[t].h };
      if (cell === "lstm") went["on c"] = run.steps[t].c;
      for (const [key, values] of Object.entries(went)) {
        assert.deepEqual(barsOf(inA(run, "squash", 0.99), key), []);
        for (const share of [0.05, 0.15, 0.29])
          assert.deepEqual(
            barsOf(inA(run, "emit", share), key).map(({ fill }) => fill),
            values.map((value) => colour(value, "light")),
            `${key} at ${share}`,
          );
        const [first] = barsOf(inA(run, "emit", 0.3), key);
        if (key === "up") assert.ok(Math.abs(first.y - at.boxTop) < 0.1);
        else assert.ok(Math.abs(first.x + first.width - at.box.width / 2) < 0.1);
        assert.deepEqual(barsOf(inA(run, "emit", 0.9), key), [], "they have left");
      }
    });
});

describe("the bars are the answer's numbers", () => {
  const drawn = barsOf;
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
    const [recurrent, input] = [
      ["hh", stateBefore(run, t)],
      ["ih", run.steps[t].x],
    ].map(([name, v]) => productOf(run, name, "a", v, false));
    same(drawn(mixed, "sum"), recurrent, row.middle - grid.apart.y, "W h");
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
          near(parts.recurrent[j], of("recurrent"));
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

  it("a gate's name is whole, or left out where the window's edge cuts it", () => {
    const run = answer("gru");
    const at = layout(run, 1320);
    const { from } = gridOf(run, at);
    const names = (window) =>
      [...every(workings(run, 0, 1, { at, scheme: "light", window }).filter(Boolean))].filter(
        ({ tag }) => tag === "text",
      );
    const all = names(undefined).length;
    assert.ok(all >= 3);
    for (const [edges, seen] of [
      [{ from: from - 16, to: 500 }, all],
      [{ from: from - 12, to: 500 }, 0],
      [{ from: -500, to: from - 6 }, 0],
      [{ from: -500, to: from - 2 }, all],
    ])
      assert.equal(names(edges).length, seen, JSON.stringify(edges));
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
