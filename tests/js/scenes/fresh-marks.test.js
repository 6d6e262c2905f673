import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { partsOf } from "../../../static/js/run/parts.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { cable } from "../../../static/js/scenes/vectors.js";
import { answer, shaped } from "../support/runs.js";
import "../support/words.js";

/** Frames a step, as at the page's own pace. */
const FRAMES = 90;

/** Count the marks that were not in the frames before. */
function counting() {
  const known = new WeakSet();
  const count = (mark) => {
    if (typeof mark === "string" || known.has(mark)) return 0;
    known.add(mark);
    return mark.children.reduce((sum, child) => sum + count(child), 1);
  };
  return count;
}

/** How many marks of each frame between two moments are new. */
function fresh(name, from, to) {
  const run = answer(name);
  const at = layout(run, 1100);
  const count = counting();
  const frame = (u) =>
    draw(run, u, { at, scheme: "light", unrolled: 1, pointed: null }).reduce((sum, mark) => sum + count(mark), 0);
  const counts = [];
  for (let i = Math.round(from * FRAMES); i <= Math.round(to * FRAMES); i++) counts.push(frame(i / FRAMES));
  return counts.slice(1);
}

const mean = (counts) => counts.reduce((sum, n) => sum + n, 0) / counts.length;

describe("playing", () => {
  for (const [name, most] of [
    ["rnn", { forward: 105, backward: 155 }],
    ["lstm", { forward: 265, backward: 275 }],
  ])
    it(`makes few new marks a frame for the ${name}`, () => {
      const T = answer(name).tokens.length;
      const [forward, backward] = [mean(fresh(name, 0, T)), mean(fresh(name, T, 2 * T))];
      assert.ok(forward <= most.forward, `forward ${forward}`);
      assert.ok(backward <= most.backward, `backward ${backward}`);
    });

  it("keeps the threads of many units, and what their sums are made of, of all steps in view", () => {
    const many = shaped({ H: 64, T: 6 });
    const { h } = many.steps[2];
    const threads = () => cable(h, { x1: 0, x2: 90, y: 40, width: 30, scheme: "light", of: "unit" });
    assert.equal(threads(), threads());
    const run = answer("rnn");
    const before = [0, 1, 2, 3].map((t) => partsOf(run, t));
    assert.ok(before.every((parts, t) => parts === partsOf(run, t)));
  });

  it("makes none again for water that has run through A", () => {
    const run = answer("rnn");
    const at = layout(run, 1100);
    const count = counting();
    const water = (u) => {
      const [chain] = draw(run, u, { at, scheme: "light", unrolled: 1, pointed: null });
      const cell = chain.children.find(({ attrs }) => attrs["data-t"] === 2 && /^cell/.test(attrs.class));
      const river = cell.children.find(({ attrs }) => attrs.key === "river");
      return river.children.find(({ attrs }) => attrs.key === "water").children.filter(({ tag }) => tag === "path");
    };
    const moment = run.tokens.length + 1.8;
    for (const mark of water(moment)) count(mark);
    const all = water(moment + 0.001);
    const again = all.filter((mark) => count(mark) === 0);
    assert.ok(again.length >= run.hidden_size, `${again.length} of ${all.length} are the same`);
  });
});
