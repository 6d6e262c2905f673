import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { bindRetry, insist, pausing } from "../../../static/js/page/retry.js";
import { problems } from "../../../static/js/page/state.js";
import { fakeClock, settle } from "../support/clock.js";
import { freshPage, server } from "../support/page.js";

describe("pauses", () => {
  it("double up to the longest, and start over", () => {
    const pause = pausing([500, 3000]);
    const seen = Array.from({ length: 5 }, () => pause.next());
    assert.deepEqual(seen, [500, 1000, 2000, 3000, 3000]);
    pause.startOver();
    assert.equal(pause.next(), 500);
  });
});

describe("insisting", () => {
  it("tries until it succeeds, twice as late each time, and tells of each failure", async () => {
    const clock = fakeClock();
    const told = [];
    let left = 3;
    const done = insist(
      async () => {
        if (left-- > 0) throw new Error("away");
        return "here";
      },
      [100, 300],
      { failed: (times) => told.push(times), clock },
    );
    for (const [pause, failures] of [
      [100, 1],
      [200, 2],
      [300, 3],
    ]) {
      await settle();
      assert.deepEqual([told.length, clock.waiting()], [failures, [pause]]);
      await clock.pass(pause);
    }
    assert.equal(await done, "here");
    assert.deepEqual(told, [1, 2, 3]);
  });
});

describe("a server that is away", () => {
  const clock = fakeClock();
  /** @type {Record<string, () => void>} */
  const listeners = {};
  const passing = () => [{ field: "", message: "", passing: true }];
  before(() => {
    globalThis.addEventListener = (name, act) => {
      listeners[name] = act;
    };
    bindRetry(clock);
  });
  beforeEach(freshPage);

  it("is asked again, twice as late each time, until it answers", async (t) => {
    const questions = server(t);
    problems.value = passing();
    for (const pause of [1000, 2000, 4000, 8000, 10_000, 10_000]) {
      assert.deepEqual(clock.waiting(), [pause]);
      const before = questions.length;
      await clock.pass(pause);
      assert.equal(questions.length, before + 1);
      await questions.at(-1)?.break();
    }
    problems.value = [];
    assert.deepEqual(clock.waiting(), []);
    problems.value = passing();
    assert.deepEqual(clock.waiting(), [1000]);
  });

  it("is not asked again by itself for what was wanted by a press, nor for fields that are refused", (t) => {
    server(t);
    problems.value = [{ field: "", message: "", passing: true, again: () => {} }];
    assert.deepEqual(clock.waiting(), []);
    problems.value = [{ field: "seed", message: "no" }];
    assert.deepEqual(clock.waiting(), []);
  });

  it("is asked at once when the browser is online again", async (t) => {
    const questions = server(t);
    listeners.online();
    assert.equal(questions.length, 0, "nothing had failed");
    problems.value = passing();
    listeners.online();
    await settle();
    assert.equal(questions.length, 1);
  });
});
