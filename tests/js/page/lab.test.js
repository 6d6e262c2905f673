import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { fetchGrains, fieldsOf, GRAINS, grainsOf, suits } from "../../../static/js/page/lab.js";
import { perStep, stretches, tokenAt } from "../../../static/js/run/grains.js";

const TEXT = "나는 밥을";
const TOKENS = {
  word: ["나는", "밥을"],
  char: [..."나는 밥을"],
  jamo: [..."ㄴㅏㄴㅡㄴ ㅂㅏㅂㅇㅡㄹ"],
};

/** An answer whose gradient halves at each step back. @param {string[]} tokens */
const answer = (tokens) => ({
  tokens,
  objective: "recall",
  steps: tokens.map((token, t) => ({ t, token, log10_grad_norm: Math.log10(0.5) * (tokens.length - 1 - t) })),
});

/** @type {string[]} */
let asked = [];
const { fetch } = globalThis;

/** A server that cuts as ours does. */
function serve() {
  asked = [];
  globalThis.fetch = async (url) => {
    asked.push(String(url));
    const grain = new URLSearchParams(String(url).split("?")[1]).get("tokenizer") ?? "word";
    return { ok: true, json: async () => answer(TOKENS[grain]) };
  };
}

afterEach(() => {
  globalThis.fetch = fetch;
});

describe("one text, cut three ways", () => {
  it("gives every cut the same text from end to end", () => {
    for (const grain of GRAINS) {
      const spans = stretches(TEXT, TOKENS[grain]);
      assert.deepEqual(
        spans.map(({ text }) => text),
        TOKENS[grain],
      );
      assert.equal(spans[0].from, 0);
      assert.ok(Math.abs(spans.at(-1).to - 1) < 1e-12, grain);
      for (const [i, { from, to }] of spans.entries()) {
        assert.ok(to > from);
        if (i) assert.ok(from >= spans[i - 1].to - 1e-12);
      }
    }
  });

  it("puts the letters of a syllable where the syllable stands, and syllables where their word does", () => {
    const [word] = stretches(TEXT, TOKENS.word);
    const [na, neun] = stretches(TEXT, TOKENS.char);
    const letters = stretches(TEXT, TOKENS.jamo);
    assert.ok(Math.abs(letters[1].to - na.to) < 1e-12, "ㄴㅏ is 나");
    assert.ok(Math.abs(letters[4].to - neun.to) < 1e-12, "ㄴㅡㄴ is 는");
    assert.ok(Math.abs(word.to - neun.to) < 1e-12);
  });

  it("finds the token at a place; a gap belongs to what follows", () => {
    const spans = stretches(TEXT, TOKENS.word);
    assert.equal(tokenAt(spans, 0), 0);
    assert.equal(tokenAt(spans, spans[0].to + 0.01), 1);
    assert.equal(tokenAt(spans, 1), 1);
  });

  it("cuts by letters only what has any, and takes the page's sentence only where it shows something", () => {
    assert.deepEqual(grainsOf("한 boy"), GRAINS);
    assert.deepEqual(grainsOf("a boy"), ["word", "char"]);
    assert.deepEqual(grainsOf("한".normalize("NFD")), GRAINS);
    assert.ok(suits("나는"));
    assert.ok(!suits("a boy"));
    assert.ok(!suits("나".repeat(500)));
  });
});

describe("what the lab asks for", () => {
  it("is the page's own network, its loss at the end, its question the beginning", () => {
    const page = { ...DEFAULTS, cell: "gru", seed: 7, loss_at: 2, target: 1 };
    const own = fieldsOf(page, ` ${TEXT} `, "jamo");
    assert.deepEqual(own, { ...page, sentence: TEXT, tokenizer: "jamo", loss_at: null, target: null });
  });

  it("is asked once a cut, leanly, and not again", async () => {
    serve();
    const options = { lang: "ko", signal: new AbortController().signal };
    const readings = await fetchGrains({ ...DEFAULTS, seed: 11 }, TEXT, options);
    assert.deepEqual(
      readings.map(({ grain, run }) => [grain, run.tokens.length]),
      GRAINS.map((grain) => [grain, TOKENS[grain].length]),
    );
    assert.equal(asked.length, 3);
    for (const url of asked) assert.ok(!url.includes("include"));
    await fetchGrains({ ...DEFAULTS, seed: 11 }, TEXT, options);
    assert.equal(asked.length, 3);
    await fetchGrains({ ...DEFAULTS, seed: 12 }, TEXT, options);
    assert.equal(asked.length, 6);
  });

  it("forgets a refusal, and says why", async () => {
    let refuse = true;
    globalThis.fetch = async () =>
      refuse
        ? { ok: false, json: async () => ({ detail: [{ msg: "too long" }] }) }
        : { ok: true, json: async () => answer(["a"]) };
    const options = { lang: "en", signal: new AbortController().signal };
    await assert.rejects(fetchGrains({ ...DEFAULTS, seed: 13 }, "a", options), /too long/);
    refuse = false;
    assert.equal((await fetchGrains({ ...DEFAULTS, seed: 13 }, "a", options)).length, 2);
  });

  it("says what a step makes of the gradient, where a step alone makes it", () => {
    const reading = { grain: "jamo", run: answer(TOKENS.jamo), spans: [] };
    assert.ok(Math.abs(perStep(reading) - Math.log10(0.5)) < 1e-12);
    assert.equal(perStep({ ...reading, run: answer(["a"]) }), null);
    assert.equal(perStep({ ...reading, run: { ...reading.run, objective: "next-token" } }), null);
  });
});
