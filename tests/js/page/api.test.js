import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { DEFAULTS, LONGEST, query } from "../../../static/js/page/address.js";
import { complete, fetchLimits, fetchRun, isSmall, numbers, plans, request } from "../../../static/js/page/api.js";
import { learnLimits, limits } from "../../../static/js/page/price.js";
import { LIMITS } from "../support/runs.js";

const WORDS = Array.from({ length: 5000 }, (_, i) => `word${i % 900}`).join(" ");
const page = (/** @type {object} */ more) => ({ ...DEFAULTS, sentence: WORDS, ...more });

describe("what is asked of /step", () => {
  it("is everything for a sentence, by address, in the request's own names", () => {
    const [include] = plans(DEFAULTS);
    assert.deepEqual(include, ["inputs", "gates", "gradients", "projection", "parameters", "predictions"]);
    assert.ok(!plans({ ...DEFAULTS, objective: "sum" })[0].includes("predictions"), "sum asks no head");
    const numbers = { ...DEFAULTS, inputs: [[1], [2]], input_size: 1 };
    assert.ok(!plans(numbers)[0].includes("predictions"), "nor do numbers, whose sum is asked where nothing else is");
    const fields = { ...DEFAULTS, cell: "gru", seed: 7 };
    const { url, body } = request(fields, include);
    assert.equal(body, null);
    const sent = new URLSearchParams(url.replace("/step?", ""));
    for (const [name, value] of query(fields)) assert.equal(sent.get(name), value);
    assert.equal(sent.get("include"), include.join());
    assert.equal(sent.get("digits"), null, "a short answer has all its digits");
  });

  it("counts the numbers that each include adds, as the server does", () => {
    const fields = { ...DEFAULTS, sentence: "a b a", cell: "lstm", hidden_size: 5, input_size: 2 };
    const added = (name) => numbers(fields, [name]) - numbers(fields, []);
    assert.ok(numbers(fields, []) >= 3 * 2 * 5, "h and c");
    assert.equal(added("inputs"), 3 * 2);
    assert.equal(added("gates"), 3 * 4 * 5);
    assert.ok(added("gradients") >= 3 * 2 * 5);
    assert.equal(added("parameters"), 2 * (2 + 5 + 1) + 20 * (2 + 5 + 2));
  });

  it("keeps 5,000 words at H = 64 within what a browser should read, richest first, and says the numbers in few digits", () => {
    for (const cell of ["rnn", "gru", "lstm"]) {
      const ways = plans(page({ cell, hidden_size: 64 }));
      assert.ok(numbers(page({ cell, hidden_size: 64 }), ways[0]) <= 1_280_000);
      for (const [i, include] of ways.entries()) if (i) assert.ok(include.length < ways[i - 1].length);
      assert.equal(JSON.parse(request(page({ cell, hidden_size: 64 }), ways[0]).body).digits, 6);
    }
    assert.ok(plans(page({ cell: "rnn", hidden_size: 64 }))[0].includes("parameters"));
    assert.ok(!plans(page({ cell: "lstm", hidden_size: 64 }))[0].includes("gates"));
    assert.deepEqual(plans(page({ hidden_size: 256, sentence: WORDS.repeat(4) })), [[]]);
  });

  it("goes by POST where the address would be too long, with the same fields", () => {
    const fields = page({ cell: "gru", seed: 3, nonlinearity: "relu" });
    const { url, body } = request(fields, ["inputs"]);
    assert.equal(url, "/step");
    assert.ok(query(fields).toString().length > LONGEST);
    assert.deepEqual(JSON.parse(body), { sentence: WORDS, cell: "gru", seed: 3, include: ["inputs"], digits: 6 });
  });

  it("counts Hangul letter by letter for the jamo tokeniser", () => {
    const by = (tokenizer, sentence) => numbers({ ...DEFAULTS, sentence, tokenizer }, []);
    assert.equal(by("char", "한국어"), by("char", "abc"));
    assert.ok(by("jamo", "한국어") >= by("char", "abcdef") && by("jamo", "한국어") <= by("char", "abcdefghi"));
  });
});

