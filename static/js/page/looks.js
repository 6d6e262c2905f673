/**
 * What of the panels is in the address, each as its text; docs/address.md says what the texts mean. The usual text is left
 * out.
 */

/** What need not be written. */
export const USUAL = {
  panel: "",
  edit: "",
  memory: "20",
  shade: "flow",
  compare: "",
  lab: "",
  block: "",
  place: "",
  trial: "",
  write: "0.7,20",
};

/** @typedef {typeof USUAL} Looks */

export const NAMES = /** @type {(keyof Looks)[]} */ (Object.keys(USUAL));

/** @param {(name: keyof Looks) => string} textOf @returns {Looks} */
export const eachLook = (textOf) => /** @type {any} */ (Object.fromEntries(NAMES.map((name) => [name, textOf(name)])));

/** @param {URLSearchParams} query */
export const readLooks = (query) => eachLook((name) => query.get(name) ?? USUAL[name]);

/** @param {URLSearchParams} out @param {Partial<Looks>} looks */
export function writeLooks(out, looks) {
  for (const name of NAMES) {
    const text = looks[name] ?? USUAL[name];
    if (text !== USUAL[name]) out.set(name, text);
  }
}
