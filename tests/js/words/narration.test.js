import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { moment, phaseStops, stepStops } from "../../../static/js/run/phases.js";
import { finished, MOST, narrate, power, ratio } from "../../../static/js/words/narration.js";
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
      assert.match(
        at(tokens("i", number, "a", "b"), 1.3).text,
        /^The word “.*” enters A: x₁ .* not that number/,
        number,
      );
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

/** What a run of characters, of jamo, of ids, or of numbers was asked. */
const ASKED = {
  char: { tokenizer: "char" },
  jamo: { tokenizer: "jamo" },
  id: { tokenizer: "word", token_ids: [3, 1, 4, 1] },
  number: { tokenizer: "char", inputs: [[3], [1], [4], [1]] },
};
/** What no caption of them says. */
const WORD = { en: /\bword/, ko: /단어/ };

/** The same run read in other pieces. @param {string} name @param {string} unit @param {string[]} tokens */
const read = (name, unit, tokens) => ({ ...answer(name), asked: ASKED[unit], tokens });

for (const lang of ["en", "ko"])
  describe(`where other things than words are read, in ${lang}`, () => {
    before(() => speaking(lang));
    const asLong = (_, i) => [" ", "👨‍👩‍👧‍👦", "5", " "][i % 4];

    for (const unit of ["char", "jamo", "id"])
      it(`no caption calls a ${unit} a word, and each is short`, () => {
        for (const name of [...RUNS, "next-token"]) {
          const { tokens } = answer(name);
          for (const change of [{}, { target: 1 }, { objective: "next-token", loss_at: 1 }]) {
            const run = { ...read(name, unit, tokens.map(asLong)), ...change };
            for (const u of phaseStops(run.tokens.length)) {
              const { text } = at(run, u);
              assert.doesNotMatch(text, WORD[lang]);
              assert.ok(text.length <= MOST, text);
            }
          }
        }
      });

    it("nor what is said at the end of all", () => {
      for (const unit of Object.keys(ASKED)) {
        const text = finished(read("rnn", unit, ["a", "b", "c", "d"]));
        assert.doesNotMatch(text, WORD[lang]);
        assert.match(text, lang === "ko" ? /4개를 모두 읽었습니다/ : /^All 4 /);
        assert.ok(text.length <= MOST, text);
      }
      assert.match(finished(answer("rnn")), WORD[lang]);
    });
  });

describe("what one step reads", () => {
  const certain = (unit) => ({ ...read("one", unit, ["ㄴ"]), loss: 0, objective: "next-token" });

  it("has its name in English", async () => {
    await speaking("en");
    assert.match(at(read("rnn", "char", [..."boys"]), 4.1).text, /the first character, “b”: L/);
    assert.match(at(read("rnn", "jamo", [..."ㄴㅏㄴㅡ"]), 4.1).text, /the first letter, “ㄴ”: L/);
    assert.match(at(read("rnn", "id", [..."3141"]), 4.1).text, /the first id, “3”: L/);
    assert.match(at({ ...read("rnn", "char", [..."boys"]), target: 1 }, 4.1).text, /for the character “o”: L/);
    assert.match(at(read("next-token", "jamo", [..."ㄴㅏㄴㅡ"]), 5.1).text, /every state for the next letter: L/);
    assert.match(at({ ...read("next-token", "char", [..."boys"]), loss_at: 2 }, 5.1).text, /next character, “s”: L/);
    assert.match(at(certain("jamo"), 1.1).text, /^Only one letter is known: no answer is wrong, L = 0/);
    assert.match(at(read("rnn", "char", [..."a5bc"]), 1.3).text, /^The character “5” enters A: x₁ is its vector/);
    assert.match(at(read("rnn", "id", [..."3141"]), 1.3).text, /^The id “1” enters A: x₁ is its vector/);
    assert.deepEqual(
      Object.keys(ASKED).map((unit) => /4 (\w+)/.exec(finished(read("rnn", unit, [..."3141"])))[1]),
      ["characters", "letters", "ids", "numbers"],
    );
    const rows = { ...answer("rnn"), asked: { inputs: new Array(4).fill([3, 1]) } };
    assert.match(finished(rows), /^All 4 rows are read/);
    assert.match(finished(answer("one")), /^The one word is read/);
  });

  it("has its name in Korean", async () => {
    await speaking("ko");
    assert.match(at(read("rnn", "jamo", [..."ㄴㅏㄴㅡ"]), 4.1).text, /첫 자모 “ㄴ”을 묻습니다/);
    assert.match(at(read("rnn", "char", [..."나는밥을"]), 4.1).text, /첫 글자 “나”를 묻습니다/);
    assert.match(at({ ...read("rnn", "char", [..."나는밥을"]), target: 1 }, 4.1).text, /게 글자 “는”을 묻습니다/);
    assert.match(at(read("next-token", "jamo", [..."ㄴㅏㄴㅡ"]), 5.1).text, /다음 자모를 묻습니다/);
    assert.match(at({ ...read("next-token", "char", [..."나는밥을"]), loss_at: 2 }, 5.1).text, /다음 글자 “을”을/);
    assert.match(at(certain("jamo"), 1.1).text, /^아는 자모가 하나뿐이라/);
    assert.match(
      at(read("rnn", "char", [..."a5bc"]), 1.3).text,
      /^“5”가 글자로 들어갑니다\. x₁은 그 수가 아니라 글자의/,
    );
    assert.deepEqual(
      Object.keys(ASKED).map((unit) => finished(read("rnn", unit, [..."3141"])).split(" ")[0]),
      ["글자", "자모", "번호", "수"],
    );
  });
});

