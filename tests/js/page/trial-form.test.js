import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CHANGES, readTrial, writeTrial } from "../../../static/js/page/trial-form.js";
import { random } from "../support/random.js";

const CELLS = [undefined, "rnn", "lstm", "rnn-relu"];

describe("the experiment's forms in an address", () => {
  it("come back as they went in", () => {
    const next = random(5);
    const some = (...all) => all[Math.floor(next() * all.length)];
    for (let round = 0; round < 300; round++) {
      const trial = {
        first: some(...CELLS),
        second: some(...CELLS),
        seed: some(undefined, 0, 4_294_967_295),
        cell: some(...CELLS),
        delay: some(undefined, 5, 20),
        change: some(undefined, ...Object.keys(CHANGES)),
        only: some(...CELLS),
      };
      const said = Object.fromEntries(Object.entries(trial).filter(([, value]) => value !== undefined));
      const text = writeTrial(trial);
      assert.match(text, /^[\w.:,-]*$/);
      assert.deepEqual(readTrial(text), said, text);
    }
    assert.equal(writeTrial({}), "");
  });

  it("are nobody's where a part cannot be read", () => {
    for (const text of [
      "first",
      "first:",
      "seed:-1",
      "seed:4294967296",
      "seed:1.5",
      "delay:x",
      "change:best",
      "who:rnn",
    ])
      assert.equal(readTrial(text), null, text);
    for (const text of ["seed:1,seed:2", "seed:1:2", "toString:rnn", "cell:RNN!"])
      assert.equal(readTrial(text), null, text);
  });
});
