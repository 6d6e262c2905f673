import assert from "node:assert/strict";
import { afterEach, it } from "node:test";
import { attempt, attemptNow } from "../../../static/js/page/attempt.js";

const { setTimeout } = globalThis;

afterEach(() => {
  globalThis.setTimeout = setTimeout;
});

it("goes on after an error, and tells it as an uncaught one", async () => {
  /** @type {(() => void)[]} */
  const later = [];
  globalThis.setTimeout = (act) => later.push(act);
  const fail = () => {
    throw new Error("a sentence that fails");
  };
  attemptNow(fail);
  await attempt(async () => fail());
  attemptNow(() => {});
  assert.equal(later.length, 2);
  for (const tell of later) assert.throws(tell, /a sentence that fails/);
});
