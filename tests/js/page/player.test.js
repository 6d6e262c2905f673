import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { startClock } from "../../../static/js/page/player.js";
import { calm, playing, run, speed, stretch, u } from "../../../static/js/page/state.js";
import { duration, phaseStops, seconds } from "../../../static/js/run/phases.js";
import { frames, freshPage, runOf } from "../support/page.js";

let started = false;

/** Play from a moment. @param {import("node:test").TestContext} t @param {number} [from] */
function play(t, from = 0) {
  const frame = frames(t);
  if (!started) startClock();
  started = true;
  run.value = runOf(4);
  u.value = from;
  playing.value = true;
  return frame;
}

const near = (/** @type {number} */ a, /** @type {number} */ b) =>
  assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

describe("the clock", () => {
  beforeEach(freshPage);

  it("moves the playhead as fast as its step takes", (t) => {
    const frame = play(t);
    frame(0.05);
    near(u.value, 0.05 / seconds(0, 4));
    u.value = 2;
    frame(0.05);
    near(u.value, 2 + 0.05 / seconds(2, 4));
  });

  it("goes on in the next step with what is left of a frame", (t) => {
    const frame = play(t, 0.999);
    frame(0.1);
    const left = 0.1 - 0.001 * seconds(0, 4);
    near(u.value, 1 + left / seconds(1, 4));
  });

  it("heeds the speed", (t) => {
    const frame = play(t);
    speed.value = 4;
    frame(0.05);
    near(u.value, 0.2 / seconds(0, 4));
  });

  it("heeds the haste of a stretch, and stops at its end", (t) => {
    const frame = play(t);
    stretch.value = { until: 1, haste: 8 };
    frame(0.05);
    near(u.value, 0.4 / seconds(0, 4));
    for (let i = 0; i < 20; i++) frame(0.1);
    assert.deepEqual([u.value, playing.value], [1, false]);
  });

  it("stops at the end of the way back, and no frame comes after", (t) => {
    const frame = play(t, 7.99);
    for (let i = 0; i < 20; i++) frame(0.1);
    assert.deepEqual([u.value, playing.value], [8, false]);
    u.value = 3;
    frame(0.1);
    assert.equal(u.value, 3);
  });

  it("does not leap after a sleep", (t) => {
    const frame = play(t);
    frame(3600);
    near(u.value, 0.1 / seconds(0, 4));
  });

  it("takes as long as is said", (t) => {
    const frame = play(t, 1);
    let passed = 0;
    while (playing.value && passed < 60) {
      frame(0.02);
      passed += 0.02;
    }
    assert.ok(Math.abs(passed - duration(1, 8, 4)) < 0.05);
  });

  it("jumps from phase to phase where motion is unwanted", (t) => {
    calm.value = true;
    const frame = play(t);
    const seen = new Set();
    for (let i = 0; i < 30; i++) {
      frame(0.1);
      seen.add(u.value);
    }
    assert.ok([...seen].every((at) => phaseStops(4).includes(at)));
    assert.equal(seen.size, 4, "three seconds are three phases of 0.9 s, and the start");
  });
});
