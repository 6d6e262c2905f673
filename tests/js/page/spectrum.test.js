import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { drawnFrom, fetchSpectrum, scaled } from "../../../static/js/page/spectrum.js";
import { server } from "../support/page.js";

const block = { eigenvalues: [[0.5, 0.25]], spectral_radius: 0.5, largest_singular_value: 2 };

describe("the spectrum of W_h", () => {
  it("is asked for once a network: what is read, the radius and the loss are all the same to it", () => {
    const own = drawnFrom(DEFAULTS);
    for (const more of [{ sentence: "x y" }, { spectral_radius: 2 }, { objective: "sum" }, { input_size: 9 }])
      assert.equal(drawnFrom({ ...DEFAULTS, ...more }), own);
    for (const more of [{ seed: 1 }, { cell: "gru" }, { hidden_size: 9 }, { recurrent_init: "orthogonal" }])
      assert.notEqual(drawnFrom({ ...DEFAULTS, ...more }), own);
  });

  it("scales with the radius, and stays as drawn without one", () => {
    assert.deepEqual(scaled(block, 1), { eigenvalues: [[1, 0.5]], spectral_radius: 1, largest_singular_value: 4 });
    assert.equal(scaled(block, null), block);
  });

  it("of zeros has no radius to scale to", () => {
    const zero = { eigenvalues: [[0, 0]], spectral_radius: 0, largest_singular_value: 0 };
    assert.equal(scaled(zero, 1), zero);
  });

  it("is nothing where the server refuses such a network", async (t) => {
    const asked = server(t);
    const found = fetchSpectrum(drawnFrom(DEFAULTS), new AbortController().signal);
    await asked[0].give({ spectrum: { gates: { a: block } } });
    assert.deepEqual(await found, { a: block });
    const refused = fetchSpectrum("sentence=a&cell=foo", new AbortController().signal);
    await asked[1].give({ detail: "no" }, 422);
    assert.equal(await refused, null);
  });
});
