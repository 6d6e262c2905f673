import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { before, gatesOf, recurrentOf, slope } from "../../../static/js/run/algebra.js";
import {
  chainRule,
  direct,
  gateGradient,
  hasGradient,
  productGradient,
  throughMatrix,
  weightGradientAt,
  weightGradientFrom,
} from "../../../static/js/run/backprop.js";
import { factsOf } from "../../../static/js/run/facts.js";
import { gateSum, sumOf } from "../../../static/js/run/sums.js";
import { answer, fourth } from "../support/runs.js";

const norm = (values) => Math.hypot(...values.flat());
/**
 * Equal to the digits that the committed answers have, beside the size of what was added up.
 * @param {number} a
 * @param {number} b
 * @param {string} what
 * @param {number} [size]
 */
const near = (a, b, what, size = 1) =>
  assert.ok(Math.abs(a - b) <= 5e-5 * Math.max(size, Math.abs(b)), `${what}: ${a} is not ${b}`);
const units = (run) => run.steps.flatMap(({ t }) => Array.from({ length: run.hidden_size }, (_, j) => [t, j]));
const CELLS = ["rnn", "gru", "lstm", "relu", "next-token", "one", "fourth"];
const named = (name) =>
  name === "fourth" ? fourth() : { ...answer(name), nonlinearity: name === "relu" ? "relu" : "tanh" };
const sigmoid = (a) => 1 / (1 + Math.exp(-a));

describe("any element's sum", () => {
  for (const name of CELLS)
    it(`squashes to the answer's own gate: ${name}`, () => {
      const run = named(name);
      for (const [t, j] of units(run))
        for (const gate of gatesOf(run)) {
          const { total, squash, terms } = gateSum(run, t, gate, j);
          near(
            terms.reduce((all, { product }) => all + product, 0),
            total,
            `sum of ${gate}[${j}] at ${t}`,
          );
          const f = { σ: sigmoid, tanh: Math.tanh, relu: (a) => Math.max(a, 0) }[squash.f];
          near(f(squash.a), squash.y, `${gate}[${j}] at ${t}`);
        }
    });

  for (const [name, parts] of [
    ["gru", ["h"]],
    ["lstm", ["c", "h"]],
  ])
    it(`makes the new state of the gates: ${name}`, () => {
      const run = answer(name);
      for (const [t, j] of units(run))
        for (const part of parts) {
          const { terms, total } = sumOf(run, t, part, j);
          near(
            terms.reduce((all, { product }) => all + product, 0),
            total,
            `${part}[${j}] at ${t}`,
          );
          assert.equal(total, run.steps[t][part][j]);
        }
    });

  it("lets the GRU's proposal see its memory through r alone", () => {
    const run = answer("gru");
    for (const [t, j] of units(run)) {
      const r = run.steps[t].gates.r[j];
      const recurrent = gateSum(run, t, "n", j).terms.filter(
        ({ kind, index }) => kind === "recurrent" || (kind === "bias" && index === 0),
      );
      near(
        recurrent.reduce((all, { product }) => all + product, 0),
        r * recurrentOf(run, t, "n")[j],
        `r ⊙ (W h + b)[${j}] at ${t}`,
      );
      near(sumOf(run, t, "memory", j).total, recurrentOf(run, t, "n")[j], `W h + b [${j}] at ${t}`);
    }
  });

  it("has none without weights", () => {
    const bare = { ...answer("gru"), parameters: undefined };
    assert.equal(sumOf(bare, 1, "r", 0), null);
    assert.notEqual(sumOf(bare, 1, "h", 0), null);
  });
});

describe("one step back", () => {
  for (const name of ["rnn", "relu", "one"])
    it(`multiplies what arrives by the slope: ${name}`, () => {
      const run = named(name);
      for (const [t, j] of units(run)) {
        const { arrives, product } = chainRule(run, t, "a", j);
        const { gates, h } = run.steps[t];
        near(product, arrives * slope(gates.a[j], h[j], run.nonlinearity), `∂L/∂a[${j}] at ${t}`, Math.abs(arrives));
      }
    });

  for (const name of CELLS)
    it(`gives the answer's own norms: through the matrix, past it, into the weights: ${name}`, () => {
      const run = named(name);
      for (const step of run.steps) {
        const sent = throughMatrix(run, step.t);
        const past = direct(run, step.t);
        if (step.log10_recurrent_norm !== null)
          near(Math.log10(norm(sent)), step.log10_recurrent_norm, `W_hᵀ d at ${step.t}`);
        if (past && step.log10_direct_norm !== null)
          near(Math.log10(norm(past)), step.log10_direct_norm, `past the matrix at ${step.t}`);
        const shares = gatesOf(run).map((gate) => weightGradientAt(run, step.t, gate));
        near(norm(shares.flat()), step.weight_hh_grad_norm, `share of ${step.t}`, 1e-6);
      }
    });

  for (const name of CELLS)
    it(`arrives at the step before: ${name}`, () => {
      const run = named(name);
      for (const { t, grad, grad_norm: size } of run.steps.slice(1)) {
        const [sent, past, previous] = [throughMatrix(run, t), direct(run, t), run.steps[t - 1]];
        if (run.objective === "next-token") continue;
        sent.forEach((value, j) => {
          near(
            value + (factsOf(run.cell).direct === "h" ? past[j] : 0),
            previous.grad[j],
            `∂L/∂h[${j}] at ${t - 1}`,
            size,
          );
        });
        assert.equal(grad.length, run.hidden_size);
      }
    });

  it("comes to the LSTM's c past the matrix, and through o and tanh", () => {
    const run = answer("lstm");
    for (const { t } of run.steps.slice(1)) {
      const { grad, cell_grad, gates, c } = run.steps[t - 1];
      direct(run, t).forEach((past, j) => {
        const through = grad[j] * gates.o[j] * (1 - Math.tanh(c[j]) ** 2);
        near(past + through, cell_grad[j], `∂L/∂c[${j}] at ${t - 1}`, norm(cell_grad));
      });
    }
  });
});

describe("∂L/∂W_h", () => {
  for (const name of CELLS)
    it(`gathers every step's share, to the sum of all: ${name}`, () => {
      const run = named(name);
      const T = run.tokens.length;
      for (const gate of gatesOf(run)) {
        assert.equal(norm(weightGradientFrom(run, T, gate)), 0);
        const whole = weightGradientFrom(run, 0, gate);
        for (const [i, row] of whole.entries())
          for (const [j, value] of row.entries()) {
            const parts = run.steps.map(({ t }) => before(run, t)[i] * productGradient(run, t, gate)[j]);
            near(
              value,
              parts.reduce((all, part) => all + part, 0),
              `${gate} [${i}, ${j}]`,
              1e-6,
            );
          }
      }
    });

  it("takes a share as large as both its factors say", () => {
    const run = answer("rnn");
    for (const { t } of run.steps)
      near(
        norm(weightGradientAt(run, t)),
        norm(before(run, t)) * norm(gateGradient(run, t, "a")),
        `share of ${t}`,
        1e-6,
      );
  });

  it("is silent where the gradient is beyond a double", () => {
    const run = { ...answer("rnn"), steps: answer("rnn").steps.map((step) => ({ ...step, grad: null })) };
    assert.equal(hasGradient(run, 1), false);
    assert.equal(weightGradientAt(run, 1), null);
    assert.equal(throughMatrix(run, 1), null);
    assert.equal(norm(weightGradientFrom(run, 0)), 0);
  });
});
