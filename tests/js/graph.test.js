import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { biases, gatesOf } from "../../static/js/algebra.js";
import { productGradient } from "../../static/js/backprop.js";
import { backwardValues, carried, forwardValues } from "../../static/js/graph.js";
import { answer, CELLS, graphOf } from "./support/runs.js";
import { speaking } from "./support/words.js";

/** Equal to the digits that the committed answers have. @param {number[]} got @param {number[]} want @param {string} what */
const near = (got, want, what) =>
  got.forEach((value, j) => {
    assert.ok(
      Math.abs(value - want[j]) <= 2e-5 * Math.max(1, Math.abs(want[j])),
      `${what}[${j}]: ${value}, ${want[j]}`,
    );
  });
const each = (/** @type {number[][]} */ vectors, f) => vectors[0].map((_, j) => f(vectors.map((v) => v[j])));

/** What each kind of node makes of what comes in. @type {Record<string, (come: number[][]) => number[]>} */
const MAKES = {
  times: (come) => each(come, (values) => values.reduce((all, v) => all * v, 1)),
  add: (come) => each(come, (values) => values.reduce((all, v) => all + v, 0)),
  complement: ([come]) => come.map((v) => 1 - v),
  tanh: ([come]) => come.map(Math.tanh),
  squash: ([come]) => come.map(Math.tanh),
};

before(() => speaking("en"));

for (const cell of CELLS)
  describe(`the diagram of ${cell}`, () => {
    const run = answer(cell);
    const graph = graphOf(run);
    const simple = graph.nodes.every(({ row }) => row < 2);

    /** What is drawn along an edge. @param {string} from @param {string} to @param {number} t */
    const drawn = (from, to, t) => {
      const values = forwardValues(run, t);
      const own = carried(run, t);
      if (simple && from in { hh: 0, ih: 0 }) return values[{ hh: "Wh", ih: "Wx" }[from]];
      return `${from}>${to}` in own ? own[`${from}>${to}`] : values[from];
    };

    it("gives at each node what its kind makes of the vectors on the edges that lead there", () => {
      for (const { t } of run.steps)
        for (const { name, kind } of graph.nodes) {
          const gate = gatesOf(run).includes(name);
          // a gate has its matrices inside: its own sum is held by the tests of algebra.js
          if (!(kind in MAKES) || (gate && kind !== "add")) continue;
          const come = graph.edges.filter(([, to]) => to === name).map(([from]) => drawn(from, name, t));
          if (gate) come.push(biases(run));
          near(MAKES[kind](come), forwardValues(run, t)[name], `${name} at ${t}`);
        }
    });
  });

it("lets the GRU's reset gate meet W h + b, not h itself, and sends back what that gets", () => {
  const run = answer("gru");
  for (const { t, gates } of run.steps) {
    const { r_hh_n: met } = forwardValues(run, t);
    near(
      each([gates.r, carried(run, t)["hh>r_hh_n"]], ([r, m]) => r * m),
      met,
      `r ⊙ (W h + b) at ${t}`,
    );
    assert.deepEqual(backwardValues(run, t)["hh>r_hh_n"], productGradient(run, t, "n"));
  }
});
