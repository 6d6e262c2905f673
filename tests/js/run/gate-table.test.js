import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { before } from "../../../static/js/run/algebra.js";
import { gateGradient, throughMatrix } from "../../../static/js/run/backprop.js";
import { EXTRACT, gateTable, isLarge } from "../../../static/js/run/gate-table.js";
import { gateSum } from "../../../static/js/run/sums.js";
import { answer, CELLS, fourth, shaped } from "../support/runs.js";

const near = (a, b, message) => assert.ok(Math.abs(a - b) < 1e-5, `${message}: ${a} and ${b}`);
const line = ({ lines, out }, key) => (key === "out" ? out : lines.find((each) => each.key === key)).values;
/** Σ of a block's rows in a column, the others too. */
const added = ({ values, weights, others }, j) =>
  values.reduce((all, v, i) => all + v * weights[i][j], 0) + (others?.sums[j] ?? 0);

describe("the table of a gate", () => {
  for (const run of [...CELLS.map((cell) => answer(cell)), fourth()])
    for (const gate of Object.keys(run.steps[0].gates))
      it(`falls through its lines to the numbers of the answer: ${run.cell} ${gate}`, () => {
        const table = gateTable(run, 2, gate, 0, false);
        const given = run.cell === "rnn" ? run.steps[2].h : run.steps[2].gates[gate];
        for (let j = 0; j < run.hidden_size; j++) {
          const { total, squash } = gateSum(run, 2, gate, j);
          near(line(table, "a")[j], total, `a of ${j}`);
          near(line(table, "out")[j], given[j], `out of ${j}`);
          near(squash.y, given[j], `squashed ${j}`);
          if (table.lines[0].key === "b")
            near(added(table.recurrent, j) + added(table.input, j) + line(table, "b")[j], total, `column ${j}`);
        }
      });

  for (const run of CELLS.map((cell) => answer(cell)))
    for (const gate of Object.keys(run.steps[0].gates))
      it(`comes back through its factors to ∂L/∂a: ${run.cell} ${gate}`, () => {
        const table = gateTable(run, 2, gate, 0, true);
        const factors = table.lines.filter(({ key }) => key.startsWith("factor"));
        const d = gateGradient(run, 2, gate);
        for (const [j, arrived] of table.out.values.entries()) {
          const product = factors.reduce((all, { values }) => all * values[j], arrived);
          near(product, line(table, "a")[j], `${j}`);
          near(product, d[j], `${j}`);
        }
      });

  it("adds the rows up one by one", () => {
    const table = gateTable(answer("rnn"), 2, "a", 0, false);
    const [h] = table.recurrent.values;
    assert.deepEqual(table.partial(0), new Array(8).fill(0));
    near(table.partial(1)[3], h * table.recurrent.weights[0][3], "one row");
    near(table.partial(99)[3], added(table.recurrent, 3) + added(table.input, 3), "all rows");
  });
});

describe("the table of a large network", () => {
  const run = shaped({ cell: "rnn", H: 256, T: 4 });

  it("has the largest terms of the unit that is looked at, and the others as one sum: each column adds up", () => {
    assert.ok(isLarge(run));
    const table = gateTable(run, 2, "a", 100, false);
    assert.deepEqual(table.columns, [96, 97, 98, 99, 100, 101, 102, 103]);
    assert.equal(table.recurrent.index.length, EXTRACT);
    assert.equal(table.recurrent.others.n, 256 - EXTRACT);
    const sum = gateSum(run, 2, "a", 100);
    const terms = sum.terms.filter(({ kind }) => kind === "recurrent").map(({ product }) => Math.abs(product));
    const shown = table.recurrent.index.map((i) => terms[i]);
    assert.deepEqual(shown, terms.toSorted((a, b) => b - a).slice(0, EXTRACT));
    const h = before(run, 2);
    for (const [column, j] of table.columns.entries()) {
      const all = gateSum(run, 2, "a", j).terms.filter(({ kind }) => kind === "recurrent");
      near(
        added(table.recurrent, column),
        all.reduce((sofar, { product }) => sofar + product, 0),
        `unit ${j}`,
      );
    }
    for (const [row, i] of table.recurrent.index.entries()) assert.equal(table.recurrent.values[row], h[i]);
  });

  it("has the largest terms of the way back to it, and all other columns as one: each row adds up", () => {
    const table = gateTable(run, 2, "a", 100, true);
    const [d, sent] = [gateGradient(run, 2, "a"), throughMatrix(run, 2)];
    assert.equal(table.columns.length, EXTRACT);
    assert.ok(table.recurrent.index.includes(100));
    const own = table.recurrent.weights[table.recurrent.index.indexOf(100)].map((w, column) =>
      Math.abs(w * d[table.columns[column]]),
    );
    assert.deepEqual(
      own,
      own.toSorted((a, b) => b - a),
    );
    for (const [row, i] of table.recurrent.index.entries()) {
      const shown = table.columns.reduce((all, j, column) => all + d[j] * table.recurrent.weights[row][column], 0);
      near(shown + table.others.sums[row], sent[i], `unit ${i}`);
    }
  });
});
