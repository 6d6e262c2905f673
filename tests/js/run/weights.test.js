import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { learn } from "../../../static/js/run/facts.js";
import { blockNames, domainOf, meanMove, recurrentBlocks } from "../../../static/js/run/weights.js";

const run = (cell, rows, layer = 0) => ({
  cell,
  layer,
  hidden_size: 2,
  parameters: { [`rnn.weight_hh_l${layer}`]: rows },
});
const FOUR = [
  [1, 2],
  [3, 4],
  [5, 6],
  [7, 8],
];

describe("the numbers of W_h", () => {
  it("come block by block, of the layer that is shown, a column for each unit that reads", () => {
    const turned = [[[1, 3], [2, 4]], [[5, 7], [6, 8]]]; // biome-ignore format: matrices
    assert.deepEqual(recurrentBlocks(run("gru", FOUR, 1)), turned);
    assert.deepEqual(recurrentBlocks({ cell: "rnn", hidden_size: 2 }), []);
  });

  it("are named by their gates, and one block needs no name", () => {
    learn({ two: { gates: ["r", "n"], graph: { nodes: [], edges: [] } } });
    assert.deepEqual(blockNames(run("two", FOUR), 2), ["r", "n"]);
    assert.deepEqual(blockNames(run("two", FOUR), 1), [""]);
  });

  it("have moved by the mean of their distances, where both have the same shape", () => {
    assert.equal(meanMove([[[1, -1]]], [[[2, 1]]]), 1.5);
    const larger = [[[1, 0], [0, 1]]]; // biome-ignore format: a matrix
    assert.equal(meanMove([[[1]]], larger), null);
    assert.equal(meanMove([], []), null);
  });

  it("are coloured up to a power of two that none exceeds, 1 at least", () => {
    assert.equal(domainOf([[[0.2]]]), 1);
    assert.equal(domainOf([[[0.2]]], [[[-2.1]]]), 4);
    assert.equal(domainOf([], []), 1);
  });
});