/** H = 2, I = 1, and a head of three rows: the RNN's one block, the GRU's three. @param {number} blocks */
const written = (blocks) => ({
  "rnn.weight_ih_l0": Array(2 * blocks).fill([1]),
  "rnn.weight_hh_l0": Array(2 * blocks).fill([0.5, 0]),
});

describe("a network that is written down", () => {
  it("is asked for by POST where its numbers are too long, as numbers", () => {
    const wide = { "rnn.weight_ih_l0": Array(5000).fill([1]), "rnn.weight_hh_l0": [] };
    const fields = { ...DEFAULTS, inputs: [[1], [2]], parameters: wide };
    const { url, body } = request(fields, []);
    assert.equal(url, "/step");
    assert.deepEqual(JSON.parse(body), { inputs: [[1], [2]], parameters: wide, include: [], digits: null });
  });

  it("costs what its shapes say", () => {
    const as = (/** @type {object} */ more) => numbers({ ...DEFAULTS, sentence: "a b a", ...more }, ["gates"]);
    assert.equal(as({ parameters: written(3) }), as({ cell: "gru", hidden_size: 2, input_size: 1 }));
    assert.equal(as({ inputs: [[1], [1], [1]] }), as({ token_ids: [0, 1, 0], input_size: 1 }));
    assert.ok(isSmall({ ...DEFAULTS, hidden_size: 200, parameters: written(1) }));
  });

  it("is asked for whole where its sizes are not known, and counted once an answer has told them", () => {
    const fields = { ...DEFAULTS, model: "m-7" };
    assert.equal(plans(fields).length, 5);
    assert.ok(!isSmall(fields));
    assert.equal(numbers(fields, []), 0);
    complete({ cell: "gru", hidden_size: 5, input_size: 2, tokens: [], vocabulary: [], steps: [] }, fields);
    assert.equal(numbers(fields, []), numbers({ ...DEFAULTS, cell: "gru", hidden_size: 5, input_size: 2 }, []));
    assert.ok(isSmall(fields));
  });
});

describe("an answer", () => {
  const told = { cell: "gru", hidden_size: 2, input_size: 1, objective: "sum", loss: 0, steps: [] };

  it("says itself what its network is, whatever the form says", () => {
    const more = { num_layers: 2, bidirectional: true, layer: 0, direction: "backward" };
    const run = complete({ ...told, ...more, tokens: ["a"] }, { ...DEFAULTS, model: "m-8", num_layers: 4 });
    assert.deepEqual({ ...run, ...more, cell: "gru" }, run);
    assert.equal(run.nonlinearity, undefined, "only the answer knows");
    assert.equal(complete({ ...told, nonlinearity: "relu", tokens: [] }, DEFAULTS).nonlinearity, "relu");
    const plain = complete({ ...told, tokens: ["a"] }, DEFAULTS);
    assert.deepEqual([plain.num_layers, plain.bidirectional, plain.layer, plain.direction], [1, false, 0, "forward"]);
  });

  it("has the names of its steps for a text where numbers are read", () => {
    const numbers = { ...told, tokens: ["0.5", "1"], token_ids: [], vocabulary: [] };
    assert.equal(complete(numbers, { ...DEFAULTS, inputs: [[0.5], [1]] }).sentence, "0.5 1");
    assert.equal(complete({ ...numbers, tokens: ["i"] }, DEFAULTS).sentence, "i am a boy");
  });
});

