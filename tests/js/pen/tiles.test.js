import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { inkOf, PLAIN } from "../../../static/js/pen/ink.js";
import { mark } from "../../../static/js/pen/svg.js";
import { passing } from "../../../static/js/pen/tiles.js";

/** A look that no rule touches. */
const look = (rules = {}) => ({
  rules,
  ruled: Object.keys(rules).length > 0,
  hidden: false,
  strokeFirst: false,
  cap: "butt",
  join: "miter",
  font: "10px A",
  spacing: "0px",
  anchor: "start",
  widths: new Map(),
});
const LOOK = look();

/** A brush on a canvas that writes down what it is told to paint. */
function brush(name, told, { width = 400, looks = () => LOOK } = {}) {
  const canvas = { name, width, height: 100 };
  const context = { canvas, globalAlpha: 1, at: [1, 0, 0, 1, 0, 0] };
  context.setTransform = (...at) => {
    context.at = at;
  };
  for (const verb of ["beginPath", "setLineDash", "roundRect"]) context[verb] = () => {};
  context.clearRect = (x, y, w, h) => told.push(`${name} clears ${x} ${y} ${w} ${h}`);
  context.fillRect = (x, y, w, h) => {
    const faint = context.globalAlpha < 1 ? ` alpha ${context.globalAlpha}` : "";
    told.push(`${name} rect ${x} ${y} ${w} ${h} at ${context.at.slice(4)}${faint}`);
  };
  context.fillText = (text) => told.push(`${name} text ${text}`);
  context.drawImage = (image, ...place) =>
    told.push(`${name} copies ${image.name} ${place.slice(4)} alpha ${context.globalAlpha}`);
  context.measureText = (text) => ({ width: 5 * text.length });
  const remove = () => told.push(`${name} goes`);
  return { context, remove, look: (_, each) => looks(each), layer: () => null, at: [1, 0, 0, 1, 0, 0], set: {} };
}

/** A picture that passes. */
function picture({ ratio: sharp = 1, looks } = {}) {
  let ratio = sharp;
  const told = [];
  let made = 0;
  const main = brush("main", told, { looks });
  const painter = passing();
  const spare = () => brush(`tile${++made}`, told, { width: 0, looks });
  const around = (scroll, own = LOOK) => ({
    look: own,
    ink: inkOf(PLAIN, own, {}),
    at: [ratio, 0, 0, ratio, scroll, 0],
  });
  let last = around(0);
  const did = (act) => {
    told.length = 0;
    act();
    return [...told];
  };
  return {
    painter,
    made: () => made,
    show: (parts, scroll = 0, own = LOOK) => {
      if (last.look !== own || last.at[4] !== scroll || last.at[0] !== ratio)
        last = { ...around(scroll, own), ...(last.look === own && { ink: last.ink }) };
      return did(() => painter.paint(main, parts, last, spare));
    },
    prepare: (parts) => did(() => painter.prepare(main, parts, last, spare)),
    zoom: (/** @type {number} */ by) => {
      ratio = by;
    },
    clear: () => did(() => painter.clear()),
  };
}

const rects = (n, x = 0) => Array.from({ length: n }, (_, i) => mark("rect", { x: x + i, y: 0, width: 1, height: 10 }));
/** A part of many marks, which rests. */
const part = (x, attrs = {}) => ({
  ...mark("g", { transform: `translate(${x} 0)`, ...attrs }, ...rects(8)),
  rests: true,
});

