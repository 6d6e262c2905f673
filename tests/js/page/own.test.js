import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { drawAgain, restore, sheet, takeOver, write, writeExample } from "../../../static/js/page/own.js";
import { withNumber } from "../../../static/js/page/sheet.js";
import * as state from "../../../static/js/page/state.js";
import { settle } from "../support/clock.js";
import { freshPage, server } from "../support/page.js";
import { answer } from "../support/runs.js";

/** The page shows a run of its fields. @param {string} name */
function show(name) {
  const run = answer(name);
  state.run.value = { ...run, vocabulary: [...new Set(run.tokens)], asked: state.fields.value };
}

describe("the reader's own weights", () => {
  beforeEach(() => {
    freshPage();
    show("rnn");
  });

  it("begin with the network's numbers, and ask for the same network", async (t) => {
    const questions = server(t);
    const before = state.run.value;
    takeOver();
    await settle();
    const step = questions.find(({ url }) => url.pathname === "/step");
    assert.deepEqual(state.fields.value.parameters, before?.parameters);
    assert.ok(step, "it is asked for");
    assert.equal(state.fields.value.sentence, DEFAULTS.sentence);
  });

  it("are followed as they change; an answer that is behind changes nothing back", async (t) => {
    server(t);
    const first = /** @type {any} */ (sheet.value);
    write(withNumber(first, "Wh", 0, 1, 9));
    const behind = state.fields.value;
    write(withNumber(/** @type {any} */ (sheet.value), "Wh", 1, 0, 8));
    state.run.value = { .../** @type {any} */ (state.run.value), asked: behind };
    assert.deepEqual([sheet.value?.Wh[0]?.[1], sheet.value?.Wh[1]?.[0]], [9, 8]);
    assert.equal(state.fields.value.parameters?.["rnn.weight_hh_l0"]?.[1]?.[0], 9, "PyTorch's rows are units");
  });

  it("are put back whole, and left for a drawn network", async (t) => {
    server(t);
    const before = state.fields.value;
    takeOver();
    restore(before);
    assert.equal(state.fields.value.parameters, null);
    writeExample();
    assert.deepEqual(state.fields.value.inputs?.length, 3);
    drawAgain();
    const { parameters, inputs, hidden_size, objective } = state.fields.value;
    assert.deepEqual([parameters, inputs, hidden_size, objective], [null, null, 2, "recall"]);
  });

  it("are not offered for what no hand would write", () => {
    state.fields.value = { ...DEFAULTS, seed: 1 };
    state.run.value = { ...answer("rnn"), asked: state.fields.value, num_layers: 2 };
    assert.equal(sheet.value, null);
  });
});
