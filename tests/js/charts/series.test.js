import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { draw as forecast, forecastStepAt, HEIGHT } from "../../../static/js/charts/forecast.js";
import { draw as curve } from "../../../static/js/charts/series.js";
import { domainOf, draw as drawing, drawnOver, fine, places } from "../../../static/js/charts/series-drawing.js";
import { draw as inBox } from "../../../static/js/charts/series-line.js";
import { DEFAULTS } from "../../../static/js/page/address.js";
import { complete } from "../../../static/js/page/api.js";
import { moment } from "../../../static/js/run/phases.js";
import { inReadingOrder } from "../../../static/js/run/reading-order.js";
import { forecastAt, isForecast, isSeries, numberName, readBy } from "../../../static/js/run/series.js";
import { answer as says } from "../../../static/js/scenes/answer-forecast.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw as chain } from "../../../static/js/scenes/unrolled.js";
import { t as say, speakOfNumbers } from "../../../static/js/words/i18n.js";
import { narrate } from "../../../static/js/words/narration.js";
import { named } from "../../../static/js/words/tokens.js";
import { every, firstUnfinished, markup, textOf } from "../support/marks.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

const INPUTS = [
  [0.1, -1],
  [0.5, 0],
  [0.9, 1],
  [1, 0],
  [0.7, -1.5],
];

/** The answer as the page has it. @param {object} [more] fields */
const read = (more = {}) =>
  complete(structuredClone(answer("forecast")), { ...DEFAULTS, inputs: INPUTS, objective: "forecast", ...more });

/** A long series of one number a step. @param {number} T */
function long(T) {
  const inputs = Array.from({ length: T }, (_, t) => [Math.sin(t / 9)]);
  const step = answer("forecast").steps[0];
  const steps = inputs.map((x, t) => ({
    ...step,
    t,
    x,
    predictions: { forecast: [0.1], target: inputs[t + 1] ?? null },
  }));
  return complete(
    { ...answer("forecast"), tokens: inputs.map(String), steps },
    { ...DEFAULTS, inputs, objective: "forecast" },
  );
}

const OPTIONS = { width: 900, height: 260, shade: "flow", unit: 0, scheme: "light", pointed: null };
const NAMES = { errors: "errors", mean: "L" };
const all = (marks, test) => [...every(marks)].filter(test);
const ofClass = (marks, name) =>
  all(marks, ({ attrs }) =>
    String(attrs.class ?? "")
      .split(" ")
      .includes(name),
  );

before(() => speaking("en"));

describe("a run of numbers", () => {
  it("is told from one of words", () => {
    assert.equal(isSeries(read()), true);
    for (const run of [answer("rnn"), null, { asked: { ...DEFAULTS, inputs: "x" } }])
      assert.equal(isSeries(run), false);
    assert.equal(isForecast(read()), true);
    assert.equal(isForecast(answer("next-token")), false);
  });

  it("names its steps by few digits and a true minus sign, or by its labels", () => {
    assert.equal(numberName([-0.123456, 2]), "−0.1235, 2");
    assert.deepEqual(read().tokens.slice(0, 2), ["0.1, −1", "0.5, 0"]);
    const told = { ...answer("forecast"), tokens: ["a", "b", "c", "d", "e"] };
    const labelled = complete(told, { ...DEFAULTS, inputs: INPUTS, labels: told.tokens });
    assert.deepEqual(labelled.tokens, told.tokens);
    assert.equal(named(labelled, 2), "c (x₂ = (0.90, 1.00))");
    assert.equal(named(read(), 0), "x₀ = (0.10, −1.00)");
    assert.equal(named(answer("rnn"), 1), "am");
  });

  it("has a forecast at each place, and at the last no truth", () => {
    const run = read();
    const { said, truth, error } = forecastAt(run, 1);
    assert.deepEqual(truth, INPUTS[2]);
    const by = said.reduce((sum, value, i) => sum + (value - truth[i]) ** 2, 0) / 2;
    assert.equal(error, by);
    const errors = [0, 1, 2, 3].map((t) => forecastAt(run, t).error);
    assert.ok(Math.abs(errors.reduce((a, b) => a + b, 0) / 4 - run.loss) < 1e-5, "their mean is the loss");
    assert.deepEqual([forecastAt(run, 4).truth, forecastAt(run, 4).error], [null, null]);
    assert.equal(forecastAt(answer("rnn"), 0), null);
  });

  it("is read from its end by a backward direction, and each place keeps its forecast", () => {
    const forward = read();
    const back = inReadingOrder({ ...forward, direction: "backward" });
    assert.deepEqual(readBy(back)[0], INPUTS[4]);
    assert.deepEqual(forecastAt(back, 1), forecastAt(forward, 1));
    assert.equal(named(back, 0), "x₄ = (0.70, −1.50)");
  });
});

