import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { findLast, findLastIndex } from "../../static/js/pen/last.js";

const ROOT = new URL("../../static/", import.meta.url);
const texts = (/** @type {string} */ folder, /** @type {string} */ end) =>
  readdirSync(new URL(folder, ROOT), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(end))
    .map((name) => ({ name, text: readFileSync(new URL(`${folder}${name}`, ROOT), "utf8") }));

describe("the last that passes", () => {
  it("is found as Array.prototype finds it", () => {
    for (const values of [[], [1], [2, 1], [1, 2, 3, 4], [2, 4, 1]]) {
      const even = (/** @type {number} */ value) => value % 2 === 0;
      assert.equal(findLastIndex(values, even), values.findLastIndex(even));
      assert.equal(findLast(values, even), values.findLast(even));
    }
  });
});

describe("what browsers of 2023 lack", () => {
  it("is nowhere in the page's modules: the array methods of ES2023", () => {
    const young = /\.(toReversed|toSorted|toSpliced|findLast|findLastIndex)\(/;
    const found = texts("js/", ".js").filter(({ text }) => young.test(text));
    assert.deepEqual(
      found.map(({ name }) => name),
      [],
    );
  });

  it("is nowhere in the style sheets but behind @supports: light-dark(), position-area", () => {
    for (const { name, text } of texts("css/", ".css")) {
      assert.ok(!text.replace(/\/\*[\s\S]*?\*\//g, "").includes("light-dark("), name);
      const bare = text.replace(/@supports \(position-area: bottom\) \{[\s\S]*?\n\}/g, "");
      assert.ok(!/position-area: (?!none)/.test(bare), name);
    }
  });
});

describe("the script for browsers that are too old", () => {
  it("is no module and has no syntax that they lack", () => {
    const text = readFileSync(new URL("old-browser.js", ROOT), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    assert.doesNotMatch(text, /=>|`|\?\.|\?\?|\b(const|let|class|import|export|async)\b/);
    assert.doesNotThrow(() => new Function(text));
  });
});

describe("the colours", () => {
  const base = readFileSync(new URL("css/base.css", ROOT), "utf8");
  const [light, dark] = base.split("@media screen and (prefers-color-scheme: dark)");
  const colours = (/** @type {string} */ text) => {
    const block = text.slice(text.indexOf(":root {"), text.indexOf("}", text.indexOf(":root {")));
    return [...block.matchAll(/--([\w-]+): #[\da-f]{6};/g)].map(([, name]) => name);
  };

  it("are the same names in the light and in the dark scheme", () => {
    assert.ok(colours(light).length >= 14);
    assert.deepEqual(colours(dark), colours(light));
  });
});
