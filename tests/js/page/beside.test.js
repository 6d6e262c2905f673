import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS, parse, search } from "../../../static/js/page/address.js";
import { fieldsOf, suggested, tooLong } from "../../../static/js/page/beside.js";

const words = (sentence) => ({ sentence, tokens: sentence.split(" ") });

describe("the sentence beside the page's own", () => {
  it("differs in one word", () => {
    assert.equal(suggested(words("i am a boy"), DEFAULTS), "i was a boy");
    assert.equal(suggested(words("나는 밥을 먹고 잤다"), DEFAULTS), "나는 물을 먹고 잤다");
    assert.equal(suggested(words("hello there"), DEFAULTS), "was there");
    assert.equal(suggested(words("it was i"), DEFAULTS), "it not i");
  });

  it("keeps what is between the words", () => {
    assert.equal(
      suggested({ sentence: "i  am, a\nboy", tokens: ["i", "am", ",", "a", "boy"] }, DEFAULTS),
      "i  was, a\nboy",
    );
  });

  it("has no word that a network with a vocabulary of its own may lack, and no word among letters", () => {
    const own = { ...DEFAULTS, parameters: {}, vocabulary: ["i", "am", "a", "boy"] };
    assert.equal(suggested(words("i am a boy"), own), "i boy a boy");
    const letters = { sentence: "abc", tokens: ["a", "b", "c"] };
    assert.equal(suggested(letters, { ...DEFAULTS, tokenizer: "char" }), "acc");
  });

  it("is read by the same network, and asked for no loss that it has no place for", () => {
    const page = { ...DEFAULTS, seed: 7, cell: "lstm", loss_at: 3, target: 2, objective: "recall" };
    const own = fieldsOf(page, "one word");
    assert.deepEqual([own.seed, own.cell, own.sentence], [7, "lstm", "one word"]);
    assert.deepEqual([own.loss_at, own.target, own.objective], [null, null, "sum"]);
  });

  it("is not drawn beside a text of thousands of numbers", () => {
    const run = (T, H) => ({ tokens: new Array(T).fill("a"), hidden_size: H });
    assert.equal(tooLong(run(64, 128)), false);
    assert.equal(tooLong(run(65, 128)), true);
    assert.equal(tooLong(run(401, 1)), true);
  });

  it("is in the address where it was written", () => {
    const page = { u: 1, lang: null, beside: "i was a boy & so" };
    const there = search(DEFAULTS, page);
    assert.equal(parse(there).beside, "i was a boy & so");
    assert.equal(parse(search(DEFAULTS, { ...page, beside: null })).beside, null);
  });
});
