import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";

const ROOT = new URL("../../static/js/", import.meta.url);
/** Characters. The formatter keeps code to 120; comments and templates may be a little longer. */
const LONGEST = 140;

/** The lines of a text that are too long, counted from 1. @param {string} text */
const tooLong = (text) => text.split("\n").flatMap((line, i) => (line.length > LONGEST ? [i + 1] : []));

describe("the lines of static/js", () => {
  for (const name of readdirSync(ROOT, { recursive: true }).map(String).sort())
    if (/\.(js|d\.ts)$/.test(name))
      it(`have at most ${LONGEST} characters: ${name}`, () =>
        assert.deepEqual(tooLong(readFileSync(new URL(name, ROOT), "utf8")), []));

  it("would be found too long", () => {
    const [fine, long] = ["x".repeat(LONGEST), "x".repeat(LONGEST + 1)];
    assert.deepEqual(tooLong([fine, long, fine].join("\n")), [2]);
  });
});
