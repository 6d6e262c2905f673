import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import * as actions from "../../../static/js/page/actions.js";
import * as state from "../../../static/js/page/state.js";
import { phaseStops } from "../../../static/js/run/phases.js";
import { freshPage, runOf } from "../support/page.js";

const T = 4;

/** A page that shows a run and plays a stretch. */
function playingPage() {
  freshPage();
  state.run.value = runOf(T);
  state.playing.value = true;
  state.stretch.value = { until: 3, haste: 2 };
  state.landing.value = () => assert.fail("nothing is left to land at");
}

describe("time", () => {
  beforeEach(playingPage);

  it("stops at a moment that is sought, within the run, and forgets what was to be played", () => {
    for (const [to, at] of [
      [2.5, 2.5],
      [-1, 0],
      [99, 2 * T],
    ]) {
      playingPage();
      actions.seek(to);
      assert.deepEqual(
        [state.u.value, state.playing.value, state.stretch.value, state.landing.value],
        [at, false, null, null],
      );
    }
  });

  it("stands still without a picture", () => {
    state.run.value = null;
    state.playing.value = false;
    actions.seek(2);
    actions.toggle();
    actions.step(1);
    actions.phase(1);
    assert.deepEqual([state.u.value, state.playing.value], [0, false]);
  });

  it("stops and goes on by the same press; at the end it begins again", () => {
    state.u.value = 1.23456;
    actions.toggle();
    assert.deepEqual([state.playing.value, state.u.value, state.stretch.value], [false, 1.235, null]);
    actions.toggle();
    assert.deepEqual([state.playing.value, state.u.value], [true, 1.235]);
    actions.seek(2 * T);
    actions.toggle();
    assert.deepEqual([state.playing.value, state.u.value], [true, 0]);
  });

  it("goes by steps: two on each step forward, one on each step back", () => {
    actions.seek(0);
    const seen = Array.from({ length: 13 }, () => {
      actions.step(1);
      return state.u.value;
    });
    assert.deepEqual(seen, [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 8]);
    actions.step(-1);
    assert.equal(state.u.value, 7);
  });

  it("goes by phases", () => {
    actions.seek(0);
    actions.phase(1);
    assert.equal(state.u.value, phaseStops(T)[1]);
    actions.phase(-1);
    assert.equal(state.u.value, 0);
  });

  it("visits a step in the direction that is being played", () => {
    actions.seek(1);
    actions.visit(2);
    assert.equal(state.u.value, 3);
    actions.seek(6);
    actions.visit(2);
    assert.equal(state.u.value, 6);
    actions.visit(0);
    assert.equal(state.u.value, 8);
  });

  it("has a speed", () => {
    actions.setSpeed(4);
    assert.equal(state.speed.value, 4);
  });
});

describe("what is looked at", () => {
  beforeEach(playingPage);

  it("is a view that there is", () => {
    actions.setView("cell");
    actions.setView("nothing");
    assert.equal(state.view.value, "cell");
  });

  it("is a unit that there is", () => {
    for (const [asked, got] of [
      [2, 2],
      [1.6, 2],
      [-1, 0],
      [99, 3],
    ]) {
      actions.pinUnit(asked);
      assert.equal(state.unit.value, got);
    }
  });

  it("is a whole element, or as much of it as is named", () => {
    actions.pin({ part: "z", unit: 3, term: 2 });
    assert.deepEqual([state.part.value, state.unit.value, state.term.value], ["z", 3, 2]);
    actions.pin({ unit: 1 });
    assert.deepEqual([state.part.value, state.unit.value, state.term.value], ["z", 1, 2]);
    actions.pin({ term: null });
    assert.equal(state.term.value, null);
  });

  it("is a step that there is, or none", () => {
    actions.point(9);
    assert.equal(state.pointed.value, T - 1);
    actions.point(null);
    assert.equal(state.pointed.value, null);
  });

  it("shades a text that is looked at by the unit that is picked, but not where it flows", () => {
    actions.pickUnit(2);
    assert.deepEqual([state.unit.value, state.shade.value], [2, "flow"]);
    state.view.value = "sentence";
    actions.pickUnit(1);
    assert.equal(state.shade.value, "flow");
    actions.shadeBy("norm");
    actions.pickUnit(3);
    assert.deepEqual([state.unit.value, state.shade.value], [3, "unit"]);
  });

  it("is a chapter, which asks nothing once it is closed", () => {
    actions.openChapter(2);
    actions.guess(true);
    assert.deepEqual([state.lesson.value, state.guessing.value], [2, true]);
    actions.openChapter(null);
    assert.deepEqual([state.lesson.value, state.guessing.value], [null, false]);
  });

  it("open an act at its beginning, a chapter in its act, and leave both for the instrument", () => {
    actions.openAct(3);
    assert.deepEqual([state.mode.value, state.act.value, state.lesson.value], ["acts", 3, null]);
    actions.openChapter(5);
    assert.deepEqual([state.act.value, state.lesson.value], [2, 5]);
    state.u.value = 1;
    actions.readAs("instrument");
    assert.deepEqual(
      [state.mode.value, state.act.value, state.lesson.value, state.u.value],
      ["instrument", 2, null, 1],
    );
    actions.openAct(0);
    assert.equal(state.act.value, 1);
  });
});
