import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deadEnd, finer } from "../../../static/js/run/dead-end.js";

describe("a sentence in which nothing is to be seen", () => {
  it("is one word, whatever stands around it", () => {
    for (const tokens of [["boy"], ["boy", "."], ["나"], ["!"]])
      assert.equal(deadEnd(tokens, "word"), "one", String(tokens));
    assert.equal(deadEnd(["a"], "char"), "one");
  });

  it("is a word that may be a sentence without spaces", () => {
    for (const tokens of [["아버지가방에들어가신다"], ["iamaboy"], ["아버지가방", "."]])
      assert.equal(deadEnd(tokens, "word"), "glued", String(tokens));
    assert.equal(deadEnd(["아버지가방에들어가신다"], "char"), "one", "it is no word there");
  });

  it("is the same word again and again", () => {
    for (const tokens of [
      ["go", "go"],
      ["go", "go", "!"],
      ["?", "?", "?"],
    ])
      assert.equal(deadEnd(tokens, "word"), "same", String(tokens));
  });

  it("is none that has two words apart", () => {
    for (const tokens of [
      ["i", "am"],
      ["go", "Go"],
      ["1", "2"],
      ["!", "?"],
    ])
      assert.equal(deadEnd(tokens, "word"), null, String(tokens));
  });
});

describe("the way on", () => {
  it("is the next finer way to read that finds something", () => {
    assert.equal(finer("아버지가방에들어가신다", "word"), "char");
    assert.equal(finer("boy", "word"), "char");
    assert.equal(finer("나", "word"), "jamo", "one character, two letters");
    assert.equal(finer("나나나", "char"), "jamo");
  });

  it("is none where letters say no more", () => {
    for (const [sentence, tokenizer] of [
      ["a", "word"],
      ["aaa", "word"],
      ["boy", "char"],
      ["ㅋㅋㅋ", "word"],
      ["나", "jamo"],
    ])
      assert.equal(finer(sentence, tokenizer), null, sentence);
  });
});
