/** Where the app's addresses begin: behind a proxy it may have a path in front of it, which the page says. */

/** The path in front of the app's own, such as "/rnnflow"; "" for none. */
const base = () => globalThis.document?.documentElement?.dataset?.base ?? "";

/** An address of the app as the browser asks for it. @param {string} path "/step?…" */
export const appAddress = (path) => base() + path;
