import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import {
  example,
  fieldsOf,
  isWritable,
  resized,
  sheetOf,
  withNumber,
  withPasted,
  withTurned,
} from "../../../static/js/page/sheet.js";
import { answer } from "../support/runs.js";

const runOf = (name, more = {}) => {
  const run = answer(name);
  return { ...run, asked: { ...DEFAULTS, ...more }, vocabulary: [...new Set(run.tokens)] };
};

describe("a sheet", () => {
  for (const name of ["rnn", "gru", "lstm"])
    it(`gives back the parameters that it was made of, ${name}`, () => {
      const run = runOf(name);
      const change = fieldsOf(sheetOf(run), DEFAULTS);
      assert.deepEqual(change.parameters, run.parameters);
      assert.deepEqual(change.vocabulary, run.vocabulary);
      assert.deepEqual([change.inputs, change.state, change.cell], [null, null, name]);
    });

  it("has the article's matrices: a row is an input, a column a unit", () => {
    const run = runOf("rnn");
    const { Wx, Wh } = sheetOf(run);
    assert.deepEqual([Wx.length, Wh.length], [run.input_size, run.hidden_size]);
    assert.equal(Wx[1][3], run.parameters["rnn.weight_ih_l0"][3][1]);
    assert.equal(Wh[2][0], run.parameters["rnn.weight_hh_l0"][0][2]);
  });

  it("reads numbers, begins with a state, and has one b where the other is zero", () => {
    const sheet = { ...example(), h: [0.5, 0] };
    const change = fieldsOf(sheet, DEFAULTS);
    assert.deepEqual(change.inputs, sheet.x);
    assert.deepEqual(change.state, { h: [0.5, 0] });
    assert.deepEqual(change.parameters["rnn.weight_hh_l0"], [
      [0.3, -0.5],
      [0.6, 0.2],
    ]);
    assert.deepEqual(change.parameters["rnn.bias_hh_l0"], [0, 0]);
    assert.equal(change.vocabulary, null);
    const run = { ...runOf("rnn"), parameters: change.parameters, hidden_size: 2, input_size: 2 };
    const back = sheetOf({ ...run, asked: { ...DEFAULTS, ...change }, steps: sheet.x.map((x) => ({ x, h: [0, 0] })) });
    assert.deepEqual({ ...back, names: sheet.names }, sheet);
    assert.notEqual(sheetOf({ ...run, cell: "gru" }).bh, null, "the GRU's two do different things");
  });

  it("is of one layer, whose weights are known", () => {
    assert.ok(isWritable(answer("rnn")));
    assert.ok(!isWritable({ ...answer("rnn"), parameters: undefined }));
    assert.ok(!isWritable({ ...answer("rnn"), num_layers: 2 }));
    assert.ok(!isWritable({ ...answer("rnn"), bidirectional: true }));
  });

  it("grows and shrinks gate by gate; what is new is zero", () => {
    const sheet = { ...example(), cell: "gru", Wx: [[1, 2, 3]], Wh: [[4, 5, 6]], bx: [7, 8, 9], bh: [1, 1, 1], h: [2] };
    const large = resized({ ...sheet, rest: { "linear.weight": [[3]], "linear.bias": [1] } }, { H: 2 });
    assert.deepEqual(large.Wh, [
      [4, 0, 5, 0, 6, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
    assert.deepEqual(large.bx, [7, 0, 8, 0, 9, 0]);
    assert.deepEqual(large.rest, { "linear.weight": [[3, 0]], "linear.bias": [1] });
    assert.deepEqual(resized(large, { H: 1 }).Wh, sheet.Wh);
    assert.deepEqual(resized(example(), { T: 1, I: 1 }).x, [[1]]);
  });

  it("has one number changed, and nothing else", () => {
    const sheet = example();
    const other = withNumber(sheet, "bx", 0, 1, 9);
    assert.deepEqual(other, { ...sheet, bx: [0.1, 9] });
    assert.deepEqual(sheet, example(), "the first is as it was");
  });
});

describe("what is pasted into a sheet", () => {
  const of = (rows, whole = false) => ({ rows, whole });

  it("fills from the cell on, and makes room", () => {
    const { sheet } = withPasted(example(), "x", of([[5, 6]]), 2, 1);
    assert.deepEqual(sheet.x.at(-1), [1, 5, 6]);
    assert.deepEqual(sheet.Wx, [...example().Wx, [0, 0]], "three inputs now");
    assert.deepEqual(withPasted(example(), "Wh", of([[7]]), 1, 0).sheet.Wh[1], [7, 0.2]);
  });

  it("replaces a whole grid, and the sizes follow", () => {
    const three = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ];
    const { sheet } = withPasted(example(), "Wh", of(three, true));
    assert.deepEqual(sheet.Wh, three);
    assert.deepEqual([sheet.bx.length, sheet.h.length, sheet.Wx[0].length], [3, 3, 3]);
    assert.deepEqual(withPasted(example(), "x", of([[1], [2]], true)).sheet.x, [[1], [2]]);
  });

  it("is turned over where only PyTorch's shape fits, and a column is a row for b", () => {
    const wide = resized(example(), { I: 3 });
    const pytorch = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const { sheet, turned } = withPasted(wide, "Wx", of(pytorch, true));
    assert.deepEqual(sheet.Wx[0], [1, 4]);
    assert.ok(turned);
    assert.deepEqual(withPasted(example(), "bx", of([[1], [2]], true)).sheet.bx, [1, 2]);
  });

  it("is refused where no network has such a shape", () => {
    const odd = { ...resized(example(), {}), cell: "gru", bx: [0, 0, 0, 0, 0, 0], Wh: Array(2).fill(Array(6).fill(0)) };
    assert.equal(withPasted(odd, "bx", of([[1, 2, 3, 4, 5]], true)), null);
    assert.equal(
      withPasted(
        example(),
        "h",
        of(
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          true,
        ),
      ),
      null,
    );
  });

  it("can turn W_h over", () => {
    assert.deepEqual(withTurned(example()).Wh[0], [0.3, -0.5]);
    assert.deepEqual(withTurned(withTurned(example())), example());
  });
});
