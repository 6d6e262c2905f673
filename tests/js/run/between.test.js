/** What is drawn between two steps on the way back adds up to /step's gradients. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { carried, joins } from "../../../static/js/run/between.js";
import { answer, CELLS } from "../support/runs.js";

const near = (a, b, says) => assert.ok(Math.abs(a - b) < 2e-6 + 1e-4 * Math.abs(b), `${says}: ${a} for ${b}`);
const norm = (values) => Math.hypot(...values);

/** What the loss of every next word puts into h_t: the head's rows by softmax − onehot, in the mean of T − 1. */
function injected(run, t) {
  const [weight, bias] = [run.parameters["linear.weight"], run.parameters["linear.bias"]];
  const logits = weight.map((row, v) => row.reduce((all, w, j) => all + w * run.steps[t].h[j], bias[v]));
  const exps = logits.map((l) => Math.exp(l - Math.max(...logits)));
  const total = exps.reduce((all, e) => all + e, 0);
  const target = run.token_ids[t + 1];
  return run.steps[t].h.map(
    (_, j) =>
      exps.reduce((all, e, v) => all + (e / total - (v === target ? 1 : 0)) * weight[v][j], 0) /
      (run.tokens.length - 1),
  );
}

describe("what comes back from the right", () => {
  it("is ∂L/∂h_t without what the loss puts in there itself", () => {
    const run = answer("next-token");
    const last = run.tokens.length - 1;
    for (const { t, grad } of run.steps.slice(0, last)) {
      assert.ok(joins(run, t));
      const { values, log10 } = carried(run, t);
      const own = injected(run, t);
      for (const [j, value] of grad.entries()) near(values[j] + own[j], value, `t = ${t}, unit ${j}`);
      if (log10 === null) assert.equal(norm(values), 0);
      else near(10 ** log10, norm(values), `norm at t = ${t}`);
    }
  });

  it("is nothing after the last word, whose next one nobody knows", () => {
    const run = answer("next-token");
    const last = run.tokens.length - 1;
    assert.equal(carried(run, last).log10, null);
    assert.equal(carried(run, last - 1).log10, null);
    assert.notEqual(run.steps[last - 1].log10_grad_norm, null);
  });

  for (const name of [...CELLS, "relu", "vanishing"])
    it(`is all of ∂L/∂h_t where the loss looks at the end alone: ${name}`, () => {
      const run = answer(name);
      for (const step of run.steps) {
        assert.deepEqual(carried(run, step.t).values, step.grad);
        assert.equal(carried(run, step.t).log10, step.log10_grad_norm);
      }
    });

  for (const name of ["lstm", "next-token"])
    it(`along c is ∂L/∂c_t without what comes down from h_t: ${name}`, () => {
      const run = answer(name);
      for (const { t, c, grad, cell_grad, gates } of run.steps) {
        const along = carried(run, t, "c").values ?? cell_grad.map(() => 0);
        for (const [j, value] of cell_grad.entries())
          near(along[j] + grad[j] * gates.o[j] * (1 - Math.tanh(c[j]) ** 2), value, `t = ${t}, unit ${j}`);
      }
      assert.equal(carried(run, run.tokens.length - 1, "c").log10, null);
    });
});
