import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { bindZoom } from "../../../static/js/gestures/zoom.js";
import { calm, opened, unrolled, view } from "../../../static/js/page/state.js";
import { element } from "../support/pointer.js";

const parts = {
  buttons: ["sentence", "rolled", "unrolled", "cell"].map((name) => element({ "data-view": name })),
  stage: element(),
  sights: element(),
  whole: element(),
};
const pressed = () =>
  parts.buttons.filter(({ attrs }) => attrs["aria-pressed"] === "true").map((b) => b.attrs["data-view"]);
const key = (name, more = {}) => parts.whole.fire("keydown", { key: name, ...more });

before(() => {
  globalThis.cancelAnimationFrame = () => {};
  globalThis.document = {
    body: { dataset: { ready: "" } },
    documentElement: {},
    addEventListener: parts.whole.addEventListener,
    querySelectorAll: () => parts.buttons,
    querySelector: (selector) => (selector === "#stage" ? parts.stage : parts.sights),
  };
  calm.value = true;
  bindZoom();
});
beforeEach(() => {
  view.value = "unrolled";
});

describe("nearer and farther", () => {
  it("by a button, which says so; the chain and the cell follow", () => {
    const seen = parts.buttons.map((button) => {
      button.fire("click");
      return [view.value, ...pressed(), parts.stage.attrs["data-view"], unrolled.value, opened.value];
    });
    assert.deepEqual(seen, [
      ["sentence", "sentence", "sentence", 1, 0],
      ["rolled", "rolled", "rolled", 0, 0],
      ["unrolled", "unrolled", "unrolled", 1, 0],
      ["cell", "cell", "cell", 1, 1],
    ]);
  });

  it("by + and −, one view at a time, and no farther than there are views", () => {
    const by = (names) =>
      names.map((name) => {
        key(name);
        return view.value;
      });
    assert.deepEqual(by(["+", "+", "-", "-", "-", "-"]), [
      "cell",
      "cell",
      "unrolled",
      "rolled",
      "sentence",
      "sentence",
    ]);
    assert.deepEqual(by(["=", "x"]), ["rolled", "rolled"]);
  });

  it("but not while something is typed, nor where the browser zooms", () => {
    key("+", { ctrlKey: true });
    key("+", { metaKey: true });
    key("+", { target: { closest: () => parts.stage } });
    assert.equal(view.value, "unrolled");
  });

  it("by two fingers that part or close, one view a gesture", () => {
    const { sights } = parts;
    const finger = (pointerId, name, clientX) => sights.fire(name, { pointerId, clientX, type: name });
    const pinch = (to) => {
      finger(1, "pointerdown", 0);
      finger(2, "pointerdown", 100);
      for (const x of to) finger(2, "pointermove", x);
      finger(1, "pointerup", 0);
      finger(2, "pointerup", 0);
      return view.value;
    };
    assert.equal(pinch([120, 139]), "unrolled");
    assert.equal(pinch([139, 141, 400]), "cell");
    assert.equal(pinch([70, 50, 10]), "unrolled");
    finger(1, "pointerdown", 0);
    finger(1, "pointermove", 300);
    finger(9, "pointermove", 300);
    finger(1, "pointercancel", 0);
    assert.equal(view.value, "unrolled");
  });

  it("by a wheel with Ctrl, one view a gesture", () => {
    const wheel = (deltaY, timeStamp, ctrlKey = true) => {
      parts.sights.fire("wheel", { deltaY, timeStamp, ctrlKey });
      return view.value;
    };
    assert.equal(wheel(-39, 1000), "unrolled");
    assert.equal(wheel(-2, 1100), "cell");
    assert.equal(wheel(99, 1200), "cell");
    assert.equal(wheel(50, 1400), "unrolled");
    assert.equal(wheel(-99, 2000, false), "unrolled");
    assert.equal(wheel(-30, 3000), "unrolled");
    assert.equal(wheel(-30, 3200), "unrolled");
  });
});
