import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { letters, lettersByRule } from "../../../static/js/pen/graphemes.js";

describe("the letters of a text", () => {
  it("are by the rule of thumb what Intl.Segmenter calls them", () => {
    const texts = [
      "",
      "i am a boy",
      "나는 소년이다",
      "한",
      "é ñ",
      "👩‍👩‍👧 👍🏽 🇰🇷🇬🇧 ❤️",
      "a\r\nb\n",
      "ㅋㅋㅋ",
      "שלום",
      "e\u0301\u0323x",
    ];
    for (const text of texts) {
      const segments = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
      assert.deepEqual(lettersByRule(text), segments, text);
      assert.deepEqual(letters(text), segments, text);
    }
  });

  it("lose nothing of any text", () => {
    for (const text of ["\u0301a", "\ud800x", "\u200d", "नमस्ते"]) assert.equal(lettersByRule(text).join(""), text);
  });
});
