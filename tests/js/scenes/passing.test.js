import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PLAIN } from "../../../static/js/pen/ink.js";
import { roomOf, roomWithin } from "../../../static/js/pen/room.js";
import { mark } from "../../../static/js/pen/svg.js";
import { camera, layout } from "../../../static/js/scenes/layout.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every, textOf } from "../support/marks.js";
import { random } from "../support/random.js";
import { shaped } from "../support/runs.js";
import "../support/words.js";

const LOOK = {
  rules: {},
  ruled: false,
  hidden: false,
  join: "round",
  font: "15px A",
  anchor: "start",
  widths: new Map(),
};
const BRUSH = { look: () => LOOK, context: { measureText: (text) => ({ width: 5 * text.length }) }, set: {} };

const WIDTH = 1376;
const long = (more = {}) => shaped({ H: 64, T: 40, ...more });
const chain = (run, u, passes) =>
  draw(run, u, { at: layout(run, WIDTH), scheme: "light", unrolled: 1, pointed: null, passes })[0];

/** The middle of a part in the window, px. */
const middleOf = (part, run, u) =>
  Number(/translate\((\S+)/.exec(part.attrs.transform)?.[1]) - camera(layout(run, WIDTH), u);

/** Whether a part is a step's width from both edges. */
function isInside(part, run, u) {
  const [middle, { pitch }] = [middleOf(part, run, u), layout(run, WIDTH)];
  return middle > pitch && middle < WIDTH - pitch;
}

/** How many texts a part has. */
const wordsIn = (part) => every([part]).filter(({ tag }) => tag === "text").length;

/** Whether a room has all of another one, and little more. */
const isSnug = (said, real) =>
  ["left", "top"].every((side) => said[side] <= real[side] && said[side] > real[side] - 3) &&
  ["right", "bottom"].every((side) => said[side] >= real[side] && said[side] < real[side] + 3);

describe("a chain that passes", () => {
  for (const cell of ["rnn", "lstm"])
    for (const u of [12.05, 12.2, 12.6, 13, 60.3])
      it(`keeps the words of what the window's edge cuts, and is the same elsewhere: ${cell}, ${u}`, () => {
        const run = long({ cell });
        const [stands, passes] = [false, true].map((each) => chain(run, u, each).children);
        const found = new Map(passes.map((part) => [part.attrs.key, part]));
        const pairs = stands.filter(({ attrs }) => attrs.transform).map((part) => [part, found.get(part.attrs.key)]);
        for (const [part, passing] of pairs.filter(([part]) => isInside(part, run, u)))
          assert.equal(textOf(passing), textOf(part), part.attrs.key);
        const more = pairs.map(([part, passing]) => wordsIn(passing) - wordsIn(part));
        assert.ok(Math.min(...more) === 0 && Math.max(...more) > 0, more.join());
      });

  it("has the very same marks of all that rests, from step to step and from frame to frame", () => {
    const run = long();
    for (const u of [12.1, 12.4, 12.8]) {
      const [before, after] = [chain(run, u, true), chain(run, u + 0.01, true)];
      const same = before.children.filter((part) => after.children.includes(part));
      assert.ok(
        before.children.every((part) => !part.rests || same.includes(part)),
        "what says that it rests does",
      );
      const moving = before.children.filter((part) => !same.includes(part)).map(({ attrs }) => attrs["data-t"]);
      assert.deepEqual([...new Set(moving)].sort(), [11, 12], "only the step that is read moves, with its two links");
    }
    const kept = chain(run, 13.2, true).children.filter(({ rests }) => rests);
    const next = chain(run, 14.2, true).children;
    assert.ok(kept.filter((part) => next.includes(part)).length >= 8, "the step that comes takes few along");
  });

  for (const [from, to, ...reads] of [
    [13, 14, 13],
    [60, 61, 18, 19],
  ])
    it(`has at a stop only what rests until the next one: ${from}`, () => {
      const run = long();
      const [before, after] = [from, to].map((u) => chain(run, u, true).children);
      const rest = before.filter((part) => part.rests && !reads.includes(part.attrs["data-t"]));
      assert.ok(rest.length > 8);
      for (const part of rest) {
        const { key, "data-t": t } = part.attrs;
        const next = after.find(({ attrs }) => attrs.key === key && attrs["data-t"] === t);
        assert.ok(!next || next === part, `${key} of ${t}`);
      }
    });

  it("is not looked at more closely where a drawing says its room", () => {
    const room = { left: 1, top: 2, right: 3, bottom: 4 };
    const drawing = { ...mark("g", { transform: "translate(10 20)" }, mark("rect", { width: 99, height: 99 })), room };
    assert.deepEqual(roomOf(BRUSH, drawing, LOOK, PLAIN, true), { left: 11, top: 22, right: 13, bottom: 24 });
  });

  it("says of a drawing the room that it takes", () => {
    const draws = random(7);
    const pictures = Array.from({ length: 40 }, () => {
      const run = long({ H: 9 + Math.floor(draws() * 120), cell: draws() < 0.5 ? "rnn" : "lstm" });
      return chain(run, draws() * 79, draws() < 0.5);
    });
    const told = every(pictures).filter(({ room }) => room);
    assert.ok(told.length > 500);
    for (const mark of told) {
      const real = roomWithin(BRUSH, { ...mark, room: undefined }, LOOK, PLAIN);
      assert.ok(!real || isSnug(mark.room, real), `${mark.attrs.class}: ${JSON.stringify([mark.room, real])}`);
    }
  });
});
