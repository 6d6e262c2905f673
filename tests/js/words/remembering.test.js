import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { t } from "../../../static/js/words/i18n.js";
import { hasPace, ofMany, ofThis } from "../../../static/js/words/remembering.js";
import { speaking } from "../support/words.js";

/** An answer of /memory: log10 norms by distance, a half-life, and the quantiles of the many. */
const memory = (norms, half_life, quantiles = [1, 2, 3]) => ({
  tokens: norms.map((_, at) => `w${at}`),
  seed: 0,
  seeds: 20,
  half_life,
  half_life_quantiles: { p25: quantiles[0], p50: quantiles[1], p75: quantiles[2] },
  distances: norms.map((level, distance) => ({ distance, t: norms.length - 1 - distance, log10_norm: level })),
});

describe("how long this network remembers", () => {
  it("tells when half is gone, and a rate that the text is long enough for", () => {
    assert.deepEqual(ofThis(memory([0, -0.2, -0.4, -0.6, -0.8], 1.5), "word"), [
      "memory-half-life",
      { first: 2, n: "1.5", unit: "word" },
    ]);
    assert.equal(hasPace(memory([0, -0.2, -0.4, -0.6, -0.8], 1.5)), true);
  });

  it("tells no rate beyond the text", () => {
    const answer = memory([0, -0.4, -0.1, -0.4, -0.2], 573.2);
    assert.deepEqual(ofThis(answer, "word"), ["memory-half-gone", { first: 1, unit: "word" }]);
    assert.equal(hasPace(answer), false);
    const steps = answer.distances.length;
    assert.equal(hasPace(memory([0, -0.4, -0.1, -0.4, -0.2], steps - 0.1)), true);
    assert.equal(hasPace(memory([0, -0.4, -0.1, -0.4, -0.2], steps)), false);
  });

  it("keeps what never falls to half, whatever the rate, and only that", () => {
    assert.equal(ofThis(memory([0, -0.1, -0.2, -0.3], 9), "word")[0], "memory-keeps");
    assert.equal(ofThis(memory([0, 0.5, -2.2, 0.4], null), "word")[0], "memory-half-gone");
  });

  it("says what is exactly gone, and that few words are too few", () => {
    assert.deepEqual(ofThis(memory([0, -1, null, null], null), "char"), ["memory-gone", { n: 1, unit: "char" }]);
    assert.deepEqual(ofThis(memory([0, -1, -2], 1), "id"), ["memory-short", { unit: "id" }]);
    assert.equal(ofMany(memory([0, -1, -2], 1), "longer"), null);
  });
});

describe("what is remembered", () => {
  const said = (/** @type {(number | null)[]} */ norms, /** @type {string} */ unit) =>
    t(...ofThis(memory(norms, null), unit));

  it("is called what a step reads, and one of it by the singular", async () => {
    await speaking("en");
    assert.match(said([0, -1, 0, -1], "id"), /after 1 id, but/);
    assert.match(said([0, -0.1, -1, -1], "char"), /after 2 characters, but/);
    assert.match(said([0, -0.1, -0.1, -0.1], "jamo"), /within these 4 letters\./);
    assert.match(said([0, -1, null, null], "word"), /than one word, exactly/);
    assert.match(said([0, -1], "id"), /so few ids/);
    await speaking("ko");
    assert.match(said([0, -1, 0, -1], "id"), /번호 1개 만에/);
    assert.match(said([0, -0.1, -0.1, -0.1], "char"), /글자 4개 안에서는/);
    assert.match(said([0, -1], "jamo"), /^자모가 이렇게 적으면/);
  });
});

describe("how long the many remember", () => {
  it("tells the middle, and what is beyond the text as such", () => {
    assert.deepEqual(ofMany(memory([0, -1, -2, -3], 0.3, [0.2, 2.04, 80]), "longer"), [
      "memory-many",
      { seeds: "20", n: "2.0", low: "0.2", high: "longer" },
    ]);
    assert.equal(ofMany(memory([0, -1, -2, -3], 0.3, [0.2, 40, 80]), "longer")?.[0], "memory-many-never");
    assert.equal(ofMany(memory([0, -1, -2, -3], 0.3, [0.2, null, null]), "longer")?.[0], "memory-many-never");
  });

  for (const language of ["en", "ko"])
    it(`reads as a sentence in ${language}`, async () => {
      await speaking(language);
      for (const saying of [
        ofThis(memory([0, -0.2, -0.4, -0.6, -0.8], 1.5), "word"),
        ofThis(memory([0, 0.5, -2.2, 0.4], null), "jamo"),
        ofMany(memory([0, -1, -2, -3], 0.3, [0.2, 2, 80]), t("memory-never")),
      ])
        assert.doesNotMatch(t(.../** @type {[string, object]} */ (saying)), /\{ ?\$|memory-/);
    });
});
