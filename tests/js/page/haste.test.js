import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import {
  between,
  COSTLY,
  lastStop,
  nextStop,
  passes,
  SHARE,
  since,
  spent,
  spentBefore,
  stops,
  tooLong,
} from "../../../static/js/page/haste.js";
import { lineNow, turnedNow } from "../../../static/js/page/pace.js";
import { slowNow } from "../../../static/js/page/slowness.js";
import { calm, opened, playing, run, speed, stretch, u, unrolled, view } from "../../../static/js/page/state.js";
import { forget, isTaught } from "../../../static/js/page/tempo.js";
import { moment, seconds } from "../../../static/js/run/phases.js";
import { clock, frames, freshPage, runOf } from "../support/page.js";
import { speaking } from "../support/words.js";

/** A long text plays from a moment, in a chain that scrolls. @param {import("node:test").TestContext} t */
function play(t, { T = 200, from = 20 } = {}) {
  const frame = frames(t);
  clock();
  run.value = runOf(T);
  tooLong.value = true;
  u.value = from;
  playing.value = true;
  return frame;
}

/** Where the playhead is after each of the next frames. */
function places(frame, count, length = 1 / 60) {
  return Array.from({ length: count }, () => {
    frame(length);
    return u.value;
  });
}

/** How often a number changes in a list, from the one before it. */
const changes = (all, before) => all.filter((each, i) => each !== (all[i - 1] ?? before)).length;

/** Pictures have cost this much for a while, in ms. */
const costs = (ms) => {
  for (let i = 0; i < 200; i++) spent(ms);
};

/** From now on a picture costs this much, in ms, by the clock. */
function slow(t, ms) {
  const now = performance.now;
  let late = 0;
  t.mock.method(performance, "now", () => now() + late);
  const stop = u.subscribe(() => {
    late += ms;
  });
  t.after(stop);
}

const near = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);

