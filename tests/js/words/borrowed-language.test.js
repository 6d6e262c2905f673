import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inItsLanguage } from "../../../static/js/pen/dom.js";
import { borrowedFrom, fallBack, joined, learn, speak, t } from "../../../static/js/words/i18n.js";

/** An element that has a language, and nothing else. */
function element() {
  const attributes = new Map();
  return {
    attributes,
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
  };
}

describe("which language a text is in", () => {
  it("is known where the language behind the chosen one said it", async () => {
    globalThis.document ??= { documentElement: {} };
    learn("xx", "own = suyo\n");
    learn("yy", "own = own\nother = other { $n }\n");
    fallBack("xx", "yy");
    await speak("xx", "");
    const [own, other] = [t("own"), t("other", { n: "1" })];
    assert.deepEqual([own, other].map(borrowedFrom), ["", "yy"]);
    assert.deepEqual([joined(own, own), joined(own, other)].map(borrowedFrom), ["", "yy"]);
    const [said, foreign] = [element(), element()];
    foreign.setAttribute("lang", "ko");
    inItsLanguage(said, other);
    assert.equal(said.attributes.get("lang"), "yy");
    inItsLanguage(said, own);
    assert.equal(said.attributes.has("lang"), false);
    inItsLanguage(foreign, own);
    assert.equal(foreign.attributes.get("lang"), "ko", "what others said of an element stays");
    await speak("yy", "");
    assert.equal(borrowedFrom(other), "");
  });
});
