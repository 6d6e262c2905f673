/** What is said of a stored network beside its picture. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { t } from "../../../static/js/words/i18n.js";
import { networkWords } from "../../../static/js/words/network.js";
import { speaking } from "../support/words.js";

const model = { card: { look_for: "a unit that counts" }, vocabulary: ["(", ")", " ", "<unk>"] };
const quiet = { unknown: [], refused: false };

describe("the words beside a stored network", () => {
  it("tell what to look for, unless there is something to say of the text", () => {
    assert.deepEqual(networkWords(model, quiet), [["network-look-for", { text: "a unit that counts" }]]);
    assert.deepEqual(networkWords({ ...model, card: null }, quiet), []);
    assert.equal(networkWords(model, { ...quiet, unknown: ["x"] })[0][0], "network-unknown");
  });

  it("quote three unknown words, and count the others", () => {
    const [[key, args]] = networkWords(model, { ...quiet, unknown: ["a", "b", "c", "d", "e"] });
    assert.equal(networkWords(model, { ...quiet, unknown: ["a", "b", "c"] })[0][0], "network-unknown");
    assert.equal(networkWords(model, { ...quiet, unknown: ["a", "b", "c", "d"] })[0][1].more, "1");
    assert.deepEqual([key, args], ["network-unknown-many", { words: "“a”, “b”, “c”", more: "2" }]);
  });

  it("list what a network knows that refused a text, a space as a sign, and not <unk>", () => {
    assert.deepEqual(networkWords(model, { ...quiet, refused: true }), [
      ["network-knows", { n: "3", list: "(  )  ␣" }],
    ]);
    const many = { ...model, vocabulary: Array.from({ length: 40 }, (_, i) => `w${i}`) };
    const [[, args]] = networkWords(many, { ...quiet, refused: true });
    assert.equal(args.n, "40");
    assert.match(args.list, /^w0 {2}w1 .* w13 …$/);
  });

  for (const language of ["en", "ko"])
    it(`read as sentences in ${language}`, async () => {
      await speaking(language);
      for (const read of [
        quiet,
        { ...quiet, refused: true },
        { ...quiet, unknown: ["a"] },
        { ...quiet, unknown: ["a", "b"] },
      ])
        for (const saying of networkWords(model, read)) assert.doesNotMatch(t(...saying), /\{ ?\$|network-/);
      assert.notEqual(
        t(...networkWords(model, { ...quiet, unknown: ["a"] })[0]),
        t(...networkWords(model, { ...quiet, unknown: ["a", "b", "c", "d"] })[0]),
      );
    });
});