describe("the words of a run of numbers", () => {
  it("speak of numbers, in both languages", async () => {
    const run = read();
    const said = (u) => narrate(run, moment(u, 5)).text;
    for (const [lang, moments] of Object.entries({
      en: [
        [0.2, /^x₀ enters A/],
        [6.1, /the next number: L = 0\.50/],
        [7.1, /arrives at x₂, and the loss at h₂ joins it/],
      ],
      ko: [
        [1.2, /^x₁과 h₀이 함께/],
        [6.1, /다음 수를 묻습니다\. L = 0\.50/],
      ],
    })) {
      await speaking(lang);
      speakOfNumbers(true);
      for (const [u, text] of moments) assert.match(said(u), text);
      assert.equal(/[“”]/.test(said(1.2)), false, "a number is not quoted");
      speakOfNumbers(false);
    }
    await speaking("en");
  });

  it("are others than those of words, and only where there are others", () => {
    speakOfNumbers(true);
    assert.equal(say("view-sentence"), "curve");
    assert.equal(say("view-rolled"), "loop");
    speakOfNumbers(false);
    assert.equal(say("view-sentence"), "text");
  });
});

/** The first number that was said at a place. @param {object} run @param {number} t */
const forwardSaid = (run, t) => forecastAt(run, t).said[0];

