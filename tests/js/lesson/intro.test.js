import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { beginsAt, INTRO, STILLS, seenAt, seenIn } from "../../../static/js/lesson/intro.js";

const T = 4;
/** The second at which each beat begins. */
const BEGINS = INTRO.map((_, i) => INTRO.slice(0, i).reduce((all, { seconds }) => all + seconds, 0));

describe("the opening", () => {
  it("goes through its beats in order, in half a minute, and waits in the last", () => {
    const names = BEGINS.map((second) => seenAt(second + 0.01, T).beat.name);
    assert.deepEqual(names, ["sentence", "read", "unroll", "question", "back", "pull"]);
    assert.ok(Number(BEGINS.at(-1)) <= 30);
    assert.equal(seenAt(10_000, T).beat.name, "pull");
  });

  it("never jumps: each beat begins where the one before it ended", () => {
    for (const [i, beat] of INTRO.entries()) {
      const next = INTRO[i + 1];
      if (!next) continue;
      const [end, start] = [seenIn(beat, 1, T), seenIn(next, 0, T)];
      assert.equal(end.u, start.u, next.name);
      assert.equal(end.unrolled, start.unrolled, next.name);
      assert.equal(end.pan, start.pan, next.name);
      assert.equal(end.waits, start.waits, next.name);
    }
  });

  it("moves the sentence out of the way before anything else is to be seen", () => {
    assert.equal(seenAt(0.8, T).waits, 0);
    for (const beat of INTRO) assert.equal(seenIn(beat, 1, T).waits, 1, beat.name);
    for (const { words, waits } of [0.1, 0.5, 0.9].map((share) => seenIn(INTRO[1], share, T)))
      assert.ok(waits === 1 || words.every((come) => come === 0));
  });

  it("begins where the sentence has stood long enough, or as long as it was seen without its code", () => {
    assert.deepEqual([-1, 0, 0.5].map(beginsAt), [0, 0, 0.5]);
    for (const late of [1, 3, 100]) {
      const begins = beginsAt(late);
      assert.equal(seenAt(begins, T).waits, 0, "nothing has moved yet");
      assert.ok(seenAt(begins + 0.02, T).waits > 0, "it moves at once");
    }
  });

  it("reads a word only once it has come", () => {
    for (let share = 0; share < 1; share += 0.01) {
      const { u, words } = seenIn(INTRO[1], share, T);
      for (const [t, come] of words.entries()) if (u > t) assert.equal(come, 1, `${t} at ${share}`);
    }
    assert.deepEqual(seenIn(INTRO[1], 1, T).words, [1, 1, 1, 1]);
  });

  it("goes back only after the question, to the first word", () => {
    for (const { u, beat } of [3, 12, 16, 20, 26].map((second) => seenAt(second, T)))
      assert.equal(u > T, ["back", "pull"].includes(beat.name));
    assert.equal(seenAt(100, T).u, 2 * T);
  });

  it("has four pictures for those who want no motion, the last with the handle", () => {
    assert.deepEqual(
      STILLS.map(({ name }) => name),
      ["read", "question", "back", "pull"],
    );
  });
});
