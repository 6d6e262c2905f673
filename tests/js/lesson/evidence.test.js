import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { fieldsOf } from "../../../static/js/lesson/chapters.js";
import { evidenceFor } from "../../../static/js/lesson/evidence.js";
import { run } from "../../../static/js/page/state.js";
import { settle } from "../support/clock.js";
import { freshPage, runOf, server } from "../support/page.js";

describe("what a paragraph takes its numbers from", () => {
  beforeEach(freshPage);

  it("is the run on the page where it is the same: nothing is asked", async (t) => {
    const asked = server(t);
    const stop = { fields: { seed: 11 } };
    const shown = runOf(4, { asked: fieldsOf(stop, "a b c d") });
    run.value = shown;
    assert.equal((await evidenceFor(stop, "a b c d")).run, shown);
    run.value = null;
    assert.equal((await evidenceFor(stop, "a b c d")).run, shown, "and it is kept");
    assert.equal(asked.length, 0);
  });

  it("is else asked for, with the runs beside it, once each", async (t) => {
    const asked = server(t);
    const stop = { fields: { seed: 12 }, beside: { gru: { cell: "gru" } } };
    const all = [evidenceFor(stop, "a b"), evidenceFor(stop, "a b")];
    await settle();
    assert.equal(asked.length, 2);
    for (const [i, question] of asked.entries()) await question.give(runOf(i + 2));
    for (const { run: own, beside } of await Promise.all(all)) {
      assert.equal(own.tokens.length, 2);
      assert.equal(beside.gru.tokens.length, 3);
    }
  });

  it("is asked for again after a failure", async (t) => {
    const asked = server(t);
    const stop = { fields: { seed: 13 } };
    const failed = evidenceFor(stop, "a b");
    await settle();
    await Promise.all([assert.rejects(failed), asked[0].break()]);
    const second = evidenceFor(stop, "a b");
    await settle();
    await asked[1].give(runOf(2));
    assert.equal((await second).run.tokens.length, 2);
  });
});
