import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readMatrix, readNumber } from "../../../static/js/page/paste.js";

const SQUARE = [
  [0.1, 0.2],
  [0.3, -0.4],
];

describe("pasted numbers", () => {
  it("are the cells of a spreadsheet", () => {
    for (const text of [
      "0.1\t0.2\n0.3\t-0.4",
      "0.1\t0.2\r\n0.3\t−0.4\r\n",
      "0,1\t0,2\n0,3\t-0,4",
      "0.1, 0.2\n0.3, -0.4",
      ".1 .2\n.3  -.4",
      "1/10 1/5; 0.3 -0.4",
      "\\begin{bmatrix} 0.1 & 0.2 \\\\ 0.3 & -0.4 \\end{bmatrix}",
    ])
      assert.deepEqual(readMatrix(text), { rows: SQUARE, whole: false }, text);
    assert.deepEqual(readMatrix(" 7 "), { rows: [[7]], whole: false });
    assert.deepEqual(readMatrix("0,5;0,6\n0,7;0,8").rows, [
      [0.5, 0.6],
      [0.7, 0.8],
    ]);
    assert.deepEqual(readMatrix("1 2;\n3 4;").rows, [
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(readMatrix("W_h = np.array([[1, 2], [3, 4]])").rows, [
      [1, 2],
      [3, 4],
    ]);
  });

  it("are lists, as Python, PyTorch and NumPy print them", () => {
    for (const text of [
      "[[0.1, 0.2], [0.3, -0.4]]",
      "tensor([[ 0.1000,  0.2000],\n        [ 0.3000, -0.4000]])",
      "tensor([[0.1, 0.2], [0.3, -0.4]], device='cuda:0', dtype=torch.float64, grad_fn=<AddBackward0>)",
      "Parameter containing:\ntensor([[0.1, 0.2],\n [0.3, -0.4]], requires_grad=True)",
      "array([[0.1, 0.2],\n       [0.3, -0.4]], dtype=float32)",
      "[[ 0.1  0.2]\n [ 0.3 -0.4]]",
      "torch.tensor([[[1e-1, 2e-1], [.3, -.4]]])",
      "[[0.1, 0.2], [0.3, -0.4",
      "[0.1, 0.2],\n[0.3, -0.4]",
    ])
      assert.deepEqual(readMatrix(text), { rows: SQUARE, whole: true }, text);
    assert.deepEqual(readMatrix("tensor([1., 2.])"), { rows: [[1, 2]], whole: true });
    assert.deepEqual(readMatrix("[[1], [2]]"), { rows: [[1], [2]], whole: true });
  });

  it("are refused with what and where", () => {
    for (const [text, key, args = {}] of [
      ["", "paste-nothing"],
      ["[[]]", "paste-nothing"],
      ["[[1, 2], [3]]", "paste-ragged", { row: "2", has: "1", first: "2" }],
      ["1\t2\n3", "paste-ragged", { row: "2", has: "1", first: "2" }],
      ["1\t\n3\t4", "paste-empty", { row: "1", column: "2" }],
      ["1 two", "paste-unreadable", { text: "two", row: "1", column: "2" }],
      ["[1, nan]", "paste-not-finite", { text: "nan", row: "1", column: "2" }],
      ["[1e999]", "paste-unreadable", { text: "1e999", row: "1", column: "1" }],
      ["tensor([[0.1, ..., 0.2]])", "paste-elided"],
      ["[[[[1]]]]", "paste-deep"],
      [Array(5000).fill("1").join(" "), "paste-too-many", { most: "4096" }],
    ])
      assert.deepEqual(readMatrix(text), { problem: [key, args] }, text);
  });

  it("are read one by one as people write them", () => {
    for (const [text, value] of [
      ["0,5", 0.5],
      ["-.5", -0.5],
      ["+1", 1],
      ["2.", 2],
      ["1/4", 0.25],
      ["１．５", 1.5],
      ["1/0", null],
      ["1/2/3", null],
      ["", null],
      ["1 2", null],
      ["0x1", null],
    ])
      assert.equal(readNumber(text), value, text);
  });
});
