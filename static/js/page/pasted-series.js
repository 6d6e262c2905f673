/**
 * The numbers of a series as they are pasted or typed: a column or a table, or lists as Python, NumPy and PyTorch print
 * them. In a list a comma is never a decimal sign.
 * @import {Saying} from "../types.js"
 * @import {Table} from "../run/pasted-numbers.js"
 */
import { MOST, readNumbers } from "../run/pasted-numbers.js";
import { readMatrix } from "./paste.js";

/** How a list begins, maybe as PyTorch prints it or Python assigns it. A header such as "flow [m3/s]" does not. */
const LIST = /^[\s(]*(Parameter containing:\s*)?([A-Za-z_][\w.]*\s*[=(]\s*)*\[/;

/** @typedef {{table: Table, fault: null} | {table: null, fault: Saying}} Read */

/**
 * The numbers of a text, or why it has none.
 * @param {string} text
 * @returns {Read}
 */
export function readSeries(text) {
  if (!LIST.test(text)) return readNumbers(text);
  const { characters, rows, columns } = MOST;
  if (text.length > characters) return fault("text", characters, text.length);
  const read = readMatrix(text, rows * columns);
  if ("problem" in read) return { table: null, fault: read.problem };
  const all = inOrder(read.rows);
  if (all.length > rows) return fault("rows", rows, all.length);
  const width = Number(all[0]?.length);
  return width > columns ? fault("columns", columns, width) : { table: tableOf(all, all !== read.rows), fault: null };
}

/** @param {"text" | "rows" | "columns"} key @param {number} limit @param {number} count @returns {Read} */
const fault = (key, limit, count) => ({
  table: null,
  fault: [`numbers-fault-${key}`, { limit: String(limit), count: String(count) }],
});

/** One list of numbers is a number a step. @param {number[][]} rows */
const inOrder = (rows) =>
  rows.length === 1 && Number(rows[0]?.length) > 1 ? Array.from(rows[0] ?? [], (value) => [value]) : rows;

/** @param {number[][]} rows @param {boolean} turned @returns {Table} */
const tableOf = (rows, turned) => ({
  rows,
  names: [],
  labels: null,
  labelled: "",
  separator: "none",
  comma: false,
  turned,
  dropped: [],
});
