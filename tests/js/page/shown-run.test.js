import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { ask, follow, retry, settled, unreachable, want } from "../../../static/js/page/shown-run.js";
import * as state from "../../../static/js/page/state.js";
import { settle } from "../support/clock.js";
import { freshPage, runOf, server } from "../support/page.js";

/** What a question asked for. @param {{url: URL}} question @param {string} name */
const asked = ({ url }, name) => url.searchParams.get(name);

describe("the run of the page", () => {
  beforeEach(freshPage);

  it("is asked for with the fields that change, and shown", async (t) => {
    const questions = server(t);
    const done = ask({ seed: 7 });
    await settle();
    assert.equal(asked(questions[0], "seed"), "7");
    assert.equal(state.asking.value, true);
    await questions[0].give(runOf(4));
    await done;
    assert.equal(state.asking.value, false);
    assert.equal(state.run.value?.asked, state.fields.value);
  });

  it("is the latest one asked for", async (t) => {
    const questions = server(t);
    ask({ seed: 1 });
    ask({ seed: 2 });
    await settle();
    assert.equal(questions[0].signal?.aborted, true);
    await questions[1].give(runOf(3));
    await questions[0].give(runOf(5));
    assert.equal(state.run.value?.tokens.length, 3);
  });

  it("follows a hand with one question under way, to its last wish", async (t) => {
    const questions = server(t);
    for (const spectral_radius of [0.1, 0.2, 0.3, 0.4]) follow({ spectral_radius });
    await settle();
    assert.equal(questions.length, 1);
    await questions[0].give(runOf(4));
    assert.equal(state.run.value?.asked?.spectral_radius, 0.1);
    assert.equal(questions.length, 2);
    await questions[1].give(runOf(4));
    assert.equal(state.run.value?.asked?.spectral_radius, 0.4);
    await settled();
    assert.equal(questions.length, 2);
  });

  it("stays where fields are refused, and the sentences stand beside their fields", async (t) => {
    const questions = server(t);
    state.run.value = runOf(4);
    ask({ cell: "foo" });
    await settle();
    // a cell that nobody knows waits for the limits, too
    for (const question of questions.filter(({ url }) => url.pathname === "/limits")) await question.break();
    const step = questions.find(({ url }) => url.pathname === "/step");
    await step?.give({ detail: [{ loc: ["query", "cell"], msg: "unknown cell" }] }, 422);
    assert.deepEqual(state.problems.value, [{ field: "cell", message: "unknown cell" }]);
    assert.equal(state.run.value?.tokens.length, 4);
  });

  it("is asked for again where the server was away", async (t) => {
    const questions = server(t);
    ask({ seed: 3 });
    await settle();
    await questions[0].break();
    assert.deepEqual(state.problems.value, [{ field: "", message: "", passing: true }]);
    retry();
    await settle();
    assert.equal(asked(questions[1], "seed"), "3");
    await questions[1].give(runOf(4));
    assert.deepEqual(state.problems.value, []);
    retry();
    assert.equal(questions.length, 2, "nothing failed");
  });

  it("is not asked for where something else failed: that is tried again", (t) => {
    const questions = server(t);
    let again = 0;
    unreachable(() => again++);
    retry();
    assert.deepEqual([again, questions.length], [1, 0]);
  });

  it("plays on from the first word that is new, and lets a dial stay where it is", async (t) => {
    const questions = server(t);
    const show = async (run) => {
      ask({});
      await settle();
      await questions.at(-1)?.give(run);
    };
    state.run.value = runOf(4, { tokens: ["a", "b", "c", "d"] });
    state.u.value = 3.5;
    await show(runOf(4, { tokens: ["a", "b", "c", "d"] }));
    assert.deepEqual([state.u.value, state.playing.value], [3.5, false]);
    state.stretch.value = { until: 4, haste: 1 };
    await show(runOf(5, { tokens: ["a", "b", "x", "y", "z"] }));
    assert.deepEqual([state.u.value, state.playing.value, state.stretch.value], [2, true, null]);
    state.calm.value = true;
    await show(runOf(3, { tokens: ["q", "r", "s"] }));
    assert.equal(state.u.value, 3, "without motion it stands at the end of what is read");
  });

  it("keeps a unit that it has, and lets go of what was pointed at", async (t) => {
    const questions = server(t);
    Object.assign(state.unit, { value: 200 });
    state.pointed.value = 2;
    ask({});
    await settle();
    await questions[0].give(runOf(4));
    assert.deepEqual([state.unit.value, state.pointed.value], [3, null]);
  });

  it("comes with what a panel wants, asked for once the question under way is answered", async (t) => {
    const questions = server(t);
    ask({ ...DEFAULTS });
    await settle();
    want("jacobian");
    want("jacobian");
    assert.equal(questions.length, 1);
    await questions[0].give(runOf(4));
    assert.equal(questions.length, 2);
    assert.match(String(asked(questions[1], "include")), /jacobian/);
    await questions[1].give(runOf(4));
    await settled();
    assert.equal(questions.length, 2);
    want("products");
    await settle();
    assert.match(String(asked(questions[2], "include")), /jacobian,products/);
  });
});
