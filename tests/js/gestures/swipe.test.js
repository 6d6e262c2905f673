import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pullAt, takenAt } from "../../../static/js/gestures/swipe.js";
import { centre } from "../../../static/js/scenes/layout.js";
import { uprightLayout } from "../../../static/js/scenes/upright-layout.js";
import { answer, backward } from "../support/runs.js";

const on = (run) => uprightLayout(run, 358, { height: 844 });
const scene = { getBoundingClientRect: () => ({ left: 10, top: 20 }) };
const middle = (at, k) => ({
  clientX: 10 + at.height - at.axis,
  clientY: 20 + (at.mirrored ? at.width - centre(at, k) : centre(at, k)),
});

/** Where u is after the A of step k is pulled by so many steps, down positive. */
function pulled(run, u, k, steps) {
  const at = on(run);
  const from = takenAt(scene, at, u, middle(at, k));
  assert.ok(from.holds, "the A under the playhead is held");
  return pullAt(at, from, { clientX: from.x, clientY: from.y + steps * at.pitch }).u;
}

describe("an A that is pulled on an upright phone", () => {
  it("goes on downward while it reads, and upward while the gradient comes back", () => {
    const run = answer("rnn");
    assert.equal(pulled(run, 1.5, 1, 1), 2.5);
    assert.equal(pulled(run, 5.5, 2, -1), 6.5);
    assert.equal(pulled(run, 3.5, 3, 2), 4, "reading ends where the gradient sets out");
  });

  it("goes the other way where it reads from the end", () => {
    assert.equal(pulled(backward(), 1.5, 1, -1), 2.5);
    assert.equal(pulled(backward(), 5.5, 2, 1), 6.5);
  });

  it("is not held beside it; sideways is on, wherever a finger is", () => {
    const at = on(answer("rnn"));
    const from = takenAt(scene, at, 1.5, middle(at, 3));
    assert.ok(!from.holds);
    assert.equal(pullAt(at, from, { clientX: from.x - 90, clientY: from.y }).u, 2.5);
  });
});
