import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { isBlank, tokenText } from "../../../static/js/pen/token-text.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { tokenName } from "../../../static/js/words/tokens.js";
import { every, textOf } from "../support/marks.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

describe("a token that leaves no mark", () => {
  before(() => speaking("en"));

  it("is drawn as ␣ and has a name; every other token is itself", () => {
    assert.deepEqual([" ", "a", "", undefined, "␣"].map(tokenText), ["␣", "a", "", "", "␣"]);
    assert.deepEqual([" ", "a", ""].map(isBlank), [true, false, false]);
    assert.deepEqual([" ", "a", ""].map(tokenName), ["␣ space", "a", ""]);
  });

  it("is no empty pill under its cell", () => {
    const run = { ...answer("rnn"), tokens: ["i", " ", "a", "b"] };
    const chips = [...every(draw(run, 2, { at: layout(run, 1320), scheme: "light" }))].filter(({ attrs }) =>
      String(attrs.class).startsWith("chip"),
    );
    assert.deepEqual(
      chips.map(({ children }) => textOf(children.at(-1))),
      ["i", "␣", "a", "b"],
    );
  });
});
