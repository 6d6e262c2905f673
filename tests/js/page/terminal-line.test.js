import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { DEFAULTS, query } from "../../../static/js/page/address.js";
import { terminalLine } from "../../../static/js/page/terminal-line.js";

const URL = "http://localhost:8000/step";
const AWKWARD = `it's "50%" of $HOME, \`date\` & more; \\ ^ !1 * ~ 나는 ‘소년’ \n(|<>)`;
const LONG = `${AWKWARD} `.repeat(500);

/** What a Unix shell makes of a line: the words after the name of the program. @param {string} line */
function words(line) {
  const script = line.replace(/^curl /, "printf '%s\\0' ");
  const { stdout, status } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
  assert.equal(status, 0);
  return stdout.split("\0").slice(0, -1);
}

describe("a run as one line for a terminal", () => {
  it("is the same for every shell where an address holds it", () => {
    for (const windows of [true, false]) {
      const fields = { ...DEFAULTS, sentence: AWKWARD, labels: ["it's", "$a"], inputs: [[1, -2.5]] };
      const { line, shell } = terminalLine(URL, fields, windows);
      assert.equal(shell, "any");
      const [, quoted] = line.match(/^curl "([^"]*)"$/) ?? [];
      assert.match(String(quoted), /^[\w:/.?=&%+*,;~-]+$/, "no sign of sh, cmd or PowerShell");
      assert.deepEqual(words(line), [`${URL}?${query(fields)}`]);
    }
  });

  it("has a body for a Unix shell, as it is, where the text is too long", () => {
    const { line, shell } = terminalLine(URL, { ...DEFAULTS, sentence: LONG }, false);
    assert.equal(shell, "unix");
    const [url, , type, , body] = words(line);
    assert.deepEqual([url, type], [URL, "Content-Type: application/json"]);
    assert.equal(JSON.parse(String(body)).sentence, LONG);
  });

  it("has one for PowerShell on Windows, with every quote twice", () => {
    const { line, shell } = terminalLine(URL, { ...DEFAULTS, sentence: LONG }, true);
    assert.equal(shell, "powershell");
    const [, body] = line.match(/-Body '((?:[^'‘’]|''|‘‘|’’)*)' \| ConvertTo-Json -Depth 9$/) ?? [];
    assert.equal(JSON.parse(String(body).replace(/(['‘’])\1/g, "$1")).sentence, LONG);
  });
});
