import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rulesOf } from "../../../static/js/page/lighting.js";

describe("the rules that light what is pointed at", () => {
  it("are none where nothing is", () => assert.equal(rulesOf(null), ""));

  it("leave 20 % of every thread but the unit's own, and ring its cells", () => {
    const rules = rulesOf({ part: "h", unit: 7 });
    assert.match(rules, /:is\(\[data-unit\],\[data-input\]\):not\(\[data-unit="7"\]\)\{opacity:0\.2\}/);
    assert.match(rules, /\.strip rect\[data-unit="7"\]\{stroke:var\(--ink\)/);
  });

  it("are about the input where a column of it is pointed at, and leave the bands of h alone", () => {
    const rules = rulesOf({ part: "x", unit: 2 });
    assert.match(rules, /:not\(\[data-input="2"\]\)/);
    assert.match(rules, /\.strip rect\[data-input="2"\]/);
    assert.doesNotMatch(rules, /\.band/);
  });
});
