/**
 * What the loss of each objective asks: of words, of numbers or of both; whether for a word or a class, which the head
 * then says; and which states: the end's, each one's, or each one's but the last's, after which nothing comes.
 */

/** @typedef {{words: boolean, numbers: boolean, says: boolean, states: "end" | "each" | "each but last"}} Asks */

/** @type {Record<string, Asks>} */
export const OBJECTIVES = {
  recall: { words: true, numbers: false, says: true, states: "end" },
  "next-token": { words: true, numbers: false, says: true, states: "each but last" },
  forecast: { words: false, numbers: true, says: false, states: "each but last" },
  label: { words: true, numbers: true, says: true, states: "end" },
  sum: { words: true, numbers: true, says: false, states: "end" },
};

/** An objective that is not here is shown as the plainest one. @param {string} name @returns {Asks} */
export const asksOf = (name) => OBJECTIVES[name] ?? /** @type {Asks} */ (OBJECTIVES.sum);

/** Whether the loss asks many states, unless one is chosen. @param {{objective: string}} run */
export const asksMany = ({ objective }) => asksOf(objective).states !== "end";

/** Whether the loss asks a state for what comes next. @param {{objective: string}} run */
export const asksNext = ({ objective }) => asksOf(objective).states === "each but last";