describe("the curve as the text", () => {
  const bands = (marks) => all(marks, ({ tag }) => tag === "svg").map(({ attrs }) => [attrs.key, attrs.viewBox]);

  it("has the colours of what is read, and of what the gradient has come back to", () => {
    const run = long(200);
    assert.deepEqual(bands(curve(run, 0, OPTIONS)), []);
    assert.deepEqual(bands(curve(run, 50, OPTIONS)), [["band unit", "0 0 50 1"]]);
    assert.deepEqual(bands(curve(run, 250, OPTIONS)), [
      ["band unit", "0 0 150 1"],
      ["band gradient", "150 0 50 1"],
    ]);
    assert.deepEqual(bands(curve(run, 400, OPTIONS)), [["band gradient", "0 0 200 1"]]);
    const shaded = (shade) => bands(curve(run, 250, { ...OPTIONS, shade }));
    assert.deepEqual(shaded("norm"), [["band norm", "0 0 200 1"]]);
    assert.deepEqual(shaded("gradient"), [["band gradient", "150 0 50 1"]]);
  });

  it("takes no more marks for thousands of numbers", () => {
    const count = (T) => [...every(curve(long(T), T, OPTIONS))].length;
    assert.ok(count(5000) <= count(200) + 12, `${count(5000)}, ${count(200)}`);
  });

  it("is drawn with finite numbers at every width and moment, and depends on nothing drawn before", () => {
    for (const run of [read(), long(1), long(2), long(90)])
      for (const width of [300, 1320])
        for (const u of [0, 0.5, run.tokens.length, 2 * run.tokens.length - 0.5]) {
          const once = curve(run, u, { ...OPTIONS, width, pointed: 0 });
          assert.equal(firstUnfinished(once), null);
          curve(run, 0, OPTIONS);
          assert.equal(markup(curve(run, u, { ...OPTIONS, width, pointed: 0 })), markup(once));
        }
  });

  it("has what was said beside what came, once it has come, in either direction", () => {
    const forward = read();
    const both = { ...forward, bidirectional: true };
    const places = (d) => [...String(d).matchAll(/M([\d.]+) ([\d.]+)(?:V([\d.]+))?/g)].map((found) => found.slice(1));
    const gaps = (run, u) => ofClass(curve(run, u, OPTIONS), "gaps").flatMap(({ attrs }) => places(attrs.d));
    assert.deepEqual(
      [0, 1, 3, 5, 10].map((u) => gaps(forward, u).length / 2),
      [0, 1, 3, 4, 4],
    );
    const truth = places(ofClass(curve(forward, 10, OPTIONS), "dots")[0].attrs.d).slice(2);
    for (const [i, [x, , to]] of gaps(forward, 10).entries()) assert.deepEqual([x, to], truth[i].slice(0, 2), `${i}`);
    const [, far] = gaps(forward, 10)[0];
    const [low, high] = [forwardSaid(forward, 0), INPUTS[1][0]];
    assert.equal(Math.sign(far - gaps(forward, 10)[0][2]), Math.sign(high - low), "what is less is drawn lower");
    const back = inReadingOrder({ ...both, direction: "backward" });
    assert.deepEqual(gaps(back, 0), gaps(forward, 10));
    assert.deepEqual(gaps(complete(structuredClone(answer("rnn")), { ...DEFAULTS, inputs: INPUTS }), 10), []);
  });

  it("is mirrored for nobody: a backward direction colours it from its end", () => {
    const run = { ...long(40), direction: "backward" };
    assert.deepEqual(bands(curve(run, 10, OPTIONS)), [["band unit", "30 0 10 1"]]);
  });
});

describe("forecasts beside what came", () => {
  it("come one after the other, each at the step at which its truth comes", () => {
    const run = read();
    const gaps = (u) =>
      String(ofClass(forecast(run, u, { width: 600, names: NAMES }), "gaps")[0].attrs.d).split("M").length - 1;
    assert.deepEqual([gaps(0), gaps(1), gaps(3), gaps(5), gaps(10)], [0, 1, 3, 4, 4]);
  });

  it("stand where their error is: the bar's height is ½ error²", () => {
    const run = read();
    const bars = String(ofClass(forecast(run, 10, { width: 600, names: NAMES }), "errors")[0].attrs.d)
      .split("M")
      .slice(1);
    const heights = bars.map((bar) => {
      const [, floor, top] = /^[\d.]+ ([\d.]+)h[\d.]+V([\d.]+)/.exec(bar) ?? [];
      return floor - top;
    });
    const errors = [0, 1, 2, 3].map((t) => forecastAt(run, t).error);
    const most = Math.max(...errors);
    for (const [t, error] of errors.entries())
      assert.ok(Math.abs(heights[t] / Math.max(...heights) - error / most) < 0.01, `${t}`);
  });

  it("stand beside what came at the same step: the gap leads from one line to the other", () => {
    const marks = forecast(read(), 10, { width: 600, names: NAMES });
    const line = (name) =>
      [...String(ofClass(ofClass(marks, name), "way")[0].attrs.d).matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [
        x,
        y,
      ]);
    const gaps = [...String(ofClass(marks, "gaps")[0].attrs.d).matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)/g)];
    const [said, truth] = [line("said"), line("truth").slice(1)];
    assert.equal(gaps.length, 4);
    for (const [i, [, x, from, to]] of gaps.entries()) {
      assert.deepEqual([x, from], said[i]);
      assert.deepEqual([x, to], truth[i]);
    }
  });

  it("are pointed at where they are drawn", () => {
    for (const T of [2, 5, 90]) {
      const run = long(T);
      const [shown] = ofClass(forecast(run, 2 * T, { width: 600, pointed: T - 2, names: NAMES }), "pointed-at");
      assert.equal(forecastStepAt(Number(shown.attrs.x) + Number(shown.attrs.width) / 2, 600, T), T - 2);
    }
  });

  it("are drawn with finite numbers", () => {
    for (const run of [read(), long(2), long(3000)])
      for (const u of [0, 1, 2 * run.tokens.length])
        assert.equal(firstUnfinished(forecast(run, u, { width: 340, names: NAMES, pointed: 0 })), null);
    assert.ok(HEIGHT > 0);
  });

  it("stand in the chain too, once h has left A", () => {
    const run = read();
    const at = layout(run, 1320);
    const answers = (u) => all(chain(run, u, { at, scheme: "light" }), ({ attrs }) => attrs.key === "answer").length;
    assert.deepEqual([answers(0), answers(0.9), answers(1), answers(3)], [0, 0, 1, 3]);
    const shown = says(run, 1, { at, scheme: "light" });
    assert.match(textOf(shown), /0\.90/, "the truth");
    assert.equal(firstUnfinished([shown]), null);
    assert.equal(says(answer("rnn"), 1, { at: layout(answer("rnn"), 1320), scheme: "light" }), null);
    assert.equal(layout(run, 1320).top - layout(answer("rnn"), 1320).top, 36);
  });
});

