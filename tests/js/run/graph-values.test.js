import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { biases, gatesOf, isSum, recurrentOf } from "../../../static/js/run/algebra.js";
import { backwardValues, gateGradient, productGradient } from "../../../static/js/run/backprop.js";
import { factsOf } from "../../../static/js/run/facts.js";
import { graphValues } from "../../../static/js/run/graph-values.js";
import { gateSum } from "../../../static/js/run/sums.js";
import { answer, CELLS, fourth } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** Equal to the digits that the committed answers have. @param {number[]} got @param {number[]} want @param {string} what */
const near = (got, want, what) =>
  got.forEach((value, j) => {
    const off = Math.abs(value - want[j]);
    assert.ok(off <= 2e-5 * Math.max(1, Math.abs(want[j])), `${what}[${j}]: ${value}, ${want[j]}`);
  });
const each = (/** @type {number[][]} */ vectors, f) => vectors[0].map((_, j) => f(vectors.map((v) => v[j])));
const product = (values) => values.reduce((all, v) => all * v, 1);
const sum = (values) => values.reduce((all, v) => all + v, 0);

/** What each kind of node makes of what comes in. @type {Record<string, (come: number[][]) => number[]>} */
const MAKES = {
  times: (come) => each(come, product),
  add: (come) => each(come, sum),
  complement: ([come]) => come.map((v) => 1 - v),
  tanh: ([come]) => come.map(Math.tanh),
  squash: ([come]) => come.map(Math.tanh),
};

const sloped = (d, _, y) => each([d, y], ([v, of]) => v * (1 - of * of));
/**
 * What each kind of node sends back along one edge, of what arrives, what came along the others, and its own value.
 * @type {Record<string, (d: number[], beside: number[][], y: number[]) => number[]>}
 */
const SENDS = {
  add: (d) => d,
  times: (d, beside) => each([d, ...beside], product),
  complement: (d) => d.map((v) => -v),
  tanh: sloped,
  squash: sloped,
};

before(() => speaking("en"));

for (const run of [...CELLS.map(answer), fourth()])
  describe(`the diagram of ${run.cell}`, () => {
    const { graph } = factsOf(run.cell);
    const inside = (name) => gatesOf(run).includes(name) && !isSum(run, name);

    /** What a gate makes of its own sum, whose matrices stand inside. @param {string} name @param {number} t */
    const squashed = (name, t) =>
      Array.from({ length: run.hidden_size }, (_, j) => {
        const { f, a } = gateSum(run, t, name, j).squash;
        return f === "σ" ? 1 / (1 + Math.exp(-a)) : Math.tanh(a);
      });

    it("gives at each node what its kind makes of the vectors on the edges that lead there", () => {
      for (const { t } of run.steps) {
        const { nodes, edges } = graphValues(run, t);
        for (const { name, kind } of graph.nodes.filter((node) => node.kind in MAKES || inside(node.name))) {
          const come = graph.edges.filter(([, to]) => to === name).map(([from]) => edges[`${from}>${name}`]);
          // a sum that is a gate adds b itself
          if (isSum(run, name) && gatesOf(run).includes(name)) come.push(biases(run));
          near(inside(name) ? squashed(name, t) : MAKES[kind](come), nodes[name], `${name} at ${t}`);
        }
      }
    });

    /** What comes back to a node: given to the state, gathered elsewhere. @param {string} name @param {object} step @param {object} back */
    const arrives = (name, step, back) =>
      ({ h: step.grad, c: step.cell_grad })[name] ??
      each(
        graph.edges.filter(([from]) => from === name).map(([, to]) => back[`${name}>${to}`]),
        sum,
      );

    it("sends back along each edge what the node makes of what comes back to it", () => {
      for (const step of run.steps) {
        const back = backwardValues(run, step.t);
        const { nodes, edges } = graphValues(run, step.t);
        for (const [from, name] of graph.edges) {
          const { kind } = graph.nodes.find((node) => node.name === name);
          if (!(kind in SENDS) || (inside(name) && ["hh", "ih"].includes(from))) continue;
          const others = graph.edges.filter(([one, to]) => to === name && one !== from);
          const beside = others.map(([one]) => edges[`${one}>${name}`]);
          const want = SENDS[kind](arrives(name, step, back), beside, nodes[name]);
          near(back[`${from}>${name}`], want, `${from}>${name} at ${step.t}`);
        }
      }
    });
  });

it("lets the GRU's reset gate meet W h + b, not h itself, and sends back what that gets", () => {
  const run = answer("gru");
  for (const { t, gates } of run.steps) {
    const { nodes, edges } = graphValues(run, t);
    near(edges["hh>r_hh_n"], recurrentOf(run, t, "n"), `W h + b at ${t}`);
    near(
      each([gates.r, edges["hh>r_hh_n"]], ([r, m]) => r * m),
      nodes.r_hh_n,
      `r ⊙ (W h + b) at ${t}`,
    );
    assert.deepEqual(backwardValues(run, t)["hh>r_hh_n"], productGradient(run, t, "n"));
    near(productGradient(run, t, "n"), each([gateGradient(run, t, "n"), gates.r], product), `∂L/∂(W h + b) at ${t}`);
  }
});

it("says nothing of a product whose weights are not there", () => {
  const bare = { ...answer("gru"), parameters: undefined };
  const { nodes, edges } = graphValues(bare, 1);
  assert.deepEqual([edges["hh>r_hh_n"], nodes.r_hh_n], [null, null]);
  assert.deepEqual(nodes.z, bare.steps[1].gates.z);
});
