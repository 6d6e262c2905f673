import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { colour, gradientOpacity, ink, PALETTE, signedRamp, threadWidth } from "../../../static/js/pen/colours.js";

const SCHEMES = ["light", "dark"];
const VALUES = Array.from({ length: 401 }, (_, i) => (i - 200) / 200);

/** Red, green and blue, 0…255, of "rgb(…)" or "#rrggbb". @param {string} css */
const channels = (css) =>
  css.startsWith("#") ? [1, 3, 5].map((i) => Number.parseInt(css.slice(i, i + 2), 16)) : css.match(/\d+/g).map(Number);

/** WCAG 2.2's relative luminance. @param {string} css */
function luminance(css) {
  const [r, g, b] = channels(css)
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** How far two colours are apart to the eye, roughly: redmean. @param {string} a @param {string} b */
function apart(a, b) {
  const [p, q] = [channels(a), channels(b)];
  const red = (p[0] + q[0]) / 2;
  const [dr, dg, db] = p.map((v, i) => v - q[i]);
  return Math.sqrt((2 + red / 256) * dr * dr + 4 * dg * dg + (2 + (255 - red) / 256) * db * db);
}

for (const scheme of SCHEMES)
  describe(`the signed scale, ${scheme}`, () => {
    it("can be read on every level: contrast of at least 4.5", () => {
      for (const value of VALUES) {
        const found = contrast(colour(value, scheme), ink(value, scheme));
        assert.ok(found >= 4.5, `${value}: ${found.toFixed(2)}`);
      }
    });

    it("moves away from the neutral with the value, on both sides", () => {
      const zero = colour(0, scheme);
      const distances = VALUES.map((value) => apart(colour(value, scheme), zero));
      for (let i = 1; i < VALUES.length; i++)
        if (VALUES[i] > 0) assert.ok(distances[i] >= distances[i - 1] - 1.5, String(VALUES[i]));
        else assert.ok(distances[i] <= distances[i - 1] + 1.5, String(VALUES[i]));
    });

    it("is symmetric: the same number of levels on both sides, and opposite signs far apart", () => {
      const ramp = signedRamp(scheme);
      assert.equal(ramp.length % 2, 1);
      assert.equal(ramp[(ramp.length - 1) / 2], colour(0, scheme));
      assert.deepEqual([ramp[0], ramp.at(-1)], [colour(-1, scheme), colour(1, scheme)]);
      for (const value of [0.25, 0.5, 1]) assert.ok(apart(colour(value, scheme), colour(-value, scheme)) > 60);
    });

    it("is blue below and orange above", () => {
      const [r, , b] = channels(colour(-1, scheme));
      assert.ok(b > r);
      const [red, green, blue] = channels(colour(1, scheme));
      assert.ok(red > green && green > blue);
    });

    it("is held at its ends and stretched by its domain", () => {
      assert.equal(colour(7, scheme), colour(1, scheme));
      assert.equal(colour(-7, scheme), colour(-1, scheme));
      assert.equal(colour(1, scheme, 2), colour(0.5, scheme));
      assert.equal(ink(-3, scheme, 4), ink(-0.75, scheme));
    });
  });

describe("widths", () => {
  it("a thread is as wide as its value is large, whatever its sign", () => {
    for (const value of VALUES) assert.equal(threadWidth(value), threadWidth(-value));
    assert.ok(threadWidth(0) > 0 && threadWidth(0.5) > threadWidth(0.1) && threadWidth(1) > threadWidth(0.5));
  });

  it("a gradient's violet pales, and stays one when it explodes", () => {
    assert.ok(gradientOpacity(50) <= 1 && gradientOpacity(-50) > 0 && gradientOpacity(null) === 0);
  });
});

const STATIC = new URL("../../../static/", import.meta.url);
const text = (/** @type {string} */ name) => readFileSync(new URL(name, STATIC), "utf8");
const hexes = (/** @type {string} */ css) => css.match(/#[\da-f]{3,8}\b/gi) ?? [];

/**
 * The colours of the style sheet by name, of one scheme: as `light-dark(a, b)`, or in a media query of their own.
 * @param {"light" | "dark"} scheme
 */
function sheet(scheme) {
  const [light = "", dark = ""] = text("css/base.css").split("@media screen and (prefers-color-scheme: dark)");
  const both = [...light.matchAll(/--([\w-]+): light-dark\((#[\da-f]+), (#[\da-f]+)\);/g)];
  if (both.length) return new Map(both.map(([, name, a, b]) => [name, scheme === "light" ? a : b]));
  const own = scheme === "light" ? light : dark.slice(0, dark.indexOf("\n}"));
  return new Map([...own.matchAll(/--([\w-]+): (#[\da-f]+);/g)].map(([, name, hex]) => [name, hex]));
}

describe("a colour that the style sheet shares with the palette", () => {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    const [palette, css] = [PALETTE[scheme], sheet(scheme)];

    it(`has one value: ${scheme}`, () => {
      assert.ok(css.size >= 14);
      const shared = Object.keys(palette).filter((name) => css.has(name));
      assert.deepEqual(shared, ["violet"]);
      for (const name of shared) assert.equal(css.get(name), palette[name], name);
    });

    it(`has one name: ${scheme}`, () => {
      // white letters and a white card are two things
      const names = new Map(Object.entries(palette).map(([name, hex]) => [hex, name]));
      names.delete(palette.white);
      for (const [name, hex] of css) assert.equal(names.get(hex) ?? name, name, hex);
    });

    it(`draws the frame of the focus in ink: ${scheme}`, () => assert.equal(css.get("focus"), css.get("ink")));
  }

  it("is written nowhere else: not in another sheet, not in a module", () => {
    const files = (/** @type {string} */ folder, /** @type {string} */ end) =>
      readdirSync(new URL(folder, STATIC), { recursive: true })
        .map((name) => `${folder}${name}`)
        .filter((name) => name.endsWith(end));
    const others = [...files("css/", ".css"), ...files("js/", ".js")].filter(
      (name) => !["css/base.css", "js/pen/colours.js"].includes(name),
    );
    const found = others.flatMap((name) => hexes(text(name)).map((hex) => `${name}: ${hex}`));
    // the black of a mask is no colour
    assert.deepEqual(
      found.filter((line) => !line.endsWith(": #000")),
      [],
    );
  });

  it("is the icon's too", () => {
    const { negative, positive } = PALETTE.light;
    const own = [sheet("light").get("ink"), sheet("dark").get("ink"), positive, negative];
    assert.deepEqual(hexes(text("icon.svg")), own);
  });
});
