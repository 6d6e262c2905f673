import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { sayings, verdict } from "../../../static/js/words/verdict.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** The eigenvalues 1, λ and λ/2 times i. */
const block = (rho, sigma, others = rho / 2) => ({
  eigenvalues: [
    [rho, 0],
    [0, others],
    [0, -others],
  ],
  spectral_radius: rho,
  largest_singular_value: sigma,
});

/** A run whose gradient goes through the same two gains at each step; with a Jacobian where one is given. */
function geometric({ T = 12, slope = 0.5, weight = 0.8, gains = null, ...fields } = {}) {
  const run = shaped({ H: 4, T });
  const fall = Math.log10(slope * weight);
  const steps = run.steps.map((step) => ({
    ...step,
    log10_grad_norm: (T - 1 - step.t) * fall,
    pointwise_gain: slope,
    weight_gain: weight,
    ...(gains && { log10_jacobian_norm: gains[T - 1 - step.t] }),
  }));
  return { ...run, steps, ...fields };
}

const keys = (run, matrix) => sayings(run, matrix, "a").map(([key]) => key.replace("verdict-", ""));
const grows = [0, 0.3, 0.5, 0.2, 0, -0.2, -0.4, -0.6, -0.8, -1, -1.2, -1.4];

describe("what W_h does by itself", () => {
  const kind = (matrix) => keys(geometric(), matrix)[0];

  it("is told by ρ, σ and all eigenvalues", () => {
    assert.equal(kind(block(0.5, 0.9)), "shrinks");
    assert.equal(kind(block(0.9, 0.999)), "keeps");
    assert.equal(kind(block(0.9, 1.6)), "fades");
    assert.equal(kind(block(1, 1.8)), "even");
    assert.equal(kind(block(2.5, 4)), "grows");
  });

  it("is a matter of lengths kept only where every eigenvalue has the size 1", () => {
    assert.equal(kind(block(1, 1, 1)), "orthogonal");
    assert.equal(kind(block(1, 1, 0.5)), "keeps");
    assert.equal(kind(block(1, 1.004, 1)), "even");
  });

  it("decides nothing alone in a gated cell, or where nothing is known yet", () => {
    assert.equal(keys(geometric({ cell: "gru" }), block(2.5, 4))[0], "gated");
    assert.deepEqual(keys(answer("one"), block(0.5, 0.9)), ["one"]);
    assert.deepEqual(sayings(geometric(), null, "a"), [["verdict-waiting", {}]]);
  });
});

describe("what became of the gradient", () => {
  it("is the ledger's two factors and their product, with one loss in the plain RNN", () => {
    const [, [key, args]] = sayings(geometric(), block(0.5, 0.9), "a");
    assert.equal(key, "verdict-ledger");
    const of = (gain) => `10^{−${(-11 * Math.log10(gain)).toFixed(2)}}`;
    assert.deepEqual([args.slope, args.weight, args.change, args.steps], [of(0.5), of(0.8), of(0.4), "11"]);
  });

  it("is no product where losses join on the way, and no ledger beside a matrix", () => {
    assert.equal(keys(geometric({ objective: "next-token" }), block(0.5, 0.9))[1], "joined");
    assert.equal(keys(geometric({ objective: "next-token", loss_at: 11 }), block(0.5, 0.9))[1], "ledger");
    assert.equal(keys(geometric({ cell: "lstm" }), block(0.5, 0.9))[1], "plain");
  });

  it("is nothing where nothing arrives", () => assert.equal(keys(answer("gone"), block(0, 0))[1], "gone"));

  it("says how large any gradient could have become where the Jacobian is there", () => {
    const [, , roof] = sayings(geometric({ gains: grows }), block(0.8, 2.5), "a");
    assert.deepEqual(roof, ["verdict-roof", { peak: "10^{0.50}", after: "2" }]);
    const sinking = grows.map((_, k) => -k / 10);
    assert.deepEqual(keys(geometric({ gains: sinking }), block(0.8, 2.5)), ["fades", "ledger", "roof-none"]);
    assert.deepEqual(keys(geometric(), block(0.8, 2.5)), ["fades", "ledger"]);
  });
});

for (const language of ["en", "ko"])
  describe(`a verdict in ${language}`, () => {
    before(() => speaking(language));
    for (const cell of CELLS)
      it(`has every number it promises for ${cell}`, () => {
        for (const matrix of [block(0.5, 0.9), block(1, 1, 1), block(1, 1.8), block(0.8, 2.5), block(3, 4), null]) {
          const text = verdict(geometric({ cell, gains: grows }), matrix, "r");
          assert.doesNotMatch(text, /\{ ?\$|undefined|NaN|verdict-/);
          assert.ok(text.length > 8);
        }
      });
  });
