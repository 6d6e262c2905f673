import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { fallBack, learn, speak, spoken, t } from "../../static/js/i18n.js";

const { fetch } = globalThis;

afterEach(() => {
  globalThis.fetch = fetch;
});

describe("a language that lacks messages", () => {
  it("is helped out by the one behind it, message by message, in that one's own grammar", async () => {
    globalThis.document = { documentElement: { lang: "" } };
    learn("xx", "hello = Saluton, { $who }!\n");
    const asked = [];
    globalThis.fetch = async (url) => {
      asked.push(url);
      return {
        ok: true,
        text: async () => "hello = Hello!\nwords = { $n ->\n    [one] one word\n   *[other] { $n } words\n}\n",
      };
    };
    fallBack("xx", "en");
    await speak("xx", "/static/1234");
    assert.deepEqual(asked, ["/static/1234/locales/en.ftl"]);
    assert.equal(t("hello", { who: "RNN" }), "Saluton, RNN!");
    assert.equal(t("words", { n: 1 }), "one word");
    assert.deepEqual(["hello", "words", "nowhere"].map(spoken), ["xx", "en", ""]);
    assert.equal(document.documentElement.lang, "xx");
    assert.throws(() => t("nowhere"), /unknown message: nowhere/);
  });

  it("leaves the old words where the new ones do not come", async () => {
    learn("yy", "hello = Ahoj\n");
    await speak("yy", "/static");
    globalThis.fetch = async () => ({ ok: false, status: 404 });
    await assert.rejects(speak("zz", "/static"), /no words for zz: 404/);
    assert.equal(t("hello"), "Ahoj");
  });

  it("costs a complete one nothing", async () => {
    learn("yy", "hello = Ahoj\n");
    globalThis.fetch = async () => assert.fail("nothing is fetched");
    await speak("yy", "/static");
    assert.equal(t("hello"), "Ahoj");
    assert.throws(() => t("words"), /unknown message/);
  });
});
