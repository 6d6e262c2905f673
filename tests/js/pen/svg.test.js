import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { mark, patch } from "../../../static/js/pen/svg.js";
import { count, reset, root } from "../support/document.js";

describe("mark", () => {
  it("leaves out children that are not there", () => {
    assert.deepEqual(mark("g", {}, null, "a", false, undefined, mark("b")).children.length, 2);
  });
  it("keeps a zero's text", () => {
    assert.deepEqual(mark("text", {}, "0").children, ["0"]);
  });
});

describe("patch", () => {
  /** @type {ReturnType<typeof root>} */
  let svg;
  const show = (...marks) => {
    reset();
    patch(svg, marks);
    return svg.childNodes.join("");
  };
  beforeEach(() => {
    svg = root();
  });

  it("draws marks, attributes and text", () => {
    const drawn = show(mark("g", { class: "a", x: 0 }, mark("text", { y: 1.5 }, "h", mark("tspan", {}, "0"))));
    assert.equal(drawn, '<g class="a" x="0"><text y="1.5">h<tspan>0</tspan></text></g>');
  });

  it("keeps a picture's own parts from a voice, and no part of a part", () => {
    svg = root("svg");
    const drawn = show(mark("g", {}, mark("text", {}, "0.06")), mark("path"));
    assert.equal(drawn, '<g aria-hidden="true"><text>0.06</text></g><path aria-hidden="true"></path>');
    assert.equal(show(mark("g", { class: "a" })), '<g aria-hidden="true" class="a"></g>');
  });

  it("leaves out attributes that are null or undefined, and the key", () => {
    assert.equal(show(mark("rect", { x: null, y: undefined, key: "k" })), "<rect></rect>");
  });

  it("changes only what differs", () => {
    show(mark("rect", { x: 1, y: 2 }), mark("text", {}, "a"));
    const before = [...svg.childNodes];
    assert.equal(show(mark("rect", { x: 1, y: 3 }), mark("text", {}, "b")), '<rect x="1" y="3"></rect><text>b</text>');
    assert.deepEqual(svg.childNodes, before);
    assert.deepEqual(count, { created: 0, inserted: 0, removed: 0, written: 2 });
  });

  it("removes attributes and children that are gone", () => {
    show(mark("g", { class: "a" }, mark("path"), mark("path")));
    assert.equal(show(mark("g", {}, mark("path"))), "<g><path></path></g>");
    assert.equal(show(mark("g", { class: null })), "<g></g>");
    assert.equal(show(), "");
  });

  it("passes over a mark that is the very same object", () => {
    const kept = mark("g", {}, mark("rect", { x: 1 }));
    show(kept);
    assert.equal(show(kept), '<g><rect x="1"></rect></g>');
    assert.deepEqual(count, { created: 0, inserted: 0, removed: 0, written: 0 });
  });

  it("returns to a mark that was shown before another", () => {
    const [kept, other] = [mark("g", {}, mark("rect", { x: 1 })), mark("g", {}, mark("rect", { x: 2 }))];
    show(kept);
    show(other);
    assert.equal(show(kept), '<g><rect x="1"></rect></g>');
  });

  it("keeps keyed elements apart: another key is another element", () => {
    show(mark("g", { key: 1, id: "one" }));
    assert.equal(show(mark("g", { key: 2, id: "two" })), '<g id="two"></g>');
    assert.deepEqual([count.created, count.removed], [1, 1]);
  });

  it("leaves a keyed element alone where one before it goes and one behind it comes", () => {
    const cells = (...keys) => keys.map((key) => mark("g", { key, id: key }, mark("rect")));
    show(...cells(1, 2, 3));
    const [, two, three] = svg.childNodes;
    show(...cells(2, 3, 4), mark("g", { key: "end" }));
    assert.deepEqual(svg.childNodes.slice(0, 2), [two, three]);
    assert.deepEqual([count.created, count.inserted, count.removed, count.written], [3, 3, 1, 1]);
    show(...cells(1, 2, 3));
    assert.deepEqual(svg.childNodes.slice(1), [two, three]);
    show(...cells(3, 2, 1));
    assert.deepEqual(svg.childNodes.slice(0, 2), [three, two]);
    assert.deepEqual([count.created, count.removed], [0, 0]);
  });

  it("exchanges an element for a text and back", () => {
    show(mark("text", {}, mark("tspan", {}, "a")));
    assert.equal(show(mark("text", {}, "b")), "<text>b</text>");
    assert.equal(show(mark("text", {}, mark("tspan", {}, "c"))), "<text><tspan>c</tspan></text>");
  });

  it("makes any picture equal to any other, whatever stood there", () => {
    const pictures = [
      [mark("g", { key: 1 }, mark("a", { x: 1 }, "t")), mark("g", { key: 2 })],
      [mark("g", { key: 2 }, mark("a")), mark("rect", { width: 3 }), mark("g", { key: 1 })],
      ["text", mark("g", {}, mark("g", {}, "deep"))],
      [],
    ];
    for (const from of pictures)
      for (const to of pictures) {
        svg = root();
        const wanted = show(...to);
        svg = root();
        show(...from);
        assert.equal(show(...to), wanted);
      }
  });
});
