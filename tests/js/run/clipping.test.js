import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clipped, largest, parameterNorms } from "../../../static/js/run/clipping.js";

/** What clip_grad_norm_ multiplies by, as PyTorch writes it. */
const ofTorch = (norm, c) => Math.min(1, c / (norm + 1e-6));

describe("clipping by norm", () => {
  it("multiplies by what clip_grad_norm_ does", () => {
    for (const norm of [1e-9, 1e-6, 0.3, 1, 7, 1e12])
      for (const c of [1e-7, 0.5, 1, 10])
        assert.ok(Math.abs(10 ** clipped(Math.log10(norm), Math.log10(c)) - ofTorch(norm, c)) < 1e-12);
  });

  it("knows norms that no double holds", () => {
    assert.equal(clipped(5000, 0), -5000);
    assert.equal(clipped(-2000, 0), 0);
    assert.equal(clipped(null, 0), 0);
  });

  it("names the parameter that has most of it", () => {
    const norms = parameterNorms({ log10_parameter_grad_norms: { a: Math.log10(3), b: Math.log10(4), c: null } });
    const { name, share } = largest(norms, Math.log10(5));
    assert.equal(name, "b");
    assert.ok(Math.abs(share - 16 / 25) < 1e-12);
    assert.equal(largest(parameterNorms({ log10_parameter_grad_norms: { a: null } }), null), null);
    assert.deepEqual(parameterNorms({}), []);
  });
});
