import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { spectrumAt } from "../../../static/js/page/learned-spectrum.js";

const told = (step, ...radii) => ({
  step,
  spectrum: Object.fromEntries(
    radii.map((radius, i) => [
      `g${i}`,
      { eigenvalues: [[radius, 0]], spectral_radius: radius, largest_singular_value: radius },
    ]),
  ),
});

describe("the eigenvalues of a network that learns", () => {
  const all = [told(0, 0.5, 0.25), told(10, 1, 2), told(20, 3, 1)];

  it("are those of the last network by the shown step, of every gate, and rho is the largest", () => {
    const { block } = spectrumAt(all, 15, 9);
    assert.deepEqual(block.eigenvalues, [
      [1, 0],
      [2, 0],
    ]);
    assert.equal(block.spectral_radius, 2);
  });

  it("leave a trail of those before, the latest first, and no longer than is drawn", () => {
    const values = (most) => spectrumAt(all, 20, most).trail.map(([re]) => re);
    assert.deepEqual(values(9), [1, 2, 0.5, 0.25]);
    assert.deepEqual(values(3), [1, 2, 0.5]);
    assert.deepEqual(spectrumAt(all, 0, 9).trail, []);
  });

  it("are not known before the first answer", () => assert.equal(spectrumAt([], 5, 9), null));
});
