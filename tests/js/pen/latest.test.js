import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { latest } from "../../../static/js/pen/latest.js";

describe("latest", () => {
  /** Every value that is made is a new one. */
  const counted = () => {
    let made = 0;
    return () => ({ number: ++made });
  };

  it("keeps the value while its key stays", () => {
    const [owner, make] = [{}, counted()];
    assert.equal(latest(owner, "a", "1", make), latest(owner, "a", "1", make));
  });

  it("makes a value for another key, and forgets the one before", () => {
    const [owner, make] = [{}, counted()];
    const keys = ["1", "2", "1"];
    assert.deepEqual(
      keys.map((key) => latest(owner, "a", key, make).number),
      [1, 2, 3],
    );
  });

  it("keeps apart what has another name or another owner, and what was made as undefined", () => {
    const [one, two, make] = [{}, {}, counted()];
    const numbers = [
      [one, "a"],
      [one, "b"],
      [two, "a"],
      [one, "a"],
    ].map(([owner, name]) => latest(owner, name, "1", make).number);
    assert.deepEqual(numbers, [1, 2, 3, 1]);
    let calls = 0;
    for (let i = 0; i < 2; i++) latest(one, "nothing", "1", () => void calls++);
    assert.equal(calls, 1);
  });
});
