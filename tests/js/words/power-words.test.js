import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { percentWords, powerWords } from "../../../static/js/words/power-words.js";
import { speaking } from "../support/words.js";

const log = Math.log10;

describe("a factor in words", () => {
  it("is a fraction, a large number in words, a multiple, or nothing sayable", async () => {
    await speaking("en");
    assert.deepEqual([-log(3), -log(21.4), -log(2e8), log(7.4), log(740), log(2.4e6), -16, 300].map(powerWords), [
      "1/3.0",
      "1/21",
      "1 in 200 million",
      "×7.4",
      "×740",
      "×2.4 million",
      null,
      null,
    ]);
  });

  it("is the same in Korean, in Korean's own large numbers", async () => {
    await speaking("ko");
    assert.deepEqual([-log(21.4), -log(2e8), -log(30_000), log(7.4)].map(powerWords), [
      "1/21",
      "2억분의 1",
      "3만분의 1",
      "7.4배",
    ]);
  });
});

describe("a gain in per cent", () => {
  it("is whole above ten, and a factor or a power where per cent say nothing", async () => {
    await speaking("en");
    assert.deepEqual([0.794, 0.043, 1.31, 0, 1, 31, 1e-5].map(percentWords), [
      "79\u202f%",
      "4.3\u202f%",
      "131\u202f%",
      "0\u202f%",
      "100\u202f%",
      "×31",
      null,
    ]);
  });
});
