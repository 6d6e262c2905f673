import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { isPlain } from "../../../static/js/run/facts.js";
import { rowsOf } from "../../../static/js/run/rows.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { draw as drawGated, hit as hitGated } from "../../../static/js/scenes/inside-gated.js";
import { grid as gridGated } from "../../../static/js/scenes/inside-gated-grid.js";
import { draw as drawRnn } from "../../../static/js/scenes/inside-rnn.js";
import { grid as gridRnn, hit as hitRnn, rowOf } from "../../../static/js/scenes/opened-table-grid.js";
import { every } from "../support/marks.js";
import { points } from "../support/pointer.js";
import { answer, CELLS, fourth } from "../support/runs.js";
import { speaking } from "../support/words.js";

const WIDTHS = [360, 700, 1320];
const say = () => "";

/** The rectangles of a class, in order. */
const boxes = (marks, name) => [...every(marks)].filter(({ attrs }) => attrs.class === name).map(({ attrs }) => attrs);
/** Every term of every sum, with the line that it is drawn in. */
function* terms(run, u, t, width) {
  const sums = rowsOf(run.cell, false).map(({ part }) => [part, sumOf(run, t, part, 0)]);
  const all = sums.flatMap(([part, sum]) => (sum?.terms ?? []).map(({ kind }, term) => ({ part, term, kind })));
  for (const { part, term } of all.filter(({ kind }) => kind !== "state")) {
    const focus = { part, unit: 0, term };
    const light = boxes(drawGated(run, u, t, { width, focus, scheme: "light", say }), "row-light").at(-1);
    // the light is a pixel larger than its line on every side
    yield { focus, term, line: { ...light, y: light.y + 1, height: light.height - 2 } };
  }
}

/** Every unit of every row, with the cell that it is drawn in. */
function* cells(run, u, t, width) {
  const focus = { part: "", unit: 0, term: null };
  const slots = boxes(drawGated(run, u, t, { width, focus, scheme: "light", say }), "slot");
  const rows = rowsOf(run.cell, u > run.tokens.length);
  assert.equal(slots.length, rows.length);
  const units = Array.from({ length: run.hidden_size }, (_, unit) => unit);
  for (const [i, slot] of slots.entries()) {
    const each = slot.width / run.hidden_size;
    for (const unit of units)
      yield { focus, part: rows[i].part, unit, box: { ...slot, x: slot.x + unit * each, width: each } };
  }
}

describe("pointing inside a gated cell", () => {
  before(() => speaking("en"));
  const names = [...CELLS.filter((cell) => !isPlain(cell)), "mgu"];
  const [t, u, T] = [1, 2, 4];
  const load = (cell) => (cell === "mgu" ? fourth() : answer(cell));

  for (const [cell, width] of names.flatMap((cell) => WIDTHS.map((width) => [cell, width]))) {
    const run = load(cell);
    const at = (moment, focus, x, y) => hitGated(run, moment, t, { width, focus }, x, y);

    it(`names every term where it is drawn: ${cell}, ${width} px`, () => {
      for (const { focus, term, line } of terms(run, u, t, width))
        for (const [x, y] of points(line))
          assert.deepEqual(at(u, focus, x, y), { term }, `${focus.part} ${term} at ${x}, ${y}`);
    });

    for (const moment of [u, 2 * run.tokens.length - t - 0.1])
      it(`names every unit of every row: ${cell}, ${width} px, u = ${moment}`, () => {
        for (const { focus, part, unit, box } of cells(run, moment, t, width))
          for (const [x, y] of points(box)) assert.deepEqual(at(moment, focus, x, y), { part, unit, term: null });
      });

    it(`names nothing beside the panel: ${cell}, ${width} px`, () => {
      const focus = { part: "", unit: 0, term: null };
      const outside = [
        [width + 10, 20],
        [gridGated(run, width).sum.x + 5, 5000],
        [2, -5],
      ];
      for (const [x, y] of outside) assert.equal(at(u, focus, x, y), null);
    });
  }

  for (const [cell, width] of names.flatMap((cell) => WIDTHS.map((width) => [cell, width])))
    it(`names the terms that gates weigh, bar by bar: ${cell}, ${width} px`, () => {
      const run = load(cell);
      const weighed = rowsOf(run.cell).filter(({ part }) => sumOf(run, t, part, 0)?.terms[0]?.kind === "state");
      assert.ok(weighed.length);
      for (const { part } of weighed) {
        const focus = { part, unit: 0, term: null };
        const bars = [...every(drawGated(run, T, t, { width, focus, scheme: "light", say }))]
          .filter(({ tag, attrs }) => tag === "rect" && attrs.height === 16 && attrs.fill)
          .map(({ attrs }) => attrs);
        assert.equal(bars.length, sumOf(run, t, part, 0).terms.length);
        for (const [term, bar] of bars.entries())
          for (const [x, y] of points(bar))
            assert.deepEqual(hitGated(run, T, t, { width, focus }, x, y), { term }, `${part} ${term} at ${x}, ${y}`);
      }
    });
});

