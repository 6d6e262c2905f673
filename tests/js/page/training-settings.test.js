import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS as FIELDS } from "../../../static/js/page/address.js";
import {
  bodyOf,
  DEFAULTS,
  delayOf,
  guiseOf,
  hindrance,
  lengthened,
  networkKey,
  readSettings,
  taughtOf,
  writeSettings,
} from "../../../static/js/page/training-settings.js";
import { runOf } from "../support/page.js";
import { random } from "../support/random.js";

const WORDS = { tokens: ["i", "am", "a", "boy", "am"] };
const run = runOf(5, WORDS);
const numbers = (count, width = 1) => Array.from({ length: count }, (_, t) => Array(width).fill(t / 10));

describe("how a network is taught", () => {
  it("is the usual way where an address says nothing, or nonsense", () => {
    for (const text of ["", "on", null, "delay:x,clip:-1,steps:0,truncate:0,optimizer:best,learning_rate:0,speed:3"])
      assert.deepEqual(readSettings(text), DEFAULTS, String(text));
    assert.equal(writeSettings(DEFAULTS), "on");
  });

  it("comes back from an address as it went in", () => {
    const next = random(11);
    const some = (...all) => all[Math.floor(next() * all.length)];
    for (let round = 0; round < 300; round++) {
      const settings = {
        delay: some(null, 0, 7, 120),
        optimizer: some("adam", "sgd"),
        learning_rate: some(0.01, 0.5, 1e-7, 0.3),
        clip: some(null, 1, 0.25),
        steps: some(1, 500, 20_000),
        truncate: some(null, 1, 30),
      };
      const text = writeSettings(settings);
      assert.match(text, /^[\w.:,+-]+$/);
      assert.deepEqual(readSettings(text), settings, text);
    }
  });

  it("begins at the rate of its optimizer", () => {
    assert.equal(readSettings("optimizer:sgd").learning_rate, 0.5);
    assert.equal(readSettings("optimizer:sgd,learning_rate:0.01").learning_rate, 0.01);
  });
});

describe("what is asked of /train", () => {
  it("is the network of the stage, its words once each, and as far back as the sentence is long", () => {
    const fields = { ...FIELDS, cell: "gru", hidden_size: 12, seed: 5, objective: "sum", layer: 0 };
    assert.deepEqual(bodyOf(fields, run, DEFAULTS), {
      cell: "gru",
      hidden_size: 12,
      seed: 5,
      task: "recall",
      delay: 4,
      symbols: ["i", "am", "a", "boy"],
      optimizer: "adam",
      learning_rate: 0.01,
      clip: 1,
      steps: 500,
      truncate: null,
      batch_size: 32,
    });
    assert.equal(bodyOf(fields, run, { ...DEFAULTS, delay: 20 }).delay, 20);
  });

  it("carries the gradient as far back as the stage does, where nothing else is set", () => {
    assert.equal(bodyOf({ ...FIELDS, truncate: 2 }, run, DEFAULTS).truncate, 2);
    assert.equal(bodyOf({ ...FIELDS, truncate: 2 }, run, { ...DEFAULTS, truncate: 9 }).truncate, 9);
    assert.equal(taughtOf({ ...FIELDS, truncate: 2 }, run, DEFAULTS).truncate, 2);
  });

  it("is a series where numbers are read", () => {
    const fields = { ...FIELDS, inputs: numbers(60) };
    const body = bodyOf(fields, run, DEFAULTS);
    assert.equal(body.task, "forecast");
    assert.equal(body.series.length, 60);
    assert.ok(body.window < 60 / 5, "its last fifth is held out");
    assert.equal("input_size" in body, false);
    assert.equal("delay" in body, false);
    assert.equal(bodyOf({ ...FIELDS, inputs: numbers(4) }, run, DEFAULTS).window, 1);
  });

  it("is a network that is stored, by its name", () => {
    const body = bodyOf({ ...FIELDS, model: "abc", seed: 4 }, run, DEFAULTS);
    assert.equal(body.model, "abc");
    assert.equal("cell" in body, false);
  });

  it("is not asked of what cannot be taught", () => {
    assert.equal(hindrance(FIELDS, run), null);
    assert.equal(hindrance(FIELDS, null), "teach-no-picture");
    assert.equal(hindrance({ ...FIELDS, bidirectional: true }, run), "teach-both-ways");
    assert.equal(hindrance(FIELDS, runOf(2, { tokens: ["a", "a"] })), "teach-one-word");
    assert.equal(hindrance({ ...FIELDS, inputs: numbers(9, 2) }, run), "teach-columns");
    assert.equal(hindrance({ ...FIELDS, inputs: numbers(2) }, runOf(2)), "teach-short-series");
  });

  it("has what chance would do", () => {
    assert.deepEqual(taughtOf(FIELDS, run, DEFAULTS).chance, { accuracy: 1 / 4, loss: Math.log(4) });
    const series = taughtOf({ ...FIELDS, inputs: numbers(5) }, run, DEFAULTS);
    assert.equal(series.chance.accuracy, null);
    assert.ok(Math.abs(series.chance.loss - 0.005) < 1e-12);
    assert.equal(series.distance, null);
  });
});

describe("what is shown of it", () => {
  it("is asked what it is taught", () => {
    assert.deepEqual(guiseOf({ ...FIELDS, objective: "sum" }, null, 3), {
      objective: "recall",
      loss_at: null,
      target: null,
      truncate: 3,
    });
    assert.equal(guiseOf(FIELDS, "abc", null).model, "abc");
    assert.equal(guiseOf({ ...FIELDS, inputs: numbers(5) }, "abc", null).objective, "forecast");
  });

  it("is the same network in every sentence, and another with another seed", () => {
    const key = networkKey(FIELDS);
    assert.equal(networkKey({ ...FIELDS, sentence: "a boy", objective: "sum", loss_at: 2 }), key);
    for (const change of [{ seed: 2 }, { cell: "lstm" }, { spectral_radius: 1 }, { tokenizer: "char" }, { model: "x" }])
      assert.notEqual(networkKey({ ...FIELDS, ...change }), key, JSON.stringify(change));
  });

  it("can be a sentence as long as what is taught, of the same words in the same order", () => {
    const words = lengthened(FIELDS, run, 11)?.split(" ") ?? [];
    assert.equal(words.length, 11);
    assert.deepEqual([...new Set(words)], ["i", "am", "a", "boy"]);
    assert.equal(lengthened(FIELDS, run, 3), null, "shorter than its words");
    assert.equal(lengthened({ ...FIELDS, tokenizer: "jamo" }, run, 30), null);
    assert.equal(lengthened({ ...FIELDS, tokenizer: "char" }, runOf(2, { tokens: ["a", "b"] }), 5), "ababa");
    assert.equal(delayOf(DEFAULTS, run), 4);
  });
});