describe("a picture that passes", () => {
  let shown = picture();
  beforeEach(() => {
    shown = picture();
  });

  it("has what rests painted once, and copied wherever it goes", () => {
    const parts = [part(10)];
    const first = shown.show(parts);
    assert.equal(first.filter((each) => each.startsWith("tile1 rect")).length, 8);
    assert.deepEqual(first.at(-1), "main copies tile1 9,-1,10,12 alpha 1");
    assert.deepEqual(shown.show(parts, -3), ["main copies tile1 6,-1,10,12 alpha 1"]);
    assert.deepEqual(
      shown.show(parts, -3.4),
      ["main copies tile1 6,-1,10,12 alpha 1"],
      "to whole pixels of the screen",
    );
  });

  it("paints what changes as it is, and what then stays from its second frame on", () => {
    const moving = () => [{ ...part(10), rests: false }];
    assert.equal(shown.show(moving()).length, 8);
    const stays = moving();
    assert.equal(shown.show(stays).length, 8);
    assert.equal(shown.made(), 0);
    assert.equal(shown.show(stays).at(-1), "main copies tile1 9,-1,10,12 alpha 1");
    assert.deepEqual(shown.show(stays), ["main copies tile1 9,-1,10,12 alpha 1"]);
  });

  it("paints few marks themselves, unless they are seen through", () => {
    const few = { ...mark("g", {}, ...rects(2)), rests: true };
    for (let i = 0; i < 3; i++) assert.equal(shown.show([few]).length, 2);
    const faint = { ...mark("g", { opacity: 0.4 }, ...rects(2)), rests: true };
    const painted = shown.show([faint]);
    assert.ok(
      painted.filter((each) => each.includes("rect")).every((each) => !each.includes("alpha")),
      "once",
    );
    assert.equal(painted.at(-1), "main copies tile1 -1,-1,4,12 alpha 0.4");
    assert.deepEqual(shown.show([faint]), ["main copies tile1 -1,-1,4,12 alpha 0.4"]);
  });

  it("does not paint what rests out of sight", () => {
    const parts = [part(-50), part(10), part(500)];
    assert.deepEqual(
      shown.show(parts).filter((each) => each.startsWith("main")),
      ["main copies tile1 9,-1,10,12 alpha 1"],
    );
    assert.equal(shown.show(parts, -200).at(-1), "main copies tile2 299,-1,10,12 alpha 1");
  });

  it("finds what rests in a group that changes, where that is only moved", () => {
    const strip = part(4);
    const cell = (x, more = {}) => mark("g", { transform: `translate(${x} 0)`, ...more }, ...rects(1, 50), strip);
    shown.show([cell(10)]);
    assert.deepEqual(shown.show([cell(20)]), ["main rect 50 0 1 10 at 20,0", "main copies tile1 23,-1,10,12 alpha 1"]);
    for (const more of [{ transform: "translate(10 0) scale(2 1)" }, { opacity: 0.5 }])
      assert.equal(shown.show([cell(20, more)]).filter((each) => each.startsWith("main rect")).length, 9, "it is one");
  });

  it("paints a mark that is there twice at both places", () => {
    const same = part(10);
    for (let i = 0; i < 3; i++) {
      const told = shown.show([same, mark("g", { transform: "translate(100 0)" }, same)]);
      assert.equal(told.filter((each) => each === "main copies tile1 9,-1,10,12 alpha 1").length, 1);
      assert.equal(told.filter((each) => each.startsWith("main rect")).length, 8);
    }
    assert.equal(shown.made(), 1);
  });

  it("paints nothing of what a style hides", () => {
    const hides = picture({ looks: ({ attrs }) => (attrs.class === "gone" ? { ...LOOK, hidden: true } : LOOK) });
    for (let i = 0; i < 3; i++) assert.deepEqual(hides.show([mark("g", { class: "gone" }, part(10))]), []);
  });

  it("gives a canvas that is free to the next part", () => {
    for (let i = 0; i < 5; i++) {
      const told = shown.show([part(10 + i)]);
      assert.match(told[0], /^tile\d clears 0 0 10 12$/, "empty");
    }
    assert.ok(shown.made() <= 2, `${shown.made()}`);
  });

  it("paints again what is to look otherwise", () => {
    const parts = [part(10)];
    shown.show(parts);
    assert.equal(shown.show(parts, 0, look({ fill: "red" })).filter((each) => each.includes("rect")).length, 8);
  });

  it("keeps to the pixels of a sharp screen", () => {
    const sharp = picture({ ratio: 2 });
    const parts = [part(10)];
    assert.equal(sharp.show(parts).at(-1), "main copies tile1 18,-2,20,24 alpha 1");
    sharp.zoom(1);
    assert.equal(
      sharp.show(parts).filter((each) => each.includes("rect")).length,
      8,
      "painted again where they change",
    );
  });

  it("waits for an image", () => {
    globalThis.Image = class {
      complete = false;
      naturalWidth = 0;
    };
    const own = mark("image", { href: "data:waits", width: 4, height: 4 });
    const parts = [{ ...mark("g", {}, ...rects(8), own), rests: true }];
    for (let i = 0; i < 3; i++) assert.equal(shown.show(parts).filter((each) => each.includes("rect")).length, 8);
    assert.ok(shown.made() <= 2);
  });

  it("has ready what comes next", () => {
    const [before, after] = [part(10), part(30)];
    shown.show([before]);
    const told = shown.prepare([before, after]);
    assert.equal(told.filter((each) => each.includes("rect")).length, 8);
    assert.match(told.at(-1), /^tile3 copies tile2 0,0,1,1 /, "filled: somewhere out of sight");
    assert.deepEqual(shown.prepare([before, after]), [], "once");
    assert.deepEqual(
      shown.show([before, after]).map((each) => each.split(" alpha")[0]),
      ["main copies tile1 9,-1,10,12", "main copies tile2 29,-1,10,12"],
    );
  });

  it("leaves no canvas behind", () => {
    const parts = [part(10), part(30)];
    shown.show(parts);
    shown.prepare([...parts, part(50)]);
    const gone = shown.clear();
    assert.equal(gone.length, shown.made());
    assert.equal(new Set(gone).size, gone.length);
    assert.equal(shown.show(parts).filter((each) => each.includes("rect")).length, 16, "and begins anew");
  });
});
