import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { PLAIN } from "../../../static/js/pen/ink.js";
import { pictureIn } from "../../../static/js/pen/picture.js";
import { follow, inside } from "../../../static/js/pen/places.js";
import { mark } from "../../../static/js/pen/svg.js";
import { count, reset, root } from "../support/document.js";

/** A look that no rule touches. */
const look = () => ({
  rules: {},
  ruled: false,
  hidden: false,
  join: "round",
  font: "10px A",
  anchor: "start",
  widths: new Map(),
});

const brush = { look, context: { measureText: (text) => ({ width: 5 * text.length }) }, set: {} };
const AROUND = { look: look(), ink: PLAIN, at: [1, 0, 0, 1, 0, 0] };

/** The keys of what is painted, those inside a group after its own. */
const keys = (places, before = "") =>
  places.flatMap(({ now, away, inside }) => {
    const key = `${before}${now.attrs.key ?? now.tag}`;
    return inside ? keys(inside, `${key}/`) : away ? [key] : [];
  });

/** A surface that remembers which parts it was last given. */
function surface() {
  const shown = { painted: [], cleared: 0 };
  let frame = 0;
  return {
    shown,
    clear() {
      shown.painted = [];
      shown.cleared += 1;
    },
    follow(before, around, parts) {
      frame++;
      const followed = { brush, frame, first: !before, document: !before, canvas: false, away: [] };
      const places = follow(followed, before ?? [], parts, around ? inside(brush, around, AROUND, true) : AROUND);
      return { places, document: followed.document };
    },
    paint({ places }) {
      shown.painted = keys(places);
    },
  };
}

const part = (key, x) => mark("g", { key, class: key }, mark("rect", { x, width: 4, height: 4 }));
const word = (key, x, text = key) => mark("text", { key, x, y: 10 }, text);
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

  it("takes out of a group only what changes in it", () => {
    const group = (x) => mark("g", { key: "cell" }, word("name", 100), part("bars", x), word("end", 200));
    drawn.show(picture(group(1)), true);
    drawn.show(picture(group(2)), true);
    assert.deepEqual(over.shown.painted, ["cell/bars"]);
    assert.match(text(), /<text x="100".*class="bars on-canvas".*<text x="200"/);
    reset();
    drawn.show(picture(group(3)), true);
    assert.deepEqual(count, { created: 0, inserted: 0, removed: 0, written: 0 }, "the document is not touched");
  });

  it("keeps a group whole where the group itself changes, or is seen through", () => {
    const group = (attrs, x) => mark("g", { key: "cell", ...attrs }, word("name", 100), part("bars", x));
    for (const [before, after] of [
      [{ class: "a" }, { class: "b" }],
      [{ opacity: 0.5 }, { opacity: 0.5 }],
    ]) {
      drawn.show(picture(group(before, 1)), true);
      drawn.show(picture(group(after, 2)), true);
      assert.deepEqual(over.shown.painted, ["cell"]);
      drawn.show(picture(group(before, 1)), false);
    }
  });

  it("paints what lies above something that moves, and nothing beside or below it", () => {
    const all = (x) => picture(part("below", 20), part("moves", x), part("above", 20), part("beside", 60));
    drawn.show(all(0), true);
    drawn.show(all(1), true);
    assert.deepEqual(over.shown.painted, ["moves"]);
    drawn.show(all(18), true);
    assert.deepEqual(over.shown.painted, ["moves", "above"]);
    for (let i = 0; i < 8; i++) drawn.show(all(40 + i / 10), true);
    assert.deepEqual(over.shown.painted, ["moves"], "it comes back when nothing is below it");
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

  describe("and goes by as a whole", () => {
    /** What paints it. */
    const painter = () => {
      const told = [];
      return { told, clear: () => told.push("clear") };
    };
    beforeEach(() => {
      over.pass = (_, parts, __, by) => by.told.push(parts.map(({ attrs }) => attrs.key).join(""));
      over.prepare = (_, parts, by) => by.told.push(`ready ${parts.map(({ attrs }) => attrs.key).join("")}`);
    });
    const classes = () => [...svg.classList.names].join(" ");

    it("is on the canvas, and leaves the document as it was", () => {
      const by = painter();
      drawn.show(picture(part("a", 1)), false);
      reset();
      drawn.show(picture(part("a", 2), part("b", 1)), true, "", by);
      drawn.show(picture(part("c", 2)), true, "", by);
      assert.deepEqual(by.told, ["ab", "c"]);
      assert.deepEqual([count.created, count.inserted, count.removed], [0, 0, 0]);
      assert.match(classes(), /passes/);
    });

    it("comes back to the document as it is then", () => {
      for (const moving of [false, true]) {
        const by = painter();
        drawn.show(picture(part("a", 1)), true, "", by);
        drawn.show(picture(part("b", 7)), moving);
        assert.match(text(), /class="b"><rect x="7"/);
        assert.deepEqual(by.told, ["a", "clear"]);
        assert.doesNotMatch(classes(), /passes/);
      }
    });

    it("is in the document, out of sight, where that is asked", (t) => {
      const by = painter();
      const clock = t.mock.method(performance, "now", () => 10_000);
      drawn.show(picture(part("a", 1)), true, "", by);
      drawn.refresh({ type: "pointermove" });
      assert.match(text(), /class="a"><rect x="1"/);
      drawn.show(picture(part("a", 2)), true, "", by);
      drawn.refresh({ type: "pointermove" });
      assert.match(text(), /class="a"><rect x="1"/, "a pointer that moves on asks too often");
      drawn.refresh({ type: "pointerdown" });
      assert.match(text(), /class="a"><rect x="2"/);
      drawn.show(picture(part("a", 3)), true, "", by);
      clock.mock.mockImplementation(() => 10_600);
      drawn.refresh({ type: "pointermove" });
      assert.match(text(), /class="a"><rect x="3"/);
      assert.match(classes(), /passes/);
    });

    it("has ready what comes next while it goes by, and not after", () => {
      const by = painter();
      drawn.show(picture(part("a", 1)), true, "", by);
      drawn.prepare(picture(part("a", 1), part("b", 1)));
      drawn.show(picture(part("a", 1)), false);
      drawn.prepare(picture(part("c", 1)));
      assert.deepEqual(by.told, ["a", "ready ab", "clear"]);
    });
  });
});
