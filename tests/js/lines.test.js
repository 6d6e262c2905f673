import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { transformSync } from "esbuild";

const ROOT = new URL("../../static/js/", import.meta.url);
/** Characters. The formatter keeps code to 120; comments and templates may be a little longer. */
const LONGEST = 140;

/** The lines of a text that are too long, counted from 1. @param {string} text */
const tooLong = (text) => text.split("\n").flatMap((line, i) => (line.length > LONGEST ? [i + 1] : []));

/** Whether a text in the code goes over a line: with its white space taken out, a module has no other line break. @param {string} code */
const overLines = (code) =>
  transformSync(code.replaceAll("\\n", ""), { minifyWhitespace: true, legalComments: "none" })
    .code.trim()
    .includes("\n");

describe("the texts of static/js", () => {
  it("go over no line: the server takes indentation out", () => {
    const names = readdirSync(ROOT, { recursive: true }).map(String);
    const wrong = names.filter((name) => name.endsWith(".js") && overLines(readFileSync(new URL(name, ROOT), "utf8")));
    assert.deepEqual(wrong, []);
  });

  it("would be found", () => {
    assert.equal(overLines("const a = `b\n  c`;"), true);
    assert.equal(overLines(`// d\nconst a = \`b $${"{"}\n  c\n}\`;\n`), false);
  });
});

describe("the lines of static/js and of its tests", () => {
  for (const root of [ROOT, new URL("./", import.meta.url)])
    for (const name of readdirSync(root, { recursive: true }).map(String).sort())
      if (/\.(m?js|d\.ts)$/.test(name))
        it(`have at most ${LONGEST} characters: ${name}`, () =>
          assert.deepEqual(tooLong(readFileSync(new URL(name, root), "utf8")), []));

  it("would be found too long", () => {
    const [fine, long] = ["x".repeat(LONGEST), "x".repeat(LONGEST + 1)];
    assert.deepEqual(tooLong([fine, long, fine].join("\n")), [2]);
  });
});
