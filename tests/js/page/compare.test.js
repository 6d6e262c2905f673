import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { DEFAULTS } from "../../../static/js/page/address.js";
import {
  fieldsOf,
  hasOwnText,
  kindOf,
  kinds,
  lineUp,
  mostUnits,
  onText,
  route,
  tooLong,
  weights,
  withOneLstm,
} from "../../../static/js/page/compare.js";
import { limits, sizesOf, work } from "../../../static/js/page/price.js";
import { gradientLevels } from "../../../static/js/run/gradient-levels.js";
import { runOf } from "../support/page.js";
import { answer } from "../support/runs.js";

const sizes = { rnn: "rnn", gru: "gru", lstm: "lstm" };

describe("the cells", () => {
  for (const name of Object.keys(sizes))
    it(`counts the parameters that the server sends, ${name}`, () => {
      const { parameters, hidden_size: H, input_size: I } = answer(name);
      const sent = Object.entries(parameters).filter(([key]) => key.startsWith("rnn."));
      const kind = kinds().find((one) => one.name === name);
      assert.equal(weights(kind.gates, H, I), sent.flatMap(([, values]) => values.flat()).length);
    });

  it("differ in the cell alone", () => {
    const page = { ...DEFAULTS, cell: "gru", seed: 7, hidden_size: 5 };
    for (const kind of kinds()) {
      const { cell, nonlinearity, forget_bias, ...rest } = fieldsOf(page, kind);
      assert.deepEqual({ ...page, cell, nonlinearity, forget_bias }, { ...rest, cell, nonlinearity, forget_bias });
      assert.equal(kindOf({ ...page, cell, nonlinearity, forget_bias }), kind.name);
    }
  });

  it("begin with a state where it is of their own parts", () => {
    const page = { ...DEFAULTS, state: { h: [1, 0] } };
    const states = kinds().map((kind) => fieldsOf(page, kind).state);
    assert.deepEqual(states, [page.state, page.state, null, null, null]);
  });

  it("are drawn in the sizes of a network that is written down", () => {
    const parameters = { "rnn.weight_ih_l0": [[1, 2]], "rnn.weight_hh_l0": [[1]] };
    const page = { ...DEFAULTS, parameters, inputs: [[1, 2]] };
    const [plain, , gru] = kinds().map((kind) => fieldsOf(page, kind));
    assert.equal(plain, page);
    assert.deepEqual(gru, { ...DEFAULTS, inputs: [[1, 2]], cell: "gru", hidden_size: 1, input_size: 2 });
  });

  it("have the LSTM twice: as drawn, and with its forget gates opened by the page's bias, or by 1", () => {
    const open = (fields) => kinds({ ...DEFAULTS, ...fields }).map(({ symbol }) => symbol);
    assert.deepEqual(open({}), ["RNN", "ReLU", "GRU", "LSTM", "LSTM +1"]);
    assert.deepEqual(open({ forget_bias: 3 }).slice(3), ["LSTM", "LSTM +3"]);
    assert.deepEqual(open({ forget_bias: 0 }).slice(3), ["LSTM", "LSTM +1"]);
    assert.deepEqual(open({ bias: false }), ["RNN", "ReLU", "GRU", "LSTM"]);
    const [drawn, opened] = kinds({ forget_bias: 3 }).slice(3);
    assert.equal(fieldsOf({ ...DEFAULTS, forget_bias: 3 }, drawn).forget_bias, null);
    assert.equal(fieldsOf({ ...DEFAULTS, forget_bias: 3 }, opened).forget_bias, 3);
  });

  it("read a text of their own where the page reads a few words of a drawn network", () => {
    assert.equal(hasOwnText(DEFAULTS, 4), true);
    assert.equal(hasOwnText(DEFAULTS, 24), false);
    assert.equal(hasOwnText({ ...DEFAULTS, inputs: [[1]] }, 1), false);
    assert.equal(hasOwnText({ ...DEFAULTS, model: "an id" }, 4), false);
    const page = { ...DEFAULTS, seed: 3, loss_at: 2, target: 1, tokenizer: "char", state: { h: [1] } };
    const own = onText(page, "one two");
    assert.deepEqual(own, { ...DEFAULTS, seed: 3, sentence: "one two" });
  });

  it("are not asked for where nobody could read them", () => {
    assert.equal(tooLong(DEFAULTS), false);
    assert.equal(tooLong({ ...DEFAULTS, sentence: "a ".repeat(5000), hidden_size: 256 }), true);
  });

  it("are offered in the largest size that a browser reads and the server grants, to the unit", () => {
    const fields = { ...DEFAULTS, sentence: "a ".repeat(720), hidden_size: 256 };
    const run = runOf(720, { tokens: Array(720).fill("a"), hidden_size: 256, input_size: 4 });
    const granted = limits().max_work;
    const dear = (hidden_size) =>
      kinds(fields).some(
        (kind) =>
          work("/step", { ...fieldsOf(fields, kind), include: ["jacobian"] }, { ...sizesOf(run), hidden_size }) >
          granted,
      );
    const most = mostUnits(fields, run);
    assert.ok(most > 1 && most < 256);
    assert.equal(dear(most), false);
    assert.equal(dear(most + 1) || tooLong({ ...fields, hidden_size: most + 1 }), true);
  });
});

