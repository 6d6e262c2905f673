import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { between, spent, tooLong } from "../../../static/js/page/haste.js";
import { opened, playing, run, u, unrolled } from "../../../static/js/page/state.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { bindPassing } from "../../../static/js/widgets/passing-chain.js";
import { signal } from "../../../static/vendor/signals.js";
import { frames, freshPage, runOf } from "../support/page.js";
import { speaking } from "../support/words.js";

const settled = () => new Promise((done) => setTimeout(done, 5));

/** A chain in a window, and what was made ready for it. */
function bound(t, { T = 200, width = 1000, costs = 0 } = {}) {
  const frame = frames(t);
  const ready = [];
  const shown = signal(/** @type {object | null} */ (null));
  const now = performance.now;
  let late = 0;
  t.mock.method(performance, "now", () => now() + late);
  const prepare = (/** @type {object[]} */ marks) => {
    ready.push(marks);
    late += costs;
  };
  const passing = bindPassing(() => shown.value, { prepare });
  run.value = runOf(T);
  shown.value = layout(run.value, width);
  u.value = 20;
  playing.value = true;
  const options = { at: shown.value, scheme: "light", unrolled: 1, passes: true };
  return { frame, ready, shown, passing, options };
}

describe("a chain that is too long for the window", () => {
  before(() => speaking("en"));
  beforeEach(() => {
    freshPage();
    [unrolled.value, opened.value, tooLong.value] = [1, 0, false];
  });

  it("is painted as a whole while it passes, once the code for that has come", async (t) => {
    const { passing } = bound(t);
    assert.equal(passing.painter(), null);
    await settled();
    assert.ok(passing.painter());
    playing.value = false;
    assert.equal(passing.painter(), null);
  });

  it("is not where it fits, or is not the one that is seen", async (t) => {
    const { passing, shown } = bound(t, { T: 3 });
    await settled();
    assert.equal(tooLong.value, false);
    assert.equal(passing.painter(), null);
    run.value = runOf(200);
    shown.value = layout(run.value, 1000);
    assert.equal(tooLong.value, true);
    shown.value = null;
    assert.equal(tooLong.value, false);
  });

  it("has its next stop drawn two frames after this one, once", (t) => {
    const { frame, ready, passing, options } = bound(t);
    passing.prepare(run.value, options);
    frame(1 / 60);
    assert.equal(ready.length, 0);
    frame(1 / 60);
    assert.equal(ready.length, 1);
    assert.notEqual(passing.chain(run.value, options), ready[0], "it is not there yet");
    u.value = 21;
    assert.equal(passing.chain(run.value, { ...options }), ready[0]);
  });

  for (const [name, change] of Object.entries({
    "another run": ({ options }) => [runOf(200), options],
    "another window": ({ options }) => [run.value, { ...options, at: layout(run.value, 900) }],
    "other colours": ({ options }) => [run.value, { ...options, scheme: "dark" }],
    "a step that is pointed at": ({ options }) => [run.value, { ...options, pointed: 3 }],
  }))
    it(`draws anew for ${name}`, (t) => {
      const made = bound(t);
      made.passing.prepare(run.value, made.options);
      made.frame(1 / 60);
      made.frame(1 / 60);
      u.value = 21;
      const [other, options] = change(made);
      assert.notEqual(made.passing.chain(other, options), made.ready[0]);
    });

  it("has none made ready where the playhead has gone on, or rests", (t) => {
    const { frame, ready, passing, options } = bound(t);
    passing.prepare(run.value, options);
    frame(1 / 60);
    u.value = 20.5;
    frame(1 / 60);
    passing.prepare(run.value, options);
    playing.value = false;
    frame(1 / 60);
    frame(1 / 60);
    passing.prepare(run.value, options);
    frame(1 / 60);
    frame(1 / 60);
    assert.equal(ready.length, 0);
  });

  it("asks for no frame where it does not go from stop to stop", (t) => {
    const { passing, options } = bound(t, { T: 20 });
    u.value = 12;
    const asked = t.mock.fn();
    globalThis.requestAnimationFrame = asked;
    passing.prepare(run.value, options);
    assert.equal(asked.mock.callCount(), 0);
  });

  it("says what it cost to make the next stop ready", (t) => {
    for (let i = 0; i < 200; i++) spent(0);
    const { frame, passing, options } = bound(t, { costs: 400 });
    const before = between();
    passing.prepare(run.value, options);
    frame(1 / 60);
    frame(1 / 60);
    spent(0);
    assert.ok(between() > before);
  });
});