describe("a number that fell apart from its sign", () => {
  const apart = (sentence, tokens) => ({ ...answer("rnn"), tokens, asked: { tokenizer: "word", sentence } });
  const IN_TWO = { en: /fell into two words/, ko: /두 단어로 나뉘었습니다/ };

  it("is told of, in both languages", async () => {
    await speaking("en");
    assert.equal(
      at(apart("a -1 b", ["a", "-", "1", "b"]), 2.3).text,
      "“-1” fell into two words: x₂ is the second’s vector, no number.",
    );
    await speaking("ko");
    assert.equal(
      at(apart("a -1 b", ["a", "-", "1", "b"]), 2.3).text,
      "“-1”은 두 단어로 나뉘었습니다. x₂는 그 수가 아니라 둘째 단어의 벡터입니다.",
    );
  });

  for (const lang of ["en", "ko"])
    it(`only where the sign was the number’s, and in few letters, in ${lang}`, async () => {
      await speaking(lang);
      for (const [sentence, ...tokens] of [
        ["2 -1.5 0", "2", "-", "1.5", "0"],
        ["x (−1)", "x", "−", "1", ")"],
        ["+1 -1", "-", "+", "1", "-"],
        ["-12345678901234", "a", "-", "12345678901234", "b"],
      ]) {
        const { text } = at(apart(sentence, tokens), 2.3);
        assert.match(text, IN_TWO[lang], sentence);
        assert.ok(text.length <= MOST, text);
      }
      for (const [sentence, ...tokens] of [
        ["3-1 0", "3", "-", "1", "0"],
        ["a - 1 b", "a", "-", "1", "b"],
        ["5-1 -10", "5", "-", "1", "-"],
        ["a -b 1", "-", "b", "1", "c"],
      ])
        assert.doesNotMatch(at(apart(sentence, tokens), 2.3).text, IN_TWO[lang], sentence);
      const characters = { ...apart("a -1", ["a", " ", "-", "1"]), asked: { tokenizer: "char", sentence: "a -1" } };
      assert.doesNotMatch(at(characters, 3.3).text, IN_TWO[lang]);
    });

  it("where the network reads from the right, and where the sentence is not known", async () => {
    await speaking("en");
    const back = { ...apart("a -1 b", ["b", "1", "-", "a"]), direction: "backward" };
    assert.match(at(back, 1.3).text, /^“-1” fell into two words: x₂ is/);
    assert.match(at({ ...answer("rnn"), tokens: ["a", "-", "1", "b"] }, 2.3).text, IN_TWO.en);
  });
});
