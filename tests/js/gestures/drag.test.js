import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bindPull, STILL } from "../../../static/js/gestures/drag.js";
import { element } from "../support/pointer.js";

/** A line that is dragged, and what was done to it. */
function line() {
  const svg = element();
  const done = [];
  const log = (name) => (event) => done.push(event ? `${name} ${event.clientX}` : name);
  bindPull(svg, {
    take: log("take"),
    pull: log("pull"),
    tap: log("tap"),
    undo: () => done.push("undo"),
    leave: () => done.push("leave"),
  });
  return { svg, done };
}

describe("a drag by mouse", () => {
  it("takes the line at once, drags it once it has moved, and leaves it", () => {
    const { svg, done } = line();
    svg.fire("pointerdown", { clientX: 10 });
    svg.fire("pointermove", { clientX: 10 + STILL - 1 });
    svg.fire("pointermove", { clientX: 10 + STILL });
    svg.fire("pointermove", { clientX: 11 });
    svg.fire("pointerup", { clientX: 11 });
    svg.releasePointerCapture(1);
    assert.deepEqual(done, ["take 10", `pull ${10 + STILL}`, "pull 11", "leave"]);
  });

  it("that does not move is a tap", () => {
    const { svg, done } = line();
    svg.fire("pointerdown", { clientX: 10 });
    svg.fire("pointerup", { clientX: 12 });
    svg.releasePointerCapture(1);
    assert.deepEqual(done, ["take 10", "tap 12", "leave"]);
  });

  it("needs the first button of the first pointer, and a press before it", () => {
    const { svg, done } = line();
    svg.fire("pointerdown", { clientX: 10, button: 2 });
    svg.fire("pointerdown", { clientX: 10, isPrimary: false });
    svg.fire("pointermove", { clientX: 50 });
    svg.fire("pointerup", { clientX: 50 });
    svg.fire("pointercancel");
    assert.deepEqual(done, []);
  });
});

describe("a drag by finger", () => {
  const finger = { pointerType: "touch", pointerId: 7 };

  it("takes the line once it goes sideways", () => {
    const { svg, done } = line();
    svg.fire("pointerdown", { ...finger, clientX: 10 });
    svg.fire("pointermove", { ...finger, clientX: 13 });
    svg.fire("pointermove", { ...finger, clientX: 16, clientY: 9 });
    assert.deepEqual(done, []);
    svg.fire("pointermove", { ...finger, clientX: 20, clientY: 9 });
    assert.deepEqual(done, ["take 20", "pull 20"]);
  });

  it("is a tap where the finger is lifted where it came down", () => {
    const { svg, done } = line();
    svg.fire("pointerdown", { ...finger, clientX: 10 });
    svg.fire("pointerup", { ...finger, clientX: 11 });
    assert.deepEqual(done, ["take 11", "tap 11"]);
  });

  it("is taken back where the browser scrolls instead, and only if it had the line", () => {
    const { svg, done } = line();
    svg.fire("pointerdown", { ...finger, clientX: 10 });
    svg.fire("pointercancel", finger);
    svg.releasePointerCapture(7);
    assert.deepEqual(done, []);
    svg.fire("pointerdown", { ...finger, clientX: 10 });
    svg.fire("pointermove", { ...finger, clientX: 30 });
    svg.fire("pointercancel", finger);
    svg.releasePointerCapture(7);
    assert.deepEqual(done, ["take 30", "pull 30", "undo", "leave"]);
  });
});
