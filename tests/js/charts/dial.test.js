import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw, MOST, radiusAt, xOfRadius } from "../../../static/js/charts/dial.js";
import { draw as drawSpectrum } from "../../../static/js/charts/dial-spectrum.js";
import { scaled } from "../../../static/js/page/spectrum.js";
import { every, textOf } from "../support/marks.js";

const withClass = (marks, name) =>
  [...every(marks)].filter(({ attrs }) => String(attrs.class).split(" ").includes(name));
const block = (rho, sigma) => ({
  eigenvalues: [
    [rho, 0],
    [0, rho / 2],
    [0, -rho / 2],
  ],
  spectral_radius: rho,
  largest_singular_value: sigma,
});
const words = { width: 800, fades: "fades", grows: "grows" };

describe("the dial", () => {
  it("has 1 in its middle and gives back the radius of each place", () => {
    assert.equal(xOfRadius(1, 800), 400);
    for (const radius of [0, 0.25, 0.5, 0.85, 1, 1.37, 2, MOST])
      assert.equal(radiusAt(xOfRadius(radius, 800), 800), radius);
    assert.equal(radiusAt(-50, 800), 0);
    assert.equal(radiusAt(5000, 800), MOST);
  });

  it("falls into place near 1", () => {
    assert.equal(radiusAt(xOfRadius(1.015, 800), 800), 1);
    assert.equal(radiusAt(xOfRadius(1.03, 800), 800), 1.03);
  });

  it("shows what a step may gain, only where σ is above 1", () => {
    const gain = (sigma) => withClass(draw({ radius: 0.8, sigma }, words), "gain")[0].attrs.d;
    assert.equal(gain(0.9), "");
    assert.equal(gain(2.5), `M${xOfRadius(1, 800)} 56H${Math.round(xOfRadius(2.5, 800) * 100) / 100}`);
    assert.ok(gain(9).endsWith(`H${xOfRadius(MOST, 800)}`));
  });

  it("keeps its two readings apart and inside, at any radius and width", () => {
    for (const width of [300, 640, 1300])
      for (const radius of [0, 0.01, 0.5, 1, 2, 3.9, 4])
        for (const sigma of [radius, radius * 1.4, radius * 3]) {
          const [rho, name] = withClass(draw({ radius, sigma }, { ...words, width }), "reading").map(
            ({ attrs }) => attrs.x,
          );
          assert.ok(
            rho >= 0 && rho + 66 <= name && name + (sigma > MOST ? 92 : 72) <= width + 0.5,
            `${width} ${radius} ${sigma}: ${rho} ${name}`,
          );
        }
  });
});

describe("a σ beyond the line's end", () => {
  it("is marked as such, in its reading and by an arrow", () => {
    const shown = (sigma) => {
      const marks = draw({ radius: 2.5, sigma }, words);
      return [textOf(withClass(marks, "sigma-name")[0]), withClass(marks, "sigma")[0].attrs.d.split("l").length];
    };
    assert.deepEqual(shown(3.9), ["σ = 3.90", 4]);
    assert.deepEqual(shown(4.62), ["σ = 4.62 →", 4]);
    const at = (sigma) => Number(withClass(draw({ radius: 2.5, sigma }, words), "sigma")[0].attrs.d.match(/[\d.]+/)[0]);
    assert.equal(at(4.62) + 7, at(MOST));
  });
});

describe("the eigenvalues", () => {
  it("are scaled as the radius is", () => {
    const half = scaled(block(0.8, 2), 0.4);
    assert.deepEqual(half.eigenvalues[0], [0.4, 0]);
    assert.equal(half.largest_singular_value, 1);
    assert.equal(scaled(block(0.8, 2), null).spectral_radius, 0.8);
    assert.equal(scaled(block(0.8, 2), 0).largest_singular_value, 0);
  });

  it("leave the unit circle's name free, as σ's circle and ρ's do", () => {
    for (const [rho, sigma] of [
      [0.48, 0.88],
      [0.95, 1.04],
      [2.5, 4.6],
    ]) {
      const marks = drawSpectrum(block(rho, sigma), { size: 288, width: 400 });
      const [name] = withClass(marks, "middle").map(({ attrs }) => [attrs.x - 200, attrs.y - 4 - 144]);
      const r = Math.hypot(...name);
      for (const { attrs } of marks.filter(({ tag }) => tag === "circle"))
        assert.ok(Math.abs(attrs.r - r) >= 5, attrs.class);
    }
  });

  it("leave the unit circle's name clear of the axes' names on a small plane too", () => {
    for (const rho of [0.2, 0.5, 0.7, 0.86, 0.95, 1.05, 1.2]) {
      const marks = drawSpectrum(block(rho, 0), { size: 152, width: 152 });
      const at = (text) => marks.find((one) => one.tag === "text" && textOf(one) === text).attrs;
      const [name, re, im] = ["1", "Re", "Im"].map(at);
      assert.ok(Math.hypot(name.x - (re.x - 9), name.y - re.y) > 14, `Re ${rho}`);
      assert.ok(Math.hypot(name.x - (im.x + 9), name.y - im.y) > 14, `Im ${rho}`);
    }
  });

  it("leave a trail where they were before, on the plane only", () => {
    const trail = [
      [0.5, 0],
      [-0.5, 0.1],
      [9, 9],
    ];
    const drawn = (trail) => withClass(drawSpectrum(block(0.9, 2), { size: 288, width: 400, trail }), "trail");
    assert.equal(drawn(trail)[0].attrs.d.split("h0").length - 1, 2);
    assert.equal(drawn([]).length, 0);
  });

  it("are all drawn, those outside the unit circle apart", () => {
    const dots = (marks) => withClass(marks, "eigenvalues").map(({ attrs }) => attrs.d.split("h0").length - 1);
    assert.deepEqual(dots(drawSpectrum(block(1.5, 2), { size: 288, width: 400 })), [2, 1]);
    assert.deepEqual(dots(drawSpectrum(block(0.9, 2), { size: 288, width: 400 })), [3, 0]);
    assert.deepEqual(dots(drawSpectrum(block(1, 1), { size: 288, width: 400 })), [3, 0]);
  });
});
