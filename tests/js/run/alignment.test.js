import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { align } from "../../../static/js/run/alignment.js";
import { differences } from "../../../static/js/run/differences.js";

const pairsOf = (a, b) => align(a.split(" "), b.split(" ")).map(({ a, b }) => [a, b]);

describe("two sentences side by side", () => {
  it("go by position where they are equally long", () => {
    assert.deepEqual(pairsOf("a b c", "b c a"), [
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  it("leave a gap where one has a word more", () => {
    assert.deepEqual(pairsOf("i am a boy", "i am not a boy"), [
      [0, 0],
      [1, 1],
      [null, 2],
      [2, 3],
      [3, 4],
    ]);
    assert.deepEqual(pairsOf("i am not a boy", "i am a boy")[2], [2, null]);
  });

  it("change a word rather than leave it out and put another in", () => {
    assert.deepEqual(pairsOf("x b", "y b c"), [
      [0, 0],
      [1, 1],
      [null, 2],
    ]);
  });

  it("are apart by the length of h − h′, by nothing where rounding alone differs, and not at all at a gap", () => {
    const run = (...states) => ({ steps: states.map((h) => ({ h })) });
    const [first, second] = [run([0.3, 0.4], [1, 0]), run([0.3, 0.4 + 1e-16], [1, 0.01])];
    const pairs = [
      { a: 0, b: 0 },
      { a: 1, b: 1 },
      { a: 1, b: null },
    ];
    assert.deepEqual(differences(first, second, pairs), [null, -2, undefined]);
  });
});
