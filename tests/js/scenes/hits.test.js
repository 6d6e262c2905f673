import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { factsOf, isPlain } from "../../../static/js/run/facts.js";
import { gateTable } from "../../../static/js/run/gate-table.js";
import { moment } from "../../../static/js/run/phases.js";
import { rowsOf } from "../../../static/js/run/rows.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { diagram, gateAt } from "../../../static/js/scenes/diagram.js";
import { drawRows } from "../../../static/js/scenes/opened-rows.js";
import { rowsGrid, rowsHit } from "../../../static/js/scenes/opened-rows-grid.js";
import { drawTable } from "../../../static/js/scenes/opened-table.js";
import { numberMiddle, tableGrid, tableHit } from "../../../static/js/scenes/opened-table-grid.js";
import { draw, hit } from "../../../static/js/scenes/pinned.js";
import { grid } from "../../../static/js/scenes/pinned-grid.js";
import { inValues, weightPlace } from "../../../static/js/scenes/pinned-sum.js";
import { every } from "../support/marks.js";
import { points } from "../support/pointer.js";
import { answer, CELLS, fourth } from "../support/runs.js";
import { speaking } from "../support/words.js";

const WIDTHS = [360, 700, 1320];
const [t, u, T] = [1, 2, 4];
const NAMES = [...CELLS, "mgu"];
const load = (cell) => (cell === "mgu" ? fourth() : answer(cell));
const SIZES = NAMES.flatMap((cell) => WIDTHS.map((width) => [cell, width]));

/** The rectangles of a class, in order. */
const boxes = (marks, name) => [...every(marks)].filter(({ attrs }) => attrs.class === name).map(({ attrs }) => attrs);

before(() => speaking("en"));

describe("pointing at the pinned column", () => {
  /** The parts whose sums have terms of their own. @param {object} run */
  const parts = (run) => (isPlain(run.cell) ? ["a"] : rowsOf(run.cell).map(({ part }) => part));

  /** Every term of every sum, with the line that it is drawn in. */
  function* terms(run, width) {
    const all = parts(run).flatMap((part) =>
      (sumOf(run, t, part, 0)?.terms ?? []).map(({ kind }, term) => ({ part, term, kind })),
    );
    for (const { part, term } of all.filter(({ kind }) => kind !== "state")) {
      const focus = { part, unit: 0, term };
      const light = boxes(draw(run, u, t, { width, focus, scheme: "light" }), "row-light").at(-1);
      // the light is a pixel larger than its line on every side
      yield { focus, term, line: { ...light, y: light.y + 1, height: light.height - 2 } };
    }
  }

  for (const [cell, width] of SIZES) {
    it(`names every term where it is drawn: ${cell}, ${width} px`, () => {
      const run = load(cell);
      for (const { focus, term, line } of terms(run, width))
        for (const [x, y] of points(line))
          assert.deepEqual(hit(run, u, t, { width, focus }, x, y), { term }, `${focus.part} ${term} at ${x}, ${y}`);
    });

    it(`names nothing beside the sum: ${cell}, ${width} px`, () => {
      const focus = { part: "", unit: 0, term: null };
      for (const [x, y] of [
        [width + 10, 20],
        [grid(width).sum.x + 5, 5000],
        [2, -5],
      ])
        assert.equal(hit(load(cell), u, t, { width, focus }, x, y), null);
    });

    it(`names the terms that gates weigh, bar by bar: ${cell}, ${width} px`, () => {
      const run = load(cell);
      const weighed = parts(run).filter((part) => sumOf(run, t, part, 0)?.terms[0]?.kind === "state");
      for (const part of weighed) {
        const focus = { part, unit: 0, term: null };
        const bars = [...every(draw(run, T, t, { width, focus, scheme: "light" }))]
          .filter(({ tag, attrs }) => tag === "rect" && attrs.height === 16 && attrs.fill)
          .map(({ attrs }) => attrs);
        assert.equal(bars.length, sumOf(run, t, part, 0).terms.length);
        for (const [term, bar] of bars.entries())
          for (const [x, y] of points(bar))
            assert.deepEqual(hit(run, T, t, { width, focus }, x, y), { term }, `${part} ${term} at ${x}, ${y}`);
      }
    });
  }
});

