/**
 * The numbers of W_h in a run, gate by gate, and how far they have moved.
 * @import {Run} from "../types.js"
 */
import { matrix, parameterOf } from "./algebra.js";
import { factsOf } from "./facts.js";

/** @typedef {number[][]} Table H rows of H numbers */

/**
 * The blocks of W_h, in the order of the gates, as the article writes it: a row is the unit that is read, a column the one
 * that reads, so each block is PyTorch's turned over.
 * @param {Run} run
 * @returns {Table[]} none where the run came without its parameters
 */
export function recurrentBlocks(run) {
  const rows = matrix(run, parameterOf(run, "weight_hh"));
  const size = run.hidden_size;
  return Array.from({ length: rows.length / size }, (_, k) => transposed(rows.slice(k * size, (k + 1) * size)));
}

/** @param {Table} table */
const transposed = (table) => table.map((_, i) => table.map((row) => Number(row[i])));

/** The names of the blocks; one alone needs none. @param {Run} run @param {number} count */
export function blockNames(run, count) {
  const { gates } = factsOf(run.cell);
  return Array.from({ length: count }, (_, k) => (count > 1 ? (gates[k] ?? "") : ""));
}

/** Whether two lists of blocks have the same shape. @param {Table[]} a @param {Table[]} b */
export const alike = (a, b) => a.length === b.length && a[0]?.length === b[0]?.length;

/**
 * How far a number has moved on average; null where there is nothing to compare.
 * @param {Table[]} now
 * @param {Table[]} begun
 */
export function meanMove(now, begun) {
  if (!now.length || !alike(now, begun)) return null;
  const [a, b] = [now.flat(2), begun.flat(2)];
  return a.reduce((sum, value, i) => sum + Math.abs(value - Number(b[i])), 0) / a.length;
}

/**
 * The value that takes the full colour: the least power of two from 1 on that no number exceeds, so that it seldom changes.
 * @param {Table[][]} all
 */
export function domainOf(...all) {
  const most = all.flat(3).reduce((a, value) => Math.max(a, Math.abs(value)), 1);
  return 2 ** Math.ceil(Math.log2(most));
}
