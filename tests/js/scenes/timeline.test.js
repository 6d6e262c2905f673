import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { draw, momentAtX, overviewCellAt, STRIP, xOfMoment } from "../../../static/js/scenes/timeline.js";
import { every } from "../support/marks.js";
import { answer } from "../support/runs.js";

const run = answer("rnn");
const [T, H, WIDTH] = [run.tokens.length, run.hidden_size, 640];

describe("the cell of the overview at a place", () => {
  it("is the unit and the step that is played there, on both ways", () => {
    const x = xOfMoment(WIDTH, T);
    for (let k = 0; k < 2 * T; k++)
      for (let j = 0; j < H; j++) {
        const y = STRIP.y + (STRIP.height * (j + 0.5)) / H;
        const t = k < T ? k : 2 * T - 1 - k;
        assert.deepEqual(overviewCellAt(run, WIDTH, x(k + 0.5), y), { t, j, backward: k >= T });
      }
  });

  it("is none beside it", () => {
    const middle = STRIP.y + STRIP.height / 2;
    assert.equal(overviewCellAt(run, WIDTH, 2, middle), null);
    assert.equal(overviewCellAt(run, WIDTH, WIDTH - 2, middle), null);
    assert.equal(overviewCellAt(run, WIDTH, WIDTH / 2, STRIP.y - 1), null);
    assert.equal(overviewCellAt(run, WIDTH, WIDTH / 2, STRIP.y + STRIP.height), null);
  });
});

describe("the line of time", () => {
  it("finds the moment of a place", () => {
    for (const u of [0, 1.25, T, 2 * T]) assert.ok(Math.abs(momentAtX(WIDTH, T, xOfMoment(WIDTH, T)(u)) - u) < 1e-12);
  });

  it("frames the line of the unit that is pointed at on both ways, and veils the others", () => {
    const marks = draw(run, 1, { width: WIDTH, forward: "on", backward: "back", lit: { part: "h", unit: 3 } });
    const rows = marks.filter(({ attrs }) => String(attrs.class).startsWith("row"));
    assert.equal(rows.length, 2);
    const middle = STRIP.y + (STRIP.height * 3.5) / H;
    for (const { attrs } of rows) assert.ok(Math.abs(attrs.y + attrs.height / 2 - middle) < 0.1);
    const veils = marks.filter(({ attrs }) => attrs.class === "others");
    assert.equal(veils.length, 2);
    assert.ok(veils[0].attrs.y + veils[0].attrs.height < middle && veils[1].attrs.y > middle);
    const without = draw(run, 1, { width: WIDTH, forward: "on", backward: "back", lit: { part: "x", unit: 1 } });
    assert.ok(!without.some(({ attrs }) => /row|others/.test(String(attrs.class))));
  });

  it("marks the word that is pointed at, and no longer the one before", () => {
    const pointed = (/** @type {number | null} */ t) =>
      [...every(draw(run, 1, { width: WIDTH, forward: "on", backward: "back", pointed: t }))]
        .filter(({ attrs }) => /\bword\b.*\bpointed\b/.test(String(attrs.class)))
        .map(({ children }) => children[0]);
    assert.deepEqual(pointed(1), [run.tokens[1], run.tokens[1]]);
    assert.deepEqual(pointed(2), [run.tokens[2], run.tokens[2]]);
    assert.deepEqual(pointed(null), []);
  });
});
