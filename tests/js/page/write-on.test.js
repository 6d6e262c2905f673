/** Write on: what is sampled goes into the sentence, a token after the other. */
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { bindWhen } from "../../../static/js/page/lazy.js";
import * as state from "../../../static/js/page/state.js";
import * as writeOn from "../../../static/js/page/write-on.js";
import { signal } from "../../../static/vendor/signals.js";
import { settle } from "../support/clock.js";
import { freshPage, runOf } from "../support/page.js";

const STROKES = [
  [1, "b"],
  [0, " "],
  [0, "c"],
];
const SAMPLE = {
  steps: STROKES.map(([takes_back, adds], k) => ({ t: 2 + k, token: adds, takes_back, adds, likeliest: [adds] })),
};

/** A server that reads a letter a step, and samples what a test says. @param {import("node:test").TestContext} t */
function answering(t, sample = SAMPLE) {
  /** @type {{path: string, body: any}[]} */
  const asked = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (address, { body } = {}) => {
    const url = new URL(String(address), "http://host");
    asked.push({ path: url.pathname, body: body && JSON.parse(body) });
    const [status, told] = answerTo(url, sample);
    return { ok: status === 200, status, json: async () => told };
  };
  t.after(() => {
    globalThis.fetch = real;
  });
  return asked;
}

function answerTo({ pathname, searchParams }, sample) {
  if (pathname === "/sample") return sample.detail ? [422, sample] : [200, sample];
  const read = String(searchParams.get("sentence")).trim();
  return [200, runOf(read.length, { tokens: [...read], objective: "next-token" })];
}

/** Let the clock play to where it rests. */
async function playOut() {
  for (let k = 0; k < 6; k++) await settle();
  if (!state.playing.value) return;
  state.u.value = state.stretch.value?.until ?? state.end.value;
  state.playing.value = false;
  for (let k = 0; k < 6; k++) await settle();
}

beforeEach(() => {
  freshPage();
  writeOn.halt();
  state.fields.value = { ...DEFAULTS, sentence: "ab", tokenizer: "char", objective: "next-token" };
  state.run.value = { ...runOf(2), tokens: ["a", "b"], sentence: "ab", asked: state.fields.value };
});

describe("the texts", () => {
  it("take back what changes", () => {
    const strokes = [
      { takes_back: 2, adds: "한" },
      { takes_back: 0, adds: "ㄱ" },
      { takes_back: 1, adds: "그" },
    ];
    assert.deepEqual(writeOn.textsOf("하 ", strokes), ["한", "한ㄱ", "한그"]);
  });
});

describe("writing on", () => {
  it("asks for the page's own network and text", async (t) => {
    const asked = answering(t);
    const done = writeOn.write({ temperature: 0.7, length: 3 });
    await settle();
    const { path, body } = asked[0];
    assert.equal(path, "/sample");
    assert.deepEqual([body.sentence, body.temperature, body.length], ["ab", 0.7, 3]);
    for (let k = 0; k < 4; k++) await playOut();
    await done;
  });

  it("plays from where the longer text begins to its end", async (t) => {
    answering(t);
    const done = writeOn.write({ temperature: 1, length: 3 });
    for (let k = 0; k < 20; k++) await settle();
    assert.equal(state.fields.value.sentence, "ab c");
    assert.deepEqual([state.u.value, state.stretch.value?.until, state.playing.value], [2, 4, true]);
    assert.ok(Number(state.stretch.value?.haste) >= 1);
    await playOut();
    await done;
    assert.equal(writeOn.writing.value, false);
    assert.equal(writeOn.come.value.length, 3);
    assert.equal(writeOn.untouched.value, true);
  });

  it("stops where the time is stopped by hand, and keeps what has come", async (t) => {
    answering(t);
    const done = writeOn.write({ temperature: 1, length: 3 });
    for (let k = 0; k < 20; k++) await settle();
    state.playing.value = false;
    await done;
    assert.equal(writeOn.writing.value, false);
    assert.equal(state.fields.value.sentence, "ab c");
  });

  it("stops where somebody else writes", async (t) => {
    const asked = answering(t, { steps: [{ ...SAMPLE.steps[2], t: 2 }, SAMPLE.steps[2]] });
    const done = writeOn.write({ temperature: 1, length: 2 });
    for (let k = 0; k < 20; k++) await settle();
    state.fields.value = { ...state.fields.value, sentence: "other" };
    // although the time goes on
    await done;
    assert.equal(state.playing.value, true);
    assert.equal(asked.filter(({ path }) => path === "/step").length, 1);
    assert.equal(state.fields.value.sentence, "other");
    assert.equal(writeOn.untouched.value, false);
  });

  it("comes at once where motion is reduced", async (t) => {
    const asked = answering(t);
    state.calm.value = true;
    await writeOn.write({ temperature: 1, length: 3 });
    assert.deepEqual(
      asked.map(({ path }) => path),
      ["/sample", "/step"],
    );
    assert.equal(state.fields.value.sentence, "ab c");
    assert.equal(state.u.value, 4);
    assert.equal(writeOn.come.value.length, 3);
  });

  it("is taken back to the text before", async (t) => {
    answering(t);
    state.calm.value = true;
    await writeOn.write({ temperature: 1, length: 3 });
    await writeOn.takeBack();
    assert.equal(state.fields.value.sentence, "ab");
    assert.equal(writeOn.come.value.length, 0);
    assert.equal(writeOn.untouched.value, false);
  });

  it("draws other tokens each time", async (t) => {
    const asked = answering(t);
    state.calm.value = true;
    await writeOn.write({ temperature: 1, length: 3 });
    await writeOn.write({ temperature: 1, length: 3 });
    const seeds = asked.filter(({ path }) => path === "/sample").map(({ body }) => body.seed);
    assert.notEqual(seeds[0], seeds[1]);
  });

  it("says why it cannot, and can be tried again", async (t) => {
    answering(t, { detail: [{ loc: ["body", "model"], msg: "It says classes." }] });
    await writeOn.write({ temperature: 1, length: 3 });
    assert.equal(writeOn.trouble.value?.sentence, "It says classes.");
    assert.equal(writeOn.writing.value, false);
    assert.equal(state.fields.value.sentence, "ab");
  });
});

describe("a text model", () => {
  const shown = (more, of = {}) => {
    const asked = { ...DEFAULTS, model: "x", objective: "next-token", ...of };
    state.run.value = { ...runOf(2), objective: "next-token", asked, ...more };
    return state.writable.value;
  };

  it("is a network that is given and asked for the next token of a text", () => {
    assert.equal(shown({}), true);
    assert.equal(shown({}, { model: null, parameters: {} }), true);
    assert.equal(shown({}, { model: null }), false);
    assert.equal(shown({ objective: "label" }), false);
    assert.equal(shown({ bidirectional: true }), false);
    assert.equal(shown({}, { token_ids: [0] }), false);
    state.run.value = null;
    assert.equal(state.writable.value, false);
  });
});

describe("a panel that is bound once something is so", () => {
  it("waits for it, and is bound once", async () => {
    const so = signal(false);
    let times = 0;
    bindWhen(so, async () => {
      times++;
    });
    assert.equal(times, 0);
    for (const value of [true, false, true]) so.value = value;
    await settle();
    assert.equal(times, 1);
  });

  it("is tried again where its code did not come", async () => {
    const so = signal(true);
    let times = 0;
    bindWhen(so, async () => {
      if (++times === 1) throw new Error("away");
    });
    await settle();
    so.value = false;
    so.value = true;
    await settle();
    assert.equal(times, 2);
  });
});