describe("a curve drawn by hand", () => {
  const rows = [[0], [0.5], [1], [0.5], [0]];
  const frame = { width: 500, height: 168, domain: domainOf(rows), T: 5 };

  it("reaches round numbers with room around, and at least −1…1", () => {
    assert.deepEqual(domainOf(rows), [-1, 1.5]);
    assert.ok(domainOf([[456], [1370]])[0] < 456 && domainOf([[456], [1370]])[1] > 1370);
    for (const flat of [[[0]], [[7], [7]], [[-7], [-7]], [[1e-9]]]) {
      const [low, high] = domainOf(flat);
      assert.ok(low < flat[0][0] && high > flat[0][0], JSON.stringify(flat));
    }
  });

  it("is pointed at where it is drawn", () => {
    const { x, y, pointAt, valueAt } = places(frame);
    for (const [t, [value]] of rows.entries()) {
      assert.equal(pointAt(x(t) + 8), t);
      assert.equal(valueAt(y(value)), value);
    }
    assert.equal(pointAt(-50), 0);
    assert.equal(pointAt(5000), 4);
    assert.equal(valueAt(-1000), frame.domain[1]);
    assert.equal(fine(0.123456, [-1, 1]), 0.123);
    assert.equal(fine(1234.567, [0, 2000]), 1235);
  });

  it("takes the height of every point that the hand passes, either way", () => {
    const over = (from, to) => drawnOver(rows, 0, from, to).flat();
    assert.deepEqual(over({ t: 1, value: 1 }, { t: 3, value: -1 }), [0, 1, 0, -1, 0]);
    assert.deepEqual(over({ t: 3, value: 1 }, { t: 1, value: 0 }), [0, 0, 0.5, 1, 0]);
    assert.deepEqual(over({ t: 2, value: 9 }, { t: 2, value: -0.25 }), [0, 0.5, -0.25, 0.5, 0]);
    assert.deepEqual(rows.flat(), [0, 0.5, 1, 0.5, 0], "the rows themselves stay");
    assert.deepEqual(drawnOver([[1, 2]], 1, { t: 0, value: 5 }, { t: 0, value: 5 }), [[1, 5]]);
  });

  it("is drawn with finite numbers, alone and in the box", () => {
    for (const some of [
      rows,
      [[0]],
      [
        [3, -3],
        [1, 2],
      ],
      long(3000).asked.inputs,
    ]) {
      const options = { ...frame, domain: domainOf(some), T: some.length, at: 0, column: 0 };
      assert.equal(firstUnfinished(drawing(some, options)), null);
      assert.equal(firstUnfinished(inBox(some, { width: 120, height: 40, at: moment(0.5, some.length) })), null);
    }
  });
});
