import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { piecesOf, spell } from "../../../static/js/run/text-pieces.js";

/** @param {string} sentence @param {string[]} tokens */
const held = (sentence, tokens) =>
  piecesOf(sentence, tokens)
    .filter(({ count }) => count > 0)
    .map(({ text, t, count }) => [text, t, count]);

describe("tokens in their text", () => {
  it("join up to the text again, blanks and line ends kept", () => {
    const text = "  i am\n\na  boy,\tthough!  ";
    const pieces = piecesOf(text, ["i", "am", "a", "boy", ",", "though", "!"]);
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    assert.deepEqual(
      pieces.filter(({ count }) => count).map(({ text: word, t }) => [word, t]),
      [
        ["i", 0],
        ["am", 1],
        ["a", 2],
        ["boy", 3],
        [",", 4],
        ["though", 5],
        ["!", 6],
      ],
    );
  });

  it("are found in order, a repeated word each time at its own place", () => {
    const pieces = piecesOf("a ba a", ["a", "ba", "a"]);
    assert.deepEqual(
      pieces.map(({ text, t }) => [text, t]),
      [
        ["a", 0],
        [" ", -1],
        ["ba", 1],
        [" ", -1],
        ["a", 2],
      ],
    );
  });

  it("a blank that is a token is looked for where no blank comes next", () => {
    assert.deepEqual(held("a b", [" ", "b"]), [
      [" ", 0, 1],
      ["b", 1, 1],
    ]);
  });

  it("a blank that is a token takes its whole run of blanks", () => {
    assert.deepEqual(held("a \n b", ["a", " ", "b"]), [
      ["a", 0, 1],
      [" \n ", 1, 1],
      ["b", 2, 1],
    ]);
  });

  it("a word is found through what is invisible in it", () => {
    assert.deepEqual(held("\ufeffco\u00adop\u200e a", ["coop", "a"]), [
      ["co\u00adop", 0, 1],
      ["a", 1, 1],
    ]);
    assert.deepEqual(held("coo op", ["coop"]), [["", 0, 1]]);
  });

  it("letters stand under the syllable that they spell", () => {
    assert.deepEqual(held("한글 ㅋ", ["ㅎ", "ㅏ", "ㄴ", "ㄱ", "ㅡ", "ㄹ", " ", "ㅋ"]), [
      ["한", 0, 3],
      ["글", 3, 3],
      [" ", 6, 1],
      ["ㅋ", 7, 1],
    ]);
    assert.deepEqual(spell("왜".charCodeAt(0)), ["ㅇ", "ㅙ"]);
    assert.deepEqual(spell("a".charCodeAt(0)), []);
    assert.deepEqual(spell(Number.NaN), []);
  });

  it("compares in form NFC, as the server does", () => {
    assert.deepEqual(held("한글".normalize("NFD"), ["한글"]), [["한글", 0, 1]]);
  });

  it("keeps emoji of many code points whole", () => {
    assert.deepEqual(held("hi 👩🏽‍🚀!", ["hi", "👩🏽‍🚀", "!"]), [
      ["hi", 0, 1],
      ["👩🏽‍🚀", 1, 1],
      ["!", 2, 1],
    ]);
  });

  it("a token that is nowhere has no text, and the rest is found all the same", () => {
    assert.deepEqual(held("a b", ["a", "�", "b"]), [
      ["a", 0, 1],
      ["", 1, 1],
      ["b", 2, 1],
    ]);
  });
});
