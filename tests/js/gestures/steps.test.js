import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { atAnEnd, bindPointing, bindSteps } from "../../../static/js/gestures/steps.js";
import { pointed, run, u } from "../../../static/js/page/state.js";
import { element } from "../support/pointer.js";
import { shaped } from "../support/runs.js";

/** A chart of four steps of 100 px, and nothing before its left edge. */
const hit = ({ clientX }) => (clientX < 0 ? null : Math.floor(clientX / 100));

beforeEach(() => {
  run.value = shaped({ H: 2, T: 4 });
  [pointed.value, u.value] = [null, 0];
});

describe("pointing at a step of a chart", () => {
  it("lights it everywhere until the pointer goes", () => {
    const svg = element();
    bindPointing(svg, hit);
    for (const gone of ["pointerleave", "blur"]) {
      svg.fire("pointermove", { clientX: 250 });
      assert.equal(pointed.value, 2);
      svg.fire(gone);
      assert.equal(pointed.value, null);
    }
    svg.fire("pointermove", { clientX: -5 });
    assert.equal(pointed.value, null);
  });

  it("goes there by a click, on the way that is being played", () => {
    const svg = element();
    bindPointing(svg, hit);
    svg.fire("click", { clientX: 250 });
    assert.equal(u.value, 3);
    u.value = 5;
    svg.fire("click", { clientX: 250 });
    assert.equal(u.value, 6);
    svg.fire("click", { clientX: -5 });
    assert.equal(u.value, 6);
  });
});

describe("the keys of a chart of steps", () => {
  const bound = (from, chosen) => {
    const svg = element();
    bindSteps(svg, hit, from, chosen);
    return { svg, key: (name) => svg.fire("keydown", { key: name }) };
  };

  it("go from step to step and stay among them", () => {
    const { key } = bound(atAnEnd(() => 4));
    const seen = ["ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"].map((name) => {
      key(name);
      return pointed.value;
    });
    assert.deepEqual(seen, [0, 1, 0, 0]);
    for (let i = 0; i < 9; i++) key("ArrowUp");
    assert.equal(pointed.value, 3);
  });

  it("begin at the end that they come from, or at the step that is looked at", () => {
    bound(atAnEnd(() => 4)).key("ArrowDown");
    assert.equal(pointed.value, 3);
    pointed.value = null;
    bound(() => 1).key("ArrowUp");
    assert.equal(pointed.value, 2);
  });

  it("take the step with Enter and let it go with Escape", () => {
    const { svg, key } = bound(atAnEnd(() => 4));
    key("Enter");
    key("Escape");
    key("x");
    assert.deepEqual([u.value, svg.prevented.length], [0, 0]);
    pointed.value = 1;
    key("Enter");
    assert.equal(u.value, 2);
    key("Escape");
    assert.equal(pointed.value, null);
    assert.equal(svg.prevented.length, 2);
    bound(
      atAnEnd(() => 4),
      () => 3,
    ).key("Enter");
    assert.equal(u.value, 4);
  });
});
