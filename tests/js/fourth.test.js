/** A cell that the page's own files have never heard of: everything it shows follows from /cells and the answer. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { draw as drawHighway } from "../../static/js/charts/compare-highway.js";
import { COUNTS, DEFAULTS } from "../../static/js/page/address.js";
import { numbers } from "../../static/js/page/api.js";
import { kinds, route } from "../../static/js/page/compare.js";
import { short } from "../../static/js/pen/numbers.js";
import { squashColumns } from "../../static/js/run/activations.js";
import { gatesOf, recurrentOf } from "../../static/js/run/algebra.js";
import { backwardValues, chainRule, gateGradient } from "../../static/js/run/backprop.js";
import { factsOf, isPlain } from "../../static/js/run/facts.js";
import { graphValues } from "../../static/js/run/graph-values.js";
import { moment, phaseStops } from "../../static/js/run/phases.js";
import { firstBackOf, firstOf, rowsOf } from "../../static/js/run/rows.js";
import { shadesOf } from "../../static/js/run/shades.js";
import { sumOf } from "../../static/js/run/sums.js";
import { vectorsOf, wiringOf } from "../../static/js/run/wiring.js";
import { narrate } from "../../static/js/words/narration.js";
import { why } from "../../static/js/words/why.js";
import { every, firstUnfinished, textOf } from "./support/marks.js";
import { CELLS, fourth, shaped } from "./support/runs.js";
import { OPTIONS, SCENES } from "./support/scenes.js";
import { speaking } from "./support/words.js";

const run = fourth();
before(() => speaking("en"));

/** Fail where something warns: no sentence may lack a word. @param {() => void} act */
function quietly(act) {
  const { warn } = console;
  console.warn = (text) => assert.fail(text);
  try {
    act();
  } finally {
    console.warn = warn;
  }
}

describe("every scene draws a cell it has never heard of", () => {
  const saying = { ...OPTIONS, say: () => "" };
  for (const [name, draw] of Object.entries(SCENES))
    it(`${name}, at every phase, with finite numbers`, () => {
      for (const u of phaseStops(run.tokens.length)) {
        const marks = draw(run, u, saying);
        assert.equal(firstUnfinished(marks), null, `u = ${u}`);
        assert.ok([...every(marks)].length > 5, `u = ${u}`);
      }
    });

  it("in large and small sizes", () => {
    for (const H of [1, 2, 64])
      for (const width of [350, 1320])
        for (const draw of Object.values(SCENES))
          for (const u of [0.4, 1.9, 3.3, 5.5])
            assert.equal(firstUnfinished(draw(shaped({ cell: "mgu", H, T: 3 }), u, { ...saying, width })), null);
  });

  it("and says what happens there", () =>
    quietly(() => {
      for (const u of phaseStops(run.tokens.length))
        assert.match(narrate(run, moment(u, run.tokens.length)).text, /\.$/);
    }));
});

