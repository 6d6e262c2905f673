import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { moment, phaseStops, stepStops } from "../../../static/js/run/phases.js";
import { MOST, narrate, power, ratio } from "../../../static/js/words/narration.js";
import { answer, CELLS } from "../support/runs.js";
import { speaking } from "../support/words.js";

const RUNS = [...CELLS, "one", "relu", "next-token", "vanishing", "gone"];
/** @param {object} run @param {number} u */
const at = (run, u) => narrate(run, moment(u, run.tokens.length));

describe("in English", () => {
  before(() => speaking("en"));

  it("counts STEP 1 … STEP 8 for “i am a boy”, then BACK 1 … BACK 4", () => {
    const run = answer("rnn");
    const labels = stepStops(4)
      .slice(1)
      .map((u) => at(run, u).label);
    const wanted = Array.from({ length: 8 }, (_, i) => `STEP ${i + 1}`);
    assert.deepEqual(labels, [...wanted, "BACK 1", "BACK 2", "BACK 3", "BACK 4"]);
  });

  it("says one thing a phase: what enters, what A does, what it gives", () => {
    const run = answer("rnn");
    assert.deepEqual(
      [0.3, 0.45, 0.55, 0.65, 0.9].map((u) => at(run, u).text),
      [
        "“i” enters A. No memory yet: h₋₁ is all zeros.",
        "A computes h₋₁ Wₕ and x₀ Wₓ.",
        "A adds them up, with b.",
        "tanh makes h₀ of the sum.",
        "A gives h₀ twice: out, and on to “am”.",
      ],
    );
    assert.equal(at(run, 1.3).text, "“am” enters A, and h₀ with it.");
    assert.match(at(run, 3.9).text, /A gives h₃.*loss L/);
    assert.match(at({ ...answer("relu"), nonlinearity: "relu" }, 1.65).text, /^relu makes h₁ of the sum/);
    assert.match(at({ ...answer("relu"), nonlinearity: "identity" }, 1.65).text, /^Nothing bends the sum/);
    assert.match(at(answer("lstm"), 1.65).text, /^The gates .* h₁ comes about/);
  });

  it("says on the way back what arrives, what the slopes leave, what the matrix leaves, and where it goes", () => {
    const run = answer("rnn");
    const { steps: all } = run;
    const share = (log10) => `${Math.round(100 * 10 ** log10)}%`;
    assert.match(at(run, 4.1).text, /“i”: L = 1\.32/);
    assert.equal(at(run, 4.5).text, `× tanh′: ${share(Math.log10(all[3].pointwise_gain))} is left.`);
    const whole = share(all[2].log10_grad_norm - all[3].log10_grad_norm);
    assert.equal(at(run, 4.7).text, `× Wₕᵀ: in all, ${whole} is left.`);
    assert.equal(at(run, 4.9).text, `It leaves for “a”, its size ${power(all[2].log10_grad_norm)}.`);
    assert.equal(at(run, 5.2).text, "The gradient arrives at “a”.");
    const way = all[0].log10_grad_norm - all[3].log10_grad_norm;
    assert.equal(at(run, 7.2).text, `${ratio(way)} of what set out arrives at “i”.`);
    assert.equal(at(run, 8).text, `${ratio(way)} of what set out at h₃ reached “i” (${power(way)}).`);
  });

  it("names no result before the phase that makes it", () => {
    const early = { slope: /10\^|Wₕᵀ/, weight: /10\^/, leave: /^$/ };
    for (const name of CELLS)
      for (const u of phaseStops(4)) {
        const { phase, t } = moment(u, 4);
        const { text } = at(answer(name), u);
        if (t > 0 || phase !== "arrive") assert.doesNotMatch(text, early[phase] ?? /%|10\^/);
      }
  });

  it("blames no slope of a gated cell: its way does not pass the slopes alone", () => {
    for (const name of CELLS.filter((cell) => cell !== "rnn")) assert.doesNotMatch(at(answer(name), 4.5).text, /\d/);
  });

  it("does not call a state zero that the reading begins with", () => {
    const run = answer("rnn");
    const begun = { ...run, asked: { state: { h: run.steps[0].h } } };
    assert.match(at(begun, 0.2).text, /“i” enters A, and h₋₁ with it/);
  });

  it("cuts a long word to 12 letters, between what a reader calls letters", () => {
    const long = { ...answer("rnn"), tokens: ["i", "x".repeat(13), "y".repeat(12), "👨‍👩‍👧".repeat(3)] };
    assert.ok(at(long, 1.3).text.startsWith(`“${"x".repeat(11)}…” enters`));
    assert.ok(at(long, 2.3).text.startsWith(`“${"y".repeat(12)}” enters`));
    assert.ok(at(long, 3.3).text.startsWith("“👨‍👩‍👧…” enters"));
  });

  it("names a space, and says that a number is read as a word", () => {
    const tokens = (...own) => ({ ...answer("rnn"), tokens: own });
    assert.match(at(tokens("i", " ", "a", "b"), 1.3).text, /^“␣ space” enters A/);
    assert.match(at(tokens("i", " ", "a", "b"), 0.9).text, /on to “␣ space”/);
    for (const number of ["0.5", "-1", "−1", "42", "1,000", "50%"])
      assert.match(at(tokens("i", number, "a", "b"), 1.3).text, /as a word: x₁ .* not the number/, number);
    for (const word of ["2nd", "H2O", "v1.0", "-", "one", "1st"])
      assert.match(at(tokens("i", word, "a", "b"), 1.3).text, /enters A, and h₀ with it/, word);
  });

  it("says where the losses of every step join, and what the way alone did", () => {
    const run = answer("next-token");
    assert.match(at(run, 3.9).text, /A gives h₃.*no loss looks at it/);
    for (const u of [4.2, 4.5, 4.7, 4.9])
      assert.equal(at(run, u).text, "No loss looks at h₃. The gradient sets out at h₂.");
    assert.match(at(run, 5.1).text, /^The loss asks every state/);
    const { steps: all } = run;
    // the LSTM's h gets from its right neighbour what came through the matrix
    const share = 100 * 10 ** (all[2].log10_recurrent_norm - all[2].log10_grad_norm);
    assert.ok(at(run, 5.7).text.includes(`${Number(share.toPrecision(2))}%`), at(run, 5.7).text);
    assert.match(at(run, 5.9).text, /the loss at h₁ joins it/);
    assert.match(at(run, 8).text, /All the losses together leave ‖∂L\/∂h₀‖ = 10\^/);
  });

  it("says a factor as a reader would", () => {
    assert.deepEqual(
      [ratio(0), ratio(0.5), ratio(-0.301), ratio(-1), ratio(-2), ratio(-20), ratio(40)],
      ["1.00 times", "3.16 times", "50%", "1/10", "1/100", "10^{−20.00}", "10^{40.00} times"],
    );
    assert.equal(power(-2000.123), "10^{−2000.1}");
  });

  it("says that nothing is left where nothing is left", () => {
    const run = answer("gone");
    assert.match(at(run, 3.7).text, /nothing is left/);
    assert.match(at(run, 4).text, /Nothing leaves/);
    assert.match(at(run, 4.2).text, /Nothing arrives/);
    assert.match(at(run, 6).text, /Nothing of the gradient/);
  });
});

