import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { moment, phaseStops, stepStops } from "../../../static/js/run/phases.js";
import { narrate, power, ratio } from "../../../static/js/words/narration.js";
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

  it("STEP 2t+1 says what enters, STEP 2t+2 what A gives", () => {
    const run = answer("rnn");
    assert.match(at(run, 0.2).text, /“i” enters A.*h₋₁ is all zeros/);
    assert.match(at(run, 1.3).text, /“am” and h₀ enter A/);
    assert.match(at(run, 1.9).text, /A gives h₁.*“a”/);
    assert.match(at(run, 3.9).text, /A gives h₃.*loss L/);
  });

  it("does not call a state zero that the reading begins with", () => {
    const run = answer("rnn");
    const begun = { ...run, asked: { state: { h: run.steps[0].h } } };
    assert.match(at(begun, 0.2).text, /“i” and h₋₁ enter A/);
  });

  it("cuts a long word to 24 characters", () => {
    const long = { ...answer("rnn"), tokens: ["i", "x".repeat(25), "y".repeat(24), "b"] };
    assert.ok(at(long, 1.3).text.startsWith(`“${"x".repeat(23)}…” and h₀`));
    assert.ok(at(long, 2.3).text.startsWith(`“${"y".repeat(24)}” and h₁`));
  });

  it("names a space, and says that a number is read as a word", () => {
    const tokens = (...own) => ({ ...answer("rnn"), tokens: own });
    assert.match(at(tokens("i", " ", "a", "b"), 1.3).text, /^“␣ space” and h₀ enter A/);
    assert.match(at(tokens("i", " ", "a", "b"), 0.9).text, /goes on to “␣ space”/);
    for (const number of ["0.5", "-1", "−1", "42", "1,000", "50%"])
      assert.match(at(tokens("i", number, "a", "b"), 1.3).text, /read as a word: x₁ .* not the number/, number);
    for (const word of ["2nd", "H2O", "v1.0", "-", "one", "1st"])
      assert.match(at(tokens("i", word, "a", "b"), 1.3).text, /the new input from below/, word);
  });

  it("says what A is at before anything has left it", () => {
    assert.match(at(answer("rnn"), 0.55).text, /^A adds up/);
    assert.match(at({ ...answer("relu"), nonlinearity: "relu" }, 1.65).text, /^relu makes h₁ of the sum/);
    assert.match(at(answer("lstm"), 1.65).text, /^The gates .* h₁ comes about/);
    assert.match(at(answer("lstm"), 1.75).text, /^A gives h₁/);
  });

  it("says where the losses of every step join, and what the way alone did", () => {
    const run = answer("next-token");
    assert.match(at(run, 3.9).text, /A gives h₃.*the loss does not look at this one/);
    assert.match(at(run, 4.9).text, /^Nothing comes back from “boy”.*loss at h₂/);
    const { steps: all } = run;
    // the LSTM's h gets from its right neighbour what came through the matrix
    const factor = 10 ** (all[2].log10_grad_norm - all[2].log10_recurrent_norm);
    assert.ok(factor > 1);
    assert.ok(at(run, 5.9).text.includes(`gets thinner: 1/${factor < 9.95 ? factor.toFixed(1) : Math.round(factor)}`));
    assert.match(at(run, 5.9).text, /the loss at h₁ joins it/);
    assert.match(at(run, 8).text, /All the losses together leave ‖∂L\/∂h₀‖ = 10\^/);
  });

  it("says the loss and each factor as /step has them", () => {
    const run = answer("rnn");
    assert.match(at(run, 4.1).text, /“i”: L = 1\.32/);
    const { steps: all } = run;
    const factor = 10 ** (all[3].log10_grad_norm - all[2].log10_grad_norm);
    assert.ok(at(run, 4.9).text.includes(`1/${factor.toFixed(1)}`), at(run, 4.9).text);
    const whole = 10 ** (all[3].log10_grad_norm - all[0].log10_grad_norm);
    assert.ok(at(run, 8).text.includes(`1/${whole < 9.95 ? whole.toFixed(1) : Math.round(whole)}`), at(run, 8).text);
  });

  it("says a factor as a reader would", () => {
    assert.deepEqual(
      [ratio(0), ratio(0.5), ratio(-0.301), ratio(-1), ratio(-2), ratio(-20), ratio(40)],
      ["1.00 times", "3.16 times", "1/2.0", "1/10", "1/100", "10^{−20.00}", "10^{40.00}"],
    );
    assert.equal(power(-2000.123), "10^{−2000.1}");
  });

  it("says that nothing is left where nothing is left", () => {
    const run = answer("gone");
    assert.match(at(run, 4).text, /Nothing is left of it/);
    assert.match(at(run, 6).text, /nothing is left of it/);
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
          assert.match(label, /^(STEP|BACK) \d+$/);
          assert.ok(text.length > 10);
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
    assert.match(at(run, 1.2).text, /“am”과 h₀이 A로/);
    assert.match(at(run, 1.9).text, /h₁을 내놓습니다/);
    assert.match(at(run, 2.9).text, /h₂를 내놓습니다. 똑같은 h₂가 .*“boy”를 읽을 A로도/);
    assert.match(at(run, 4.9).text, /“boy”에서 “a”로/);
  });
});