describe("a blend of the old and the new", () => {
  before(() => speaking("en"));
  const drawnTo = (run, width, part) => {
    const marks = drawGated(run, 4, 1, { width, focus: { part, unit: 0, term: null }, scheme: "light", say });
    const bars = [...every(marks)].filter(({ tag, attrs }) => tag === "rect" && attrs.height === 16 && attrs.fill);
    const point = [...every(marks)].find(({ attrs }) => attrs.class === "point").attrs.cx;
    return Math.max(point, ...bars.map(({ attrs }) => attrs.x + attrs.width));
  };

  it("has the room of the curve where it has none: as far as it is drawn, it answers", () => {
    const [gru, lstm] = [answer("gru"), answer("lstm")];
    const { sum } = gridGated(gru, 1320);
    assert.ok(drawnTo(gru, 1320, "h") <= sum.x + 420);
    const focus = { part: "h", unit: 0, term: null };
    assert.deepEqual(hitGated(gru, 4, 1, { width: 1320, focus }, sum.x + 419, sum.y + 30), { term: 0 });
    assert.equal(hitGated(gru, 4, 1, { width: 1320, focus }, sum.x + 421, sum.y + 30), null);
    // beside the LSTM's c its tanh is drawn
    const own = { ...focus, part: "c" };
    const { right } = gridGated(lstm, 1320).sum;
    assert.deepEqual(hitGated(lstm, 4, 1, { width: 1320, focus: own }, right - 1, sum.y + 30), { term: 0 });
    assert.equal(hitGated(lstm, 4, 1, { width: 1320, focus: own }, right + 1, sum.y + 30), null);
    assert.ok(drawnTo(lstm, 1320, "c") <= right);
  });
});

describe("pointing inside the plain RNN", () => {
  before(() => speaking("en"));
  const run = answer("rnn");
  const [H, I, T] = [run.hidden_size, run.input_size, run.tokens.length];
  const weights = Array.from({ length: H + I }, (_, term) => term);
  const terms = [...weights, H + I];
  const units = Array.from({ length: H }, (_, unit) => unit);
  const drawn = (width, focus, u = 2) => drawRnn(run, u, 1, { width, focus, scheme: "light", say });

  for (const width of WIDTHS) {
    const at = gridRnn(run, width);
    const below = at.narrow ? at.below : 0;

    it(`names every weight where it is drawn, its edges too: ${width} px`, () => {
      const rects = [...every(drawn(width, { part: "a", unit: 0, term: null }))]
        .find(({ attrs }) => attrs.class === "weights")
        .children.flatMap((block) => [...every([block])].filter(({ tag }) => tag === "rect"));
      assert.equal(rects.length, (H + I) * H);
      for (const [i, { attrs }] of rects.entries())
        for (const [x, y] of points(attrs))
          assert.deepEqual(hitRnn(run, width, x, y), { unit: i % H, term: Math.floor(i / H) });
    });

    it(`names every term where its bar is drawn, b's too: ${width} px`, () => {
      const bars = [...every(drawn(width, { part: "a", unit: 0, term: null }))]
        .filter(({ attrs }) => attrs.class === "falls")
        .flatMap((falls) => [...every([falls])].filter(({ tag }) => tag === "rect"));
      assert.equal(bars.length, terms.length);
      for (const [term, { attrs }] of bars.entries())
        for (const [x, y] of points(attrs)) assert.deepEqual(hitRnn(run, width, x, y), { term }, `${term}`);
    });

    it(`names every term in all of its row: ${width} px`, () => {
      for (const term of terms) {
        const { y, height } = rowOf(at, term);
        for (const down of [0.02, height / 2, height - 0.02])
          assert.deepEqual(hitRnn(run, width, at.fall.from + 5, y + down + below), { term });
      }
    });

    it(`names the unit of b, a and h below its column: ${width} px`, () => {
      for (const unit of units)
        for (const [y, term] of [
          [at.bias + 1, H + I],
          [at.a - 1, H + I],
          [at.a + 1, null],
          [at.h + 1, null],
          [at.h + 25, null],
        ])
          for (const x of [0.02, at.column / 2, at.column - 0.02])
            assert.deepEqual(hitRnn(run, width, at.left + unit * at.column + x, y), { unit, term });
    });

    it(`names nothing beside the panel: ${width} px`, () => {
      for (const [x, y] of [
        [at.left + 5, -1],
        [-1, at.top + 5],
        [at.left + 5, at.h + 27],
        [(at.narrow ? at.right : at.fall.text) + 5, at.top + 5],
        [at.left + 5, 5000],
      ])
        assert.equal(hitRnn(run, width, x, y), null, `${x}, ${y}`);
    });
  }

  it("lights the row that it names, as far as it is lit", () => {
    for (const term of weights) {
      const marks = drawn(1320, { part: "a", unit: 0, term });
      const light = [...every(marks)].find(({ attrs }) => String(attrs.class).startsWith("row-light"))?.attrs;
      assert.ok(light, "no light");
      // the light is a pixel larger than its row, above and below
      const row = { ...light, y: light.y + 1, height: light.height - 2 };
      for (const [x, y] of points(row)) assert.deepEqual(hitRnn(run, 1320, x, y), { term });
    }
  });

  it("frames the row and the unit that it names", () => {
    for (const u of [2, 2 * T - 1.1])
      for (const [unit, term] of units.map((each) => [each, weights[each]])) {
        const pins = [...every(drawn(1320, { part: "a", unit, term }, u))].filter(({ attrs }) =>
          String(attrs.class).startsWith("pin"),
        );
        const [row, column] = ["pin thin", "pin"].map((name) => pins.find(({ attrs }) => attrs.class === name).attrs);
        const found = hitRnn(run, 1320, column.x + column.width / 2, row.y + row.height / 2);
        assert.deepEqual(found, { unit, term });
      }
  });
});
