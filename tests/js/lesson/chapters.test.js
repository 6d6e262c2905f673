import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { besideOf, CHAPTERS, fieldsOf, poseOf, sceneOf } from "../../../static/js/lesson/chapters.js";
import {
  best,
  fading,
  fate,
  larger,
  opened,
  order,
  pieces,
  sizeText,
  three,
  way,
} from "../../../static/js/lesson/claims.js";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { VIEWS } from "../../../static/js/page/state.js";
import { moment, phaseStops } from "../../../static/js/run/phases.js";
import { FluentBundle, FluentResource } from "../../../static/vendor/fluent.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

const LANGUAGES = ["en", "ko"];
const RUNS = Object.fromEntries(["rnn", "gru", "lstm"].map((cell) => [cell, answer(cell)]));
const stops = CHAPTERS.flatMap(({ stops }, c) =>
  stops.map((stop, s) => ({ stop, key: `lesson-${c + 1}-${s + 1}`, number: s + 1, last: stops.length })),
);

/** A real run for a stop: of its cell, with what was asked. */
const runFor = (fields) => ({ ...RUNS[fields.cell], asked: fields, nonlinearity: "tanh" });
const evidence = (stop) => ({
  run: runFor(fieldsOf(stop, DEFAULTS.sentence)),
  beside: Object.fromEntries(
    Object.entries(besideOf(stop, DEFAULTS.sentence)).map(([name, fields]) => [name, runFor(fields)]),
  ),
});

const catalogues = Object.fromEntries(
  LANGUAGES.map((lang) => {
    const bundle = new FluentBundle(lang, { functions: { JOSA: ([word]) => word } });
    for (const name of [lang, `lesson/${lang}`])
      bundle.addResource(
        new FluentResource(readFileSync(new URL(`../../../static/locales/${name}.ftl`, import.meta.url), "utf8")),
      );
    return [lang, bundle];
  }),
);

/** The names of the variables in a Fluent pattern. */
function variables(pattern, found = new Set()) {
  if (Array.isArray(pattern)) for (const part of pattern) variables(part, found);
  else if (pattern && typeof pattern === "object") {
    if (pattern.type === "var") found.add(pattern.name);
    for (const part of Object.values(pattern)) variables(part, found);
  }
  return found;
}

const keysOf = ({ stop, key }) => [
  key,
  ...(stop.ask ? [...Array(stop.ask.options).keys()].map((i) => `${key}-option-${i + 1}`) : []),
  ...(stop.ask ? [`${key}-answer`] : []),
];

/** A message exists, asks for claims that there are, and can be filled by them. */
function says(lang, key, stop) {
  const { run, beside } = evidence(stop);
  const claims = stop.claims?.(run, beside) ?? {};
  const message = catalogues[lang].getMessage(key);
  assert.ok(message, key);
  for (const name of variables(message.value)) assert.ok(Object.hasOwn(claims, name), `${key}: ${name}`);
  const errors = [];
  catalogues[lang].formatPattern(message.value, claims, errors);
  assert.deepEqual(errors, [], key);
}

function stands({ view, from, until, look }, run, key) {
  assert.ok(VIEWS.includes(view), key);
  for (const T of [4, 24]) {
    assert.ok(from(T) >= 0 && from(T) <= 2 * T, key);
    if (until) assert.ok(until(T) > from(T) && until(T) <= 2 * T, key);
  }
  const { unit, term } = look(run);
  assert.ok(unit >= 0 && unit < run.hidden_size, key);
  assert.ok(term === null || (Number.isInteger(term) && term < run.hidden_size + run.input_size), key);
}

before(() => speaking("en"));

