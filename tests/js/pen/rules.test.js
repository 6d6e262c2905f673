import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupOf, rulesIn } from "../../../static/js/pen/rules.js";

describe("rules that are written while the page is there", () => {
  it("are taken apart, with those inside others", () => {
    assert.deepEqual(rulesIn("a{b:c} @supports (d:e){f{g:h}i{j:k}}"), ["a{b:c}", "@supports (d:e){f{g:h}i{j:k}}"]);
    assert.deepEqual(rulesIn(""), []);
  });

  it("replace each other in a group of the page's own sheet", () => {
    /** @type {string[]} */
    const inside = [];
    const group = {
      cssRules: inside,
      insertRule: (/** @type {string} */ rule, /** @type {number} */ at) => inside.splice(at, 0, rule),
      deleteRule: (/** @type {number} */ at) => inside.splice(at, 1),
    };
    const cssRules = [{}, {}];
    const insertRule = (/** @type {string} */ _, /** @type {number} */ at) => {
      cssRules.splice(at, 0, group);
      return at;
    };
    const sheet = groupOf(/** @type {any} */ ({ cssRules, insertRule }));
    assert.equal(cssRules[2], group, "the last of the sheet");
    sheet.replaceSync("a{b:c}d{e:f}");
    sheet.replaceSync("g{h:i}j{k:l}");
    assert.deepEqual(inside, ["g{h:i}", "j{k:l}"]);
    sheet.remove();
    assert.deepEqual(inside, []);
  });
});
