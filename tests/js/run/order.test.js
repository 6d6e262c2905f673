/** Units in another order: the same network under other places. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { before } from "../../../static/js/run/algebra.js";
import { ORDERS, placeOfUnit, sorted, unitName } from "../../../static/js/run/order.js";
import { gateSum } from "../../../static/js/run/sums.js";
import { answer, CELLS } from "../support/runs.js";

/** Every sum of unit j of the shown run is that of its namesake. @param {object} shown @param {object} run @param {number} j */
function sameSums(shown, run, j) {
  for (const gate of Object.keys(run.steps[0].gates)) {
    const [here, there] = [gateSum(shown, 2, gate, j), gateSum(run, 2, gate, unitName(shown, j))];
    const added = here.terms.reduce((all, { product }) => all + product, 0);
    assert.ok(Math.abs(added - there.total) < 1e-4, `${gate}[${j}]: ${added} for ${there.total}`);
  }
}

describe("sorted units", () => {
  for (const cell of CELLS)
    for (const by of ORDERS)
      it(`of ${cell} by ${by} have the sums that they had`, () => {
        const run = answer(cell);
        const shown = sorted(run, by);
        for (let j = 0; j < run.hidden_size; j++) sameSums(shown, run, j);
        for (const [t, step] of shown.steps.entries())
          for (const [j, h] of step.h.entries()) assert.equal(h, run.steps[t].h[unitName(shown, j)]);
      });

  it("by |h| begin with the one that is largest over all steps", () => {
    const run = answer("rnn");
    const sizes = run.steps[0].h.map((_, j) => run.steps.reduce((all, { h }) => all + Math.abs(h[j]), 0));
    assert.equal(unitName(sorted(run, "size"), 0), sizes.indexOf(Math.max(...sizes)));
  });

  it("stay as they are where the answer does not say what they are sorted by", () => {
    const run = { ...answer("rnn"), projection: undefined };
    assert.equal(sorted(run, "direction"), run);
    assert.equal(sorted(run, "index"), run);
    assert.equal(unitName(run, 3), 3);
  });

  it("give the head, the state before the first step and its gradient the same order", () => {
    const told = answer("lstm");
    const H = told.hidden_size;
    const numbers = Array.from({ length: H }, (_, j) => j / 10);
    const head = [numbers, numbers.map((v) => 2 * v)];
    const run = {
      ...told,
      asked: { state: { h: numbers, c: [...numbers].reverse() } },
      initial_grad: { h: numbers, c: null },
      parameters: { ...told.parameters, "linear.weight": head },
    };
    const shown = sorted(run, "size");
    const at = (values) => shown.units.map((j) => values[j]);
    assert.notDeepEqual(
      shown.units,
      [...shown.units].sort((a, b) => a - b),
    );
    assert.deepEqual(shown.parameters["linear.weight"], head.map(at));
    assert.deepEqual(before(shown, 0), at(numbers));
    assert.deepEqual(before(shown, 0, "c"), at([...numbers].reverse()));
    assert.deepEqual(shown.initial_grad, { h: at(numbers), c: null });
    const score = (of) => of.parameters["linear.weight"][1].reduce((sum, w, j) => sum + w * of.steps[3].h[j], 0);
    assert.ok(Math.abs(score(shown) - score(run)) < 1e-12);
    for (let j = 0; j < H; j++) assert.equal(unitName(shown, placeOfUnit(shown, j)), j);
  });

  it("leave the head of a layer above alone, and of two directions sort the half that is read", () => {
    const told = answer("rnn");
    const H = told.hidden_size;
    const row = Array.from({ length: 2 * H }, (_, j) => j);
    const head = { "linear.weight": [row] };
    const below = sorted({ ...told, layer: 0, num_layers: 2, parameters: { ...told.parameters, ...head } }, "size");
    assert.deepEqual(below.parameters["linear.weight"], [row]);
    const two = sorted({ ...told, bidirectional: true, direction: "forward", parameters: head }, "size");
    assert.deepEqual(two.parameters["linear.weight"], [[...two.units, ...row.slice(H)]]);
    const back = sorted({ ...told, bidirectional: true, direction: "backward", parameters: head }, "size");
    const own = back.units.map((j) => H + j);
    assert.deepEqual(back.parameters["linear.weight"], [[...row.slice(0, H), ...own]]);
  });
});