describe("its numbers are its own", () => {
  const [f, n] = [(t) => run.steps[t].gates.f, (t) => run.steps[t].gates.n];
  const h = (t) => run.steps[t - 1]?.h ?? new Array(run.hidden_size).fill(0);
  const near = (a, b) => assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

  it("h is (1 − f) · n and f · h, and says so", () => {
    const { terms, total, squash } = sumOf(run, 2, "h", 3);
    assert.deepEqual(
      terms.map(({ names }) => names.join(" · ")),
      ["(1 − f) · n", "f · h"],
    );
    near(terms[0].product + terms[1].product, total);
    assert.equal(squash, null);
  });

  it("and so does the sentence of a unit", () =>
    quietly(() => {
      const { terms } = sumOf(run, 2, "h", 3);
      const text = why(run, 2, 3, { part: "h" });
      for (const { names, product } of terms)
        assert.ok(text.includes(`${names.join(" · ")} = ${short(product)}`), text);
      assert.doesNotMatch(text, /weights/);
    }));

  it("∂L/∂a of f comes along all three ways: old state, complement, reset", () => {
    for (const { t, grad } of run.steps)
      for (const [j, d] of grad.entries()) {
        const [open, made, old] = [f(t)[j], n(t)[j], h(t)[j]];
        const ways = old - made + (1 - open) * (1 - made * made) * recurrentOf(run, t, "n")[j];
        near(gateGradient(run, t, "f")[j], d * ways * open * (1 - open));
        const { from, factors, product } = chainRule(run, t, "f", j);
        assert.equal(from, "f");
        assert.deepEqual(
          factors.map(([name]) => name),
          ["σ′"],
        );
        near(product, gateGradient(run, t, "f")[j]);
      }
  });

  it("shows its own vectors, in their order", () => {
    assert.deepEqual(vectorsOf("mgu"), ["h_prev", "f", "memory", "n", "h"]);
    assert.deepEqual(
      rowsOf("mgu", true).map(({ symbol, index = "" }) => symbol + index),
      ["f ⊙ ∂L/∂h", "Wᵀ", "∂L/∂af", "∂L/∂an", "∂L/∂ht"],
    );
    assert.deepEqual([firstOf("mgu"), firstBackOf("mgu")], ["h", "f"]);
    assert.equal(rowsOf("mgu").at(-1).formula, "(1 − f) ⊙ n + f ⊙ h");
  });

  it("in every panel", () => {
    assert.deepEqual(
      squashColumns(run).map(({ squash, gates }) => [squash.name, ...gates.map(({ name }) => name)]),
      [
        ["σ", "f"],
        ["tanh", "n"],
      ],
    );
    assert.deepEqual(shadesOf(run), ["flow", "unit", "norm", "gradient", "input", "f"]);
    const kind = kinds().find(({ name }) => name === "mgu");
    assert.deepEqual([kind.symbol, kind.gates], ["MGU", 2]);
    const own = route({ kind, run, problem: "" });
    assert.deepEqual(
      own.full,
      run.steps.map((step) => step.log10_jacobian_norm),
    );
    const options = { width: 640, tokens: run.tokens, backward: false };
    assert.match([...every(drawHighway([own], 0, options))].map(textOf).join(" "), /Π f/);
    const page = { ...DEFAULTS, cell: "mgu" };
    assert.equal(numbers(page, ["gates"]) - numbers(page, []), 4 * 2 * 8);
    assert.ok(COUNTS.forget_bias(page));
    assert.ok(!COUNTS.nonlinearity({ ...page, nonlinearity: "relu" }));
  });
});

/** Kinds that a diagram can draw and compute. */
const KINDS = ["in", "product", "sigmoid", "tanh", "squash", "add", "times", "complement"];

for (const cell of [...CELLS, "mgu"])
  describe(`${cell} can be drawn`, () => {
    const { gates, sigmoid, state, direct, graph } = factsOf(cell);
    const { kind, onto, into } = wiringOf(cell);

    it("has nodes of known kinds, and a node for each gate and each part of the state", () => {
      for (const node of graph.nodes) assert.ok(KINDS.includes(node.kind), `${node.name}: ${node.kind}`);
      for (const name of [...gates, ...state]) assert.notEqual(kind(name), "", name);
      for (const gate of gates) assert.equal(kind(gate) === "sigmoid", sigmoid.includes(gate), gate);
      if (direct) assert.equal(kind(`${direct}_prev`), "in");
    });

    it("has a number at every node and edge, forward and back", () => {
      const any = cell === "mgu" ? run : shaped({ cell, H: 3, T: 2 });
      const { nodes, edges } = graphValues(any, 1);
      for (const { name } of graph.nodes) assert.ok(nodes[name]?.every(Number.isFinite), name);
      const back = backwardValues(any, 1);
      for (const [from, to] of graph.edges) {
        assert.ok(edges[`${from}>${to}`]?.every(Number.isFinite), `${from}>${to}`);
        if (from !== "ih") assert.ok(back[`${from}>${to}`]?.every(Number.isFinite), `back ${from}>${to}`);
      }
      assert.deepEqual(gatesOf(any), gates);
    });

    it("has vectors to show inside A, and something between each gate and the new state", () => {
      if (!isPlain(cell)) assert.ok(rowsOf(cell).length > 1 && rowsOf(cell, true).length > 1);
      for (const gate of gates) assert.ok(onto(gate).length && into(gate).length, gate);
    });
  });
