import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { learnLimits, limits, numbers, sizesOf, work } from "../../../static/js/page/price.js";
import { answer, LIMITS } from "../support/runs.js";

const sizes = { tokens: 4, vocabulary: 4, hidden_size: 8, input_size: 4 };

/** How many numbers and nulls an answer holds, but for the fields that were asked. @param {unknown} value */
const count = (value) => {
  if (value === null || typeof value === "number") return 1;
  return typeof value === "object" ? Object.values(value).reduce((sum, one) => sum + count(one), 0) : 0;
};

describe("a price", () => {
  it("is the server's own: the sums of its terms, each part rounded down", () => {
    // docs/api.md: tokens × (hidden_size × (G + S)) = 4·8·2; the parameters 4·13 + 8·14, and 8 a word, by 4: 49
    assert.equal(work("/step", DEFAULTS, sizes), 64 + 49);
    const jacobian = { ...DEFAULTS, include: ["inputs", "jacobian"] };
    assert.equal(work("/step", jacobian, sizes), 4 * (16 + 128 + 4) + 49 + 8);
  });

  it("counts layers and directions, and no embedding where numbers are read", () => {
    // two layers in two directions: 4 × 8 of 4 numbers each, read; drawn: 4·(4 + 8 + 17) + 2·8·(4 + 8 + 2) + 2·8·(16 + 8 + 2)
    const deep = /** @type {any} */ ({ ...DEFAULTS, num_layers: 2, bidirectional: true });
    assert.equal(work("/step", deep, sizes), 4 * 8 * 2 * 4 + (4 * 29 + 16 * 14 + 16 * 26) / 4);
    const read = /** @type {any} */ ({ tokens: ["1", "2"], token_ids: [], hidden_size: 8, input_size: 1 });
    const one = { num_layers: 1, directions: 1, deeper_layers: 0 };
    assert.deepEqual(sizesOf(read), { tokens: 2, vocabulary: 1, embedded: 0, hidden_size: 8, input_size: 1, ...one });
    assert.equal(work("/step", DEFAULTS, sizesOf(read)), 2 * 8 * 2 + Math.floor((8 + 1 + 8 + 8 * (1 + 8 + 2)) / 4));
  });

  it("rounds each part down, not their sum", () => {
    const half = [{ factor: 0.5, of: [], when: [] }];
    learnLimits({ ...LIMITS, work: { "/step": { rnn: { read: half, drawn: half, parameters: [...half, ...half] } } } });
    assert.equal(work("/step", DEFAULTS, sizes), 1);
    learnLimits(LIMITS);
  });

  it("counts a term where a condition holds, and else not", () => {
    const term = (when) => ({ read: [{ factor: 1, of: ["tokens"], when }] });
    const price = (when, asked) => {
      learnLimits({ ...LIMITS, work: { "/step": { rnn: term(when) } } });
      return work("/step", { ...DEFAULTS, ...asked }, sizes);
    };
    const given = [{ field: "spectral_radius", value: null }];
    assert.deepEqual([price(given, {}), price(given, { spectral_radius: 0 })], [0, 4]);
    const orthogonal = [{ field: "recurrent_init", value: "orthogonal" }];
    assert.deepEqual([price(orthogonal, {}), price(orthogonal, { recurrent_init: "orthogonal" })], [0, 4]);
    const either = [
      { field: "include", value: "gates" },
      { field: "objective", value: "sum" },
    ];
    assert.equal(price(either, { include: [] }), 0);
    assert.equal(price(either, { include: ["gates"] }), 4);
    assert.equal(price(either, { include: ["inputs"], objective: "sum" }), 4);
    learnLimits(LIMITS);
  });

  it("is unknown for a cell that the server does not have, and before the server has said it", () => {
    assert.equal(work("/step", { ...DEFAULTS, cell: "none" }, sizes), null);
    learnLimits(/** @type {any} */ (null));
    assert.equal(limits(), null);
    assert.equal(numbers(DEFAULTS, sizes), null);
    learnLimits(LIMITS);
  });

  for (const name of ["rnn", "gru", "lstm"])
    it(`of numbers is at least what an answer holds, ${name}`, () => {
      const run = answer(name);
      const include = ["inputs", "gates", "gradients", "parameters", "projection", "predictions"];
      const most = numbers({ ...DEFAULTS, cell: name, include }, sizesOf(run));
      assert.ok(most >= count({ ...run, steps: run.steps.map(({ t, ...step }) => step) }) - 12, String(most));
      assert.ok(most <= 1.2 * count(run), String(most));
    });
});
