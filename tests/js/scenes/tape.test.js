import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { layout } from "../../../static/js/scenes/layout.js";
import { tape } from "../../../static/js/scenes/tape.js";
import { shaped } from "../support/runs.js";

/** The words of a sentence of very long words, all in the window, rolled up. @param {object} run @param {number} width */
const words = (run, width) => {
  const at = layout(run, width);
  return tape(run, 1, { r: 0, middle: 0 }, { at, scheme: "light" }).map(({ attrs }) => attrs.transform);
};

describe("the tape of words", () => {
  const tokens = ["internationalisation", "internationalisation", "internationalisation"];

  it("has the places that its window gives it, whatever the run was drawn in before", () => {
    const [fresh, drawn] = [shaped({ H: 2, T: 3, tokens }), shaped({ H: 2, T: 3, tokens })];
    const [narrow, wide] = [words(drawn, 390), words(drawn, 1320)];
    assert.notDeepEqual(wide, narrow);
    assert.deepEqual(wide, words(fresh, 1320));
  });
});
