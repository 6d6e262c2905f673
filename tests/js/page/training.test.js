import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";
import { ask } from "../../../static/js/page/shown-run.js";
import * as state from "../../../static/js/page/state.js";
import * as player from "../../../static/js/page/training.js";
import { readSettings } from "../../../static/js/page/training-settings.js";
import { fakeClock, settle } from "../support/clock.js";
import { freshPage, runOf } from "../support/page.js";
import { reportOf } from "../support/training.js";

const STEPS = 240;
const SETTINGS = readSettings(`steps:${STEPS}`);
const EVERY = 40;
const WORDS = { tokens: ["i", "am", "a", "boy"] };

/** What /train would tell, and what the page asked of it and of /step. */
function trainer(t) {
  const asked = { train: [], step: [], aborted: 0 };
  const real = globalThis.fetch;
  const encoder = new TextEncoder();
  let controller;
  let status = 200;
  globalThis.fetch = async (url, { signal, body } = {}) => {
    const address = new URL(String(url), "http://host");
    if (address.pathname !== "/train") {
      asked.step.push(address.searchParams.get("model"));
      return { ok: true, status: 200, json: async () => runOf(4, WORDS) };
    }
    asked.train.push(JSON.parse(body));
    if (status !== 200) return { ok: false, status, json: async () => ({ detail: "That training is gone." }) };
    const stream = new ReadableStream({
      start(own) {
        controller = own;
      },
    });
    signal.addEventListener("abort", () => {
      asked.aborted += 1;
      try {
        controller.error(new DOMException("", "AbortError"));
      } catch {}
    });
    return { ok: true, status: 200, body: stream };
  };
  t.after(() => {
    player.leave();
    globalThis.fetch = real;
  });
  return {
    asked,
    refuse: (with_) => {
      status = with_;
    },
    /** @param {[string, object][]} events */
    async say(...events) {
      const text = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`).join("");
      controller.enqueue(encoder.encode(text));
      await settle();
    },
    async end() {
      controller.close();
      await settle();
    },
  };
}

const steps = (from, to) =>
  Array.from({ length: to - from }, (_, i) => from + i + 1).flatMap((step) => [
    ["step", reportOf(step, { distance: 3 })],
    ...(step % EVERY === 0 ? [["network", { step, model: `model-${step}` }]] : []),
  ]);
const DONE = ["done", { step: STEPS, loss: 0, accuracy: 1, model: "model-240", held_out: { loss: 0, accuracy: 1 } }];

describe("the network that learns", () => {
  let clock;

  globalThis.addEventListener ??= () => {};
  player.bindTraining();

  beforeEach(() => {
    freshPage();
    clock = fakeClock();
    let now = 0;
    player.useClock({
      setTimeout: (act, ms) =>
        clock.setTimeout(() => {
          now += ms;
          act();
        }, ms),
      clearTimeout: clock.clearTimeout,
      now: () => now,
    });
    state.run.value = runOf(4, WORDS);
  });

  after(() => player.leave());

  const begin = async (t) => {
    const server = trainer(t);
    player.start(state.fields.value, state.run.value, SETTINGS);
    await settle();
    return server;
  };
  const shownModel = () => state.guise.value?.model ?? null;

  it("is shown at a pace at which it can be seen, however fast it learns", async (t) => {
    const server = await begin(t);
    assert.equal(player.phase.value, "asking");
    assert.equal(server.asked.train[0].task, "recall");
    await server.say(["start", { job: "j" }], ...steps(0, STEPS), DONE);
    await server.end();
    assert.equal(player.told.value, STEPS);
    assert.equal(player.phase.value, "learning");
    await clock.pass(12_000);
    assert.ok(Math.abs(player.shownStep.value - STEPS / 2) <= 2, String(player.shownStep.value));
    assert.equal(shownModel(), "model-120");
    assert.equal(player.phase.value, "learning");
    await clock.pass(13_000);
    assert.equal(player.phase.value, "done");
    assert.equal(shownModel(), "model-240");
    assert.deepEqual(clock.waiting(), [], "nothing beats any more");
  });

  it("is shown quicker at another speed, and never beyond what was told", async (t) => {
    const server = await begin(t);
    state.speed.value = 8;
    await server.say(["start", { job: "j" }], ...steps(0, 50));
    await clock.pass(20_000);
    assert.equal(player.at.value, 50);
    assert.equal(player.phase.value, "learning");
    await server.say(...steps(50, STEPS), DONE);
    await clock.pass(4_000);
    assert.equal(player.phase.value, "done");
  });

  it("changes neither the form nor the moment", async (t) => {
    state.u.value = 6.5;
    const server = await begin(t);
    const form = state.fields.value;
    await server.say(["start", { job: "j" }], ...steps(0, STEPS), DONE);
    await clock.pass(30_000);
    assert.equal(state.fields.value, form);
    assert.equal(state.u.value, 6.5);
    assert.equal(state.playing.value, false);
    assert.ok(server.asked.step.includes("model-240"));
  });

  it("waits in the queue with its place, then learns", async (t) => {
    const server = await begin(t);
    await server.say(["queued", { position: 2, waiting: 3 }]);
    assert.deepEqual([player.phase.value, player.queue.value], ["queued", { position: 2, waiting: 3 }]);
    await server.say(["queued", { position: 1, waiting: 2 }]);
    assert.equal(player.queue.value.position, 1);
    await server.say(["start", { job: "j" }]);
    assert.equal(player.phase.value, "learning");
  });

  it("is paused by ending the connection, and goes on after the last step that came", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 30));
    await clock.pass(1_000);
    player.pause();
    assert.equal(server.asked.aborted, 1);
    assert.equal(player.phase.value, "paused");
    const stood = player.at.value;
    await clock.pass(10_000);
    assert.equal(player.at.value, stood);
    player.goOn();
    await settle();
    assert.deepEqual(server.asked.train[1], { resume: "j", after: 30 });
    await server.say(["start", { job: "j" }], ...steps(30, STEPS), DONE);
    await clock.pass(30_000);
    assert.equal(player.phase.value, "done");
    assert.equal(player.training.value.reports.length, STEPS);
  });

  it("that was told whole goes on without the server", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, STEPS), DONE);
    await server.end();
    await clock.pass(5_000);
    player.pause();
    player.goOn();
    await clock.pass(30_000);
    assert.equal(server.asked.train.length, 1);
    assert.equal(player.phase.value, "done");
  });

  it("that was paused in the queue asks again", async (t) => {
    const server = await begin(t);
    await server.say(["queued", { position: 2, waiting: 3 }]);
    player.pause();
    player.goOn();
    await settle();
    assert.deepEqual(server.asked.train[1], server.asked.train[0]);
  });

  it("ends where it is stopped, and stays on the stage", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 100));
    await clock.pass(5_000);
    player.stop();
    assert.equal(server.asked.aborted, 1);
    assert.equal(player.phase.value, "stopped");
    assert.equal(shownModel(), "model-40");
  });

  it("is looked at as it was at any step that was told", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 100));
    player.showStep(90);
    assert.deepEqual([player.at.value, shownModel(), player.phase.value], [90, "model-80", "paused"]);
    player.showStep(5);
    assert.equal(shownModel(), null, "the untrained one");
    player.showStep(9999);
    assert.equal(player.at.value, 100);
  });

  it("says at which norm it is clipped while it is shown", async (t) => {
    await begin(t);
    assert.equal(state.clipTaught.value, SETTINGS.clip);
    player.leave();
    assert.equal(state.clipTaught.value, undefined);
  });

  it("is left for the untrained one", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 100));
    await clock.pass(8_000);
    player.leave();
    await settle();
    assert.deepEqual([player.phase.value, player.training.value, state.guise.value], ["idle", null, null]);
    assert.equal(server.asked.aborted, 1);
    assert.equal(server.asked.step.at(-1), null);
  });

  it("is left where another network is chosen, and reads another sentence of its words", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 100));
    await clock.pass(8_000);
    ask({ sentence: "a boy am i" });
    await settle();
    assert.equal(server.asked.step.at(-1), "model-80");
    ask({ seed: 3 });
    await settle();
    assert.deepEqual([player.phase.value, state.guise.value], ["idle", null]);
    assert.equal(server.asked.step.at(-1), null);
    assert.equal(server.asked.aborted, 1);
  });

  it("that is refused says why, and never began", async (t) => {
    const server = trainer(t);
    server.refuse(422);
    player.start(state.fields.value, state.run.value, SETTINGS);
    await settle();
    assert.deepEqual([player.phase.value, player.training.value], ["idle", null], "what was refused leaves no trace");
    assert.deepEqual(
      [player.trouble.value?.sentence, player.trouble.value?.passing],
      ["That training is gone.", false],
    );
    player.forgive();
    assert.equal(player.trouble.value, null);
  });

  it("that breaks off may go on, unless the server has forgotten it", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 30));
    await server.end();
    assert.equal(player.phase.value, "failed");
    assert.equal(player.mayGoOn.value, true);
    server.refuse(404);
    player.goOn();
    await settle();
    assert.deepEqual([player.trouble.value?.sentence, player.mayGoOn.value], ["That training is gone.", false]);
    assert.equal(player.phase.value, "failed");
  });

  it("that diverges is shown up to there, with the server's sentence", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 90), ["error", { detail: "The loss left the range." }]);
    assert.equal(player.phase.value, "failed");
    assert.equal(player.trouble.value.sentence, "The loss left the range.");
    assert.deepEqual([player.at.value, shownModel()], [90, "model-80"]);
  });

  it("that learned too fast blames the learning rate", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 9), ["error", { detail: "Use a smaller learning_rate." }]);
    assert.deepEqual(
      player.trouble.value?.problems.map(({ field }) => field),
      ["learning_rate"],
    );
  });

  it("skips a network that the server has forgotten", async (t) => {
    const server = await begin(t);
    await server.say(["start", { job: "j" }], ...steps(0, 100));
    player.showStep(90);
    state.problems.value = [{ field: "model", message: "No network is stored under model-80." }];
    assert.deepEqual([shownModel(), state.problems.value], ["model-40", []]);
  });
});
