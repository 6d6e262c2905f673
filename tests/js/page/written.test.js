import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readIds, readTable, readTexts, readVector, writeList } from "../../../static/js/page/written.js";

describe("lists in an address", () => {
  it("are read as they are written", () => {
    for (const [read, value] of [
      [readVector, [0.1, -2, 1e-9, 1e300]],
      [readVector, [3]],
      [readIds, [0, 12]],
      [readTable, [[0.5], [1]]],
      [
        readTable,
        [
          [1, 0],
          [0, 1],
        ],
      ],
      [readTexts, ["a", "b c", ","]],
    ])
      assert.deepEqual(read(writeList(value)), value, writeList(value));
  });

  it("stay a text where they are written in another way", () => {
    for (const text of ["1,,2", "x", "1;", "0x1", ".5", "NaN", "1e999"]) assert.equal(readTable(text), text);
    for (const text of ["1.5", "1;2"]) assert.equal(readIds(text), text);
    assert.equal(readVector("1;2"), "1;2");
  });

  it("have no plus sign, which an address takes for a space", () => {
    assert.equal(writeList([1e21]), "1e21");
  });
});
