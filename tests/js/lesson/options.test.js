/** Over many runs of many shapes: every question has options that differ, of which exactly one is right. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { CHAPTERS, fieldsOf } from "../../../static/js/lesson/chapters.js";
import { order, squeeze, way } from "../../../static/js/lesson/claims.js";
import { t } from "../../../static/js/words/i18n.js";
import { examples } from "../support/quick.js";
import { random } from "../support/random.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

const draw = random(15);
const asking = CHAPTERS.flatMap(({ stops }, c) =>
  stops.flatMap((stop, s) => (stop.ask ? [{ stop, ask: stop.ask, key: `lesson-${c + 1}-${s + 1}` }] : [])),
);

/** A real run of four steps made into one of T, whose gradient changes by `by` decades a step. */
function stretched(cell, T, by) {
  const run = structuredClone(answer(cell));
  const steps = Array.from({ length: T }, (_, t) => ({
    ...structuredClone(run.steps[t % 4]),
    t,
    log10_grad_norm: by === null && t === 0 ? null : Number(by) * (T - 1 - t) - 0.3,
  }));
  const tokens = steps.map((_, t) => `w${t}`);
  return { ...run, steps, tokens, nonlinearity: "tanh" };
}

/** How many words a paragraph's sentence may have. */
const LENGTHS = { short: [3, 7], own: [3, 60], long: [12, 60] };

function drawn(stop) {
  const [least, most] = LENGTHS[stop.sentence] ?? [4, 4];
  const T = least + Math.floor(draw() * (most - least + 1));
  const fields = fieldsOf(stop, "");
  const one = (cell) => ({ ...stretched(cell, T, draw() < 0.02 ? null : 2 * draw() - 1.5), asked: fields });
  const run = one(fields.cell);
  const sum = 4 * draw() - 2;
  if (run.steps[1]?.gates.a) {
    run.steps[1].gates.a[0] = sum;
    run.steps[1].h[0] = Math.tanh(sum);
  }
  return { run, beside: { rnn: one("rnn"), gru: one("gru") } };
}

describe("the options of every question", () => {
  for (const lang of ["en", "ko"])
    it(`are apart whatever is read, and one is right, in ${lang}`, async () => {
      await speaking(lang);
      for (const { stop, ask, key } of asking)
        for (let i = 0; i < examples(60); i++) {
          const { run, beside } = drawn(stop);
          const claims = stop.claims?.(run, beside) ?? {};
          const texts = Array.from({ length: ask.options }, (_, k) => t(`${key}-option-${k + 1}`, claims));
          assert.equal(new Set(texts).size, ask.options, `${key}: ${texts.join(" | ")}`);
          const truth = ask.truth(run, beside);
          assert.ok(Number.isInteger(truth) && truth >= 0 && truth < ask.options, `${key}: ${truth}`);
          for (const text of [...texts, t(`${key}-answer`, claims)])
            assert.doesNotMatch(text, /NaN|Infinity|undefined|null|\{ ?\$/u, key);
        }
    });

  it("are each right of some run, where it is not a matter of how the network is built", () => {
    const fixed = new Set(["lesson-1-3", "lesson-2-3", "lesson-8-3"]);
    for (const { stop, ask, key } of asking.filter(({ key }) => !fixed.has(key))) {
      const found = new Map();
      for (let i = 0; i < 240; i++) {
        const { run, beside } = drawn(stop);
        const truth = ask.truth(run, beside);
        found.set(truth, (found.get(truth) ?? 0) + 1);
      }
      for (let k = 0; k < ask.options; k++) assert.ok((found.get(k) ?? 0) >= 2, `${key}: option ${k + 1}`);
    }
  });
});

describe("what a question is decided by", () => {
  before(() => speaking("en"));

  it("is the memory's own share, where “am” alone would do", () => {
    const { ask } = asking.find(({ key }) => key === "lesson-2-3");
    const run = structuredClone(answer("rnn"));
    assert.equal(ask.truth(run, {}), 1);
    const silent = structuredClone(run);
    silent.parameters["rnn.weight_hh_l0"] = run.parameters["rnn.weight_hh_l0"].map((row) => row.map(() => 0));
    assert.equal(ask.truth(silent, {}), 0);
    const deaf = structuredClone(run);
    deaf.parameters["rnn.weight_ih_l0"] = run.parameters["rnn.weight_ih_l0"].map((row) => row.map(() => 0));
    assert.equal(ask.truth(deaf, {}), 2);
  });

  it("is what tanh leaves: more than nine tenths, more than two thirds, less", () => {
    const run = structuredClone(answer("rnn"));
    for (const [a, wanted] of [
      [0.5, 0],
      [-0.5, 0],
      [0.7, 1],
      [-1.2, 1],
      [1.4, 2],
      [-3, 2],
    ]) {
      run.steps[1].gates.a[0] = a;
      run.steps[1].h[0] = Math.tanh(a);
      assert.equal(squeeze(run), wanted, String(a));
    }
  });

  it("is bounded by 1/n and 1/2ⁿ, which are apart from two steps on", () => {
    for (const T of [3, 4, 12, 200]) {
      const n = T - 1;
      for (const [log10, wanted] of [
        [-Math.log10(n) + 1e-9, 0],
        [-Math.log10(n) - 1e-9, 1],
        [-n * Math.log10(2) + 1e-9, 1],
        [-n * Math.log10(2) - 1e-9, 2],
      ]) {
        const run = stretched("rnn", T, log10 / n);
        assert.ok(Math.abs(way(run) - log10) < 1e-9);
        assert.equal(order(run), wanted, `${T}: ${log10}`);
      }
    }
  });
});
