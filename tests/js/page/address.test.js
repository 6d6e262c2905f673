import assert from "node:assert/strict";
import "../support/runs.js";
import { describe, it } from "node:test";
import {
  COUNTS,
  DEFAULTS,
  keyOf,
  LONGEST,
  mended,
  NUMBERLESS,
  OPENING,
  parse,
  query,
  readStateHash,
  search,
  TEXTLESS,
  unaddressable,
  unaddressed,
  unlinked,
} from "../../../static/js/page/address.js";

/** A network with H = 2 and I = 1, as its parameters are written down. */
const WRITTEN = {
  "rnn.weight_ih_l0": [[1], [-2]],
  "rnn.weight_hh_l0": [
    [0.5, 0],
    [1e21, 0.25],
  ],
  "rnn.bias_ih_l0": [0, 1e-9],
};

/** Values of each field; the first one is the default. */
const VALUES = {
  ...Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, [value]])),
  sentence: [
    "i am a boy",
    "나는 밥을 먹었다",
    "a&b=c#d %41 + é",
    "👩‍🚀 go",
    " two  spaces ",
    "x".repeat(300),
    "한\ttab\nline",
  ],
  tokenizer: ["word", "char", "jamo"],
  cell: ["rnn", "gru", "lstm"],
  nonlinearity: ["tanh", "relu"],
  hidden_size: [8, 1, 256, 0, -3, "many"],
  input_size: [4, 1, 256],
  seed: [0, 7, 4294967295],
  spectral_radius: [null, 0, 0.95, 4],
  objective: ["recall", "next-token", "sum"],
  loss_at: [null, 0, 2],
  truncate: [null, 1, 3],
  target: [null, 0, 3],
  recurrent_init: ["uniform", "orthogonal", "non-normal"],
  forget_bias: [null, 0, 1.5],
  num_layers: [1, 2, "two"],
  bidirectional: [false, true, "maybe"],
  bias: [true, false],
  layer: [null, 0, 1],
  direction: ["forward", "backward"],
  inputs: [null, [[0.5], [-1], [1e-7]], [[1, 0]], "1,x"],
  labels: [null, ["a", "b, c"]],
  token_ids: [null, [1, 2, 3], [0]],
  vocabulary: [null, ["a", "<unk>"]],
  parameters: [null, WRITTEN],
  model: [null, "m-1"],
};
/** How the panels are looked at: texts that the address keeps as they are. */
const LOOKS = {
  panel: ["", "dial", "write-on"],
  edit: ["", "h,1,3,0.5;word,2,dog", "from,1,3,a, b & c%3B d", "word,0,나=1+%25"],
  memory: ["20", "50", "33"],
  shade: ["flow", "norm"],
  compare: ["", "page"],
  block: ["", "f"],
  place: ["", "lstm,20"],
  trial: ["", "second:gru,seed:7", "only:lstm"],
  write: ["0.7,20", "0,160"],
  lab: ["", "나는 밥을 먹었다", "a&b;c,d"],
};
const PAGE = {
  u: [null, 0, 2.5, 7.999, 10000],
  lang: [null, "en", "ko"],
  view: ["unrolled", "sentence", "rolled", "cell"],
  unit: [0, 3, 255],
  speed: [1, 0.25, 8],
  lesson: [null, 1, 8],
  act: [null, 1, 4],
};

/** Every pair of values of every pair of fields once: each value stands beside each other value. */
function* pairs(table) {
  const names = Object.keys(table);
  const first = Object.fromEntries(names.map((name) => [name, table[name][0]]));
  for (const a of names)
    for (const b of names) for (const x of table[a]) for (const y of table[b]) yield { ...first, [a]: x, [b]: y };
}

