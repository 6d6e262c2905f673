import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { t } from "../../../static/js/words/i18n.js";
import { ofClips, ofHeldOut, ofReach, ofStanding, ofTask } from "../../../static/js/words/training.js";
import { random } from "../support/random.js";
import { trainingOf } from "../support/training.js";
import { speaking } from "../support/words.js";

/** A share as it is written, and the most that rounding may hide. @param {string} text */
function shareOf(text) {
  const number = Number(text.replace(/[<>%]/g, ""));
  return {
    share: number / 100,
    half: text.includes("<") || text.includes(">") ? 0.001 : text.includes(".") ? 0.0006 : 0.0051,
  };
}

/** @param {string} text @param {number} exact */
const right = (text, exact) => Math.abs(shareOf(text).share - exact) <= shareOf(text).half;

/** The power of ten in `10^{−3.21}`, or of a number written out. @param {string} text */
function levelOf(text) {
  const power = /^10\^\{(.+)\}$/.exec(text)?.[1];
  return power ? Number(power.replace("−", "-")) : Math.log10(Number(text.replace("−", "-")));
}

/** The mean of the last 25 up to a step, taken from the reports alone. */
const meanOf = (training, step, name) => {
  const told = training.reports.filter((report) => report.step <= step).slice(-25);
  return told.reduce((sum, report) => sum + report[name], 0) / told.length;
};

/** Whether what is said is what the mean is. @param {string} key @param {number} mean @param {number} chance @param {string} best */
function fits(key, mean, chance, best) {
  assert.equal(key === "teach-learned", mean >= 0.98, `${key} ${mean}`);
  if (key.startsWith("teach-learning")) assert.ok(mean > chance, `${key} ${mean}`);
  // no more than what guessing does once in a thousand times
  if (key.startsWith("teach-chance")) assert.ok(mean < chance + 3.3 * Math.sqrt(0.25 / 32), `${key} ${mean}`);
  if (key === "teach-lost") assert.ok(shareOf(best).share > mean + 0.29, `${best} ${mean}`);
}

/** Whether a level is written as it is. @param {string} text @param {number | null} exact */
const written = (text, exact) => (exact === null ? text === "0" : Math.abs(levelOf(text) - exact) < 0.0051);

/**
 * Whether what is said of a change is so.
 * @param {string | undefined} key
 * @param {number | null} now
 * @param {number | null} first
 */
const changed = (key, now, first) =>
  key ? (key === "teach-reach-grew") === now > first : now === null || first === null || Math.abs(now - first) < 0.31;

/** Each sentence with its numbers in it. @param {import("../../../static/js/words/training.js").Told[]} told */
function worded(told) {
  for (const [key, args] of told) {
    const text = t(key, args);
    assert.doesNotMatch(text.replace(/\^\{[^}]*\}/g, ""), /[{}]|undefined|teach-/, key);
    for (const name of ["share", "chance"]) if (args[name]) assert.ok(text.includes(String(args[name])), text);
  }
}

/** Trainings of every kind, and a step of each. */
function* all() {
  const next = random(23);
  for (let round = 0; round < 400; round++) {
    const V = 2 + Math.floor(next() * 9);
    const [share, top, fall] = [1 / V + next() * (1 - 1 / V), next(), next()];
    const truncate = next() < 0.25 ? 1 + Math.floor(next() * 25) : null;
    const shift = 1.2 * next() - 0.6;
    const training = trainingOf({
      share: next() < 0.3 ? 1 / V : next() < 0.3 ? 1 : share,
      told: 1 + Math.floor(next() * 200),
      taught: { truncate, clip: next() < 0.2 ? null : 0.3, chance: { accuracy: 1 / V, loss: Math.log(V) } },
      report: (step) => ({
        fall: fall + (shift * step) / 200,
        ...(next() < 0.05 ? { log10_grad_norms: Array(21).fill(null) } : {}),
        ...(top > 0.9 && step > 120 ? { accuracy: 1 / V } : {}),
      }),
    });
    yield { training, step: Math.floor(next() * 201), over: next() < 0.5, V };
  }
}