for (const lang of ["en", "ko"])
  describe(`at every phase of every run, in ${lang}`, () => {
    before(() => speaking(lang));
    for (const name of RUNS)
      it(name, () => {
        const run = answer(name);
        for (const u of phaseStops(run.tokens.length)) {
          const { label, text } = at(run, u);
          assert.match(label, lang === "ko" ? /^(역방향 )?\d+단계$/ : /^(STEP|BACK) \d+$/);
          assert.ok(text.length > 10);
          assert.ok(text.length <= MOST, text);
          assert.doesNotMatch(text, /\{\$|NaN|undefined|null|Infinity/);
          if (lang === "ko") assert.match(text, /[가-힣]/);
        }
      });
  });

describe("in Korean", () => {
  before(() => speaking("ko"));
  it("joins particles to quoted words and to symbols as they are read", () => {
    const run = answer("rnn");
    assert.match(at(run, 0.2).text, /“i”가 A로/);
    assert.match(at(run, 1.2).text, /“am”과 h₀이 함께/);
    assert.match(at(run, 1.9).text, /h₁을 둘로/);
    assert.match(at(run, 2.9).text, /h₂를 둘로.*“boy” 쪽으로/);
    assert.match(at(run, 4.9).text, /“a” 쪽으로/);
  });
});
