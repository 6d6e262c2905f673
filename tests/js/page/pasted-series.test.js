import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSeries } from "../../../static/js/page/pasted-series.js";

/** @param {string} text */
const rows = (text) => readSeries(text).table?.rows;

describe("a pasted series", () => {
  it("is a column, a table, or lists as Python, NumPy and PyTorch print them", () => {
    const column = [[0.5], [1], [-2]];
    for (const text of [
      "0.5\n1\n-2",
      "0.5, 1, -2",
      "[0.5, 1, -2]",
      "[0.5 1. -2.]",
      "[[0.5], [1], [-2]]",
      "[[[0.5]], [[1]], [[-2]]]",
      "tensor([ 0.5000,  1.0000, -2.0000])",
      "tensor([[ 0.5000],\n        [ 1.0000],\n        [-2.0000]], dtype=torch.float64)",
      "x = np.array([0.5, 1, -2])",
      "torch.tensor([0.5, 1, -2], device='cuda:0', grad_fn=<AddBackward0>)",
    ])
      assert.deepEqual(rows(text), column, text);
    const table = [
      [1, 2],
      [3, 4],
    ];
    for (const text of ["1\t2\n3\t4", "[[1, 2], [3, 4]]", "array([[1., 2.],\n       [3., 4.]], dtype=float32)"])
      assert.deepEqual(rows(text), table, text);
  });

  it("says that one list was read as a column", () => {
    assert.equal(readSeries("[1, 2, 3]").table?.turned, true);
    assert.equal(readSeries("[[1], [2]]").table?.turned, false);
  });

  it("takes a header in brackets for no list", () => {
    const { table } = readSeries("date,flow [m3/s]\n2020-01-01,3\n2020-01-02,4");
    assert.deepEqual([table?.rows, table?.names], [[[3], [4]], ["flow [m3/s]"]]);
  });

  it("says what it cannot read", () => {
    assert.equal(readSeries("[1, nan]").fault?.[0], "paste-not-finite");
    assert.equal(readSeries("[[1, 2], [3]]").fault?.[0], "paste-ragged");
    assert.equal(readSeries("[]").fault?.[0], "paste-nothing");
    assert.equal(readSeries("tensor([1, 2, ..., 9])").fault?.[0], "paste-elided");
    const long = JSON.stringify(Array(20_001).fill(1));
    assert.deepEqual(readSeries(long).fault, ["numbers-fault-rows", { limit: "20000", count: "20001" }]);
    const wide = JSON.stringify([Array(257).fill(1), Array(257).fill(1)]);
    assert.deepEqual(readSeries(wide).fault, ["numbers-fault-columns", { limit: "256", count: "257" }]);
  });
});
