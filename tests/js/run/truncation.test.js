import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { carried } from "../../../static/js/run/between.js";
import { fateOf } from "../../../static/js/run/fate.js";
import { isCut, isTruncated } from "../../../static/js/run/truncation.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every } from "../support/marks.js";
import { answer, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** @param {object} fields */
const cuts = (fields) => {
  const run = { objective: "recall", loss_at: null, tokens: Array(8).fill("a"), ...fields };
  return Array.from({ length: 8 }, (_, t) => t).filter((t) => isCut(run, t));
};

describe("where the gradient goes no further back", () => {
  it("is after each so many steps, counted from the last that the loss looks at", () => {
    assert.deepEqual(cuts({ truncate: 3 }), [2, 5]);
    assert.deepEqual(cuts({ truncate: 3, loss_at: 5 }), [3]);
    assert.deepEqual(cuts({ truncate: 3, objective: "next-token" }), [1, 4]);
    assert.deepEqual(cuts({ truncate: 3, objective: "forecast", loss_at: 6 }), [1, 4]);
    assert.deepEqual(cuts({ truncate: 1, loss_at: 2 }), [1, 2]);
  });

  it("is nowhere where it may go as far as there are steps", () => {
    for (const truncate of [null, undefined, 8, 9]) assert.deepEqual(cuts({ truncate }), []);
    assert.equal(isTruncated({ ...answer("rnn"), truncate: 4 }), false);
    assert.equal(isTruncated({ ...answer("rnn"), truncate: 3 }), true);
    assert.equal(fateOf({ ...answer("rnn"), truncate: 3 }), "cut");
  });

  it("carries nothing where a loss joins in behind the cut", () => {
    const run = { ...answer("next-token"), truncate: 1 };
    assert.deepEqual(carried(run, 0), { values: null, log10: null, told: true });
  });
});

describe("a dam", () => {
  /** The dams in a picture. @param {object} run @param {number} u */
  const dams = (run, u) =>
    [...every(draw(run, u, { at: layout(run, 1320), scheme: "light" }))].filter(({ attrs }) => attrs.class === "dam");

  it("stands before each A at which the gradient is cut, once it has come there", async () => {
    await speaking("en");
    const run = { ...shaped({ H: 4, T: 4 }), truncate: 2 };
    assert.equal(dams(run, 3.9).length, 0);
    assert.equal(dams(run, 8).length, 1);
    assert.equal(dams({ ...run, truncate: 1 }, 8).length, 3);
    assert.equal(dams({ ...run, truncate: null }, 8).length, 0);
  });
});
