import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ribbon } from "../../../static/js/pen/ribbon.js";

const x = (t) => 10 * t;

describe("the areas between two curves", () => {
  it("are cut where the curves cross", () => {
    const { below, above } = ribbon([0, 0], [10, -10], x);
    assert.equal(below, "M0 0L5 0L5 0L0 10Z");
    assert.equal(above, "M5 0L10 0L10 -10L5 0Z");
  });

  it("have a gap where one of the curves is not", () => {
    const { below, above } = ribbon([0, 0, null, 0, 0], [5, 5, 5, 5, 5], x);
    assert.equal(below, "M0 0L10 0L10 5L0 5ZM30 0L40 0L40 5L30 5Z");
    assert.equal(above, "");
  });

  it("are nothing where the curves are the same", () => {
    assert.deepEqual(ribbon([1, 2], [1, 2], x), { below: "", above: "" });
    assert.deepEqual(ribbon([], [], x), { below: "", above: "" });
  });
});
