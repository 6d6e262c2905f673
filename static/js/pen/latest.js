/** What is computed again at most when it changes: beside each owner only the value of the last key is kept. */
import { once } from "./once.js";

/**
 * The value that `make` gives for a key; while the key stays the same, the same value.
 * @template V
 * @param {object} owner it goes when its owner goes
 * @param {string} name what is kept of the owner
 * @param {string} key all that the value depends on besides the owner
 * @param {() => V} make
 * @returns {V}
 */
export function latest(owner, name, key, make) {
  const store = once(owner, `latest ${name}`, () => ({ values: /** @type {Map<string, V>} */ (new Map()) }));
  if (!store.values.has(key)) store.values = new Map([[key, make()]]);
  return /** @type {V} */ (store.values.get(key));
}
