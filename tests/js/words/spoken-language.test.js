import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { languageOf, quotes, tag } from "../../../static/js/words/spoken-language.js";

/** As much of an element as `tag` touches. */
const element = () => ({
  lang: "xx",
  removeAttribute(name) {
    this[name] = "";
  },
});

describe("the language of a word", () => {
  it("is told by letters that only one language has", () => {
    assert.deepEqual(["나는", "ㄴ", "나boy", "ねこ", "boy", "3.14", ""].map(languageOf), [
      "ko",
      "ko",
      "ko",
      "ja",
      "",
      "",
      "",
    ]);
    const [korean, latin] = [element(), element()];
    tag(korean, "나는");
    tag(latin, "boy");
    assert.deepEqual([korean.lang, latin.lang], ["ko", ""]);
  });

  it("is said of quoted words, and of nothing around them", () => {
    const text = "The 시 inside 사 오신, then 주셨다.";
    const pieces = quotes(text, "ko");
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    assert.deepEqual(
      pieces.filter(({ quoted }) => quoted).map((piece) => piece.text),
      ["시", "사 오신", "주셨다"],
    );
    assert.deepEqual(
      quotes("앞의 not at all이", "en")
        .filter(({ quoted }) => quoted)
        .map((piece) => piece.text),
      ["not at all"],
    );
    assert.deepEqual(quotes("nothing here", "ko"), [{ text: "nothing here", quoted: false }]);
  });
});
