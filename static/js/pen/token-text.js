/** How a token is drawn: one that leaves no mark is shown as ␣. */

const BLANK = "␣";

/** Whether nothing of a token is seen. @param {string} token */
export const isBlank = (token) => token !== "" && token.trim() === "";

/** @param {string | undefined} token */
export const tokenText = (token = "") => (isBlank(token) ? BLANK : token);
