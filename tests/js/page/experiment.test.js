/** Small experiments, one training after the other: what comes, what stops them, and what is said when one fails. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { experiment, fetchExperiment, live, progress, run, stop, trouble } from "../../../static/js/page/experiment.js";
import { smallGrid } from "../../../static/js/run/live-trial.js";
import { settle } from "../support/clock.js";
import { usual } from "../support/experiments.js";

/** The trainings that were asked for: each is answered by the test, event by event. @type {ReturnType<typeof answering>[]} */
let asked = [];

/** An answer that stays open until its signal ends it. @param {object} body @param {AbortSignal} signal */
function answering(body, signal) {
  let stream;
  const text = new ReadableStream({
    start: (controller) => {
      stream = controller;
    },
  });
  signal.addEventListener("abort", () => stream.error(new DOMException("", "AbortError")));
  return {
    body,
    signal,
    response: new Response(text, { status: 200 }),
    async say(name, data) {
      stream.enqueue(new TextEncoder().encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
      await settle();
    },
    async end() {
      stream.close();
      await settle();
      await settle();
    },
  };
}

const step = (n, accuracy = 0.5) => ({ step: n, accuracy, log10_grad_norms: [0, -1] });
const done = (accuracy) => ({ step: 300, held_out: { loss: 0.1, accuracy } });
const plans = (cells = ["rnn", "gru"]) => smallGrid(usual(), cells, 3);

beforeEach(() => {
  asked = [];
  experiment.value = usual();
  live.grid.value = [];
  live.pair.value = [];
  globalThis.fetch = async (_, { body, signal }) => {
    asked.push(answering(JSON.parse(body), signal));
    return asked.at(-1).response;
  };
});
afterEach(stop);

describe("a small experiment", () => {
  it("runs one training at a time, and shows each while it learns", async () => {
    run("grid", plans());
    await settle();
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0].body.cell, asked[0].body.delay], ["rnn", 2]);
    await asked[0].say("queued", { position: 2, waiting: 3 });
    assert.equal(progress.value?.waiting, 2);
    await asked[0].say("start", {});
    assert.equal(progress.value?.waiting, 0);
    await asked[0].say("step", step(1, 0.25));
    assert.deepEqual([progress.value?.place, progress.value?.of, progress.value?.step], [0, 8, 1]);
    assert.deepEqual(
      live.grid.value.map(({ ended, curve }) => [ended, curve]),
      [[false, [0.25]]],
    );
    await asked[0].say("done", done(1));
    await asked[0].end();
    assert.equal(asked.length, 2);
    assert.deepEqual([asked[1].body.cell, asked[1].body.delay], ["gru", 2]);
    assert.deepEqual(
      live.grid.value.map(({ cell, learned, ended }) => [cell, learned, ended]),
      [
        ["rnn", true, true],
        ["gru", false, false],
      ],
    );
  });

  it("ends a training that has learned, with it the server's work, and goes on", async () => {
    run("grid", plans());
    await settle();
    const every = plans()[0].recipe.check_every;
    for (let n = 1; n <= 2 * every; n++) await asked[0].say("step", step(n, 1));
    await settle();
    assert.equal(asked[0].signal.aborted, true);
    assert.deepEqual([live.grid.value[0]?.learned, live.grid.value[0]?.accuracy], [true, 1]);
    assert.equal(trouble.grid.value, null);
    assert.equal(asked.length, 2);
    assert.equal(progress.value?.place, 1);
  });

  it("stops the server at once, and keeps what has ended", async () => {
    run("grid", plans());
    await settle();
    await asked[0].say("done", done(0.1));
    await asked[0].end();
    await asked[1].say("step", step(1));
    stop();
    assert.equal(asked[1].signal.aborted, true);
    await settle();
    assert.equal(progress.value, null);
    assert.deepEqual(
      live.grid.value.map(({ cell }) => cell),
      ["rnn"],
    );
    assert.equal(trouble.grid.value, null);
    assert.equal(asked.length, 2);
  });

  it("gives way to another, which begins with nothing of the first", async () => {
    run("grid", plans());
    await settle();
    run("pair", plans(["lstm"]).slice(0, 1));
    await settle();
    assert.equal(asked[0].signal.aborted, true);
    assert.equal(progress.value?.kind, "pair");
    assert.deepEqual(live.grid.value, []);
    await asked[1].say("done", done(1));
    await asked[1].end();
    assert.equal(progress.value, null);
    assert.equal(live.pair.value[0]?.learned, true);
  });

  it("goes on behind a training that left the range, and says so", async () => {
    run("grid", plans());
    await settle();
    await asked[0].say("step", step(4));
    await asked[0].say("error", { detail: "The gradient left the range in step 5." });
    await asked[0].end();
    assert.equal(trouble.grid.value?.sentence, "The gradient left the range in step 5.");
    assert.deepEqual(live.grid.value[0]?.diverged_at, 5);
    assert.equal(asked.length, 2);
  });

  it("ends where a connection breaks off, or the server refuses", async () => {
    const running = run("grid", plans());
    await settle();
    await asked[0].say("step", step(1));
    await asked[0].end();
    await running;
    assert.equal(trouble.grid.value?.passing, true);
    assert.equal(progress.value, null);
    assert.deepEqual(live.grid.value, []);
    globalThis.fetch = async () => new Response(JSON.stringify({ detail: "no room" }), { status: 503 });
    await run("grid", plans());
    assert.equal(trouble.grid.value?.sentence, "no room");
    assert.equal(progress.value, null);
  });
});

describe("the experiment that ships", () => {
  it("is asked for once", async () => {
    let count = 0;
    experiment.value = null;
    globalThis.fetch = async () => {
      count++;
      return new Response(JSON.stringify(usual()));
    };
    await fetchExperiment();
    await fetchExperiment();
    assert.equal(count, 1);
    assert.equal(experiment.value?.chance, 0.125);
  });
});