describe("the weights and the values of a sum", () => {
  const summed = (run) => (isPlain(run.cell) ? ["a"] : Object.keys(run.steps[0].gates));

  /** Every weight that is drawn, with the value beside it and the term that they are. */
  function* pairs(run, width, part) {
    const { terms } = sumOf(run, t, part, 0);
    const marks = draw(run, u, t, { width, focus: { part, unit: 0, term: null }, scheme: "light" });
    const tables = [...every(marks)].filter(({ attrs }) => attrs.class === "table");
    const columns = tables.map((table) => [...every([table])].filter(({ tag }) => tag === "rect"));
    for (const [kind, weights, values] of [
      ["recurrent", columns[0], columns[1]],
      ["input", columns[2], columns[3]],
    ]) {
      const own = [...terms.keys()].filter((term) => terms[term].kind === kind);
      assert.deepEqual([weights.length, values.length], [own.length, own.length]);
      for (const [i, term] of own.entries()) yield { term, weight: weights[i].attrs, value: values[i].attrs };
    }
  }

  for (const [cell, width] of SIZES)
    it(`are where they are drawn: ${cell}, ${width} px`, () => {
      const run = load(cell);
      for (const part of summed(run))
        for (const { term, weight } of pairs(run, width, part)) {
          const { x, y } = weightPlace(run, sumOf(run, t, part, 0), grid(width), term);
          const off = [x - weight.x - weight.width / 2, y - weight.y - weight.height / 2];
          assert.ok(Math.max(...off.map(Math.abs)) < 0.05, `${part} ${term}: ${off}`);
        }
    });

  for (const [cell, width] of SIZES)
    it(`are told apart by the column: ${cell}, ${width} px`, () => {
      const run = load(cell);
      const at = (x) => inValues(grid(width), x);
      for (const part of summed(run))
        for (const { weight, value } of pairs(run, width, part)) {
          assert.deepEqual(
            points(value).map(([x]) => at(x)),
            Array(5).fill(true),
          );
          assert.deepEqual(
            points(weight).map(([x]) => at(x)),
            Array(5).fill(false),
          );
          // a pixel beside the column is beside it
          assert.deepEqual([value.x - 4, value.x + value.width + 2].map(at), [false, false]);
        }
    });

  for (const [cell, width] of SIZES)
    it(`have a line to each bias as well, which answers there: ${cell}, ${width} px`, () => {
      const run = load(cell);
      for (const part of summed(run)) {
        const sum = sumOf(run, t, part, 0);
        for (const term of sum.terms.keys()) {
          const { x, y } = weightPlace(run, sum, grid(width), term);
          const focus = { part, unit: 0, term: null };
          assert.deepEqual(hit(run, u, t, { width, focus }, x, y), { term }, `${part} ${term}`);
        }
      }
    });
});

describe("pointing at the diagram of a gated cell", () => {
  for (const cell of NAMES.filter((name) => !isPlain(name)))
    for (const width of [340, 620])
      it(`names every gate where it is drawn, with its name and its function: ${cell}, ${width} px`, () => {
        const run = load(cell);
        const { graph } = factsOf(run.cell);
        const rect = { x: 40, y: 20, width, height: 292 };
        const at = (x, y) => gateAt(run, graph, rect, x, y);
        const gates = [...every(diagram(run, moment(u, T), { graph, rect, scheme: "light" }))].filter(
          ({ attrs }) => attrs["data-part"],
        );
        assert.deepEqual(gates.map(({ attrs }) => attrs["data-part"]).sort(), Object.keys(run.steps[0].gates).sort());
        for (const gate of gates) {
          const name = gate.attrs["data-part"];
          const [{ x, y, width: wide, height }] = boxes([gate], "body");
          for (const point of points({ x, y: y - 12, width: wide, height: height + 24 }))
            assert.equal(at(...point), name, `${name} at ${point}`);
          for (const point of [
            [x - 1, y + 5],
            [x + wide + 1, y + 5],
            [x + wide / 2, y - 13],
            [x + wide / 2, y + height + 13],
          ])
            assert.notEqual(at(...point), name, `${name} at ${point}`);
        }
        assert.equal(at(rect.x + 1, rect.y + 1), null);
      });

  it("names none of what is no gate", () => {
    const run = load("gru");
    const { graph } = factsOf("gru");
    const rect = { x: 40, y: 20, width: 620, height: 292 };
    const signs = [...every(diagram(run, moment(u, T), { graph, rect, scheme: "light" }))].filter(
      ({ tag, attrs }) => tag === "circle" && attrs.cx !== undefined,
    );
    assert.ok(signs.length > 3);
    for (const { attrs } of signs) assert.equal(gateAt(run, graph, rect, attrs.cx, attrs.cy), null);
  });
});

describe("a blend of the old and the new", () => {
  const drawnTo = (run, width, part) => {
    const marks = draw(run, 4, 1, { width, focus: { part, unit: 0, term: null }, scheme: "light" });
    const bars = [...every(marks)].filter(({ tag, attrs }) => tag === "rect" && attrs.height === 16 && attrs.fill);
    const point = [...every(marks)].find(({ attrs }) => attrs.class === "point").attrs.cx;
    return Math.max(point, ...bars.map(({ attrs }) => attrs.x + attrs.width));
  };

  it("has the room of the curve where it has none: as far as it is drawn, it answers", () => {
    const [gru, lstm] = [answer("gru"), answer("lstm")];
    const { sum } = grid(1320);
    const edge = Math.max(sum.right, sum.x + 420);
    assert.ok(drawnTo(gru, 1320, "h") <= edge);
    const focus = { part: "h", unit: 0, term: null };
    assert.deepEqual(hit(gru, 4, 1, { width: 1320, focus }, edge - 1, sum.y + 30), { term: 0 });
    assert.equal(hit(gru, 4, 1, { width: 1320, focus }, edge + 1, sum.y + 30), null);
    // beside the LSTM's c its tanh is drawn
    const own = { ...focus, part: "c" };
    assert.deepEqual(hit(lstm, 4, 1, { width: 1320, focus: own }, sum.right - 1, sum.y + 30), { term: 0 });
    assert.equal(hit(lstm, 4, 1, { width: 1320, focus: own }, sum.right + 1, sum.y + 30), null);
    assert.ok(drawnTo(lstm, 1320, "c") <= sum.right);
  });
});

