import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { lineNow, turnedNow } from "../../../static/js/page/pace.js";
import { isSlow, SLOW, slowNow, TRAVEL } from "../../../static/js/page/slowness.js";
import { playing, run, speed, stretch, u } from "../../../static/js/page/state.js";
import { forget } from "../../../static/js/page/tempo.js";
import { matrixOf, times } from "../../../static/js/pen/matrix.js";
import { BACKWARD, FORWARD } from "../../../static/js/run/phases.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { clock, frames, freshPage } from "../support/page.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** Pictures of a phase that are compared with the next one. */
const PICTURES = 120;
/** The marks that an eye follows: what is drawn along a line only becomes longer. */
const BOXES = ["rect", "text", "circle"];

/** The left upper and right lower corner of every box of a picture, by its place among the marks. */
function corners(marks, at = [1, 0, 0, 1, 0, 0], path = "", found = new Map()) {
  for (const [i, each] of marks.entries()) {
    if (typeof each === "string") continue;
    const { tag, attrs, children } = each;
    const own = attrs.transform ? times(at, matrixOf(String(attrs.transform))) : at;
    const name = `${path}/${attrs.key ?? i}`;
    const [x, y] = [Number(attrs.x ?? attrs.cx ?? 0), Number(attrs.y ?? attrs.cy ?? 0)];
    const [right, low] = [x + Number(attrs.width ?? 0), y + Number(attrs.height ?? 0)];
    if (BOXES.includes(tag))
      found.set(`${name} ${tag}`, [
        own[0] * x + own[4],
        own[3] * y + own[5],
        own[0] * right + own[4],
        own[3] * low + own[5],
      ]);
    corners(children, own, name, found);
  }
  return found;
}

/** How far the fastest box goes from one picture to another, in px. */
function farthest(before, after) {
  let most = 0;
  for (const [name, place] of after)
    for (const [i, value] of (before.get(name) ?? []).entries()) most = Math.max(most, Math.abs(value - place[i]));
  return most;
}

/** The peak speed in a phase that lasts a second, px a second. */
function peak(shown, from, to) {
  const at = layout(shown, 1376);
  const picture = (u) => corners(draw(shown, u, { at, scheme: "light", unrolled: 1, pointed: null }));
  let [most, last] = [0, null];
  for (let i = 1; i < PICTURES; i++) {
    const next = picture(from + ((to - from) * i) / PICTURES);
    if (last) most = Math.max(most, farthest(last, next));
    last = next;
  }
  return most * PICTURES;
}

/** Play a real run from a moment. @param {import("node:test").TestContext} t @param {number} from */
function play(t, from) {
  const frame = frames(t);
  clock();
  run.value = answer("rnn");
  u.value = from;
  playing.value = true;
  return frame;
}

/** How many of the next frames move the playhead. */
function moved(frame, count, seconds) {
  let pictures = 0;
  for (let i = 0; i < count; i++) {
    const last = u.value;
    frame(seconds);
    if (u.value !== last) pictures++;
  }
  return pictures;
}

describe("slow time", () => {
  before(() => speaking("en"));
  beforeEach(() => {
    freshPage();
    forget();
  });

  for (const name of ["rnn", "gru", "lstm"])
    it(`knows how fast the fastest box of the ${name} goes in each phase`, () => {
      const shown = answer(name);
      for (const [table, start] of [
        [FORWARD, 1],
        [BACKWARD, shown.tokens.length + 1],
      ])
        for (const [i, [phase, end]] of table.entries()) {
          const fastest = peak(shown, start + (table[i - 1]?.[1] ?? 0), start + end);
          assert.ok(fastest <= TRAVEL[phase], `${phase}: ${fastest} px`);
        }
    });

  it("is a matter of how long a phase lasts", () => {
    for (const [phase, px] of Object.entries(TRAVEL)) {
      assert.ok(isSlow(phase, px / SLOW + 0.01), phase);
      assert.ok(!isSlow(phase, px / SLOW - 0.01), phase);
    }
  });

  it("leaves out every second frame, and is nowhere else than with all of them", (t) => {
    const frame = play(t, 1.52);
    assert.ok(slowNow());
    assert.equal(moved(frame, 20, 1 / 60), 10);
    const halved = u.value;
    u.value = 1.52;
    for (let i = 0; i < 10; i++) frame(1 / 30);
    assert.ok(Math.abs(u.value - halved) < 1e-9);
  });

  it("leaves out none where something goes far, or frames are late by themselves", (t) => {
    const frame = play(t, 1.75);
    assert.ok(!slowNow());
    assert.equal(moved(frame, 20, 1 / 60), 20);
    u.value = 1.52;
    assert.equal(moved(frame, 20, 1 / 30), 20);
  });

  it("shows the same moment everywhere: no picture waits for a frame that is left out", (t) => {
    const frame = play(t, 1.52);
    for (let i = 0; i < 40; i++) {
      frame(1 / 60);
      assert.deepEqual([lineNow.value, turnedNow.value.u], [u.value, u.value]);
    }
  });

  it("is no more where time was made to run, or stands", (t) => {
    play(t, 1.52);
    speed.value = 4;
    assert.ok(!slowNow());
    speed.value = 1;
    stretch.value = { until: 3, haste: 8 };
    assert.ok(!slowNow());
    stretch.value = null;
    playing.value = false;
    assert.ok(!slowNow());
  });
});
