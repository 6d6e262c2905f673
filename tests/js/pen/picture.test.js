import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { pictureIn } from "../../../static/js/pen/picture.js";
import { mark } from "../../../static/js/pen/svg.js";
import { count, reset, root } from "../support/document.js";

/** A surface that remembers which parts it was last given. */
function surface() {
  const shown = { painted: [], cleared: 0 };
  return {
    shown,
    clear() {
      shown.painted = [];
      shown.cleared += 1;
    },
    paint(_, parts, painted) {
      shown.painted = parts.filter((_, i) => painted(i)).map((part) => part.attrs.key);
    },
  };
}

const part = (key, x) => mark("g", { key, class: key }, mark("rect", { x }));
const picture = (...parts) => [mark("g", { class: "chain", transform: "translate(0 0)" }, ...parts)];

describe("a picture that moves", () => {
  let [svg, over, drawn] = [root(), surface(), null];
  beforeEach(() => {
    svg = root();
    over = surface();
    drawn = pictureIn(svg, () => over);
  });
  const text = () => svg.childNodes.join("");

  it("has all in the document at rest, and in its first frame", () => {
    for (const moving of [false, true]) {
      drawn.show(picture(part("a", 1), part("b", 1)), moving);
      assert.equal(text().match(/<rect/g).length, 2);
      assert.deepEqual(over.shown.painted, []);
    }
  });

  it("paints on the canvas what changes, and leaves the rest untouched", () => {
    drawn.show(picture(part("a", 1), part("b", 1)), true);
    drawn.show(picture(part("a", 1), part("b", 2)), true);
    assert.deepEqual(over.shown.painted, ["b"]);
    assert.match(text(), /class="a"><rect x="1".*class="b on-canvas"><rect x="1"/);
    reset();
    drawn.show(picture(part("a", 1), part("b", 3)), true);
    assert.deepEqual(count, { created: 0, inserted: 0, removed: 0, written: 0 }, "the document is not touched");
  });

  it("gives back to the document what came to rest", () => {
    drawn.show(picture(part("a", 1), part("b", 1)), true);
    for (const x of [2, 3, 3, 3, 3, 3, 3, 3, 3]) drawn.show(picture(part("a", 1), part("b", x)), true);
    assert.deepEqual(over.shown.painted, []);
    assert.match(text(), /class="b"><rect x="3"/);
  });

  it("is all in the document again once it stands", () => {
    drawn.show(picture(part("a", 1), part("b", 1)), true);
    drawn.show(picture(part("a", 1), part("b", 2)), true);
    drawn.show(picture(part("a", 1), part("b", 2)), false);
    assert.ok(over.shown.cleared > 0);
    assert.doesNotMatch(text(), /on-canvas/);
    assert.match(text(), /class="b"><rect x="2"/);
  });

  it("brings what is on the canvas up to date in the document, out of sight, when asked", () => {
    drawn.show(picture(part("a", 1), part("b", 1)), true);
    drawn.show(picture(part("a", 1), part("b", 2)), true);
    drawn.refresh();
    assert.match(text(), /class="b on-canvas"><rect x="2"/);
  });

  it("scrolls the document too, and drops what left", () => {
    drawn.show(picture(part("a", 1), part("b", 1)), true);
    drawn.show([mark("g", { class: "chain", transform: "translate(-5 0)" }, part("b", 1), part("c", 1))], true);
    assert.match(text(), /translate\(-5 0\)/);
    assert.doesNotMatch(text(), /class="a"/);
    assert.deepEqual(over.shown.painted, ["c"]);
  });

  it("is the document's where there is no canvas", () => {
    const plain = pictureIn(svg, () => null);
    plain.show(picture(part("a", 1)), true);
    plain.show(picture(part("a", 2)), true);
    assert.match(text(), /class="a"><rect x="2"/);
  });
});