describe("a long chain that plays", () => {
  before(() => speaking("en"));
  beforeEach(() => {
    freshPage();
    forget();
    [unrolled.value, opened.value, tooLong.value] = [1, 0, false];
    costs(0);
  });

  it("passes where its steps are brief and their captions are not for reading", (t) => {
    play(t);
    assert.ok(passes());
    u.value = 0.5;
    assert.ok(isTaught(run.value, moment(0.5, 200)));
    assert.ok(!passes(), "its captions are read");
    u.value = 2.5;
    assert.ok(seconds(2, 200) > 1.2 && !passes(), "its steps take their time");
    speed.value = 2;
    assert.equal(passes(), !isTaught(run.value, moment(2.5, 200)), "they take less at twice the speed");
    [u.value, speed.value] = [0.5, 8];
    assert.ok(!passes(), "its captions are read at any speed");
  });

  for (const [name, change] of Object.entries({
    "stands still": () => {
      playing.value = false;
    },
    "fits into the window": () => {
      tooLong.value = false;
    },
    "is rolled up": () => {
      unrolled.value = 0.5;
    },
    "has its A open": () => {
      opened.value = 0.1;
    },
    "is behind its text": () => {
      view.value = "sentence";
    },
    "is to move little": () => {
      calm.value = true;
    },
    "shows a stretch of an act": () => {
      stretch.value = { until: 30, haste: 8 };
    },
  }))
    it(`does not pass where it ${name}`, (t) => {
      play(t);
      assert.ok(passes() && stops());
      change();
      assert.ok(!passes() && !stops());
    });

  it("begins slowly on its way back, as on its way there", (t) => {
    play(t, { from: 200.5 });
    assert.ok(!passes() && !stops());
    u.value = 203.5;
    assert.ok(passes() && !stops());
    u.value = 220;
    assert.ok(passes() && stops());
  });

  it("goes from stop to stop where its steps are hasty", (t) => {
    const frame = play(t);
    assert.ok(stops());
    const all = places(frame, 60);
    assert.ok(
      all.every((at) => Number.isInteger(at)),
      "a step of a tenth of a second has one stop, its end",
    );
    assert.equal(changes(all, 20), 10);
    near(u.value, 30);
  });

  it("has as many stops as there is time for, the step's end among them", (t) => {
    const frame = play(t, { T: 100 });
    near(seconds(20, 100), 0.2);
    assert.ok(0.2 / 3 >= between() && 0.2 / 4 < between());
    const all = [...new Set(places(frame, 60).map((at) => Math.round(3 * (at - 20))))];
    assert.deepEqual(all, [0, ...Array.from({ length: all.length - 1 }, (_, i) => i + 1)], "none is left out");
    assert.ok(all.length >= 15);
  });

  for (const [T, length] of [
    [200, 1 / 60],
    [100, 1 / 60],
    [100, 1 / 144],
    [100, 0.031],
    [5000, 1 / 60],
  ])
    it(`is as far after a while as if it had moved in every frame: ${T} steps, ${length.toFixed(3)} s a frame`, (t) => {
      const frame = play(t, { T });
      const count = Math.round(2 / length);
      places(frame, count, length);
      const step = seconds(20, T);
      near(u.value, 20 + (count * length) / step, Math.max(1, 0.11 / step) + 1e-6);
    });

  it("shows a stop for four frames of a usual screen at least", (t) => {
    const frame = play(t, { T: 5000 });
    let before = u.value;
    let still = 0;
    for (const at of places(frame, 60)) {
      if (at !== before) {
        assert.ok(still >= 3, `${still}`);
        assert.ok(Number.isInteger(at), "a stop is a step's end");
        still = 0;
      } else still++;
      before = at;
    }
  });

  it("ends where its text does", (t) => {
    const frame = play(t, { from: 399.5 });
    places(frame, 20);
    assert.deepEqual([u.value, playing.value], [400, false]);
  });

  for (const from of [20, 20.25, 20.3, 20.65, 20.9])
    it(`never goes back, nor ahead of its time: from ${from}`, (t) => {
      const frame = play(t, { from });
      let before = from;
      for (const [i, at] of places(frame, 90).entries()) {
        assert.ok(at >= before && at <= from + (i + 1) / 6 + 1e-9, `${i}: ${before} ${at}`);
        before = at;
      }
      near(before, from + 15, 1);
    });

  it("finds the stop at which it is", (t) => {
    play(t, { T: 100 });
    for (let i = 0, at = 20; i < 100; i++, at = nextStop(at)) near(lastStop(at), at);
  });

  it("knows the stops beside a moment, and how long ago one was", (t) => {
    play(t, { T: 100 });
    near(lastStop(20.5), 20 + 1 / 3);
    near(lastStop(21), 21);
    near(nextStop(21), 21 + 1 / 3);
    near(since(21, 21.25), 0.05);
    speed.value = 2;
    near(lastStop(20.7), 20);
    near(nextStop(20), 21);
    near(since(21, 21.25), 0.025);
  });

  for (const [ms, frames] of [
    [0.5 * SHARE, 1],
    [1.5 * SHARE, 2],
    [2.5 * SHARE, 3],
    [20 * SHARE, 3],
  ])
    it(`moves in one of ${frames} frames where its steps are brief and a picture costs ${ms.toFixed(2)} ms`, (t) => {
      const frame = play(t, { T: 20, from: 12 });
      assert.ok(passes() && !stops());
      slow(t, ms);
      places(frame, 120);
      const from = u.value;
      assert.ok(passes() && !stops());
      assert.equal(changes(places(frame, 30), from), 30 / frames);
      near(u.value, 12 + 2.5 / seconds(12, 20), 1 / 20);
    });

  for (const [ms, frames] of [
    [2 * SHARE, 4],
    [5.5 * SHARE, 6],
    [20 * SHARE, 8],
  ])
    it(`shows a stop for ${frames} frames at least where a picture costs ${ms.toFixed(2)} ms`, (t) => {
      const frame = play(t, { T: 5000 });
      slow(t, ms);
      places(frame, 240);
      const from = u.value;
      const all = places(frame, 240);
      assert.ok(all.every(Number.isInteger));
      near(changes(all, from), 240 / frames, 1);
      near(u.value, 20 + 8 / seconds(20, 5000), (8 * 2) / 60 / seconds(20, 5000));
    });

  for (const [ms, moves] of [
    [COSTLY - 0.5, 10],
    [COSTLY + 0.5, 5],
  ])
    it(`moves in ${moves} of ten frames elsewhere, where a picture costs ${ms} ms`, (t) => {
      const frame = play(t, { T: 4, from: 1.75 });
      assert.ok(!passes() && !slowNow());
      slow(t, ms);
      u.value = 1.75;
      places(frame, 40);
      u.value = 1.75;
      assert.equal(changes(places(frame, 10), 1.75), moves);
    });

  it("counts what is made ready for a picture to what that costs", (t) => {
    play(t, { T: 20, from: 12 });
    const before = between();
    for (let i = 0; i < 200; i++) {
      spentBefore(2.5 * SHARE);
      spent(0);
    }
    assert.ok(between() > before + 1 / 60);
    costs(0);
    assert.equal(between(), before);
  });

  it("draws what is beside it in the frames between its pictures", (t) => {
    const frame = play(t);
    places(frame, 24);
    let before = { u: u.value, line: lineNow.value, beside: turnedNow.value.u };
    const turns = { line: 0, beside: 0, pictures: 0 };
    for (let i = 0; i < 120; i++) {
      frame(1 / 60);
      const now = { u: u.value, line: lineNow.value, beside: turnedNow.value.u };
      const others = Number(now.line !== before.line) + Number(now.beside !== before.beside);
      assert.ok(others + Number(now.u !== before.u) <= 1, "one at a time");
      turns.pictures += now.u !== before.u;
      turns.line += now.line !== before.line;
      turns.beside += now.beside !== before.beside;
      before = now;
    }
    assert.equal(turns.pictures, 20);
    assert.ok(turns.line >= 6 && turns.beside >= 6 && turns.beside <= 7, JSON.stringify(turns));
  });
});
