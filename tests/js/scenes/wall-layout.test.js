import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { magnified, pointIn, scaleOf } from "../../../static/js/pen/magnified.js";
import { roomFor } from "../../../static/js/scenes/answer-names.js";
import { layout, layoutWithin } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every, textOf } from "../support/marks.js";
import { CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

/** What the stage has on a wall, in its own px: views/wall.js. */
const [WIDTH, TALL] = [822, 384];
const WALL = { fit: true, wall: true };

before(() => speaking("en"));

/** A run that reads these words and is asked for the first. @param {string[]} words */
function reading(words, more = {}) {
  const run = shaped({ H: 8, T: words.length, tokens: words, ...more });
  const predictions = {
    target: words[0],
    target_probability: 0.25,
    likeliest: words,
    likeliest_probability: words.map(() => 1 / words.length),
  };
  return { ...run, vocabulary: words, steps: run.steps.map((step) => ({ ...step, predictions })) };
}

const written = (run, at, u) =>
  [...every(draw(run, u, { at, scheme: "light" }))]
    .filter(({ attrs }) => String(attrs.class ?? "").startsWith("name"))
    .map(textOf);

describe("the layout for a wall", () => {
  it("is no higher than the wall lets it be, and the roomiest that is", () => {
    for (const cell of CELLS)
      for (const objective of ["recall", "next-token"]) {
        const run = reading(["i", "am", "a", "boy"], { cell, objective });
        assert.ok(layoutWithin(run, WIDTH, TALL, WALL).height <= TALL, `${cell} ${objective}`);
        assert.deepEqual(layoutWithin(run, WIDTH, 1000, WALL).height, layout(run, WIDTH, WALL).height);
        const lowest = layout(run, WIDTH, { ...WALL, compact: true }).height;
        assert.equal(layoutWithin(run, WIDTH, 1, WALL).height, lowest);
      }
  });

  it("has four words with all their numbers and the whole answer in view", () => {
    const run = reading(["i", "am", "a", "boy"]);
    const at = layoutWithin(run, WIDTH, TALL, WALL);
    assert.ok(at.total <= WIDTH);
    const numbers = [...every(draw(run, 4, { at, scheme: "light" }))].filter(
      ({ attrs }) => attrs["data-vector"]?.startsWith("h:") && attrs.class === "strip",
    );
    assert.equal(numbers.length, 4);
    for (const strip of numbers)
      assert.ok(
        strip.children.some(({ attrs }) => attrs.class === "numbers"),
        "h has its numbers",
      );
  });

  it("writes words of any script out, on a wall and beside a text, and takes that from the bars", () => {
    for (const [words, cut] of [
      [["나는", "오늘", "학교에", "갔다"], 0],
      [["the", "network", "reads", "words"], 0],
      [["internationalisation", "is", "a", "word"], 1],
    ])
      for (const [width, room] of [
        [WIDTH, WALL],
        [700, { fit: true }],
      ]) {
        const run = reading(words);
        const at = layout(run, width, room);
        const names = written(run, at, words.length);
        assert.equal(names.length, words.length);
        assert.equal(names.filter((name) => name.includes("…")).length, cut, names.join(" "));
        const sum = at.answer.width;
        assert.equal(sum, layout(reading(["i", "am", "a", "boy"]), width, room).answer.width, "nothing else moves");
        assert.ok(at.answer.bar >= 60);
      }
  });

  it("keeps what is written over A clear of the numbers of h where a loss comes in from above", () => {
    const run = { ...reading(["i", "am", "a", "boy"]), objective: "next-token" };
    const { boxTop, top, row } = layout(run, WIDTH, { ...WALL, compact: true });
    assert.ok(boxTop - top - row >= 52);
  });

  it("asks for the room that a word needs", () => {
    const said = { word: "boy", share: 0.25, right: false, index: 0 };
    assert.ok(roomFor({ ...said, word: "boys" }) > roomFor(said));
    assert.ok(roomFor({ ...said, right: true }) > roomFor(said));
  });
});

describe("a place in what is shown larger", () => {
  const part = (inside) => ({
    closest: (selector) => (inside && selector === ".sights" ? {} : null),
    getBoundingClientRect: () => ({ left: 100, top: 50 }),
  });

  it("is in the px that it is laid out in", () => {
    magnified.value = 2;
    assert.deepEqual(pointIn(part(true), { clientX: 300, clientY: 150 }), { x: 100, y: 50 });
    assert.deepEqual(pointIn(part(false), { clientX: 300, clientY: 150 }), { x: 200, y: 100 });
    assert.equal(scaleOf(part(true)), 2);
    magnified.value = 1;
    assert.equal(scaleOf(part(true)), 1);
  });
});
