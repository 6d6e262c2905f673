import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { complaints, inScript, inSheet } from "../targets/check.js";
import { lacking } from "../targets/support.js";

/** @param {{feature: string}[]} found */
const names = (found) => found.map(({ feature }) => feature);

describe("what the oldest browsers lack", () => {
  it("is found in scripts: syntax, and names after a dot", () => {
    for (const text of ["/(?<=a)b/.test(x)", "class A { static { f(); } }", "/[a&&b]/v.test(x)", "using a = b;"])
      assert.deepEqual(names(inScript(text)), ["syntax"], text);
    for (const [text, name] of [
      ["a.toReversed()", "toReversed"],
      ["Array.fromAsync(a)", "fromAsync"],
      ["Object.groupBy(a, f)", "groupBy"],
      ["new Intl.Segmenter()", "Segmenter"],
      ["a.with(0, 1)", "with"],
      ["e.togglePopover()", "togglePopover"],
      ["e.role", "role"],
      ["form.requestSubmit()", "requestSubmit"],
      ["Promise.withResolvers()", "withResolvers"],
    ])
      assert.deepEqual(names(inScript(text)), [name], text);
  });

  it("is not found in what they understand", () => {
    const old =
      'const a = [1].at(-1) ?? b?.c; class A { #x = 1; has() { return #x in this; } } await import("./a.js");';
    assert.deepEqual(inScript(`${old} /\\p{Cf}+/uy.test(a); structuredClone(a); Object.hasOwn(a, "toReversed");`), []);
    assert.deepEqual(inSheet("a:is(b, c) { inset: 0; height: 1dvh; color: rgb(0 0 0 / 14%); aspect-ratio: 1; }"), []);
  });

  it("is found in style sheets", () => {
    for (const [text, name] of [
      ["a { color: light-dark(red, blue); }", "light-dark()"],
      ["a { color: color-mix(in srgb, red, blue); }", "color-mix()"],
      ["a { height: 1lh; }", "lh"],
      ["a { field-sizing: content; }", "field-sizing"],
      ["a { text-wrap: balance; }", "text-wrap"],
      ["a:has(b) { color: red; }", ":has"],
      ["@media print { a:popover-open { color: red; } }", ":popover-open"],
      ["@container (width > 1px) { a { color: red; } }", "@container"],
      ["@starting-style { a { color: red; } }", "@starting-style"],
      ['a { content: "+" / ""; }', "content: / text"],
    ])
      assert.equal(names(inSheet(text))[0], name, text);
  });

  it("may be behind @supports, or after a plain declaration", () => {
    assert.deepEqual(inSheet("@supports (height: 1lh) { a { height: 1lh; } }"), []);
    assert.deepEqual(inSheet("a { height: 20px; height: 1lh; }"), []);
    assert.deepEqual(names(inSheet("a { height: 1lh; height: 20px; }")), ["lh"]);
  });

  it("counts a feature that is only behind a flag, under another name, or gone", () => {
    const of = (/** @type {any} */ chrome) => {
      const had = { version_added: "1" };
      return lacking({ __compat: { support: { chrome, firefox: had, safari: had } } });
    };
    assert.deepEqual(of({ version_added: "109" }), []);
    assert.deepEqual(of({ version_added: "110" }), ["chrome 109"]);
    assert.deepEqual(of({ version_added: "90", flags: [{}] }), ["chrome 109"]);
    assert.deepEqual(of({ version_added: "90", prefix: "-webkit-" }), ["chrome 109"]);
    assert.deepEqual(of({ version_added: "90", version_removed: "100" }), ["chrome 109"]);
    assert.deepEqual(of([{ version_added: "120" }, { version_added: "90", version_removed: "120" }]), []);
    assert.deepEqual(of({ version_added: "preview" }), ["chrome 109"]);
  });

  it("is nowhere on the page but where something else is there instead", () => {
    assert.deepEqual(complaints(), []);
  });
});
