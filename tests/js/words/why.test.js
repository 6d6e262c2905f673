import assert from "node:assert/strict";
import { before as beforeAll, describe, it } from "node:test";
import { scientific, short, signed } from "../../../static/js/pen/numbers.js";
import { gatesOf } from "../../../static/js/run/algebra.js";
import { weightGradientFrom } from "../../../static/js/run/backprop.js";
import { rowsOf } from "../../../static/js/run/rows.js";
import { gateSum } from "../../../static/js/run/sums.js";
import { why, whyComing } from "../../../static/js/words/why.js";
import { answer, fourth } from "../support/runs.js";
import { speaking } from "../support/words.js";

const whole = (text) => {
  assert.doesNotMatch(text, /NaN|undefined|null|\{|Infinity/);
  assert.match(text, /\.$/);
};

/** Everything that can be looked at, both ways. */
const looks = (run, terms) =>
  [false, true].flatMap((back) => {
    const rows = rowsOf(run.cell, back);
    const parts = ["a", "h", ...rows.map((row) => row.part)];
    return parts.flatMap((part) => terms.map((term) => ({ part, term, back })));
  });

for (const lang of ["en", "ko"])
  describe(`a unit whose step is under way, in ${lang}`, () => {
    beforeAll(() => speaking(lang));
    for (const name of ["rnn", "gru"])
      it(`does not tell what has not come about: ${name}`, () => {
        const run = answer(name);
        const t = run.tokens.length - 1;
        const made = short(run.steps[t].h[0]);
        for (const summed of [false, true]) {
          const text = whyComing(run, t, 0, summed);
          whole(text);
          assert.ok(!text.includes(made), text);
        }
        if (name === "rnn") assert.ok(whyComing(run, t, 0, true).includes(short(gateSum(run, t, "a", 0).total)));
      });
  });

for (const lang of ["en", "ko"])
  describe(`whatever is looked at has a sentence in ${lang}`, () => {
    beforeAll(() => speaking(lang));

    for (const run of [...["rnn", "gru", "lstm", "one"].map(answer), fourth()])
      it(`every vector, unit and term, forward and back: ${run.cell}, H = ${run.hidden_size}`, () => {
        const { hidden_size: H, input_size: I } = run;
        for (const look of looks(run, [null, 0, H, H + I])) for (const { t } of run.steps) whole(why(run, t, 0, look));
      });

    it("says a term's own product and sum", () => {
      const run = answer("rnn");
      const { terms, total } = gateSum(run, 2, "a", 1);
      for (const [i, { factors, product, kind }] of terms.entries()) {
        const text = why(run, 2, 1, { part: "a", term: i });
        assert.ok(text.includes(signed(product)) && text.includes(short(total)), text);
        if (kind !== "bias") assert.ok(text.includes(factors.map(short).join(" · ")), text);
      }
    });

    it("says how far each gate opens", () => {
      const run = answer("lstm");
      for (const gate of gatesOf(run).filter((name) => name !== "g"))
        assert.ok(why(run, 1, 3, { part: gate }).includes(`${Math.round(run.steps[1].gates[gate][3] * 100)}%`));
    });

    it("says what a weight has gathered", () => {
      const run = answer("rnn");
      assert.ok(
        why(run, 2, 5, { part: "a", term: 3, back: true }).includes(scientific(weightGradientFrom(run, 2)[3][5])),
      );
    });

    it("still says what it can without weights and gates", () => {
      const steps = answer("gru").steps.map((step) => ({ ...step, gates: {} }));
      for (const run of [
        { ...answer("rnn"), parameters: undefined },
        { ...answer("gru"), parameters: undefined },
        { ...answer("gru"), parameters: undefined, steps },
      ])
        for (const back of [false, true]) for (const part of ["", "h", "r"]) whole(why(run, 1, 0, { part, back }));
    });
  });
