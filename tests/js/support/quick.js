/** How many moments a property is tried at: all of them in `make test`, a quarter in `make check`, which sets QUICK. */

/** `count`, or a quarter of it where a quick answer is wanted, never under 3. @param {number} count */
export const examples = (count) => (process.env.QUICK ? Math.max(3, count >> 2) : count);

/**
 * Every item, or every fifth where a quick answer is wanted: of pairs and quadruples each side comes.
 * @template T @param {T[]} items @returns {T[]}
 */
export const share = (items) => (process.env.QUICK ? items.filter((_, i) => i % 5 === 0) : items);