describe("the address", () => {
  it("round-trips every field", () => {
    for (const { u, lang, view, unit, speed, lesson, act, ...fields } of pairs({ ...VALUES, ...PAGE })) {
      // what means nothing without another field is not asked for
      // but a forget bias waits in the address for a cell that has the gate
      const idle = (name) =>
        name !== "forget_bias" && COUNTS[name]?.(fields) === false && fields[name] !== VALUES[name][0];
      if (Object.keys(fields).some(idle)) continue;
      const back = parse(search(fields, { u, lang, view, unit, speed, lesson, act }));
      assert.deepEqual(back.fields, fields);
      assert.deepEqual(
        [back.u, back.lang, back.view ?? "unrolled", back.unit ?? 0, back.speed ?? 1, back.lesson, back.act],
        // a chapter says its act
        [u, lang, view, unit, speed, lesson, lesson === null ? act : null],
        JSON.stringify({ u, lang, view, unit, speed, lesson, act }),
      );
    }
  });

  it("round-trips how the panels are looked at", () => {
    for (const looks of pairs(LOOKS)) {
      const written = search(DEFAULTS, { u: null, lang: null, looks });
      assert.deepEqual(parse(written).looks, looks, written);
      assert.deepEqual(parse(written).fields, DEFAULTS, written);
    }
    assert.equal(
      search(DEFAULTS, { u: null, lang: null, looks: { edit: LOOKS.edit[1] } }),
      "?sentence=i+am+a+boy&edit=h,1,3,0.5;word,2,dog",
      "an edit is readable",
    );
  });

  it("keeps a forget bias for the LSTM beside a cell that has no such gate", () => {
    const written = search({ ...DEFAULTS, forget_bias: 3 }, { u: null, lang: null });
    assert.equal(written, "?sentence=i+am+a+boy&lstm_bias=3");
    assert.equal(parse(written).fields.forget_bias, 3);
    assert.equal(parse("?cell=lstm&forget_bias=1&lstm_bias=3").fields.forget_bias, 1);
    assert.equal(parse("?lstm_bias=much").fields.forget_bias, null);
    assert.equal(parse("?cell=lstm&lstm_bias=3").fields.forget_bias, null, "the page's own LSTM is as drawn");
  });

  it("writes every field under its own name, with its own value", () => {
    const changed = {
      ...{
        sentence: "x",
        tokenizer: "jamo",
        cell: "lstm",
        nonlinearity: "relu",
        hidden_size: 9,
        input_size: 9,
        seed: 9,
      },
      ...{
        spectral_radius: 0.5,
        objective: "sum",
        loss_at: 1,
        truncate: 2,
        target: 1,
        recurrent_init: "orthogonal",
        forget_bias: 3,
      },
      ...{ num_layers: 2, bidirectional: true, bias: false, layer: 0, direction: "backward", model: "m" },
    };
    const lists = ["state", "inputs", "labels", "token_ids", "vocabulary", "parameters"];
    assert.deepEqual([...Object.keys(changed), ...lists].sort(), Object.keys(DEFAULTS).sort());
    for (const [name, value] of Object.entries(changed)) {
      // only the LSTM has a forget gate
      const fields = { ...DEFAULTS, ...(name === "forget_bias" ? { cell: "lstm" } : {}), [name]: value };
      assert.equal(query(fields).get(name), String(value), name);
    }
  });

  it("leaves out a field that means nothing without another", () => {
    const written = (fields) => [...query({ ...DEFAULTS, ...fields }).keys()].slice(1);
    assert.deepEqual(written({ target: 2 }), ["target"]);
    assert.deepEqual(written({ target: 2, objective: "sum" }), ["objective"]);
    assert.deepEqual(written({ target: 2, objective: "next-token" }), ["objective"]);
    assert.deepEqual(written({ nonlinearity: "relu" }), ["nonlinearity"]);
    assert.deepEqual(written({ nonlinearity: "relu", cell: "gru" }), ["cell"]);
    assert.deepEqual(written({ forget_bias: 1 }), []);
    assert.deepEqual(written({ forget_bias: 1, cell: "gru" }), ["cell"]);
    assert.deepEqual(written({ forget_bias: 1, cell: "lstm" }), ["cell", "forget_bias"]);
    assert.deepEqual(written({ forget_bias: 1, cell: "foo" }), ["cell", "forget_bias"], "the server judges");
  });

  it("tells apart what asks for different runs, and nothing else", () => {
    const key = (fields) => keyOf({ ...DEFAULTS, ...fields });
    assert.notEqual(key({ seed: 1 }), key({}));
    assert.equal(key({ target: 2, objective: "sum" }), key({ objective: "sum" }));
  });

  it("says the moment to a thousandth", () => {
    assert.equal(parse(search(DEFAULTS, { u: 1.23456789, lang: null })).u, 1.235);
  });

  it("leaves out what is the default, but never the sentence", () => {
    assert.equal(search(DEFAULTS, { u: null, lang: null }), "?sentence=i+am+a+boy");
    assert.equal(search({ ...DEFAULTS, seed: 5 }, { u: 0, lang: "ko" }), "?sentence=i+am+a+boy&seed=5&u=0&lang=ko");
  });

  it("says by what units are sorted, and nothing where they are not", () => {
    assert.equal(search(DEFAULTS, { u: null, lang: null, order: "size" }), "?sentence=i+am+a+boy&order=size");
    assert.equal(search(DEFAULTS, { u: null, lang: null, order: "index" }), "?sentence=i+am+a+boy");
    assert.equal(parse("?order=gradient").order, "gradient");
  });

  it("opens with nothing as with the defaults", () => {
    const nothing = {
      u: null,
      scale: null,
      speed: null,
      lang: null,
      view: null,
      unit: null,
      part: null,
      term: null,
      order: null,
      act: null,
      lesson: null,
      beside: null,
      clip_at: null,
      teach: null,
      wall: false,
      looks: Object.fromEntries(Object.entries(LOOKS).map(([name, [usual]]) => [name, usual])),
    };
    assert.deepEqual(parse(""), { fields: OPENING, mode: "acts", ...nothing });
  });

  it("opens on a seed of its own where it names no field, and on seed 0 where it names any", () => {
    for (const bare of ["", "?", "?u=3", "?lang=ko&view=rolled&unit=2&speed=2", "?foo=1"])
      assert.deepEqual(parse(bare).fields, OPENING, bare);
    assert.deepEqual(parse("", { state: null }).fields, OPENING);
    for (const named of ["?sentence=i+am+a+boy", "?cell=lstm", "?hidden_size=8&u=3", "?rnn.weight_hh_l0=1", "?seed="])
      assert.equal(parse(named).fields.seed, 0, named);
    assert.equal(parse("", { state: { h: [0] } }).fields.seed, 0);
    assert.equal(parse("?u=3", {}, TEXTLESS).fields.seed, 0);
  });

  it("opens as an instrument where it names a field or a moment, and as acts where it names an act or a chapter", () => {
    for (const story of [
      "",
      "?lang=ko&view=rolled&speed=2",
      "?act=2",
      "?lesson=5",
      "?sentence=so+it+goes&u=3&act=1",
      "?u=3&lesson=2",
    ])
      assert.equal(parse(story).mode, "acts", story);
    for (const tool of ["?u=3", "?sentence=i+am+a+boy", "?seed=1390", "?rnn.weight_hh_l0=1"])
      assert.equal(parse(tool).mode, "instrument", tool);
    assert.equal(parse("", {}, TEXTLESS).mode, "instrument");
    assert.equal(parse("", { state: { h: [0] } }).mode, "instrument");
  });

  it("says the seed of the untouched page, so that its link opens the same picture", () => {
    const link = search(OPENING, { u: 8, lang: null });
    assert.equal(link, "?sentence=i+am+a+boy&seed=1390&u=8");
    assert.deepEqual(parse(link).fields, OPENING);
  });

  it("takes an emptied number as the default and keeps what is no number for the server to judge", () => {
    const { fields } = parse("?hidden_size=&seed=abc&spectral_radius=");
    assert.deepEqual([fields.hidden_size, fields.seed, fields.spectral_radius], [8, "abc", null]);
  });

  it("takes no moment from what is none", () => {
    for (const text of ["", "-1", "NaN", "Infinity", "x", " "]) assert.equal(parse(`?u=${text}`).u, null);
  });

  it("passes over fields it does not know, and does not touch the object's own names", () => {
    assert.deepEqual(parse("?constructor=1&__proto__=2&toString=3&foo=bar").fields, OPENING);
  });

  it("is an API address with /step before it: /step's own names, the page's own fields aside", () => {
    const own = new Set(["u", "lang", "view", "unit", "speed", "lstm_bias"]);
    const names = new Set(Object.keys(VALUES));
    for (const { u, lang, view, unit, speed, lesson, act, ...fields } of pairs({ ...VALUES, ...PAGE }))
      for (const name of new URLSearchParams(search(fields, { u, lang, view, unit, speed })).keys())
        assert.ok(names.has(name) || own.has(name) || name in WRITTEN, name);
  });

  it("writes tables as they are read, each parameter under its own name", () => {
    const fields = { ...DEFAULTS, inputs: [[0.5], [1]], labels: ["a", "b"], parameters: WRITTEN };
    const tables = "rnn.weight_ih_l0=1;-2&rnn.weight_hh_l0=0.5,0;1e21,0.25&rnn.bias_ih_l0=0,1e-9";
    assert.equal(search(fields, { u: 1, lang: null }), `?inputs=0.5;1&labels=a;b&${tables}&u=1`);
    assert.deepEqual(parse("?inputs=0.5%3B1&token_ids=1,x").fields.inputs, [[0.5], [1]]);
    assert.equal(parse("?inputs=1,x").fields.inputs, "1,x", "the server says what is wrong");
    assert.equal(parse("?parameters=1").fields.parameters, null);
  });

  it("leaves out what numbers and a written network say themselves", () => {
    const written = (more) => [...query({ ...DEFAULTS, sentence: "x", seed: 3, hidden_size: 9, ...more }).keys()];
    assert.deepEqual(written({}), ["sentence", "hidden_size", "seed"]);
    assert.deepEqual(written({ inputs: [[1]], input_size: 2, target: 1 }), ["hidden_size", "seed", "inputs"]);
    assert.deepEqual(written({ token_ids: [1], tokenizer: "char" }), ["hidden_size", "seed", "token_ids"]);
    assert.deepEqual(written({ model: "m", nonlinearity: "relu", cell: "gru" }), ["sentence", "model"]);
    const parameters = { "rnn.weight_ih_l0": [[1]], "rnn.weight_hh_l0": [[1]] };
    assert.deepEqual(written({ parameters, cell: "gru", nonlinearity: "relu", bias: false }).slice(0, 2), [
      "sentence",
      "nonlinearity",
    ]);
  });

  it("says the state to begin with where no server reads it", () => {
    const fields = { ...DEFAULTS, state: { h: [0.5, -1], c: [1e-9, 0] } };
    assert.equal(search(fields, { u: 1, lang: null }), "?sentence=i+am+a+boy&u=1#h=0.5,-1&c=1e-9,0");
    assert.equal(query(fields).get("state"), null);
    assert.deepEqual(readStateHash("#h=0.5,-1&c=1e-9,0"), fields.state);
    for (const hash of ["", "#stage", "#h=x", TEXTLESS]) assert.equal(readStateHash(hash), null, hash);
    assert.deepEqual([unaddressable(fields), unlinked(fields)], [true, false], "it is asked for by POST");
    assert.deepEqual(unaddressed(fields), { state: fields.state });
  });

  it("leaves out the longest, and keeps what is left out for the history", () => {
    const table = Array.from({ length: 900 }, (_, i) => [i / 7]);
    const long = { ...DEFAULTS, sentence: "a b", parameters: { ...WRITTEN, "rnn.weight_hh_l0": table } };
    assert.equal(search(long, { u: null, lang: null }), `?sentence=a+b${NUMBERLESS}`);
    assert.deepEqual(unaddressed(long), { parameters: long.parameters });
    assert.deepEqual(parse("?sentence=a+b", unaddressed(long)).fields, long);
    const both = { ...long, inputs: table };
    assert.deepEqual(Object.keys(unaddressed(both)), ["inputs", "parameters"]);
    assert.equal(unaddressed(DEFAULTS), null);
    assert.deepEqual(unaddressed({ ...DEFAULTS, inputs: [[1]], labels: ["a;b"] }), { labels: ["a;b"] });
    assert.equal(search(DEFAULTS, { u: null, lang: null }, NUMBERLESS), `?sentence=i+am+a+boy${NUMBERLESS}`);
  });

  it("leaves out a text that is too long for an address, and nothing else", () => {
    const long = { ...DEFAULTS, sentence: "글 ".repeat(LONGEST), hidden_size: 64 };
    assert.ok(unaddressable(long));
    assert.ok(!unaddressable({ ...DEFAULTS, sentence: "a ".repeat(1000) }));
    assert.equal(search(long, { u: 2, lang: null, view: "sentence" }), `?hidden_size=64&u=2&view=sentence${TEXTLESS}`);
    const again = parse("?hidden_size=64&u=2&view=sentence", { sentence: long.sentence });
    assert.deepEqual(again.fields, long);
  });

  it("reads numbers as the server does, and leaves it what is written otherwise", () => {
    for (const [text, value] of [
      ["16", 16],
      ["-3", -3],
      ["007", 7],
      ...["1e2", "0x10", "8.0", " 8", "+8", "1_6", "1.5", "99999999999999999999"].map((other) => [other, other]),
    ])
      assert.equal(parse(`?${new URLSearchParams({ hidden_size: text })}`).fields.hidden_size, value, text);
    for (const [text, value] of [
      ["0.95", 0.95],
      ["1e-1", 0.1],
      ["-2", -2],
      ...["0x1", ".5", "1.", "01", "1_0", "Infinity", "NaN", "1e999"].map((other) => [other, other]),
    ])
      assert.equal(parse(`?${new URLSearchParams({ spectral_radius: text })}`).fields.spectral_radius, value, text);
  });

  it("takes an empty choice as the default, as the server does", () => {
    assert.deepEqual(parse("?cell=&objective=").fields, DEFAULTS);
    assert.equal(parse("?sentence=").fields.sentence, "");
  });
});

describe("fields that are refused", () => {
  const about = (...names) => names.map((field) => ({ field, message: "no" }));
  const wrong = { ...DEFAULTS, sentence: "so it goes", cell: "foo", hidden_size: 999, seed: 5 };

  it("are drawn at their defaults, the others as they are", () => {
    assert.deepEqual(mended(wrong, about("cell", "hidden_size")), { ...wrong, cell: "rnn", hidden_size: 8 });
    assert.deepEqual(mended({ ...wrong, sentence: "" }, about("sentence")), { ...wrong, sentence: DEFAULTS.sentence });
  });

  it("give up everything but the sentence where none is named, then the sentence, then all hope", () => {
    const second = mended(wrong, about(""));
    assert.deepEqual(second, { ...DEFAULTS, sentence: "so it goes" });
    const third = mended(second, about(""));
    assert.deepEqual(third, DEFAULTS);
    assert.equal(query(third).toString(), "sentence=i+am+a+boy");
    assert.equal(mended(third, about("")), null);
  });
});