describe("the lesson's table", () => {
  it("has eight chapters of three to six stops, with a guess and a source in each", () => {
    assert.equal(CHAPTERS.length, 8);
    for (const { stops, sources } of CHAPTERS) {
      assert.ok(stops.length >= 3 && stops.length <= 6);
      assert.ok(stops.some(({ ask }) => ask));
      assert.ok(sources.length);
    }
  });

  for (const lang of LANGUAGES) {
    it(`has words for every stop in ${lang}, filled by its claims`, () => {
      for (const each of stops) for (const key of keysOf(each)) says(lang, key, each.stop);
    });

    it(`has a title for every chapter and its sources in ${lang}`, () => {
      for (const [i, { sources }] of CHAPTERS.entries())
        for (const key of [`lesson-${i + 1}-title`, ...sources.map((name) => `lesson-source-${name}`)])
          assert.ok(catalogues[lang].getMessage(key), key);
    });
  }

  it("asks only for what /step knows", () => {
    for (const { stop, key } of stops)
      for (const name of Object.keys(stop.fields ?? {})) assert.ok(Object.hasOwn(DEFAULTS, name), `${key}: ${name}`);
  });

  it("stands in views that there are, at moments of the timeline, and looks at units and terms that there are", () => {
    for (const { stop, key } of stops)
      for (const answered of [false, true]) stands(sceneOf(stop, DEFAULTS.sentence, answered), evidence(stop).run, key);
  });

  /** Where a pose begins and ends, before its guess and after: "1 multiply" for the end of that phase of step 1. */
  const phasesOf = ({ stop }, T = 4) =>
    [false, ...(stop.ask ? [true] : [])].map((answered) => {
      const { from, until } = sceneOf(stop, DEFAULTS.sentence, answered);
      return [from, ...(until ? [until] : [])].map((when) => {
        const { t, phase, backward, u } = moment(when(T), T);
        return u === 0 ? "start" : `${t} ${backward ? "back " : ""}${phase}`;
      });
    });

  it("stands at the ends of phases and nowhere between", () => {
    for (const { stop, key } of stops)
      for (const answered of [false, true])
        for (const T of [4, 24]) {
          const { from, until } = sceneOf(stop, DEFAULTS.sentence, answered);
          for (const when of [from, until ?? from])
            assert.ok(
              phaseStops(T).some((end) => Math.abs(end - when(T)) < 1e-9),
              `${key}: ${when(T)}`,
            );
        }
  });

  it("stands at the end of the very phase that its words are about", () => {
    const [, second, third, fourth] = CHAPTERS.map((_, c) =>
      stops.filter(({ key }) => key.startsWith(`lesson-${c + 1}-`)).map((each) => phasesOf(each)),
    );
    assert.deepEqual(second, [
      [["start", "0 multiply"]],
      [["0 multiply", "0 emit"]],
      [["1 multiply"], ["1 multiply", "1 emit"]],
      [["1 emit"]],
      [["1 emit", "3 emit"]],
      [["3 emit"]],
    ]);
    assert.deepEqual(third, [
      [["0 emit", "1 input"]],
      [["1 multiply"]],
      [["1 add"]],
      [["1 add"], ["1 add", "1 squash"]],
      [["1 squash"]],
      [["1 squash", "1 emit"]],
    ]);
    assert.deepEqual(fourth.slice(2), [
      [["3 emit", "3 back arrive"]],
      [["3 back arrive", "2 back arrive"]],
      [["2 back arrive", "0 back leave"]],
    ]);
  });

  it("shows something else when a guess is made, and leaves the other stops as they are", () => {
    for (const { stop } of stops) assert.equal(poseOf(stop, true), stop.ask ? stop.ask.reveal : stop);
  });

  it("judges every guess by the run: one of the options is true", () => {
    for (const { stop, key } of stops.filter(({ stop }) => stop.ask)) {
      const { run, beside } = evidence(stop);
      const truth = stop.ask.truth(run, beside);
      assert.ok(Number.isInteger(truth) && truth >= 0 && truth < stop.ask.options, key);
    }
  });

  it("says finite numbers", () => {
    for (const { stop, key } of stops) {
      const { run, beside } = evidence(stop);
      for (const [name, text] of Object.entries(stop.claims?.(run, beside) ?? {}))
        assert.doesNotMatch(text, /NaN|Infinity|undefined|null/, `${key}: ${name}`);
    }
  });
});

describe("claims", () => {
  const fades = (log10, T = 4) => ({
    tokens: Array.from({ length: T }, (_, t) => `w${t}`),
    steps: Array.from({ length: T }, (_, t) => ({
      t,
      log10_grad_norm: log10 === null && t === 0 ? null : (log10 * (T - 1 - t)) / (T - 1),
    })),
  });

  it("order the gradient that arrives by what equal bits and what halves would leave", () => {
    // of three steps: 1/3, 1/8
    assert.deepEqual(
      [0.5, 0, -0.47, -0.48, -0.9, -0.91, -9, null].map((log10) => order(fades(log10))),
      [0, 0, 0, 1, 1, 2, 2, 2],
    );
    assert.deepEqual(
      [-1, -0.4, 0, 0.2, 0.5, null].map((log10) => fate(fades(log10))),
      [0, 0, 1, 1, 2, 0],
    );
    assert.deepEqual(
      [-1, 0, 1, null].map((log10) => larger(fades(log10))),
      [0, 2, 1, 0],
    );
  });

  it("say a size as a number where it is one", () => {
    assert.equal(sizeText(-1.333), "0.046");
    assert.equal(sizeText(-8.34), "10^{−8.34}");
    assert.equal(sizeText(null), "0");
  });

  it("take the mean factor to the power of the steps back to what arrives", () => {
    const run = fades(-10, 21);
    const { factor, steps, power, tenth, felt, all } = fading(run);
    assert.ok(Math.abs(Number(steps) * Math.log10(Number(factor)) - way(run)) < 0.02);
    assert.deepEqual([steps, power, tenth, felt, all], ["20", "10^{−10.00}", "2.0", "5", "no"]);
    assert.equal(fading(fades(null)).ratio, "0");
  });

  it("rank the cells by what comes back", () => {
    const beside = { rnn: fades(-1), gru: fades(-0.5) };
    assert.equal(best(fades(-2), beside), 1);
    assert.deepEqual([three(fades(-2), beside).best, three(fades(-2), beside).worst], ["gru", "lstm"]);
    assert.equal(best(fades(-0.1), beside), 2);
  });

  it("compare runs beside one another", () => {
    assert.deepEqual(pieces(fades(-8, 20), { words: fades(-2, 5) }), {
      T: "20",
      words: "5",
      ratio: "10^{−8.00}",
      about: "about one part in 100 million",
      exact: "10^{−8.00}",
      before: "1/100",
    });
    const open = { ...RUNS.lstm, asked: { ...DEFAULTS, forget_bias: 3 } };
    assert.equal(opened(open, { shut: RUNS.lstm }).bias, "3");
  });
});