describe("the way past the matrix", () => {
  const steps = [
    { log10_grad_norm: null, log10_highway: -1, log10_jacobian_norm: -2, log10_cell_jacobian_norm: -3 },
    { log10_grad_norm: -1, log10_highway: null, log10_jacobian_norm: 0, log10_cell_jacobian_norm: 0 },
  ];
  const entrant = (name) => ({ kind: kinds().find((one) => one.name === name), run: { steps }, problem: "" });

  it("goes along c in the LSTM and along h in the GRU", () => {
    assert.deepEqual(route(entrant("lstm")), { name: "lstm", highway: [-1, null], full: [-3, 0] });
    assert.deepEqual(route(entrant("gru")), { name: "gru", highway: [-1, null], full: [-2, 0] });
  });

  it("is drawn of one LSTM: the one with the bias that is chosen", () => {
    const all = kinds().map(({ name }) => entrant(name));
    const shown = (forget_bias) => withOneLstm(all, { forget_bias }).map(({ kind }) => kind.name);
    assert.deepEqual(shown(null), ["rnn", "relu", "gru", "lstm"]);
    assert.deepEqual(shown(1), ["rnn", "relu", "gru", "lstm-open"]);
    assert.equal(route(entrant("lstm-open")).name, "lstm");
  });

  it("is not there in a plain cell, nor where nothing was answered", () => {
    const bare = { steps: steps.map(({ log10_highway, ...step }) => step) };
    assert.equal(route({ ...entrant("rnn"), run: bare }), null);
    assert.equal(route({ ...entrant("lstm"), run: null }), null);
  });

  it("keeps what is exactly zero apart", () => assert.deepEqual(gradientLevels({ steps }), [null, -1]));
});

describe("asking for all", () => {
  const real = globalThis.fetch;
  /** @type {URL[]} */
  let asked = [];
  beforeEach(() => {
    asked = [];
    globalThis.fetch = async (url) => {
      asked.push(new URL(url, "http://host"));
      const refused = String(url).includes("relu");
      const body = refused ? { detail: [{ msg: "h leaves the range" }] } : { steps: [] };
      return { ok: !refused, status: refused ? 422 : 200, json: async () => body };
    };
  });
  afterEach(() => {
    globalThis.fetch = real;
  });
  const ask = (seed) => lineUp({ ...DEFAULTS, seed }, { lang: "en", signal: new AbortController().signal });

  it("says in place what the server refuses, and shows the others", async () => {
    const entrants = await ask(101);
    assert.deepEqual(
      entrants.map(({ kind }) => kind.name),
      ["rnn", "relu", "gru", "lstm", "lstm-open"],
    );
    assert.deepEqual(
      entrants.map(({ problem }) => problem),
      ["", "h leaves the range", "", "", ""],
    );
    assert.equal(entrants[1].run, null);
    assert.ok(asked.every((url) => url.searchParams.get("include") === "jacobian"));
  });

  it("asks nothing twice", async () => {
    await ask(102);
    assert.equal(asked.length, 5);
    await ask(102);
    assert.equal(asked.length, 5);
  });

  it("asks again for what was broken off", async () => {
    const broken = new AbortController();
    globalThis.fetch = (_, { signal }) =>
      new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("aborted"))));
    const first = lineUp({ ...DEFAULTS, seed: 103 }, { lang: "en", signal: broken.signal });
    broken.abort();
    let again = 0;
    globalThis.fetch = async () => {
      again += 1;
      return { ok: true, status: 200, json: async () => ({ steps: [] }) };
    };
    await ask(103);
    assert.equal(again, 5);
    await assert.rejects(first);
  });
});
