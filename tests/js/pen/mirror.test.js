import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mirrored } from "../../../static/js/pen/mirror.js";
import { mark } from "../../../static/js/pen/svg.js";

/** Where a point of a mark is once all transforms around it are done. @param {object} drawn @param {(mark: object) => boolean} wanted */
function places(drawn, wanted, at = (x) => x) {
  const found = /translate\((-?[\d.]+) [^)]*\)/.exec(drawn.attrs.transform ?? "");
  const turn = /scale\(-1 1\)/.test(drawn.attrs.transform ?? "") ? -1 : 1;
  const inner = (x) => at(Number(found?.[1] ?? 0) + turn * x);
  const own = wanted(drawn) ? [{ drawn, at: inner }] : [];
  return [
    ...own,
    ...drawn.children.flatMap((child) => (typeof child === "string" ? [] : places(child, wanted, inner))),
  ];
}

describe("a mirrored drawing", () => {
  it("turns its letters back, around their own place, and begins them at the other side", () => {
    const [text] = places(
      mirrored([mark("text", { x: 10, class: "symbol start" }, "h")], 50),
      ({ tag }) => tag === "text",
    );
    assert.equal(text.at(text.drawn.attrs.x), 90);
    assert.equal(text.at(1) - text.at(0), 1, "it reads from left to right");
    assert.equal(text.drawn.attrs.class, "symbol end");
  });

  it("keeps the order of the units of a strip, at the mirrored place", () => {
    const cell = (x) => mark("rect", { x, width: 10 });
    const strip = mark("g", { class: "strip" }, cell(0), cell(10), cell(20));
    const cells = places(mirrored([strip], 50), ({ tag }) => tag === "rect").map(({ drawn, at }) => at(drawn.attrs.x));
    assert.deepEqual(cells, [70, 80, 90]);
  });

  it("keeps that of a strip without numbers too", () => {
    const strip = mark("g", { class: "strip" }, mark("path", { d: "M0 2h1.15v9h-1.15zM4 2h1v9h-1z" }));
    const [path] = places(mirrored([strip], 50), ({ tag }) => tag === "path");
    assert.equal(path.at(0), 95);
    assert.equal(path.at(5), 100);
  });

  it("moves a path to the other side", () => {
    const [path] = places(mirrored([mark("path", { d: "M0 0H30" })], 50), ({ tag }) => tag === "path");
    assert.deepEqual([path.at(0), path.at(30)], [100, 70]);
  });

  it("leaves out what is not there", () => {
    assert.deepEqual(mirrored([null, false, undefined], 0).children, []);
  });
});
