import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { isPlain } from "../../../static/js/run/facts.js";
import { rowsOf } from "../../../static/js/run/rows.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { draw as drawGated, hit as hitGated } from "../../../static/js/scenes/inside-gated.js";
import { grid as gridGated } from "../../../static/js/scenes/inside-gated-grid.js";
import { draw as drawRnn } from "../../../static/js/scenes/inside-rnn.js";
import { grid as gridRnn, hit as hitRnn, rowOf } from "../../../static/js/scenes/inside-rnn-grid.js";
import { every } from "../support/marks.js";
import { answer, CELLS, fourth } from "../support/runs.js";
import { speaking } from "../support/words.js";

const WIDTHS = [360, 700, 1320];
const say = () => "";

/** The rectangles of a class, in order. */
const boxes = (marks, name) => [...every(marks)].filter(({ attrs }) => attrs.class === name).map(({ attrs }) => attrs);
/** Points of a box: its middle, and just inside its four edges. */
const points = ({ x, y, width, height }, inset = 0.01) => [
  [x + width / 2, y + height / 2],
  [x + inset, y + height / 2],
  [x + width - inset, y + height / 2],
  [x + width / 2, y + inset],
  [x + width / 2, y + height - inset],
];

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
  const [t, u] = [1, 2];
  const load = (cell) => (cell === "mgu" ? fourth() : answer(cell));

  for (const [cell, width] of names.flatMap((cell) => WIDTHS.map((width) => [cell, width]))) {
    const run = load(cell);
    const at = (moment, focus, x, y) => hitGated(run, moment, t, { width, focus }, x, y);

    it(`names every term where it is drawn: ${cell}, ${width} px`, () => {
      const x = gridGated(run, width).sum.x + 30;
      for (const { focus, term, line } of terms(run, u, t, width))
        for (const y of [line.y + line.height / 2, line.y + 0.02, line.y + line.height - 0.02])
          assert.deepEqual(at(u, focus, x, y), { term }, `${focus.part} ${term} at ${y}`);
    });

    for (const moment of [u, 2 * run.tokens.length - t - 0.1])
      it(`names every unit of every row: ${cell}, ${width} px, u = ${moment}`, () => {
        for (const { focus, part, unit, box } of cells(run, moment, t, width))
          for (const [x, y] of points(box, 0.02)) assert.deepEqual(at(moment, focus, x, y), { part, unit, term: null });
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

  it("names the two terms that a gate weighs", () => {
    const run = answer("gru");
    const focus = { part: "h", unit: 0, term: null };
    const { sum } = gridGated(run, 1320);
    const bars = [...every(drawGated(run, u, t, { width: 1320, focus, scheme: "light", say }))]
      .filter(({ tag, attrs }) => tag === "rect" && attrs.height === 16 && attrs.fill)
      .map(({ attrs }) => attrs);
    assert.equal(bars.length, 2);
    for (const [term, bar] of bars.entries())
      assert.deepEqual(hitGated(run, u, t, { width: 1320, focus }, sum.x + 9, bar.y + 8), { term });
  });
});

describe("pointing inside the plain RNN", () => {
  const run = answer("rnn");
  const all = Array.from({ length: run.hidden_size + run.input_size }, (_, term) => term);
  const units = Array.from({ length: run.hidden_size }, (_, unit) => unit);

  for (const width of WIDTHS) {
    const at = gridRnn(run, width);
    const heights = all.flatMap((term) => {
      const { y, height } = rowOf(at, term);
      return [0.02, height / 2, height - 0.02].map((down) => ({ term, y: y + down }));
    });

    it(`names every weight where it is drawn: ${width} px`, () => {
      for (const { term, y } of heights)
        for (const unit of units)
          assert.deepEqual(hitRnn(run, width, at.left + (unit + 0.5) * at.column, y), { unit, term });
    });

    it(`names every bar where it is drawn: ${width} px`, () => {
      const below = at.narrow ? at.below : 0;
      for (const { term, y } of heights) assert.deepEqual(hitRnn(run, width, at.fall.from + 5, y + below), { term });
    });
  }

  it("lights the row that it names", () => {
    for (const term of all) {
      const focus = { part: "a", unit: 0, term };
      const marks = drawRnn(run, 2, 1, { width: 1320, focus, scheme: "light", say });
      const light = [...every(marks)].find(({ attrs }) => String(attrs.class).startsWith("row-light"))?.attrs;
      assert.ok(light, "no light");
      const found = hitRnn(run, 1320, gridRnn(run, 1320).fall.from + 5, light.y + light.height / 2);
      assert.deepEqual(found, { term });
    }
  });
});
