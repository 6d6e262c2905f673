/** What a unit follows, in words. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { t } from "../../../static/js/words/i18n.js";
import { chanceOf, featureName, follows, hasColumns, verdict } from "../../../static/js/words/neurons.js";
import { speaking } from "../support/words.js";

const say = (/** @type {[string, Record<string, string>]} */ [key, args]) => t(key, args).replaceAll("\u00a0", " ");
const told = (more) => ({
  name: "depth",
  token: null,
  column: null,
  r: 0.934,
  beyond_chance: true,
  by_chance: 0.41,
  ...more,
});

describe("the sentence of a unit, in English", () => {
  before(() => speaking("en"));

  it("says what it follows, or goes against", () => {
    assert.equal(say(follows(5, told({}), false)), "Unit 5 follows how deep the brackets are: r = 0.93");
    assert.equal(say(follows(0, told({ r: -0.5 }), false)), "Unit 0 goes against how deep the brackets are: r = −0.50");
  });

  it("says of one that never changes that it does not", () => {
    assert.equal(say(follows(2, told({ r: null }), false)), "Unit 2 never changes.");
    assert.equal(say(follows(2, undefined, false)), "Unit 2 never changes.");
  });

  it("names tokens and columns", () => {
    assert.equal(featureName({ name: "token", token: "e", column: null }, false), "“e”");
    assert.match(featureName({ name: "token", token: " ", column: null }, false), /space/);
    assert.equal(featureName({ name: "input", token: null, column: 0 }, false), "the number read");
    assert.equal(featureName({ name: "input", token: null, column: 1 }, true), "the number read in column 1");
    assert.equal(hasColumns({ features: [{ column: null }, { column: 0 }] }), false);
    assert.equal(hasColumns({ features: [{ column: 0 }, { column: 1 }] }), true);
  });

  it("says what chance would reach", () => {
    assert.equal(say(chanceOf(told({}), 96)), "Chance would reach 0.41 at best.");
    assert.equal(
      say(chanceOf(told({ beyond_chance: false }), 96)),
      "May be chance: the best of 96 pairs would reach 0.41.",
    );
    assert.equal(
      say(chanceOf(told({ beyond_chance: false, by_chance: null }), 96)),
      "Too few steps to tell it from chance.",
    );
  });

  it("says of all what is to be thought of them", () => {
    const neurons = (...beyond) => ({
      tokens: ["a", "b"],
      pairs: 7,
      units: beyond.map((beyond_chance) => ({ correlations: [{ beyond_chance }] })),
    });
    const keys = (found, drawn) => verdict(found, drawn).map(([key]) => key);
    assert.deepEqual(keys(neurons(false, false), true), ["neurons-none"]);
    assert.deepEqual(keys(neurons(true, false), false), ["neurons-some"]);
    assert.deepEqual(keys(neurons(true, false), true), ["neurons-some", "neurons-drawn"]);
    assert.match(say(verdict(neurons(true, false, false), false)[0]), /^1 of 3 units/);
  });
});

describe("the sentence of a unit, in Korean", () => {
  before(() => speaking("ko"));

  it("has the particles that its words want", () => {
    assert.equal(say(follows(5, told({}), false)), "유닛 5는 괄호의 깊이를 따라갑니다: r = 0.93");
    assert.equal(
      say(follows(3, told({ name: "final", r: -0.5 }), false)),
      "유닛 3은 받침을 거꾸로 따라갑니다: r = −0.50",
    );
    assert.equal(say(follows(1, told({ name: "token", token: "말" }), false)), "유닛 1은 “말”을 따라갑니다: r = 0.93");
  });
});

describe("the features", () => {
  const source = readFileSync(new URL("../../../app/engine/features.py", import.meta.url), "utf8");
  const names = [...source.matchAll(/"(\w+)": _\w+/g)].map(([, name]) => name);
  for (const name of [...names, "position", "token", "input", "change", "target_probability"])
    for (const lang of ["en", "ko"])
      it(`are named: ${name} (${lang})`, async () => {
        assert.ok(names.length === 12);
        await speaking(lang);
        const said = featureName({ name, token: "x", column: 0 }, false);
        assert.ok(said && !said.includes("neuron-"), said);
      });
});
