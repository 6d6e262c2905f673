import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { carried } from "../../../static/js/run/between.js";
import { edgeAt } from "../../../static/js/scenes/edges.js";
import { edgeRolledUp } from "../../../static/js/scenes/edges-rolled.js";
import { camera, centre, layout } from "../../../static/js/scenes/layout.js";
import { litUnit } from "../../../static/js/scenes/lit.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { lanesOf, mostIn } from "../../../static/js/scenes/water.js";
import { every } from "../support/marks.js";
import { answer, backward, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

before(() => speaking("en"));

const shift = ({ attrs }) => Number(/translate\(([-\d.]+)/.exec(attrs?.transform)?.[1] ?? 0);
const numbersIn = (d) => d.match(/-?[\d.]+/g).map(Number);

/** Points of a drawn thread: of a cubic, or three of a level line. @param {string} d @param {number[]} shares of a cubic's way */
function along(d, shares = [0.15, 0.4, 0.7]) {
  const n = numbersIn(d);
  if (d.includes("H")) return [0.1, 0.5, 0.9].map((s) => [n[0] + (n[2] - n[0]) * s, n[1]]);
  const at = (s, i) =>
    n[i] * (1 - s) ** 3 + 3 * n[2 + i] * s * (1 - s) ** 2 + 3 * n[4 + i] * s * s * (1 - s) + n[6 + i] * s ** 3;
  return shares.map((s) => [at(s, 0), at(s, 1)]);
}

/** Every thread of the chain's forward edges in the stage's own px: whose it is, and points of it. @param {number[]} [shares] */
function threads(run, at, u, shares) {
  const [chain] = draw(run, u, { at, scheme: "light" });
  return chain.children.flatMap((part) =>
    [...every([part])]
      .filter(({ tag, attrs }) => tag === "path" && (attrs["data-unit"] ?? attrs["data-input"]) !== undefined)
      .map(({ attrs }) => ({
        t: part.attrs["data-t"],
        name: attrs["data-unit"] === undefined ? "x" : "h",
        unit: attrs["data-unit"] ?? attrs["data-input"],
        points: along(attrs.d, shares).map(([x, y]) => [x + shift(chain) + shift(part), y]),
      })),
  );
}

/** An edge is the very thread's; the LSTM's c is on a lane of its own. */
function expectAt(edge, { t, name, unit }) {
  if (edge?.name === "c") return;
  assert.deepEqual([edge?.name, edge?.t, edge?.unit], [name, t, unit], `${name}${t}[${unit}]`);
}

describe("the edge under a pointer", () => {
  for (const cell of CELLS)
    it(`is the thread that is drawn there: ${cell}`, () => {
      const run = answer(cell);
      const at = layout(run, 1320);
      const T = run.tokens.length;
      const found = threads(run, at, T).filter(({ t }) => t !== undefined);
      assert.ok(found.length >= T * (2 * run.hidden_size + run.input_size));
      for (const thread of found) for (const point of thread.points) expectAt(edgeAt(run, at, T, ...point), thread);
    });

  it("is none where nothing has come yet, and the gradient where that is", () => {
    const run = answer("rnn");
    const at = layout(run, 1320);
    const [one] = threads(run, at, 4).filter(({ t, points }) => t === 2 && points[0][1] === points[1][1]);
    const [x, y] = one.points[0];
    assert.equal(edgeAt(run, at, 1.5, x, y), null);
    assert.equal(edgeAt(run, at, 8, x, y).goes, "back");
    assert.equal(edgeAt(run, at, 4, x, y).goes, "on");
  });

  it("is the unit whose lane of the gradient is there, from the top to the bottom", () => {
    const run = answer("rnn");
    const at = layout(run, 1320);
    const { values, log10 } = carried(run, 2);
    const x = centre(at, 2) - camera(at, 8) + at.pitch / 2;
    for (const [j, { top, bottom }] of lanesOf({ values, log10 }, mostIn(at)).entries()) {
      const edge = edgeAt(run, at, 8, x, at.axis + (top + bottom) / 2);
      if (bottom - top > 0.1) assert.deepEqual([edge.goes, edge.t, edge.unit], ["back", 2, j]);
    }
  });

  it("answers 4 px beside its threads, and no farther", () => {
    const run = answer("rnn");
    const at = layout(run, 1320);
    const level = threads(run, at, 4).filter(({ t, points }) => t === 2 && points[0][1] === points[1][1]);
    const [x] = level[0].points[1];
    const top = Math.min(...level.map(({ points }) => points[1][1]));
    assert.equal(edgeAt(run, at, 4, x, top - 3.9)?.unit, 0);
    assert.equal(edgeAt(run, at, 4, x, top - 4.1), null);
  });

  for (const [name, goes] of [
    ["h", "up"],
    ["x", "in"],
  ])
    it(`of ${name} answers 4 px beside the fan that is drawn, as wide as that is at A`, () => {
      const run = shaped({ H: 8, I: 8, T: 4 });
      const at = layout(run, 1320);
      // the last of a fan's way: the links are level there
      const fan = threads(run, at, 4, [0.99]).filter(
        (own) => own.t === 1 && own.name === name && own.points.length === 1,
      );
      assert.equal(fan.length, 8);
      const edgeBeside = ({ points: [[x, y]] }, far) => edgeAt(run, at, 4, x + far, y);
      for (const thread of fan) assert.equal(edgeBeside(thread, 0)?.unit, thread.unit);
      for (const [unit, way] of [
        [0, -1],
        [7, 1],
      ]) {
        const { goes: found, unit: own } = edgeBeside(fan[unit], 3.95 * way) ?? {};
        assert.deepEqual([found, own], [goes, unit]);
        assert.equal(edgeBeside(fan[unit], 4.05 * way), null);
      }
    });

  it("is found in a chain that is read from the right", () => {
    const run = backward();
    const at = layout(run, 1320);
    const level = threads(run, at, run.tokens.length).filter(({ t }) => t === 1);
    assert.ok(level.length);
    for (const { name, points } of level.slice(0, 3)) {
      const [x, y] = points[1];
      const edge = edgeAt(run, at, run.tokens.length, x, y);
      if (edge) assert.equal(edge.name, name);
    }
  });
});

describe("the unit that is lit", () => {
  const lit = { part: "h", unit: 3 };

  it("is drawn on the very threads of the chain", () => {
    const run = answer("rnn");
    const at = layout(run, 1320);
    const own = threads(run, at, 4).filter(({ name, unit, t }) => name === "h" && unit === 3 && t !== undefined);
    const [group] = litUnit(run, 4, { at, scheme: "light", lit, unrolled: 1 });
    const drawn = group.children.flatMap((one) =>
      one.children
        .filter(({ attrs }) => attrs.class === "lit-thread")
        .map(({ attrs }) => along(attrs.d).map(([x, y]) => [x + shift(group) + shift(one), y])),
    );
    const places = (all) =>
      all
        .map((points) => points.flat().map((n) => Math.round(n)))
        .map(String)
        .sort();
    assert.deepEqual(places(drawn), places(own.map(({ points }) => points)));
  });

  it("has a ring where a strip has no mark a unit, and nothing while the chain rolls up", () => {
    const run = shaped({ H: 64, T: 4 });
    const at = layout(run, 1320);
    const options = { at, scheme: "light", lit: { part: "h", unit: 63 }, unrolled: 1 };
    const rings = [...every(litUnit(run, 3, options))].filter(({ attrs }) => attrs.class === "lit-cell");
    assert.equal(rings.length, 3);
    for (const { attrs } of rings)
      assert.ok(Math.abs(attrs.x + attrs.width / 2 - (63.5 * at.unit - at.strip / 2)) < 0.1);
    assert.deepEqual(litUnit(run, 3, { ...options, unrolled: 0.9 }), []);
    assert.deepEqual(litUnit(run, 3, { ...options, lit: null }), []);
    assert.deepEqual(litUnit(run, 3, { ...options, lit: { part: "x", unit: 0 } }), []);
  });
});

describe("the edge under a pointer, rolled up", () => {
  const width = 1320;

  /** Points of the loop's own threads as they are drawn, in the stage's px. @param {object} run @param {object} at @param {number} u */
  function loopOf(run, at, u) {
    const [chain] = draw(run, u, { at, scheme: "light", unrolled: 0 });
    const links = chain.children.filter(({ attrs }) => String(attrs.key).startsWith("link "));
    return links.flatMap((link) =>
      [...every([link])]
        .filter(({ tag, attrs }) => tag === "path" && attrs["data-unit"] !== undefined)
        .filter(({ attrs }) => u > 4 === /rises|falls/.test(attrs.class))
        .map(({ attrs }) => {
          const ends = numbersIn(attrs.d);
          const points = [ends.slice(0, 2), ...along(attrs.d), ends.slice(-2)];
          return { t: link.attrs["data-t"], points: points.map(([x, y]) => [x + shift(chain) + shift(link), y]) };
        }),
    );
  }

  for (const cell of CELLS)
    it(`is the loop, on its way and back, and the fans of the step that is read: ${cell}`, () => {
      const run = answer(cell);
      const at = layout(run, width);
      for (const [u, goes] of [
        [2.25, "on"],
        [6.4, "back"],
      ]) {
        const threads = loopOf(run, at, u);
        assert.ok(threads.length >= run.hidden_size);
        for (const { t, points } of threads)
          for (const [x, y] of points) {
            const edge = edgeRolledUp(run, at, u, x, y);
            assert.deepEqual([edge?.t, edge?.goes], [t, goes], `u = ${u}, at ${x}, ${y}`);
          }
      }
      const fan = edgeRolledUp(run, at, 3, width / 2, at.boxTop - 30);
      assert.deepEqual([fan?.name, fan?.t, fan?.goes], ["h", 2, "up"]);
    });

  it("answers 4 px beside the loop, too", () => {
    const run = answer("rnn");
    const at = layout(run, width);
    const under = (y) => edgeRolledUp(run, at, 2.25, width / 2, y);
    const { bottom } = Array.from({ length: at.height }, (_, y) => under(at.height - y)).find(
      (edge) => edge?.goes === "on",
    );
    assert.equal(under(bottom + 3.8)?.goes, "on");
    assert.equal(under(bottom + 4.2), null);
  });

  it("is nothing where nothing has come, and beside it all", () => {
    const run = answer("rnn");
    const at = layout(run, width);
    assert.equal(edgeRolledUp(run, at, 0, width / 2, at.axis + 60), null);
    for (const u of [0.5, 2, 5, 8]) assert.equal(edgeRolledUp(run, at, u, 3, 3), null);
  });
});