describe("what panels want besides", () => {
  const wants = (more) => plans({ ...DEFAULTS, ...more }, ["jacobian"])[0]?.includes("jacobian");

  it("comes along where it costs little of what the server grants", () => {
    assert.ok(wants({}));
    assert.ok(wants({ sentence: "a b c d e f g h i j k l m n o", hidden_size: 64 }));
    assert.ok(!wants({ sentence: WORDS, hidden_size: 64 }));
    assert.deepEqual(plans(DEFAULTS, ["jacobian"]).slice(1), plans(DEFAULTS));
    learnLimits({ ...LIMITS, max_work: 1000 });
    assert.ok(!wants({ hidden_size: 64 }), "a smaller server grants less");
    learnLimits(LIMITS);
  });
});

describe("a small request", () => {
  it("needs no limits: it is asked for whole before they are here, and just the same after", () => {
    const small = [
      DEFAULTS,
      { ...DEFAULTS, cell: "lstm", sentence: "나는 밥을 먹었다", tokenizer: "jamo", hidden_size: 16 },
    ];
    const ask = (fields) => plans(fields, ["jacobian"]).map((include) => request(fields, include));
    for (const fields of small) {
      assert.ok(isSmall(fields));
      const after = ask(fields);
      learnLimits(/** @type {any} */ (null));
      assert.deepEqual(ask(fields), after);
      learnLimits(LIMITS);
    }
    const largest = {
      ...DEFAULTS,
      cell: "lstm",
      sentence: "한".repeat(38),
      tokenizer: "jamo",
      hidden_size: 16,
      input_size: 16,
    };
    assert.ok(isSmall(largest));
    assert.ok(numbers(largest, plans(largest)[0]) <= 24_000);
    assert.ok(
      !isSmall(page({})) &&
        !isSmall({ ...DEFAULTS, hidden_size: 17 }) &&
        !isSmall({ ...DEFAULTS, seed: 1, input_size: 17 }),
    );
  });
});

describe("the limits", () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });
  /** @param {boolean} works */
  const serve = (works) => {
    const asked = [];
    globalThis.fetch = async (url) => {
      asked.push(String(url));
      return { ok: works, status: works ? 200 : 503, json: async () => (works ? LIMITS : { detail: "busy" }) };
    };
    return asked;
  };

  it("are waited for by what may be too much, asked for again after a failure, and then once and for all", async () => {
    const options = { lang: "en" };
    const refused = serve(false);
    await assert.rejects(fetchRun(page({}), options), /busy/);
    assert.deepEqual(refused, ["/limits"]);
    const asked = serve(true);
    await assert.rejects(fetchRun(DEFAULTS, options), TypeError);
    assert.ok(!asked.includes("/limits"), "a small request does not wait");
    await Promise.all([fetchLimits(), fetchLimits()]);
    await fetchLimits();
    assert.deepEqual(
      asked.filter((url) => url === "/limits"),
      ["/limits"],
    );
    assert.equal(limits(), LIMITS);
  });
});

describe("the parameters of a stored network", () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  it("are asked for once, and are those of every run of it", async () => {
    const asked = [];
    const parameters = { "rnn.weight_hh_l0": [[1]] };
    globalThis.fetch = async (url) => {
      asked.push(String(url));
      const told = {
        tokens: ["a"],
        steps: [{ t: 0, h: [1] }],
        hidden_size: 1,
        input_size: 1,
        cell: "rnn",
        objective: "sum",
      };
      return { ok: true, json: async () => (String(url).includes("parameters") ? { ...told, parameters } : told) };
    };
    const fields = { ...DEFAULTS, sentence: "a", model: "ab", objective: "sum" };
    const [first, second, other] = [
      await fetchRun(fields, { lang: "en" }),
      await fetchRun({ ...fields, sentence: "b" }, { lang: "en" }),
      await fetchRun({ ...fields, model: "cd" }, { lang: "en" }),
    ];
    const steps = asked.filter((url) => url.startsWith("/step"));
    assert.deepEqual(
      steps.map((url) => url.includes("parameters")),
      [true, false, true],
    );
    for (const run of [first, second, other]) assert.deepEqual(run.parameters, parameters);
  });
});
