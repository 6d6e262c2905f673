import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { seek } from "../../../static/js/page/actions.js";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { openAddress, present } from "../../../static/js/page/opening.js";
import * as state from "../../../static/js/page/state.js";
import { settle } from "../support/clock.js";
import { freshPage, runOf, server } from "../support/page.js";

/** Open an address and answer what it asks. @param {import("node:test").TestContext} t @param {string} search @param {object} [left] */
async function opened(t, search, left) {
  const questions = server(t);
  const done = openAddress(search, left);
  await settle();
  await questions[0]?.give(runOf(4));
  await done;
}

describe("an address that is opened", () => {
  beforeEach(freshPage);

  it("sets every field of the page, and stops at its moment", async (t) => {
    await opened(t, "?sentence=a+b+c+d&seed=5&u=2.5&view=cell&unit=2&speed=4&lesson=3");
    assert.deepEqual(state.fields.value, { ...DEFAULTS, sentence: "a b c d", seed: 5 });
    const { u, view, unit, speed, lesson, playing } = state;
    assert.deepEqual(
      [u, view, unit, speed, lesson, playing].map((one) => one.value),
      [2.5, "cell", 2, 4, 3, false],
    );
  });

  it("opens an act, or the act of its chapter, and else the instrument", async (t) => {
    for (const [search, mode, act, lesson] of [
      ["?sentence=a&act=3", "acts", 3, null],
      ["?sentence=a&act=9", "acts", 4, null],
      ["?sentence=a&lesson=5", "acts", 2, 5],
      ["?sentence=a&lesson=8&act=1", "acts", 4, 8],
      ["?sentence=a&u=3", "instrument", 1, null],
    ]) {
      await opened(t, String(search));
      assert.deepEqual([state.mode.value, state.act.value, state.lesson.value], [mode, act, lesson], String(search));
      freshPage();
    }
  });

  it("plays where it names no moment, but not where motion is unwanted", async (t) => {
    await opened(t, "?sentence=a");
    assert.deepEqual([state.u.value, state.playing.value], [0, true]);
    freshPage();
    state.calm.value = true;
    await opened(t, "?sentence=a");
    assert.equal(state.playing.value, false);
  });

  it("takes no speed, view or unit that there is not", async (t) => {
    await opened(t, "?speed=3&view=up&unit=99&u=999");
    assert.deepEqual([state.speed.value, state.view.value, state.unit.value, state.u.value], [1, "unrolled", 0, 8]);
    assert.deepEqual(state.unread.value, ["speed=3", "view=up", "unit=99"]);
  });

  it("goes on as the page was left", async (t) => {
    const stretch = { until: 3, haste: 2 };
    await opened(t, "?u=1", { u: 2.25, playing: true, stretch, fields: { sentence: "long" } });
    assert.deepEqual([state.u.value, state.playing.value, state.stretch.value], [2.25, true, stretch]);
    assert.equal(state.fields.value.sentence, "long");
  });

  it("says that its text is lost", async (t) => {
    await opened(t, "?", { lost: "#text-too-long" });
    assert.deepEqual([state.textLost.value, state.numbersLost.value], [true, false]);
  });

  it("says that its numbers are lost, until there are others", async (t) => {
    await opened(t, "?", { lost: "#numbers-too-long" });
    assert.deepEqual([state.textLost.value, state.numbersLost.value], [false, true]);
    state.fields.value = { ...state.fields.value, inputs: [[1]] };
    assert.ok(!state.numbersLost.value);
  });

  it("gives way to a hand that moves time before its picture is here", async (t) => {
    state.run.value = runOf(4);
    const questions = server(t);
    const done = openAddress("?u=3");
    await settle();
    seek(1);
    await questions[0].give(runOf(4));
    await done;
    assert.equal(state.u.value, 1);
  });

  it("lands where its picture comes late, after the server was away", async (t) => {
    const questions = server(t);
    const done = openAddress("?u=3");
    await settle();
    await questions[0].break();
    await done;
    assert.equal(state.run.value, null);
    const { retry } = await import("../../../static/js/page/shown-run.js");
    retry();
    await settle();
    await questions[1].give(runOf(4));
    assert.equal(state.u.value, 3);
  });

  it("lands in the last picture where its own does not come, and again in its own", async (t) => {
    state.run.value = runOf(2);
    const questions = server(t);
    const done = openAddress("?u=3.5&unit=2");
    await settle();
    await questions[0].break();
    await done;
    assert.deepEqual([state.u.value, state.unit.value], [3.5, 2]);
    state.u.value = 0;
    const { retry } = await import("../../../static/js/page/shown-run.js");
    retry();
    await settle();
    await questions[1].give(runOf(4));
    assert.equal(state.u.value, 3.5);
  });

  it("draws its other fields where one is refused, and keeps saying what is wrong", async (t) => {
    const questions = server(t);
    const done = openAddress("?sentence=a+b&seed=-1&u=1");
    await settle();
    const problem = { field: "seed", message: "too small" };
    await questions[0].give({ detail: [{ loc: ["query", "seed"], msg: "too small" }] }, 422);
    assert.equal(questions[1].url.searchParams.get("seed"), null);
    assert.equal(questions[1].url.searchParams.get("sentence"), "a b");
    await questions[1].give(runOf(2));
    await done;
    assert.equal(state.run.value?.tokens.length, 2);
    assert.deepEqual(state.problems.value, [problem]);
    assert.deepEqual([state.fields.value.seed, state.u.value], [-1, 1]);
  });
});

describe("a scene of the lesson", () => {
  const scene = { fields: { ...DEFAULTS, seed: 9 }, view: "cell", look: () => ({ part: "h", unit: 1, term: null }) };
  beforeEach(freshPage);

  it("is asked for, and stops at its moment", async (t) => {
    const questions = server(t);
    const done = present({ ...scene, from: () => 1.5, until: null });
    await settle();
    await questions[0].give(runOf(4));
    await done;
    assert.deepEqual([state.u.value, state.view.value, state.unit.value, state.playing.value], [1.5, "cell", 1, false]);
  });

  it("asks for nothing that is shown already", async (t) => {
    const questions = server(t);
    state.fields.value = { ...scene.fields };
    state.run.value = runOf(4, { asked: { ...scene.fields } });
    await present({ ...scene, from: () => 2, until: null });
    assert.deepEqual([questions.length, state.u.value], [0, 2]);
  });

  it("plays to another moment within eight seconds, and jumps there without motion", async (t) => {
    server(t);
    const long = { ...scene, from: () => 0, until: () => 8 };
    const show = () => {
      state.fields.value = { ...scene.fields };
      state.run.value = runOf(4, { asked: { ...scene.fields } });
      return present(long);
    };
    await show();
    assert.ok(state.playing.value && Number(state.stretch.value?.haste) > 1);
    assert.deepEqual([state.u.value, state.stretch.value?.until], [0, 8]);
    state.calm.value = true;
    await show();
    assert.deepEqual([state.u.value, state.playing.value], [8, false]);
  });

  it("gives way to another wish that comes meanwhile", async (t) => {
    const questions = server(t);
    const done = present({ ...scene, from: () => 1, until: null });
    await settle();
    const { ask } = await import("../../../static/js/page/shown-run.js");
    ask({ seed: 1 });
    await settle();
    await questions[1].give(runOf(4));
    await done;
    assert.equal(state.view.value, "unrolled");
  });
});
