import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { answer, bindEditing, edit, edits, refusal, undo } from "../../../static/js/page/editing.js";
import { ask } from "../../../static/js/page/shown-run.js";
import * as state from "../../../static/js/page/state.js";
import { settle } from "../support/clock.js";
import { freshPage, runOf, server } from "../support/page.js";

const OFF = { t: 1, unit: 2, clamp: 0 };
const DRAWN = { t: 1, unit: 2, set: 0.5 };

/** What /what-if answers, as far as the page looks at it. */
const told = (change) => ({ change, predicted: change, tokens: [], edited_tokens: [], steps: [] });
const refused = { detail: [{ type: "unknown_token", loc: ["body", "edits", 0, "token"], msg: "No such word." }] };

const seen = { value: true };

describe("edits", () => {
  let bound = false;
  beforeEach(() => {
    freshPage();
    edits.value = [];
    refusal.value = null;
    state.run.value = runOf(4);
    if (!bound) bindEditing(seen);
    bound = true;
  });

  it("of a unit are shown at once, and in the address once they are taken", async (t) => {
    const questions = server(t);
    edit(OFF);
    assert.deepEqual(edits.value, [OFF]);
    assert.equal(state.edit.value, "");
    await settle();
    await questions[0].give(told(0.25));
    assert.equal(state.edit.value, "hold,1,2,0");
    assert.equal(answer.value?.change, 0.25);
    undo(OFF);
    await settle();
    assert.deepEqual([edits.value, state.edit.value], [[], ""]);
  });

  it("of a word are shown once they are taken", async (t) => {
    const questions = server(t);
    edit({ t: 2, token: "dog" });
    await settle();
    await questions[0].give({ tokens: ["dog"], steps: [] });
    assert.deepEqual(edits.value, []);
    await settle();
    await questions[1].give(told(1));
    assert.deepEqual(edits.value, [{ t: 2, token: "dog" }]);
    assert.equal(state.edit.value, "word,2,dog");
  });

  it("that are refused leave no trace, and are not asked for again", async (t) => {
    const questions = server(t);
    edit(OFF);
    await settle();
    await questions[0].give(told(0.25));
    edit({ t: 2, token: "dog" });
    await settle();
    await questions[1].give({ tokens: ["dog"], steps: [] });
    await settle();
    await questions[2].give(refused, 422);
    await settle();
    assert.deepEqual([edits.value, state.edit.value], [[OFF], "hold,1,2,0"]);
    assert.deepEqual([refusal.value?.kind, refusal.value?.sentence], ["token", "No such word."]);
    assert.equal(questions.length, 3);
    edit(DRAWN);
    assert.equal(refusal.value, null);
  });

  it("of a word that is two are refused before they are asked for", async (t) => {
    const questions = server(t);
    edit({ t: 2, token: "two words" });
    await settle();
    await questions[0].give({ tokens: ["two", "words"], steps: [] });
    await settle();
    assert.deepEqual(
      [refusal.value?.kind, refusal.value?.key, refusal.value?.mend],
      ["token", "whatif-one-word", "two"],
    );
    assert.deepEqual([edits.value, questions.length], [[], 1]);
  });

  it("of a hand that has moved on stay ahead of their answer", async (t) => {
    const questions = server(t);
    edit(DRAWN);
    edit({ ...DRAWN, set: 0.75 });
    await settle();
    await questions[0].give(told(0.1));
    assert.deepEqual(edits.value, [{ ...DRAWN, set: 0.75 }]);
    assert.equal(state.edit.value, "");
    await settle();
    await questions[1].give(told(0.2));
    assert.equal(state.edit.value, "h,1,2,0.75");
  });

  it("go with the words that they were made for, and stay where only the network changes", async (t) => {
    const questions = server(t);
    state.edit.value = "hold,1,2,0";
    ask({ seed: 7 });
    await settle();
    const steps = () => questions.filter(({ url }) => url.pathname === "/step");
    await steps()[0].give(runOf(4));
    assert.equal(state.edit.value, "hold,1,2,0");
    ask({ sentence: "a b c" });
    await settle();
    await steps()[1].give(runOf(3));
    assert.equal(state.edit.value, "");
    await settle();
    assert.deepEqual(edits.value, []);
  });

  it("wait where the server is away", async (t) => {
    const questions = server(t);
    edit(DRAWN);
    await settle();
    await questions[0].break();
    assert.deepEqual(edits.value, [DRAWN]);
    assert.equal(refusal.value?.kind, "unit");
  });

  it("come from an address, and follow the order of the units", () => {
    state.edit.value = "h,0,3,0.5;word,2,x";
    assert.deepEqual(edits.value, [
      { t: 0, unit: 3, set: 0.5 },
      { t: 2, token: "x" },
    ]);
    state.run.value = runOf(4, { units: [3, 0, 1, 2] });
    assert.equal(edits.value[0].unit, 0);
    state.edit.value = "";
    assert.deepEqual(edits.value, []);
  });
});
