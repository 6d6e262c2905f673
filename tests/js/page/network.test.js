import assert from "node:assert/strict";
import "../support/runs.js";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { networkOf, shapeOf } from "../../../static/js/page/network.js";

const zeros = (rows, columns) => Array.from({ length: rows }, () => Array(columns).fill(0));

describe("the shape of a network", () => {
  it("follows from its parameters: cell, sizes, layers, directions, head, vocabulary", () => {
    const parameters = {
      "embedding.weight": zeros(7, 3),
      "rnn.weight_ih_l0": zeros(20, 3),
      "rnn.weight_hh_l0": zeros(20, 5),
      "rnn.weight_ih_l0_reverse": zeros(20, 3),
      "rnn.weight_hh_l0_reverse": zeros(20, 5),
      "rnn.weight_hh_l1": zeros(20, 5),
      "linear.weight": zeros(2, 10),
    };
    const sizes = { hidden_size: 5, input_size: 3, num_layers: 2, outputs: 2, vocabulary: 7 };
    assert.deepEqual(shapeOf(parameters), { cell: "lstm", bidirectional: true, ...sizes });
  });

  it("is not known where the parameters do not fit together", () => {
    const of = (ih, hh) => shapeOf({ "rnn.weight_ih_l0": ih, "rnn.weight_hh_l0": hh });
    assert.equal(of(zeros(2, 1), zeros(2, 2)).cell, "rnn");
    assert.equal(of(zeros(3, 1), zeros(2, 2)), null);
    assert.equal(of(zeros(5, 1), zeros(5, 2)), null);
    assert.equal(of("1,x", zeros(2, 2)), null);
    assert.equal(shapeOf({}), null);
  });

  it("follows from the fields where it is drawn, but for the width of rows of numbers", () => {
    assert.equal(networkOf({ ...DEFAULTS, input_size: 6 }).input_size, 6);
    assert.equal(networkOf({ ...DEFAULTS, inputs: [[1, 2, 3]] }).input_size, 3);
    assert.equal(networkOf({ ...DEFAULTS, model: "nobody" }), null);
  });
});