describe("pointing at the vectors of a gated cell", () => {
  for (const [cell, width] of SIZES.filter(([cell]) => !isPlain(cell)))
    for (const back of [false, true])
      it(`names every unit of every row: ${cell}, ${width} px, ${back ? "back" : "forward"}`, () => {
        const run = load(cell);
        const at = rowsGrid(run, width, 400, back);
        const focus = { part: "", unit: 0, term: null };
        const drawn = drawRows({ run, t, at, scheme: "light", focus, back, shown: () => 1 });
        const [slots, rows] = [boxes(drawn, "slot"), rowsOf(run.cell, back)];
        assert.equal(slots.length, rows.length);
        for (const [i, slot] of slots.entries())
          for (let unit = 0; unit < run.hidden_size; unit++) {
            const each = slot.width / run.hidden_size;
            for (const [x, y] of points({ ...slot, x: slot.x + unit * each, width: each }))
              assert.deepEqual(rowsHit(at, x, y), { part: rows[i].part, unit, term: null });
          }
        assert.equal(rowsHit(at, at.right + 3, at.top + 4), null);
        assert.equal(rowsHit(at, -1, at.top + 4), null);
      });
});

describe("pointing at the table of a gate", () => {
  const gates = NAMES.flatMap((cell) => Object.keys(load(cell).steps[0].gates).map((gate) => [cell, gate]));
  const SHARES = { entered: 1, multiplied: 1, added: 1, squashed: 1 };

  for (const [cell, gate] of gates)
    for (const width of WIDTHS) {
      const run = load(cell);
      const [H, I] = [run.hidden_size, run.input_size];
      const table = gateTable(run, t, gate, 0, false);
      const at = tableGrid(table, width, 400);
      const drawn = (focus, shares = SHARES) => drawTable({ run, t, table, at, scheme: "light", focus, shares });

      it(`names every weight where it is drawn, its edges too: ${cell} ${gate}, ${width} px`, () => {
        const rects = [...every(drawn({ part: gate, unit: 0, term: null }))]
          .find(({ attrs }) => attrs.class === "weights")
          .children.flatMap((block) => [...every([block])].filter(({ tag }) => tag === "rect"));
        assert.equal(rects.length, (H + I) * H);
        for (const [i, { attrs }] of rects.entries())
          for (const [x, y] of points(attrs))
            assert.deepEqual(tableHit(run, table, at, x, y), { unit: i % H, term: Math.floor(i / H) });
      });

      it(`names what each row multiplies: ${cell} ${gate}, ${width} px`, () => {
        for (let term = 0; term < H + I; term++) {
          const { y } = numberMiddle(run, table, at, { unit: 0, term });
          assert.deepEqual(tableHit(run, table, at, at.label + 3, y), { term, source: true });
          assert.deepEqual(tableHit(run, table, at, 1, y), { term, source: false });
        }
      });

      it(`names the lines below a column: ${cell} ${gate}, ${width} px`, () => {
        const lines = [...table.lines.map(({ key }, i) => [key, at.lines[i] + 3]), ["out", at.out + 3]];
        for (const [line, y] of lines)
          for (const unit of [0, H - 1]) {
            const term = line === "b" ? H + I : null;
            assert.deepEqual(tableHit(run, table, at, at.left + (unit + 0.5) * at.column, y), { unit, term, line });
          }
      });

      it(`names nothing beside it: ${cell} ${gate}, ${width} px`, () => {
        for (const [x, y] of [
          [at.left + 5, -1],
          [-1, at.top + 5],
          [at.left + 5, at.height + 4],
          [at.right + 5, at.top + 5],
        ])
          assert.equal(tableHit(run, table, at, x, y), null, `${x}, ${y}`);
      });

      it(`frames the row and the unit that it names: ${cell} ${gate}, ${width} px`, () => {
        for (let unit = 0; unit < H; unit++) {
          const marks = drawn({ part: gate, unit, term: unit });
          const [row, column] = ["pin thin", "pin"].map((name) => boxes(marks, name)[0]);
          const found = tableHit(run, table, at, column.x + column.width / 2, row.y + row.height / 2);
          assert.deepEqual(found, { unit, term: unit });
        }
      });
    }
});
