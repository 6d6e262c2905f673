import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import {
  editKey,
  examplesOf,
  fetchExample,
  fetchTokens,
  fetchWhatIf,
  slopeAt,
  tooLong,
  unitEdit,
  withEdit,
  without,
} from "../../../static/js/page/whatif.js";
import { answer } from "../support/runs.js";

const set = { t: 2, unit: 3, set: 0.5 };
const off = { t: 2, unit: 3, clamp: 0 };
const word = { t: 0, token: "girl" };

describe("a list of edits", () => {
  it("stands in reading order, and one place has one edit", () => {
    const list = withEdit(withEdit(withEdit([], set), word), off);
    assert.deepEqual(list, [word, off]);
    assert.deepEqual(without(list, { t: 0, token: "" }), [off]);
    assert.equal(unitEdit(list, 2, 3), off);
    assert.equal(unitEdit(list, 2, 4), undefined);
  });

  it("tells a word, a unit and a whole state of one step apart", () => {
    const places = [word, { t: 0, unit: 0, set: 1 }, { t: 0, unit: 1, set: 1 }, { t: 0, h: [1] }];
    assert.equal(new Set([...places, { t: 0, from: { sentence: "a", t: 0 } }].map(editKey)).size, 5);
  });
});

describe("what the gradient says of a unit", () => {
  it("is δ's own component", () => {
    const run = answer("rnn");
    assert.equal(slopeAt(run, 1, 2), run.steps[1].grad[2]);
    assert.equal(slopeAt({ steps: [{ grad: null }] }, 0, 0), null);
  });

  it("is not offered where every move would cost a long answer", () => {
    assert.equal(tooLong({ tokens: Array(12), hidden_size: 64 }), false);
    assert.equal(tooLong({ tokens: Array(401), hidden_size: 1 }), true);
    assert.equal(tooLong({ tokens: Array(300), hidden_size: 256 }), true);
  });
});

describe("asking what if", () => {
  const real = globalThis.fetch;
  const options = { lang: "ko", signal: new AbortController().signal };
  let sent = /** @type {any} */ (null);
  const reply = (status, body) => {
    globalThis.fetch = async (path, init) => {
      sent = { path, headers: init.headers, body: JSON.parse(init.body) };
      return { ok: status === 200, status, json: async () => body };
    };
  };
  afterEach(() => {
    globalThis.fetch = real;
  });

  it("sends what differs from the defaults, numbers as numbers, and the edits", async () => {
    reply(200, { change: 1 });
    assert.deepEqual(await fetchWhatIf({ ...DEFAULTS, seed: 9, spectral_radius: 0.5 }, [set], options), { change: 1 });
    assert.equal(sent.path, "/what-if");
    assert.equal(sent.headers["Accept-Language"], "ko");
    const { digits, ...rest } = sent.body;
    assert.deepEqual(rest, { sentence: DEFAULTS.sentence, seed: 9, spectral_radius: 0.5, edits: [set] });
    assert.ok(digits >= 10);
  });

  it("hands on the server's sentence", async () => {
    reply(422, { detail: [{ msg: "unit must be below 8", loc: ["body", "edits", 0, "unit"] }] });
    await assert.rejects(fetchWhatIf(DEFAULTS, [set], options), /unit must be below 8/);
    reply(503, { detail: "busy" });
    await assert.rejects(fetchWhatIf(DEFAULTS, [set], options), /busy/);
  });

  it("learns another sentence's words by the cheapest run", async () => {
    reply(200, { tokens: ["ㄴ", "ㅏ"] });
    assert.deepEqual(await fetchTokens({ ...DEFAULTS, tokenizer: "jamo" }, "나", options), ["ㄴ", "ㅏ"]);
    assert.equal(sent.body.hidden_size, 1);
    assert.equal(sent.body.tokenizer, "jamo");
  });

  it("has an example: the last other word in place of the first, or the unit that says most switched off", () => {
    const run = answer("rnn");
    const most = {
      t: 0,
      unit: run.steps[0].h.findIndex((v) => Math.abs(v) === Math.max(...run.steps[0].h.map(Math.abs))),
    };
    assert.deepEqual(examplesOf(run), [
      { t: 0, token: run.tokens.findLast((token) => token !== run.tokens[0]) },
      { ...most, set: 0 },
    ]);
    assert.deepEqual(examplesOf({ ...run, tokens: run.tokens.map(() => "boy") }), [{ ...most, set: 0 }]);
  });

  it("takes the next example where one is refused, and none of a single step", async () => {
    const run = answer("rnn");
    const asked = [];
    globalThis.fetch = async (_, { body }) => {
      const [edit] = JSON.parse(body).edits;
      asked.push(edit);
      if (edit.token !== undefined)
        return Response.json({ detail: [{ msg: "no such word", loc: ["body", "edits"] }] }, { status: 422 });
      return Response.json({ change: 1, steps: [] });
    };
    const { edit, told } = await fetchExample(DEFAULTS, run, options);
    assert.equal(edit.set, 0);
    assert.equal(told.change, 1);
    assert.equal(asked.length, 2);
    assert.equal(await fetchExample(DEFAULTS, { ...run, tokens: ["hi"] }, options), null);
  });
});
