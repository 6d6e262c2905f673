/** Array.prototype's findLast and findLastIndex, for browsers that came before them. */

/** @template V @param {readonly V[]} values @param {(value: V) => boolean} test the index of the last that passes, or −1 */
export function findLastIndex(values, test) {
  let i = values.length - 1;
  while (i >= 0 && !test(/** @type {V} */ (values[i]))) i--;
  return i;
}

/** @template V @param {readonly V[]} values @param {(value: V) => boolean} test @returns {V | undefined} */
export const findLast = (values, test) => values[findLastIndex(values, test)];
