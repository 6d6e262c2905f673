import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { cellState, ends, setsOut, sizeText, stepBack, update } from "../../../static/js/lesson/claims.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const run = answer("rnn");
const norms = run.steps.map(({ grad_norm }) => String(Number(grad_norm.toPrecision(2))));

describe("what the lesson says in numbers", () => {
  it("follows the gradient from the last state, by one step, to the first", () => {
    assert.equal(setsOut(run).norm, norms.at(-1));
    assert.deepEqual([stepBack(run).from, stepBack(run).to], norms.slice(-2).reverse());
    assert.deepEqual([ends(run).end, ends(run).start], [norms.at(-1), norms[0]]);
  });

  it("wants the unit smaller where the loss rises with it, and larger where it falls", () => {
    for (const g of [0.3, -0.3]) {
      const pushed = structuredClone(run);
      pushed.steps.at(-1).grad[0] = g;
      assert.equal(setsOut(pushed).wish, g > 0 ? "smaller" : "larger");
    }
  });

  it("rounds shares to whole percents, up and down", () => {
    const lstm = structuredClone(answer("lstm"));
    Object.assign(lstm.steps[1].gates, { f: [0.276], i: [0.274] });
    assert.deepEqual([cellState(lstm).f, cellState(lstm).i], ["28", "27"]);
    const gru = structuredClone(answer("gru"));
    gru.steps[1].gates.z = [0.996];
    assert.equal(update(gru).z, "100");
  });

  it("says a size as a number from 1/1,000 to 1,000, beyond as a power, and nothing as 0", () => {
    assert.deepEqual([-2.99, 0, 2.5].map(sizeText), ["0.001", "1", "320"]);
    assert.match(sizeText(-3), /10/);
    assert.equal(sizeText(null), "0");
  });
});
