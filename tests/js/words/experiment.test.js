/** The verdict of the experiment says only what its numbers bear out, whatever they are. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  cellName,
  changesOf,
  effectOf,
  howFar,
  ofLive,
  ofPair,
  ofPlace,
  settings,
  taken,
  verdict,
} from "../../../static/js/words/experiment.js";
import { t } from "../../../static/js/words/i18n.js";
import { experiment, grid, trial, usual } from "../support/experiments.js";
import { numbers } from "../support/heads.js";
import { speaking } from "../support/words.js";

/** An experiment drawn at random: every kind of outcome comes about. @param {() => number} next */
function drawn(next) {
  const pick = (list) => list.filter(() => next() < 0.7);
  const all = ["rnn", "relu-rnn", "gru", "lstm", "lstm-forget"];
  const cells = pick(all);
  const delays = pick([2, 5, 10, 20, 50]);
  const far = Object.fromEntries(all.map((cell) => [cell, [0, 2, 5, 10, 20, 50, 99][Math.floor(7 * next())]]));
  const noise = next() < 0.5 ? 0 : 0.2;
  const more = {
    cells: cells.length ? cells : ["rnn"],
    delays: delays.length ? delays : [5],
    seeds: [0, 1, 2].slice(0, 1 + Math.floor(3 * next())),
  };
  const side = grid((cell, delay, seed) => delay + seed === 50 || (delay === 2 && cell === "gru"), {
    delays: [2, 50],
    changes: next() < 0.5 ? { clip: null } : {},
    cells: more.cells.slice(0, 2),
  });
  const main = grid((cell, delay) => (next() < noise ? next() < 0.5 : delay <= far[cell]), more);
  return experiment(next() < 0.5 ? [main] : [main, side]);
}

/** Whether all seeds of a cell learned a delay and every shorter one, by the trainings alone. */
const knows = ({ trainings }, cell, delay) =>
  trainings.filter((each) => each.cell === cell && each.delay <= delay).every(({ learned }) => learned);
const limit = (main, cell) => Math.max(0, ...main.delays.filter((delay) => knows(main, cell, delay)));
const GATED = ["gru", "lstm", "lstm-forget"];

/** What each sentence claims, checked against the trainings. */
const CLAIMS = {
  "experiment-none": (main) => !main.trainings.some(({ learned }) => learned),
  "experiment-borne-out": (main, { plain, best }) =>
    gatedOf(main).every((cell) => limit(main, cell) > limit(main, "rnn")) && ends(main, plain) && bestIs(main, best),
  "experiment-partly": (main, { plain, best, further }) =>
    gatedOf(main).some((cell) => limit(main, cell) <= limit(main, "rnn")) &&
    further ===
      gatedOf(main)
        .filter((cell) => limit(main, cell) > limit(main, "rnn"))
        .map(cellName)
        .join(", ") &&
    further !== "" &&
    ends(main, plain) &&
    bestIs(main, best),
  "experiment-not-borne-out": (main, { plain }) =>
    gatedOf(main).every((cell) => limit(main, cell) <= limit(main, "rnn")) && ends(main, plain),
  "experiment-plain-all": (main, { plain }) =>
    main.trainings.every(({ cell, learned }) => cell !== "rnn" || learned) &&
    Number(plain) === Math.max(...main.delays),
  "experiment-without-gates": (main, { names, delay }) =>
    names === "ReLU-RNN" &&
    limit(main, "relu-rnn") === Number(delay) &&
    Number(delay) > limit(main, "rnn") &&
    gatedOf(main).every((cell) => limit(main, cell) <= Number(delay)),
  "experiment-end": (main, { delay, steps }) =>
    main.delays.includes(Number(delay)) &&
    main.trainings.every((each) => each.delay < Number(delay) || !each.learned) &&
    main.trainings.every((each) => each.steps <= Number(steps)),
  "experiment-yet": (main, { cell, delay, n, of }, others) => {
    const same = others
      .flatMap(({ trainings }) => trainings)
      .filter((each) => cellName(each.cell) === cell && each.delay === Number(delay));
    const longer = others
      .flatMap(({ trainings }) => trainings)
      .some((each) => each.learned && each.delay > Number(delay));
    const counted = same.filter(({ learned }) => learned).length;
    const within = main.trainings.some((each) => each.learned && each.delay >= Number(delay));
    return counted === Number(n) && counted > 0 && same.length === Number(of) && !longer && !within;
  },
  "experiment-no-end": (main, { longest }) =>
    main.trainings.some((each) => each.delay === Math.max(...main.delays) && each.learned) &&
    Number(longest) === Math.max(...main.delays),
};
const gatedOf = (main) => main.cells.filter((cell) => GATED.includes(cell));
const ends = (main, plain) => (plain === "none" ? 0 : Number(plain)) === limit(main, "rnn");
const bestIs = (main, best) => Number(best) === Math.max(...gatedOf(main).map((cell) => limit(main, cell)));

