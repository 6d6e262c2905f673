import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { begin, end, finished, goOn, task } from "../../../static/js/page/computing.js";
import { look, whyNow } from "../../../static/js/page/looking.js";
import * as state from "../../../static/js/page/state.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

afterEach(() => {
  end();
  state.calm.value = false;
});

/** @param {string} name */
function start(name) {
  state.calm.value = true;
  state.run.value = answer(name);
  begin();
  return state.run.value;
}

describe("a reader who computes", () => {
  it("is asked for h, step by step, while time stands before it", () => {
    const { tokens } = start("rnn");
    for (const t of tokens.keys()) {
      assert.deepEqual(task.value, { t, part: "h" });
      assert.equal(state.u.value, Math.round(100 * t + 36) / 100, "what comes in is seen");
      state.u.value = 2 * tokens.length;
      assert.equal(state.u.value, Math.round(100 * t + 36) / 100, "and nothing beyond");
      goOn();
    }
    assert.deepEqual([task.value, finished.value, state.computing.value], [null, true, null]);
    assert.equal(state.u.value, tokens.length);
  });

  it("is asked for each gate before what it makes", () => {
    for (const [name, parts] of [
      ["gru", ["r", "z", "n", "h"]],
      ["lstm", ["f", "i", "g", "o", "c", "h"]],
    ]) {
      start(name);
      const seen = [];
      let before = 0;
      for (let i = 0; i < parts.length; i++) {
        seen.push(task.value.part);
        assert.ok(state.u.value >= before, "time never goes back");
        before = state.u.value;
        goOn();
      }
      assert.deepEqual(seen, parts);
      assert.equal(task.value.t, 1);
    }
  });

  it("goes back as far as is wanted, and may see everything again", () => {
    const { tokens } = start("rnn");
    state.u.value = 0.1;
    assert.equal(state.u.value, 0.1);
    end();
    state.u.value = 2 * tokens.length;
    assert.equal(state.u.value, 2 * tokens.length);
    assert.equal(finished.value, false);
  });

  it("begins again where other numbers are read", () => {
    start("rnn");
    goOn();
    state.run.value = answer("gru");
    assert.deepEqual(task.value, { t: 0, part: "r" });
  });

  it("is told of no number that is still to be found", async () => {
    await speaking("en");
    start("rnn");
    goOn();
    look({ unit: 2, part: "h", term: null });
    assert.match(whyNow.value, /not been computed/);
    state.u.value = 1;
    assert.doesNotMatch(whyNow.value, /not been computed/);
    look(null);
  });

  it("plays on to what is next", () => {
    start("rnn");
    state.calm.value = false;
    goOn();
    assert.ok(state.playing.value);
    assert.deepEqual(state.stretch.value, { until: 1.36, haste: 1 });
  });
});
