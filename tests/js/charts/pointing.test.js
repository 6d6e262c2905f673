/** What a chart names under the pointer is what it draws there: one geometry for both. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import * as compare from "../../../static/js/charts/compare.js";
import * as highway from "../../../static/js/charts/compare-highway.js";
import * as ledger from "../../../static/js/charts/gradient.js";
import { cellsLayer } from "../../../static/js/charts/gradient-cells.js";
import { chainOf } from "../../../static/js/charts/gradient-chain.js";
import { draw as drawLayer, layerStepAt } from "../../../static/js/charts/gradient-curves.js";
import { dialLayer } from "../../../static/js/charts/gradient-dial.js";
import { seedsLayer } from "../../../static/js/charts/gradient-seeds.js";
import { whatifLayer } from "../../../static/js/charts/gradient-whatif.js";
import { stepAt } from "../../../static/js/charts/plot.js";
import { draw as path, planeOf } from "../../../static/js/charts/trajectory.js";
import { nearest } from "../../../static/js/charts/trajectory-plane.js";
import { unitAt, draw as units } from "../../../static/js/charts/whatif-units.js";
import { t as say } from "../../../static/js/words/i18n.js";
import { every } from "../support/marks.js";
import { recurrentOf } from "../support/memory.js";
import { points } from "../support/pointer.js";
import { answer, backward, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const WIDTHS = [324, 640, 1320];
const LENGTHS = [1, 2, 4, 40];

/** The boxes of a class, in order. */
const boxes = (marks, name) =>
  [...every(marks.filter(Boolean))].filter(({ attrs }) => attrs.class === name).map(({ attrs }) => attrs);

/** The light of what is pointed at, the only one. */
function light(marks) {
  const [box, ...others] = boxes(marks, "pointed-at");
  assert.ok(box && others.length === 0);
  return box;
}

/** Every step of every run, in a chart on its own and in one under the chain. @param {object[]} runs @param {number} width */
const places = (runs, width) =>
  runs.flatMap((run) =>
    [...new Set([null, chainOf(run, width)])].flatMap((chain) =>
      run.tokens.map((_, t) => [run, t, { width, height: 264, chain }]),
    ),
  );

describe("the ledger", () => {
  const runs = [...CELLS.map(answer), ...LENGTHS.map((T) => shaped({ H: 4, T }))];
  for (const width of WIDTHS)
    it(`names the step whose stretch is lit, its edges too, in ${width} px`, () => {
      for (const [run, t, size] of places(runs, width)) {
        const box = light(ledger.draw(run, 0, { ...size, pointed: t }));
        for (const [x] of points(box))
          assert.equal(ledger.ledgerStepAt(run, size, x), t, `${run.tokens.length} ${t} ${x}`);
      }
    });

  it("names h_t's own level and the bars to its left", () => {
    for (const run of CELLS.map(answer)) {
      const size = { width: 640, height: 264 };
      const columns = [...every(ledger.draw(run, 8, size))].filter(({ attrs }) => attrs["data-t"] !== undefined);
      assert.equal(columns.length, run.tokens.length);
      for (const column of columns)
        for (const bar of [...every([column])].filter(({ tag }) => tag === "rect"))
          for (const [x] of points(bar.attrs)) assert.equal(ledger.ledgerStepAt(run, size, x), column.attrs["data-t"]);
    }
  });

  it("ends a step's light 2 px behind its level, and lets the first one begin 4 px before", () => {
    const run = answer("rnn");
    const marks = (t) => ledger.draw(run, 8, { width: 640, height: 264, pointed: t });
    for (const { t } of run.steps) {
      const box = light(marks(t));
      const level = boxes(marks(t), "level")[t];
      const [, left, width] = /^M([\d.]+) .*h([\d.]+)$/.exec(level.d).map(Number);
      assert.ok(Math.abs(box.x + box.width - (left + width + 2)) < 0.03);
      if (t === 0) assert.ok(Math.abs(box.x - (left - 4)) < 0.03);
    }
  });

  it("names the first and the last step beside them all", () => {
    const size = { width: 640, height: 264 };
    assert.deepEqual(
      [-50, 5000].map((x) => ledger.ledgerStepAt(answer("rnn"), size, x)),
      [0, 3],
    );
  });

  it("has its levels under the links of the chain, and what takes from them under its cells", () => {
    const run = answer("rnn");
    const chain = chainOf(run, 1376);
    const columns = [...every(ledger.draw(run, 8, { width: 1376, height: 264, chain }))].filter(
      ({ attrs }) => attrs["data-t"] !== undefined,
    );
    for (const column of columns) {
      const middle = chain.first + chain.pitch * column.attrs["data-t"];
      const [level] = boxes([column], "level");
      const [, left, width] = /^M([\d.]+) .*h([\d.]+)$/.exec(level.d).map(Number);
      assert.ok(left >= middle + chain.box / 2 && left + width <= middle + chain.pitch - chain.box / 2);
      for (const name of ["bar slope", "bar weight"])
        for (const bar of boxes([column], name))
          assert.ok(bar.x >= middle - chain.box / 2 - 10 && bar.x + bar.width <= middle + chain.box / 2 + 10);
    }
  });

  it("finds no chain where it scrolls, or is read from the right", () => {
    assert.equal(chainOf(answer("rnn"), 600), null);
    assert.equal(chainOf(backward(), 1376), null);
    assert.notEqual(chainOf(answer("rnn"), 1376), null);
    const [narrow, wide] = [chainOf(answer("rnn"), 780, true), chainOf(answer("rnn"), 1376)];
    assert.ok(narrow.pitch < wide.pitch && narrow.first < wide.first);
  });
});

