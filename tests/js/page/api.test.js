import assert from "node:assert/strict";
import "../support/runs.js";
import { describe, it } from "node:test";
import { DEFAULTS, LONGEST, query } from "../../../static/js/page/address.js";
import { numbers, plans, request } from "../../../static/js/page/api.js";

const WORDS = Array.from({ length: 5000 }, (_, i) => `word${i % 900}`).join(" ");
const page = (/** @type {object} */ more) => ({ ...DEFAULTS, sentence: WORDS, ...more });

describe("what is asked of /step", () => {
  it("is everything for a sentence, by address, in the request's own names", () => {
    const [include] = plans(DEFAULTS);
    assert.deepEqual(include, ["inputs", "gates", "gradients", "projection", "parameters"]);
    const fields = { ...DEFAULTS, cell: "gru", seed: 7 };
    const { url, body } = request(fields, include);
    assert.equal(body, null);
    const sent = new URLSearchParams(url.replace("/step?", ""));
    for (const [name, value] of query(fields)) assert.equal(sent.get(name), value);
    assert.equal(sent.get("include"), include.join());
    assert.equal(sent.get("digits"), null, "a short answer has all its digits");
  });

  it("counts the numbers of an answer: h, x, gates, gradients, the plane, each parameter once", () => {
    const fields = { ...DEFAULTS, sentence: "a b a", cell: "lstm", hidden_size: 5, input_size: 2 };
    assert.equal(numbers(fields, []), 3 * 2 * 5);
    assert.equal(numbers(fields, ["inputs", "gates", "gradients", "projection"]), 3 * (10 + 2 + 20 + 10 + 2));
    assert.equal(numbers(fields, ["parameters"]), 30 + 2 * (2 + 5 + 1) + 20 * (2 + 5 + 2));
  });

  it("keeps 5,000 words at H = 64 within what a browser should read, richest first, and says the numbers in few digits", () => {
    for (const cell of ["rnn", "gru", "lstm"]) {
      const ways = plans(page({ cell, hidden_size: 64 }));
      assert.ok(numbers(page({ cell, hidden_size: 64 }), ways[0]) <= 1_200_000);
      for (const [i, include] of ways.entries()) if (i) assert.ok(include.length < ways[i - 1].length);
      assert.equal(JSON.parse(request(page({ cell, hidden_size: 64 }), ways[0]).body).digits, 6);
    }
    assert.ok(plans(page({ cell: "rnn", hidden_size: 64 }))[0].includes("parameters"));
    assert.ok(!plans(page({ cell: "lstm", hidden_size: 64 }))[0].includes("gates"));
    assert.deepEqual(plans(page({ hidden_size: 256, sentence: WORDS.repeat(4) })), [[]]);
  });

  it("goes by POST where the address would be too long, with the same fields", () => {
    const fields = page({ cell: "gru", seed: 3, nonlinearity: "relu" });
    const { url, body } = request(fields, ["inputs"]);
    assert.equal(url, "/step");
    assert.ok(query(fields).toString().length > LONGEST);
    assert.deepEqual(JSON.parse(body), { sentence: WORDS, cell: "gru", seed: 3, include: ["inputs"], digits: 6 });
  });

  it("counts Hangul letter by letter for the jamo tokeniser", () => {
    const by = (/** @type {string} */ tokenizer) => numbers({ ...DEFAULTS, sentence: "한국어", tokenizer }, []);
    assert.equal(by("char"), 3 * 8);
    assert.ok(by("jamo") >= 6 * 8 && by("jamo") <= 9 * 8);
  });
});
