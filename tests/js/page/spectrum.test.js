import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { drawnFrom, fetchSpectrum, radiusOf, scaled, turned } from "../../../static/js/page/spectrum.js";
import { server } from "../support/page.js";

const block = { eigenvalues: [[0.5, 0.25]], spectral_radius: 0.5, largest_singular_value: 2 };

describe("the spectrum of W_h", () => {
  it("is asked for once a network: what is read, the radius and the loss are all the same to it", () => {
    const own = drawnFrom(DEFAULTS);
    for (const more of [{ sentence: "x y" }, { spectral_radius: 2 }, { objective: "sum" }, { input_size: 9 }])
      assert.equal(drawnFrom({ ...DEFAULTS, ...more }), own);
    for (const more of [
      { layer: 0, num_layers: 2 },
      { seed: 1 },
      { cell: "gru" },
      { hidden_size: 9 },
      { recurrent_init: "orthogonal" },
    ])
      assert.notEqual(drawnFrom({ ...DEFAULTS, ...more }), own);
  });

  it("of a written network is rescaled gate by gate, and stays one network while it is turned", () => {
    const name = "rnn.weight_hh_l0";
    const parameters = { "rnn.weight_ih_l0": [[1], [1]], [name]: [[0.5], [4]], "rnn.bias_ih_l0": [1, 1] };
    const spectrum = { r: { ...block, spectral_radius: 0.5 }, z: { ...block, spectral_radius: 4 } };
    const fields = { ...DEFAULTS, parameters, spectral_radius: 3 };
    assert.equal(radiusOf(fields), null, "the field is of drawn networks");
    const more = { ...fields, parameters: turned(parameters, name, spectrum, 2) };
    assert.deepEqual(more.parameters, { ...parameters, [name]: [[2], [2]] });
    assert.deepEqual([radiusOf(more), drawnFrom(more)], [2, drawnFrom(fields)]);
    const again = turned(more.parameters, name, spectrum, 1);
    assert.deepEqual(again[name], [[1], [1]], "from what it was, not from what it became");
    assert.equal(turned(again, name, spectrum, null), parameters);
    assert.notEqual(drawnFrom({ ...fields, parameters: { ...parameters } }), drawnFrom(fields));
  });

  it("of a written network is asked for with numbers that say nothing", async (t) => {
    const asked = server(t);
    const parameters = { "rnn.weight_ih_l0": [[1, 2]], "rnn.weight_hh_l0": [[1]] };
    fetchSpectrum({ ...DEFAULTS, parameters }, new AbortController().signal);
    assert.equal(asked[0].url.searchParams.get("inputs"), "0,0");
    assert.equal(asked[0].url.searchParams.get("rnn.weight_hh_l0"), "1");
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
    const found = fetchSpectrum({ ...DEFAULTS, sentence: "x y" }, new AbortController().signal);
    assert.equal(asked[0].url.search, "?sentence=a&include=jacobian");
    await asked[0].give({ spectrum: { gates: { a: block } } });
    assert.deepEqual(await found, { a: block });
    const refused = fetchSpectrum({ ...DEFAULTS, cell: "gru" }, new AbortController().signal);
    await asked[1].give({ detail: "no" }, 422);
    assert.equal(await refused, null);
  });
});
