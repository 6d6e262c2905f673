import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { beginning, largest, lighter } from "../../../static/js/page/lighter.js";
import { learnLimits } from "../../../static/js/page/price.js";
import { DEFAULTS as SETTINGS, stepsGranted } from "../../../static/js/page/training-settings.js";
import { runOf } from "../support/page.js";

const product = (...of) => ({ rnn: { read: [{ factor: 1, of, when: [] }] } });
learnLimits({
  max_work: 1_000,
  max_train_work: 64_000,
  work: { "/memory": product("tokens", "hidden_size", "seeds"), "/train": product("steps", "batch_size", "tokens") },
  numbers: {},
});
const WORDS = ["one", "two", "three", "four"];
const run = runOf(4, { tokens: WORDS, hidden_size: 100 });
const fields = { ...DEFAULTS, sentence: "one, two  three four" };

describe("what brings a request down to what is granted", () => {
  it("is the largest number that still fits", () => {
    for (const most of [0, 1, 7, 98, 99])
      assert.equal(
        largest(100, (value) => value <= most),
        most,
      );
    assert.equal(
      largest(100, () => true),
      99,
      "something has to change",
    );
  });

  it("is a smaller network where it is drawn, to the unit", () => {
    assert.deepEqual(lighter("/memory", fields, run, { seeds: 5 }), { hidden_size: 50 });
  });

  it("is the beginning of the text where the network is given, or no network is small enough", () => {
    const given = { ...fields, model: "abc" };
    const shorter = { sentence: "one, two", loss_at: null, target: null };
    assert.deepEqual(lighter("/memory", given, run, { seeds: 5 }), shorter);
    assert.equal(lighter("/memory", given, run, { seeds: 5_000 }), null);
    assert.equal(lighter("/check", fields, run), null, "a price that is not known here");
  });

  it("cuts a text at the end of a token, as it is written", () => {
    assert.equal(beginning("one, two  three four", WORDS, 3), "one, two  three");
    assert.equal(beginning("한국", ["ㅎ", "ㅏ", "ㄴ"], 2), null);
  });

  it("is as many steps of a training as its price leaves", () => {
    // 32 sequences of 4 tokens are 128 a step
    assert.equal(stepsGranted(fields, run, SETTINGS), 500);
    assert.equal(stepsGranted(fields, run, { ...SETTINGS, delay: 100_000 }), 0);
  });
});