describe("the other layers of the gradient's chart", () => {
  const say = () => "";
  const LAYERS = {
    dial: (run) => dialLayer(run, { ghost: null, rho: 0.9, names: { before: "before", most: "most" }, say }),
    seeds: ({ tokens }) =>
      seedsLayer(recurrentOf(tokens.map((_, d) => -d)), {
        tokens,
        back: false,
        names: { own: "own", median: "median", half: "half" },
        say,
      }),
    cells: (run) => {
      const kind = { name: "rnn", symbol: "RNN", gates: 1, fields: {} };
      return cellsLayer([{ kind, run, problem: "" }], { tokens: run.tokens, current: "rnn", here: true, say });
    },
    whatif: (run) => {
      const delta = run.tokens.map((_, t) => -t);
      return whatifLayer(run, { delta, tokens: run.tokens, at: [0], names: { forward: "f", backward: "b" }, say });
    },
  };
  for (const [name, layerOf] of Object.entries(LAYERS))
    for (const width of WIDTHS)
      it(`name the step whose column is lit: ${name}, ${width} px`, () => {
        for (const [run, t, size] of places([answer("rnn"), ...LENGTHS.map((T) => shaped({ H: 2, T }))], width)) {
          const box = light(drawLayer(layerOf(run), 0, { ...size, pointed: t }));
          for (const [x] of points(box)) assert.equal(layerStepAt(layerOf(run), size, x), t);
        }
      });
});

describe("a chart over steps", () => {
  const level = (T) => Array.from({ length: T }, (_, t) => -t);
  const tokens = (T) => level(T).map((_, t) => `w${t}`);
  /** Each chart: its margin, and the chart with a step that is pointed at. */
  const CHARTS = {
    compare: {
      margin: (width) => compare.margin(width),
      draw: (width, T, pointed) =>
        compare.draw(
          [{ kind: { name: "rnn", symbol: "RNN", gates: 1, fields: {} }, run: shaped({ H: 2, T }), problem: "" }],
          0,
          { width, scheme: "light", tokens: tokens(T), current: "rnn", pointed },
        ),
    },
    highway: {
      margin: highway.margin,
      draw: (width, T, pointed) =>
        highway.draw([{ name: "gru", highway: level(T), full: level(T) }], 0, {
          width,
          tokens: tokens(T),
          backward: false,
          pointed,
        }),
    },
  };

  /** The places at which a lit column is asked for: its edges too, unless it is drawn wider than it is to be seen. */
  function edges(box) {
    const [middle, ...others] = points(box).map(([x]) => x);
    return box.width > 6 ? [middle, ...others] : [middle];
  }

  const steps = LENGTHS.flatMap((T) => Array.from({ length: T }, (_, t) => [T, t]));
  for (const [name, { margin, draw }] of Object.entries(CHARTS))
    for (const width of WIDTHS)
      it(`names the step whose column is lit: ${name}, ${width} px`, () => {
        for (const [T, t] of steps)
          for (const x of edges(light(draw(width, T, t))))
            assert.equal(stepAt(x, { width, margin: margin(width, T), T }), t, `${T} ${t} ${x}`);
      });
});

describe("h_t as bars", () => {
  for (const width of WIDTHS)
    it(`names the unit whose bar is drawn there, its edges too, in ${width} px`, () => {
      for (const H of [1, 2, 8, 64, 256]) {
        const values = Array.from({ length: H }, (_, j) => Math.sin(j + 1));
        const options = { width, scheme: "light", domain: 1, unit: 0, before: values, held: new Set() };
        const bars = boxes(units(values, options), "unit");
        assert.equal(bars.length, H);
        for (const [j, bar] of bars.entries())
          for (const [x] of points(bar)) assert.equal(unitAt(x, width, H), j, `${H} ${j} ${x}`);
        const [looked] = boxes(units(values, { ...options, unit: H - 1 }), "looked");
        assert.equal(unitAt(looked.x + looked.width / 2, width, H), H - 1);
      }
    });
});

describe("the path of h", () => {
  const REACH = 24;
  const options = (width) => ({ width, height: 328, scheme: "light", pointed: null, say });
  for (const width of WIDTHS)
    it(`names the state whose point is drawn there, its edges too, in ${width} px`, () => {
      for (const run of [...CELLS.map(answer), shaped({ H: 4, T: 30 })]) {
        const at = planeOf(run, options(width));
        const states = [...every(path(run, 0, options(width)))].filter(({ attrs }) => attrs["data-t"] !== undefined);
        assert.equal(states.length, run.tokens.length);
        for (const { attrs: own } of states) {
          assert.equal(nearest(at, own.cx, own.cy, REACH), own["data-t"]);
          const found = nearest(at, own.cx + own.r - 0.1, own.cy, REACH);
          const other = states[found].attrs;
          // where two points lie on one another, the nearer one
          assert.ok(found === own["data-t"] || Math.hypot(other.cx - own.cx - own.r, other.cy - own.cy) <= own.r);
        }
      }
    });

  it("names none beyond reach", () => {
    const at = planeOf(answer("rnn"), options(640));
    const right = Math.max(...at.points.map(([x]) => x));
    const [, y] = at.points.find(([x]) => x === right);
    assert.notEqual(nearest(at, right + REACH - 0.1, y, REACH), null);
    assert.equal(nearest(at, right + REACH + 0.1, y, REACH), null);
  });
});
