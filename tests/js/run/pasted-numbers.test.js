import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { columnOf, MOST, readNumbers } from "../../../static/js/run/pasted-numbers.js";

/** @param {string} text */
const table = (text) => {
  const { table: found, fault } = readNumbers(text);
  assert.equal(fault, null, JSON.stringify(fault));
  return found;
};
/** @param {string} text */
const fault = (text) => readNumbers(text).fault;

describe("a pasted text of numbers", () => {
  it("is a column, with or without blank lines, comments and a header", () => {
    for (const text of [
      "1\n2.5\n-3",
      "1\r\n\r\n2.5\r\n-3\r\n",
      "\ufeffflow\n1\n2.5\n−3\n",
      "# flow\n1\n+2.5\n-3e0\n;\n",
    ])
      assert.deepEqual(table(text).rows, [[1], [2.5], [-3]], text);
    assert.deepEqual(table("flow\n1").names, ["flow"]);
    assert.deepEqual(table("1\n2").names, []);
  });

  it("may have several columns, parted by tabs, semicolons, commas or spaces", () => {
    const parted = { tab: "1\t2\n3\t4", semicolon: "1;2\n3;4;".slice(0, -1), comma: "1, 2\n3,4", space: "1  2\n 3 4" };
    for (const [separator, text] of Object.entries(parted)) {
      assert.deepEqual(
        table(text).rows,
        [
          [1, 2],
          [3, 4],
        ],
        separator,
      );
      assert.equal(table(text).separator, separator);
    }
    assert.deepEqual(table("1,2,\n3,4,").rows, [
      [1, 2],
      [3, 4],
    ]);
  });

  it("has a decimal comma where nothing else parts the digits", () => {
    assert.deepEqual(table("1;2,5\n3;,5").rows, [
      [1, 2.5],
      [3, 0.5],
    ]);
    assert.deepEqual(table("0,5\n1,25\n2").rows, [[0.5], [1.25], [2]]);
    assert.deepEqual(table("1,05\n2,50").rows, [[1.05], [2.5]]);
    assert.deepEqual(table("1,5 2,5\n3,5 4,5").rows, [
      [1.5, 2.5],
      [3.5, 4.5],
    ]);
    assert.deepEqual(table('"1,5";2\n3;4').rows, [
      [1.5, 2],
      [3, 4],
    ]);
    assert.deepEqual(table('"1,5"\n"2,5"').rows, [[1.5], [2.5]]);
    assert.equal(table("0,5\n1,25\n2").comma, true);
  });

  it("reads a comma that could be either as a separator", () => {
    assert.deepEqual(table("0,5\n1,2").rows, [
      [0, 5],
      [1, 2],
    ]);
    assert.equal(table("0,5\n1,2").comma, false);
    assert.deepEqual(table("0.5,1\n1.5,2").rows, [
      [0.5, 1],
      [1.5, 2],
    ]);
  });

  it("takes numbers in one line for a column, and says so", () => {
    assert.deepEqual(table("0.5, 1, 1.5").rows, [[0.5], [1], [1.5]]);
    assert.equal(table("0.5, 1, 1.5").turned, true);
    assert.equal(table(Array(1000).fill("0.5").join(" ")).rows.length, 1000);
    assert.equal(table("a,b\n1,2").turned, false);
  });

  it("leaves out a column of words, and names it", () => {
    const read = table("date,city,t\n2020,Seoul,1.5\n2021,Busan,2");
    assert.deepEqual(
      [read.rows, read.names, read.labels, read.dropped],
      [[[1.5], [2]], ["t"], ["2020", "2021"], ["city"]],
    );
    assert.deepEqual(table("1,Seoul\n2,Busan").dropped, ["2"]);
    assert.deepEqual(table("1,2\n3,4").dropped, []);
    assert.deepEqual(columnOf(table("1,2\n3,4").rows, 1), [[2], [4]]);
    assert.deepEqual(columnOf([[1, 2]], null), [[1, 2]]);
  });

  it("names the place of an empty cell as the text has it", () => {
    const { fault } = readNumbers("date,city,t\n2020,Seoul,1.5\n2021,Busan,");
    assert.equal(fault[1].column, "3");
  });

  it("names the steps by a first column of dates, or of whatever is no number", () => {
    const years = table("year,flow\n1871,1120\n1872,1160");
    assert.deepEqual([years.rows, years.labels, years.names], [[[1120], [1160]], ["1871", "1872"], ["flow"]]);
    assert.equal(years.labelled, "year");
    assert.deepEqual(table("2020-01\t1\n2020-02\t2").labels, ["2020-01", "2020-02"]);
    assert.deepEqual(table("연도;값\n1;2").labels, ["1"]);
    assert.equal(table("a,b\n1,2\n3,4").labels, null);
  });

  it("says what it cannot read, and where", () => {
    assert.deepEqual(fault(" \n\n"), ["numbers-fault-empty", {}]);
    assert.deepEqual(fault("1\n\nx y"), ["numbers-fault-cell", { line: "3", cell: "x y" }]);
    assert.deepEqual(fault("1\nNaN"), ["numbers-fault-cell", { line: "2", cell: "NaN" }]);
    assert.deepEqual(fault("1,,2\n2,3,4"), ["numbers-fault-missing", { line: "1", column: "2" }]);
    assert.deepEqual(fault("a;b\n1;2\n3"), ["numbers-fault-ragged", { line: "3", got: "1", expected: "2" }]);
    assert.deepEqual(fault("1\n-1e999"), ["numbers-fault-range", { line: "2", cell: "-1e999" }]);
    assert.deepEqual(fault("1.5;2,5"), ["numbers-fault-mixed", { line: "1", cell: "2,5", other: "1.5" }]);
    assert.deepEqual(fault("2;1,234"), ["numbers-fault-thousands", { line: "1", cell: "1,234" }]);
  });

  it("is bounded", () => {
    assert.equal(fault("1\n".repeat(MOST.rows + 1))?.[0], "numbers-fault-rows");
    assert.equal(fault("1".repeat(MOST.characters + 1))?.[0], "numbers-fault-text");
    const wide = Array(MOST.columns + 2)
      .fill("1")
      .join(";");
    assert.equal(fault(`${wide}\n${wide}`)?.[0], "numbers-fault-columns");
    const [, said] = fault(`${"long".repeat(20)}\n${"long".repeat(20)}`) ?? [];
    assert.equal(said?.cell?.length, 24);
  });
});
