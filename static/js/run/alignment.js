/**
 * Two token lists side by side: by position where they are equally long, else with as few changes and gaps as possible.
 * @import {Pair} from "../types.js"
 */

/**
 * The pairs in reading order: a step of each list, or null for a gap.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Pair[]}
 */
export function align(a, b) {
  if (a.length === b.length) return a.map((_, t) => ({ a: t, b: t }));
  const changes = changesFrom(a, b);
  const at = (/** @type {number} */ i, /** @type {number} */ j) => Number(changes[i * (b.length + 1) + j]);
  /** @type {Pair[]} */
  const pairs = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const both = i < a.length && j < b.length;
    if (both && at(i, j) === at(i + 1, j + 1) + Number(a[i] !== b[j])) pairs.push({ a: i++, b: j++ });
    else if (i < a.length && at(i, j) === at(i + 1, j) + 1) pairs.push({ a: i++, b: null });
    else pairs.push({ a: null, b: j++ });
  }
  return pairs;
}

/**
 * The edit distance of every pair of rests, a[i…] and b[j…], row by row.
 * @param {string[]} a
 * @param {string[]} b
 */
function changesFrom(a, b) {
  const wide = b.length + 1;
  const table = new Int32Array((a.length + 1) * wide);
  for (let i = a.length; i >= 0; i--)
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length || j === b.length) {
        table[i * wide + j] = a.length - i + b.length - j;
        continue;
      }
      const change = Number(table[(i + 1) * wide + j + 1]) + Number(a[i] !== b[j]);
      const gap = 1 + Math.min(Number(table[(i + 1) * wide + j]), Number(table[i * wide + j + 1]));
      table[i * wide + j] = Math.min(change, gap);
    }
  return table;
}
