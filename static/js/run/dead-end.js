/** Sentences in which nothing is to be seen: one word, or the same word again and again; and the ways on from there. */

import { letters } from "../pen/graphemes.js";

/** A token that says something; a full stop or a blank does not. */
const WORD = /[\p{L}\p{N}]/u;
const HANGUL = /[가-힣]/;

/** @typedef {"one" | "glued" | "same"} Kind one word, one that may be more without spaces, or one word several times */

/** A word of this many letters may be a sentence without spaces. */
const LONG = 7;

/**
 * Why nothing is to be seen; null where there is something.
 * @param {string[]} tokens
 * @param {string} tokenizer
 * @returns {Kind | null}
 */
export function deadEnd(tokens, tokenizer) {
  const words = tokens.filter((token) => WORD.test(token));
  const distinct = new Set(words.length ? words : tokens);
  if (distinct.size > 1) return null;
  if ((words.length || tokens.length) > 1) return "same";
  const long = HANGUL.test(tokens.join("")) ? LONG - 2 : LONG;
  return tokenizer === "word" && letters(tokens.join("")).length >= long ? "glued" : "one";
}

/** The jamo of a text, as many as Unicode takes its syllables apart into. @param {string} text */
const jamoOf = (text) => [...text.normalize("NFD")];

/**
 * The finer tokenizer that finds something in the same sentence; null where none does.
 * @param {string} sentence
 * @param {string} tokenizer
 */
export function finer(sentence, tokenizer) {
  const ways = { char: letters(sentence), ...(HANGUL.test(sentence) ? { jamo: jamoOf(sentence) } : {}) };
  const order = ["word", "char", "jamo"];
  const found = Object.entries(ways).find(
    ([name, tokens]) => order.indexOf(name) > order.indexOf(tokenizer) && deadEnd(tokens, name) === null,
  );
  return found?.[0] ?? null;
}
