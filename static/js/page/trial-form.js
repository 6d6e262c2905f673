/**
 * What is chosen in the experiment's own forms ⇄ the address's `trial`: `second:gru,seed:7,delay:10,change:clip-none`.
 * What is not chosen is as the experiment has it. docs/address.md has the table.
 * @import {Recipe} from "../types.js"
 */
import { number, WHOLE } from "./written.js";

/**
 * The two cells and the seed of the small grid, the cell, the delay and the change of the pair, and the one cell that the
 * chart shows.
 * @typedef {{first?: string, second?: string, seed?: number, cell?: string, delay?: number, change?: string, only?: string}} Trial
 */

/** What can be changed in the pair, by its name in an address: one thing at a time. @type {Record<string, Partial<Recipe>>} */
export const CHANGES = {
  "truncate-5": { truncate: 5 },
  "truncate-2": { truncate: 2 },
  "clip-none": { clip: null },
  "clip-0.05": { clip: 0.05 },
  "rate-0.0005": { learning_rate: 0.0005 },
};
/** The largest seed. */
const MOST_SEED = 2 ** 32 - 1;

const cell = (/** @type {string} */ text) => (/^[a-z][a-z-]*$/.test(text) ? text : null);
const upTo = (/** @type {number} */ most) => (/** @type {string} */ text) => {
  const value = number(text, WHOLE);
  return value !== null && value >= 0 && value <= most ? value : null;
};

/** How each part is read; null where it cannot be. @type {Record<keyof Trial, (text: string) => string | number | null>} */
const READ = {
  first: cell,
  second: cell,
  seed: upTo(MOST_SEED),
  cell,
  delay: upTo(999_999),
  change: (text) => (Object.hasOwn(CHANGES, text) ? text : null),
  only: cell,
};

/** What an address says; null where nobody can read it. @param {string} text @returns {Trial | null} */
export function readTrial(text) {
  const pairs = text === "" ? [] : text.split(",").map((pair) => pair.split(":"));
  const read = pairs.map(([name = "", value = "", more]) => [
    name,
    more === undefined && Object.hasOwn(READ, name) ? READ[/** @type {keyof Trial} */ (name)](value) : null,
  ]);
  const names = new Set(read.map(([name]) => name));
  return read.some(([, value]) => value === null) || names.size < read.length ? null : Object.fromEntries(read);
}

/** The same as an address has it. @param {Trial} trial */
export const writeTrial = (trial) =>
  Object.keys(READ)
    .map((name) => [name, trial[/** @type {keyof Trial} */ (name)]])
    .filter(([, value]) => value !== undefined)
    .map((pair) => pair.join(":"))
    .join(",");
