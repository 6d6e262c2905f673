/** Units in another order: the same network under other places. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ORDERS, sorted, unitName } from "../../../static/js/run/order.js";
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
});
