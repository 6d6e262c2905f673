import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { calm, playing, run, speed, stretch, u } from "../../../static/js/page/state.js";
import { forget, phaseSeconds } from "../../../static/js/page/tempo.js";
import { ahead, duration, moment, phaseStops, seconds } from "../../../static/js/run/phases.js";
import { narrate } from "../../../static/js/words/narration.js";
import { readingSeconds } from "../../../static/js/words/reading-time.js";
import { clock, frames, freshPage, runOf } from "../support/page.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** Play from a moment. @param {import("node:test").TestContext} t @param {number} [from] */
function play(t, from = 0) {
  const frame = frames(t);
  clock();
  run.value = runOf(4);
  u.value = from;
  playing.value = true;
  return frame;
}

const near = (/** @type {number} */ a, /** @type {number} */ b) =>
  assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

/** How long the phase lasts that comes after u. @param {number} u */
const lasts = (u) => phaseSeconds(run.value, ahead(u, 4));
/** How fast the playhead goes after u. @param {number} u */
const rate = (u) => ahead(u, 4).share / lasts(u);

describe("the clock", () => {
  before(() => speaking("en"));
  beforeEach(() => {
    freshPage();
    forget();
  });

  it("moves the playhead as fast as its phase is read", (t) => {
    const frame = play(t);
    frame(0.05);
    near(u.value, 0.05 * rate(0));
    u.value = 2;
    frame(0.05);
    near(u.value, 2 + 0.05 * rate(2));
  });

  it("goes on in the next phase with what is left of a frame", (t) => {
    const frame = play(t, 0.999);
    const [here, next] = [rate(0.999), rate(1)];
    frame(0.1);
    near(u.value, 1 + (0.1 - 0.001 / here) * next);
  });

  it("heeds the speed", (t) => {
    const frame = play(t);
    speed.value = 4;
    frame(0.05);
    near(u.value, 0.2 * rate(0));
  });

  it("gives every caption of a short text the time to be read, the first time through", (t) => {
    const frame = play(t);
    run.value = answer("rnn");
    const shown = new Map();
    for (let i = 0; playing.value && i < 20_000; i++) {
      frame(0.02);
      const { k, backward, phase } = moment(u.value, 4);
      const key = `${k} ${backward} ${phase}`;
      shown.set(key, (shown.get(key) ?? 0) + 0.02);
    }
    assert.equal(shown.size, 36);
    for (const stop of phaseStops(4).slice(1)) {
      const now = moment(stop, 4);
      const needed = readingSeconds(narrate(run.value, now).text.replace(/\^\{|\}/g, ""));
      assert.ok(shown.get(`${now.k} ${now.backward} ${now.phase}`) > needed - 0.1, narrate(run.value, now).text);
    }
  });

  it("goes by faster where the captions were read before", (t) => {
    const frame = play(t);
    while (playing.value) frame(0.1);
    assert.ok(
      phaseStops(4)
        .slice(0, -1)
        .every((stop) => lasts(stop) < 1.6),
    );
    u.value = 0;
    playing.value = true;
    frame(0.05);
    near(u.value, 0.05 / seconds(0, 4));
  });

  it("heeds the haste of a stretch, which is not read, and stops at its end", (t) => {
    const frame = play(t);
    stretch.value = { until: 1, haste: 8 };
    frame(0.05);
    near(u.value, 0.4 / seconds(0, 4));
    for (let i = 0; i < 20; i++) frame(0.1);
    assert.deepEqual([u.value, playing.value], [1, false]);
    near(lasts(0), readingSeconds(narrate(run.value, moment(0.36, 4)).text));
  });

  it("takes as long for a stretch as is said", (t) => {
    const frame = play(t, 1);
    stretch.value = { until: 8, haste: 1 };
    let passed = 0;
    while (playing.value && passed < 60) {
      frame(0.02);
      passed += 0.02;
    }
    assert.ok(Math.abs(passed - duration(1, 8, 4)) < 0.05);
  });

  it("takes about half a minute a direction for any longer text", () => {
    for (const T of [5, 8, 24, 100, 1000, 5000]) {
      const long = runOf(T);
      const whole = [0, 0];
      for (let at = 0; at < 2 * T; ) {
        const phase = ahead(at, T);
        whole[at < T ? 0 : 1] += phaseSeconds(long, phase);
        at = phase.until;
      }
      assert.ok(
        whole.every((sum) => sum > 20 && sum < 40),
        `T=${T}: ${whole}`,
      );
    }
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
    near(u.value, 0.1 * rate(0));
  });

  it("rests at each phase for as long as its caption takes, where motion is unwanted", (t) => {
    calm.value = true;
    const frame = play(t);
    const seen = new Map();
    while (playing.value) {
      frame(0.1);
      seen.set(u.value, (seen.get(u.value) ?? 0) + 0.1);
    }
    assert.deepEqual([...seen.keys()], phaseStops(4));
    for (const [at, rested] of [...seen].slice(1, -1))
      assert.ok(rested > readingSeconds(narrate(run.value, moment(at, 4)).text.replace(/\^\{|\}/g, "")) - 0.15, at);
  });
});
