import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answers } from "../../../static/js/page/answers.js";

describe("answers that were given before", () => {
  it("are not asked for again, by as many as ask at once", async () => {
    const known = answers(4);
    let asked = 0;
    const ask = async () => ++asked;
    assert.deepEqual(await Promise.all([known.of("a", ask), known.of("a", ask)]), [1, 1]);
    assert.equal(await known.of("a", ask), 1);
    assert.equal(await known.of("b", ask), 2);
  });

  it("can be given by hand", async () => {
    const known = answers(4);
    assert.equal(await known.keep("a", 7), 7);
    assert.equal(await known.of("a", () => assert.fail("a is known")), 7);
  });

  it("are forgotten at once where the question is dropped or fails", async () => {
    const known = answers(4);
    const hand = new AbortController();
    known.of("a", () => new Promise(() => {}), hand.signal);
    hand.abort();
    assert.equal(await known.of("a", async () => 1), 1);
    await assert.rejects(known.of("b", () => Promise.reject(new Error("no"))));
    assert.equal(await known.of("b", async () => 2), 2);
  });

  it("stay once they are here, whatever becomes of the hand that asked", async () => {
    const known = answers(4);
    const hand = new AbortController();
    await known.of("a", async () => 1, hand.signal);
    hand.abort();
    assert.equal(await known.of("a", () => assert.fail("a is known")), 1);
  });
});
