import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw, height } from "../../../static/js/charts/lab.js";
import { stretches } from "../../../static/js/run/grains.js";
import { every, firstUnfinished, textOf } from "../support/marks.js";

const TEXT = "나는 밥을";
const cut = (grain, tokens, each) => ({
  grain,
  run: {
    tokens,
    objective: "recall",
    steps: tokens.map((token, t) => ({ t, token, log10_grad_norm: each * (tokens.length - 1 - t) })),
  },
  spans: stretches(TEXT, tokens),
});
const READINGS = [
  cut("word", ["나는", "밥을"], -0.4),
  cut("char", [...TEXT], -0.4),
  cut("jamo", [..."ㄴㅏㄴㅡㄴ ㅂㅏㅂㅇㅡㄹ"], -0.4),
];
const options = {
  width: 1000,
  scheme: "light",
  names: { word: "word", char: "character", jamo: "jamo" },
  place: null,
};
const within = (marks, name) => [...every(marks)].filter(({ attrs }) => String(attrs.class ?? "").startsWith(name));

describe("the lab's picture", () => {
  it("has a token's cell for every step of every cut, each at its place in the text", () => {
    const marks = draw(READINGS, options);
    const total = READINGS.reduce((sum, { run }) => sum + run.tokens.length, 0);
    assert.equal(within(marks, "token").length, total);
    const firsts = READINGS.map(({ grain }) => {
      const [strip] = [...every(marks)].filter(({ attrs }) => attrs["data-grain"] === grain);
      return within([strip], "token").map(({ attrs }) => attrs.x);
    });
    for (const [first] of firsts) assert.equal(first, firsts[0][0]);
    assert.ok(firsts[0][1] > firsts[1][1] && firsts[1][1] > firsts[2][1]);
  });

  it("says T and what is left, as a power of ten", () => {
    const heads = within(draw(READINGS, options), "cut").map(textOf);
    assert.deepEqual(heads, ["wordT = 210−0.40", "characterT = 510−1.60", "jamoT = 1210−4.40"]);
  });

  it("marks the token of each cut at a pointed place", () => {
    const marks = draw(READINGS, { ...options, place: 0.01 });
    assert.equal(within(marks, "token pointed").length, 3);
    assert.equal(within(marks, "needle").length, 1);
  });

  it("is finite where no gradient arrives, at every width", () => {
    const none = READINGS.map((reading) => ({
      ...reading,
      run: { ...reading.run, steps: reading.run.steps.map((step) => ({ ...step, log10_grad_norm: null })) },
    }));
    for (const width of [240, 358, 700, 1600])
      for (const readings of [READINGS, none, READINGS.slice(0, 2)])
        assert.equal(firstUnfinished(draw(readings, { ...options, width, place: 0.5 })), null);
    assert.ok(height(READINGS, 700) > height(READINGS.slice(0, 2), 700));
  });

  it("has all letters of a cut or none, in as many lines as they need", () => {
    const lines = (width) => {
      const marks = draw(READINGS, { ...options, width });
      return READINGS.map(({ grain, run }) => {
        const [strip] = [...every(marks)].filter(({ attrs }) => attrs["data-grain"] === grain);
        const pieces = within([strip], "piece");
        const all = run.tokens.filter((token) => token.trim()).length;
        assert.ok([0, all].includes(pieces.length), `${grain} at ${width}: ${pieces.length} of ${all}`);
        return new Set(pieces.map(({ attrs }) => attrs.y)).size;
      });
    };
    assert.deepEqual(lines(1000), [1, 1, 1]);
    for (const width of [60, 80, 110, 140, 200, 300]) lines(width);
    assert.ok([60, 80, 110, 140, 200, 300].some((width) => lines(width)[2] === 2));
  });

  it("says above the strip what has no room in it, every word, none over another", () => {
    const marks = draw(READINGS, { ...options, width: 48 });
    const words = within(marks, "piece small above");
    assert.deepEqual(words.map(textOf), ["나는", "밥을"]);
    assert.ok(height(READINGS, 48) > height(READINGS, 700));
    assert.equal(within(draw(READINGS, options), "piece small above").length, 0);
  });
});