describe("the verdict", () => {
  it("calls nothing out of reach that a changed recipe learned", () => {
    const next = numbers(5);
    for (let i = 0; i < 1000; i++) {
      const made = drawn(next);
      const said = new Map(verdict(made));
      const end = said.get("experiment-end")?.delay ?? said.get("experiment-none")?.shortest;
      const changed = made.grids.slice(1).flatMap(({ trainings }) => trainings);
      if (end && changed.some((each) => each.learned && each.delay >= Number(end)))
        assert.ok(said.has("experiment-yet"));
    }
  });

  it("claims nothing that the trainings refute", () => {
    const next = numbers(7);
    const seen = new Map();
    for (let i = 0; i < 4000; i++) {
      const made = drawn(next);
      for (const [key, args] of verdict(made)) {
        if (!CLAIMS[key]?.(made.grids[0], args, made.grids.slice(1))) {
          const learned = made.grids[0].trainings.map((each) => [each.cell, each.delay, each.seed, each.learned]);
          assert.fail(JSON.stringify([key, args, learned]));
        }
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    for (const key of Object.keys(CLAIMS))
      assert.ok((seen.get(key) ?? 0) > 20, `${key} came ${seen.get(key) ?? 0} times`);
  });

  it("always says something, and something of the gates where both kinds are there and something learned", () => {
    const next = numbers(3);
    for (let i = 0; i < 500; i++) {
      const made = drawn(next);
      const keys = verdict(made).map(([key]) => key);
      assert.ok(keys.length > 0);
      const both = made.grids[0].cells.includes("rnn") && gatedOf(made.grids[0]).length > 0;
      if (both && keys[0] !== "experiment-none") assert.match(keys[0], /borne-out|partly|plain-all/);
    }
  });

  it("says what the article expects where it comes about", () => {
    assert.deepEqual(
      verdict(usual()).map(([key]) => key),
      ["experiment-borne-out", "experiment-no-end"],
    );
  });
});

describe("what a place, a change and a time say", () => {
  it("counts the seeds of a place, and how far the gradient reached", () => {
    const [, args] = ofPlace(usual().grids[0], "rnn", 10);
    assert.deepEqual(args, {
      cell: "RNN",
      delay: "10",
      n: "0",
      of: "3",
      accuracies: "13%, 13%, 13%",
      before: "8",
      after: "7",
    });
    const lost = grid(() => false);
    lost.trainings[0].accuracy = null;
    assert.match(ofPlace(lost, "rnn", 2)[1].accuracies, /^–, /);
  });

  it("compares a change with what it is a change of", () => {
    const first = grid((_, delay) => delay <= 5);
    const changed = (learned) => grid(learned, { delays: [5, 10], changes: { learning_rate: 0.01 } });
    assert.equal(
      effectOf(
        first,
        changed(() => true),
      )[0],
      "experiment-effect-more",
    );
    assert.equal(
      effectOf(
        first,
        changed((cell, delay) => cell === "rnn" && delay === 5),
      )[0],
      "experiment-effect-fewer",
    );
    assert.equal(
      effectOf(
        first,
        changed(() => false),
      )[0],
      "experiment-effect-none",
    );
    assert.equal(
      effectOf(
        first,
        changed((_, delay) => delay === 5),
      )[0],
      "experiment-effect-same",
    );
    assert.equal(
      effectOf(
        grid(() => false),
        changed(() => false),
      )[0],
      "experiment-effect-same",
    );
    const oneLess = (cell, delay, seed) => delay === 5 && !(cell === "gru" && seed === 2);
    assert.equal(effectOf(first, changed(oneLess))[0], "experiment-effect-fewer");
    assert.deepEqual(changesOf({ changes: { clip: null, truncate: 5 } }), [
      ["experiment-change-clip-none", { value: "null" }],
      ["experiment-change-truncate", { value: "5" }],
    ]);
  });

  it("gives a time in the unit of its size", () => {
    assert.deepEqual(
      [taken(89), taken(827), taken(9000)],
      [
        ["experiment-seconds", { n: "89" }],
        ["experiment-minutes", { n: "14" }],
        ["experiment-hours", { n: "2.5" }],
      ],
    );
  });
});

describe("what ran here", () => {
  const live = (cell, delay, learned, more = {}) => ({
    ...trial(cell, delay, 7, learned),
    ended: true,
    recipe: { truncate: null },
    ...more,
  });

  it("is told of the last seed, cell by cell, and only of what has ended", () => {
    const trials = [
      { ...live("rnn", 2, true), seed: 3 },
      live("rnn", 2, true),
      live("gru", 2, true),
      live("rnn", 5, false),
      live("lstm", 5, false),
      live("gru", 5, false, { ended: false }),
    ];
    assert.deepEqual(
      ofLive(trials).map(([key, { cell, learned, not }]) => [key, cell, learned, not]),
      [
        ["experiment-live-some", "RNN", "2", "5"],
        ["experiment-live-all", "GRU", "2", ""],
        ["experiment-live-none", "LSTM", "", "5"],
      ],
    );
    assert.deepEqual(ofLive([]), []);
  });

  it("is told of a pair once both have ended, and the cut only where it is before the symbol", () => {
    const cut = (learned, truncate) => live("gru", 10, learned, { recipe: { truncate } });
    const keys = (...pair) => ofPair(pair).map(([key]) => key);
    assert.deepEqual(keys(live("gru", 10, true)), []);
    assert.deepEqual(keys(live("gru", 10, true), live("gru", 10, false, { ended: false })), []);
    assert.deepEqual(keys(live("gru", 10, true), cut(false, 5)), ["experiment-pair-yes-no", "experiment-pair-cut"]);
    assert.deepEqual(keys(live("gru", 10, false), cut(true, 10)), [
      "experiment-pair-no-yes",
      "experiment-pair-cut-yet",
    ]);
    // eleven steps are all that there are
    assert.deepEqual(keys(live("gru", 10, false), cut(false, 11)), ["experiment-pair-no-no"]);
    assert.deepEqual(keys(live("gru", 10, true), live("gru", 10, true)), ["experiment-pair-yes-yes"]);
  });
});

for (const language of ["en", "ko"])
  it(`reads as sentences in ${language}`, async () => {
    await speaking(language);
    const next = numbers(11);
    const said = Array.from({ length: 300 }, () => drawn(next)).flatMap((made) => verdict(made));
    const main = usual().grids[0];
    const others = [
      ofPlace(main, "gru", 5),
      ["experiment-settings", { ...settings(main.recipe, main, usual()), time: t(...taken(800)) }],
      ["experiment-settings", { ...settings({ ...main.recipe, clip: null }, main, usual()), time: "1" }],
      ...changesOf({
        changes: {
          learning_rate: 0.1,
          clip: null,
          steps: 9,
          truncate: 5,
          hidden_size: 3,
          batch_size: 1,
          optimizer: "sgd",
        },
      }),
    ];
    for (const saying of [...said, ...others]) assert.doesNotMatch(t(...saying), /\{ ?\$|experiment-/);
    assert.match(
      howFar(
        grid(() => false, { delays: [20, 50] }),
        t,
      ),
      /RNN[^·]*20/,
    );
    assert.match(howFar(main, t), /RNN.*5.* · ReLU-RNN/);
  });