describe("what is said of a network that learns", async () => {
  await speaking("en");
  const seen = new Set();

  it("is true of its reports", () => {
    for (const { training, step, over, V } of all()) {
      const [[key, { share, best, chance }]] = ofStanding(training, step, over);
      seen.add(key);
      if (key === "teach-untold") {
        assert.equal(training.reports[0].step > step, true);
        continue;
      }
      const mean = meanOf(training, step, "accuracy");
      assert.ok(right(share, mean), `${share} of ${mean}`);
      assert.ok(right(chance, 1 / V));
      fits(key, mean, 1 / V, best);
      const partly = key.startsWith("teach-learning") || key.startsWith("teach-chance");
      assert.equal(key.endsWith("-over"), over && partly);
    }
    const wanted = ["untold", "learned", "learning", "learning-over", "chance", "chance-over", "lost"];
    assert.deepEqual([...seen].sort(), wanted.map((name) => `teach-${name}`).sort());
  });

  it("tells where the gradient ends, and whether it grew", () => {
    const kinds = new Set();
    for (const { training, step } of all()) {
      const told = training.reports.filter((report) => report.step <= step);
      const sayings = ofReach(training, step);
      if (!told.length) {
        assert.deepEqual(sayings, []);
        continue;
      }
      const [now, first] = [told.at(-1).log10_grad_norms, training.reports[0].log10_grad_norms];
      const [[key, args], more] = sayings;
      kinds.add(key);
      assert.equal(key === "teach-cut", (training.taught.truncate ?? 21) <= 20);
      if (key === "teach-cut") continue;
      assert.ok(written(args.there, now[20]), `${args.there} ${now[20]}`);
      assert.equal(key === "teach-reach-gone", (now[20] ?? -7) < -6);
      kinds.add(more?.[0]);
      assert.ok(changed(more?.[0], now[20], first[20]), `${more} ${first[20]} ${now[20]}`);
    }
    const wanted = ["cut", "reach", "reach-gone", "reach-grew", "reach-fell"].map((name) => `teach-${name}`);
    assert.deepEqual(new Set(wanted), new Set([...kinds].filter(Boolean)));
  });

  it("counts what was clipped", () => {
    for (const { training, step } of all()) {
      const told = training.reports.filter((report) => report.step <= step);
      const [saying] = ofClips(training, step);
      if (!told.length) assert.equal(saying, undefined);
      else if (training.taught.clip === null) assert.deepEqual(saying, ["teach-unclipped", {}]);
      else
        assert.deepEqual(
          [saying?.[1].count, saying?.[1].told],
          [told.filter(({ total_grad_norm }) => total_grad_norm > 0.3).length, told.length],
        );
    }
  });

  it("of a series compares with saying the last number again", () => {
    const taught = { task: "forecast", distance: null, chance: { accuracy: null, loss: 0.1 } };
    const of = (loss) => ofStanding(trainingOf({ taught, report: () => ({ loss }) }), 200, true)[0];
    assert.deepEqual(of(0.05), ["teach-closer", { loss: "0.05", repeating: "0.10" }]);
    assert.equal(of(0.2)[0], "teach-farther");
    assert.deepEqual(ofReach(trainingOf({ taught }), 100), []);
    const end = { step: 200, loss: 0, accuracy: 0.4, model: "a", held_out: { loss: 0.03, accuracy: 0.4 } };
    assert.deepEqual(ofHeldOut({ ...trainingOf({ taught }), end }), [["teach-held-out-loss", { loss: "0.03" }]]);
    assert.deepEqual(ofHeldOut({ ...trainingOf(), end }), [["teach-held-out", { share: "40%" }]]);
    assert.deepEqual(ofHeldOut(trainingOf()), []);
  });

  for (const lang of ["en", "ko"])
    it(`has words with every number in them, ${lang}`, async () => {
      await speaking(lang);
      for (const { training, step, over } of all()) {
        worded([ofTask(training.taught), ...ofStanding(training, step, over)]);
        worded([...ofReach(training, step), ...ofClips(training, step)]);
      }
      assert.equal(t(...ofTask({ task: "recall", distance: 1 })).length > 5, true);
    });
});
