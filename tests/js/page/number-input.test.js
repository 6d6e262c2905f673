import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { parse, search } from "../../../static/js/page/address.js";
import {
  give,
  given,
  inputs,
  readingNumbers,
  readNumbers,
  readWords,
  standardise,
} from "../../../static/js/page/number-input.js";
import { openAddress } from "../../../static/js/page/opening.js";
import { ask } from "../../../static/js/page/shown-run.js";
import * as state from "../../../static/js/page/state.js";
import { settle } from "../support/clock.js";
import { freshPage, server } from "../support/page.js";

const NILE = [[1120], [1160], [963]];

describe("numbers as the input of the page", () => {
  beforeEach(() => {
    freshPage();
    state.scales.value = null;
  });

  it("are asked for under the API's own name, and forecast", async (t) => {
    const questions = server(t);
    give([[0.5], [1]]);
    await settle();
    const { searchParams } = questions.find(({ url }) => url.pathname === "/step").url;
    assert.equal(searchParams.get("inputs"), "0.5;1");
    assert.equal(searchParams.get("objective"), "forecast");
    assert.equal(searchParams.has("sentence"), false);
    assert.match(String(searchParams.get("include")), /predictions/);
  });

  it("are standardised where that is asked for, and back exactly", (t) => {
    server(t);
    give(NILE, { labels: ["1871", "1872", "1873"], standardise: true });
    assert.deepEqual(given.value, NILE);
    assert.deepEqual(inputs.value.flat().map(Math.round), [0, 1, -1]);
    standardise(false);
    assert.deepEqual([inputs.value, state.scales.value], [NILE, null]);
    assert.deepEqual(state.fields.value.labels, ["1871", "1872", "1873"]);
    standardise(true);
    assert.deepEqual(given.value, NILE);
  });

  it("come back from a link with what was done to them", async (t) => {
    server(t);
    give(NILE, { labels: ["1871", "1872", "1873"], standardise: true });
    const link = search(state.fields.value, { scale: state.scales.value, u: null, lang: null });
    assert.match(link, /inputs=0\.\d+;0\.\d+;-1\.\d+&labels=1871;1872;1873&scale=1081,[\d.]+$/);
    const before = state.scales.value;
    freshPage();
    state.scales.value = null;
    openAddress(link);
    await settle();
    assert.deepEqual([given.value, state.scales.value], [NILE, before]);
  });

  it("take no scale from a link that does not fit them", async (t) => {
    server(t);
    for (const scale of ["1", "1,2;3,4", "1,0", "x", ""]) {
      openAddress(`?inputs=1;2&scale=${scale}`);
      await settle();
      assert.equal(state.scales.value, null, scale);
    }
    openAddress("?sentence=a&scale=1,2");
    await settle();
    assert.equal(state.scales.value, null);
    assert.equal(search(parse("?sentence=a").fields, { scale: [[1, 2]], u: null, lang: null }), "?sentence=a");
  });

  it("change to words and back: each finds what it read before", (t) => {
    server(t);
    state.fields.value = { ...state.fields.value, sentence: "so it goes", objective: "next-token", target: null };
    give(NILE, { standardise: true });
    const [rows, lost] = [state.fields.value.inputs, state.scales.value];
    readWords();
    assert.deepEqual([state.fields.value.sentence, readingNumbers.value], ["so it goes", false]);
    assert.equal(state.fields.value.objective, "recall");
    readNumbers();
    assert.deepEqual([state.fields.value.inputs, state.scales.value], [rows, lost]);
    assert.equal(state.fields.value.objective, "forecast");
  });

  it("give way to a sentence that is asked for", (t) => {
    server(t);
    give([[1], [2]]);
    ask({ sentence: "we read" });
    const { inputs: rows, sentence, objective } = state.fields.value;
    assert.deepEqual([rows, sentence, objective], [null, "we read", "recall"]);
  });

  it("begin with a curve that fits the network", (t) => {
    server(t);
    const parameters = {
      "rnn.weight_ih_l0": [[1, 2]],
      "rnn.weight_hh_l0": [[1]],
    };
    state.fields.value = { ...state.fields.value, parameters };
    readNumbers();
    assert.equal(inputs.value[0].length, 2);
    // without a head of two rows nothing can be forecast
    assert.equal(state.fields.value.objective, "sum");
  });

  it("forget a step of the loss that they do not have", (t) => {
    server(t);
    give([[1], [2], [3]]);
    state.fields.value = { ...state.fields.value, loss_at: 1 };
    give([[1], [2], [4]]);
    assert.equal(state.fields.value.loss_at, 1);
    give([[1]]);
    assert.equal(state.fields.value.loss_at, null);
  });
});
