/** What is computed once: values kept beside the object they are computed from, and a bounded store for answers. */

/** What was made of each owner, by key; it goes when its owner goes. @type {WeakMap<object, Map<unknown, any>>} */
const made = new WeakMap();

/**
 * A value that follows from `owner` alone: made at the first call, the same one at every later call. The key names what
 * is kept and all that it depends on besides the owner; two modules that keep something of one owner use two keys.
 * @template V
 * @param {object} owner
 * @param {unknown} key
 * @param {() => V} make
 * @returns {V}
 */
export function once(owner, key, make) {
  const own = made.get(owner) ?? new Map();
  made.set(owner, own);
  if (!own.has(key)) own.set(key, make());
  return own.get(key);
}

/**
 * A store of at most `most` values by key: the one that was used longest ago goes first. A promise that fails is
 * forgotten, so that the next call asks again.
 * @template V
 * @param {number} most
 */
export function remember(most) {
  /** @type {Map<string, V>} */
  const known = new Map();
  /** @param {string} key @param {V} value */
  const keep = (key, value) => {
    known.delete(key);
    known.set(key, value);
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    if (value instanceof Promise)
      value.catch(() => {
        if (known.get(key) === value) known.delete(key);
      });
    return value;
  };
  return {
    keep,
    /** The value of a key, made where it is not known. @param {string} key @param {() => V} make */
    of: (key, make) => {
      const value = known.get(key);
      return keep(key, value === undefined ? make() : value);
    },
    /** @param {string} key */
    forget: (key) => void known.delete(key),
  };
}
