import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { fallBack, has, languageOfKey, learn, speak, speakOf, t } from "../../../static/js/words/i18n.js";

const { fetch } = globalThis;

afterEach(() => {
  globalThis.fetch = fetch;
});

/** What an act gives, and what it warned of. @param {() => string} act */
function warned(act) {
  const { warn } = console;
  /** @type {string[]} */
  const warnings = [];
  console.warn = (text) => warnings.push(text);
  try {
    return { said: act(), warnings };
  } finally {
    console.warn = warn;
  }
}

describe("words that fail", () => {
  it("are their key, with one warning, and stop nothing", async () => {
    globalThis.document = { documentElement: { lang: "" } };
    learn("ww", "lacking = { $i } opens\n");
    await speak("ww", "/static");
    assert.deepEqual(
      warned(() => t("nowhere")),
      { said: "nowhere", warnings: ["unknown message: nowhere"] },
    );
    assert.equal(warned(() => t("nowhere")).warnings.length, 0);
    const { said, warnings } = warned(() => t("lacking", { n: 1 }));
    assert.equal(said, "lacking");
    assert.match(warnings.join(), /message lacking: .*\$i/);
    assert.equal(t("lacking", { i: 2 }), "2 opens");
    assert.deepEqual(["lacking", "nowhere"].map(has), [true, false]);
  });
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
    assert.deepEqual(["hello", "words", "nowhere"].map(languageOfKey), ["xx", "en", ""]);
    assert.equal(document.documentElement.lang, "xx");
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
    assert.equal(warned(() => t("words")).said, "words");
  });
});

describe("a chapter of words", () => {
  const answers = (texts) => async (url) => {
    const text = texts[url];
    return { ok: text !== undefined, status: 404, text: async () => text };
  };

  it("comes when a panel asks for it, and with every language after that", async () => {
    globalThis.document = { documentElement: { lang: "" } };
    learn("aa", "first = one\n");
    learn("bb", "first = uno\n");
    globalThis.fetch = answers({
      "/s/locales/more/aa.ftl": "second = two\n",
      "/s/locales/more/bb.ftl": "second = dos\n",
    });
    await speak("aa", "/s");
    assert.equal(has("second"), false);
    await speakOf("more", "/s");
    assert.deepEqual([t("first"), t("second")], ["one", "two"]);
    await speak("bb", "/s");
    assert.deepEqual([t("first"), t("second")], ["uno", "dos"]);
  });

  it("of a language that lacks messages is that of the one behind it", async () => {
    globalThis.document = { documentElement: { lang: "" } };
    learn("cc", "first = eins\n");
    fallBack("cc", "aa");
    await speak("cc", "/s");
    assert.deepEqual([t("first"), t("second"), languageOfKey("second")], ["eins", "two", "aa"]);
  });

  it("that does not come is asked for again by whoever needs it", async () => {
    globalThis.document = { documentElement: { lang: "" } };
    await speak("aa", "/s");
    globalThis.fetch = answers({});
    await assert.rejects(speakOf("late", "/s"), /late\/aa/);
    globalThis.fetch = answers({ "/s/locales/late/aa.ftl": "third = three\n" });
    await speakOf("late", "/s");
    assert.equal(t("third"), "three");
  });
});
