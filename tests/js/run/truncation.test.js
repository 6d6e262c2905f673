import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { riverHeight } from "../../../static/js/pen/river-scale.js";
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

describe("a sluice", () => {
  /** The sluice in a picture. @param {number} clip @param {number} u */
  const sluice = (clip, u) => {
    const options = { at: layout(answer("rnn"), 1320), scheme: "light", clip };
    const marks = [...every(draw(answer("rnn"), u, options))];
    return marks.find(({ attrs }) => attrs.key === "sluice");
  };
  it("stands before L where clipping acts, and narrows the river to what it lets through", () => {
    assert.equal(sluice(0, 8), undefined);
    assert.equal(sluice(-1, 3.9), undefined);
    const [gates, text] = sluice(-1, 8).children;
    assert.equal(text.children.join(""), "clip ×0.10");
    const [, , upper, , lower] = String(gates.attrs.d)
      .match(/[\d.]+/g)
      .map(Number);
    const level = answer("rnn").steps[3].log10_grad_norm - 1;
    assert.ok(Math.abs(lower - upper - riverHeight(level)) < 0.2, `${gates.attrs.d}`);
  });
});
