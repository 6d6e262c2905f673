import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { backwardValues } from "../../../static/js/run/backprop.js";
import { graphValues } from "../../../static/js/run/graph-values.js";
import { endOf, FORWARD } from "../../../static/js/run/phases.js";
import { ranksOf } from "../../../static/js/run/wiring.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { aside, boxAt, openedCell, panel } from "../../../static/js/scenes/opened-cell.js";
import { draw } from "../../../static/js/scenes/unrolled.js";
import { every, firstUnfinished, markup } from "../support/marks.js";
import { answer, CELLS, shaped } from "../support/runs.js";
import { speaking } from "../support/words.js";

const cells = JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url)));
const look = (run, width = 1376, opened = 1) => ({
  at: layout(run, width),
  scheme: "light",
  opened,
  graph: cells[run.cell].graph,
});
const paths = (marks, test) => [...every(marks)].filter(({ tag, attrs }) => tag === "path" && test(attrs));

before(() => speaking("en"));

describe("the values in a diagram", () => {
  const adds = (name, part, one, other) =>
    it(`make each other as the cell's formula says: ${name}`, () => {
      const run = answer(name);
      for (const { t, [part]: whole } of run.steps) {
        const values = graphValues(run, t).nodes;
        for (const [j, value] of whole.entries()) assert.ok(Math.abs(values[one][j] + values[other][j] - value) < 1e-5);
      }
    });
  adds("gru", "h", "z_h", "not_z_n");
  adds("lstm", "c", "f_c", "i_g");

  for (const name of CELLS)
    it(`come back along every edge but those of x: ${name}`, () => {
      const run = answer(name);
      const back = backwardValues(run, 2);
      for (const [from, to] of cells[name].graph.edges)
        if (from !== "ih" || name === "rnn")
          assert.equal(back[`${from}>${to}`]?.length, run.hidden_size, `${from}>${to}`);
    });

  it("rank each node behind all it needs", () => {
    for (const { graph } of Object.values(cells)) {
      const ranks = ranksOf(graph);
      for (const [from, to] of graph.edges) assert.ok(ranks.get(from) < ranks.get(to));
    }
  });
});

describe("A, opened in place", () => {
  it("is not there while it is shut, and leaves the chain as it is", () => {
    const run = answer("rnn");
    const chain = draw(run, 1.4, { at: layout(run, 1376), scheme: "light" });
    assert.deepEqual(openedCell(run, 1.4, look(run, 1376, 0)), []);
    assert.equal(aside(chain, run, 1.4, look(run, 1376, 0)), chain);
  });

  for (const name of CELLS)
    it(`draws every node and edge of the cell's graph, finite at every moment: ${name}`, () => {
      const run = answer(name);
      for (let u = 0; u <= 2 * run.tokens.length; u += 0.09)
        for (const opened of [0.3, 0.8, 1])
          assert.equal(firstUnfinished(openedCell(run, u, look(run, 1376, opened))), null);
      const beds = paths(openedCell(run, 2.9, look(run)), (attrs) => attrs.class === "bed").length;
      assert.ok(beds >= cells[name].graph.edges.length);
    });

  for (const name of CELLS)
    it(`goes and comes back to the same drawing: ${name}`, () => {
      const run = answer(name);
      const at = [0.2, 1.45, 2.65, 4.4, 6.9];
      const there = at.map((u) => markup(openedCell(run, u, look(run))));
      const andBack = at.toReversed().map((u) => markup(openedCell(run, u, look(run))));
      assert.deepEqual(andBack.toReversed(), there);
    });

  const within = (outer, { x, y, width, height }) =>
    Number(x) >= outer.x - 1 &&
    Number(y) >= outer.y - 1 &&
    Number(x) + Number(width) <= outer.x + outer.width + 1 &&
    Number(y) + Number(height) <= outer.y + outer.height + 1;

  for (const width of [1376, 1216, 704, 358])
    for (const cell of CELLS)
      it(`stays inside its panel at ${width} px: ${cell}`, () => {
        for (const H of [1, 2, 8, 64, 256]) {
          const run = shaped({ cell, H, T: 4 });
          const outer = panel(layout(run, width));
          const rects = [...every(openedCell(run, 2.99, look(run, width)))].filter(
            ({ tag, attrs }) => tag === "rect" && attrs.class,
          );
          for (const { attrs } of rects)
            assert.ok(within(outer, attrs), `H ${H}: ${attrs.class} ${JSON.stringify(attrs)}`);
        }
      });

  it("knows the state once it is squashed, and not before: the shares of the table of time", () => {
    const known = endOf(FORWARD, "squash");
    for (const name of CELLS) {
      const run = answer(name);
      // the last node of the diagram is marked done with the end of its phase, a little less shows it still growing
      const done = (u) =>
        [...every(openedCell(run, u, look(run)))].filter(({ attrs }) => /\bdone\b/.test(attrs.class)).length;
      assert.ok(done(known) > done(endOf(FORWARD, "multiply") - 0.08), name);
      assert.equal(done(known), done(1), name);
    }
  });

  it("needs few marks however large h is", () => {
    for (const cell of CELLS)
      assert.ok(
        [...every(openedCell(shaped({ cell, H: 256, T: 3 }), 1.9, look(shaped({ cell, H: 256, T: 3 }))))].length < 900,
      );
  });

  it("pushes neighbours aside and fades them to 0.3", () => {
    const run = answer("rnn");
    const options = look(run);
    const chain = draw(run, 2.5, { at: options.at, scheme: "light" });
    const moved = [...every(aside(chain, run, 2.5, options))].filter(({ attrs }) => attrs.class === "aside");
    const opacity = (t) => moved.find(({ attrs }) => attrs.key === t).attrs.opacity;
    assert.deepEqual([opacity(1), opacity(2), opacity(3)], [0.3, 0, 0.3]);
  });

  /** Where the words and the cells of a chain behind an opened A stand, by their keys. */
  function standing(run, u, options) {
    const shift = ({ attrs }) => Number(/translate\(([-\d.]+)/.exec(attrs?.transform)?.[1] ?? 0);
    const [chain] = aside(draw(run, u, { at: options.at, scheme: "light" }), run, u, options);
    const places = chain.children.map((child) => {
      const inner = child.children.find(({ attrs }) => attrs?.transform) ?? child;
      return { key: String(child.attrs.key), x: shift(chain) + shift(child) + shift(inner), inner };
    });
    const words = places.filter(({ key }) => key.startsWith("chip"));
    const cells = places.filter(({ key }) => /^\d+$/.test(key));
    return { words, cells, own: words.find(({ inner }) => inner.attrs.class.includes("active")) };
  }

  for (const width of [1376, 704, 358])
    it(`puts its own word below the panel's middle, in ${width} px`, () => {
      const run = answer("rnn");
      for (const u of [0.5, 1.5, 3.5, 4.5, 6.5])
        assert.ok(Math.abs(standing(run, u, look(run, width)).own.x - width / 2) < 1);
    });

  it("keeps each word with its cell where there is room for both", () => {
    const run = answer("rnn");
    for (const u of [0.5, 1.5, 3.5, 4.5, 6.5]) {
      const { words, cells, own } = standing(run, u, look(run, 1376));
      const others = words.filter((word) => word !== own && word.x > 0 && word.x < 1376);
      assert.ok(others.length);
      for (const { x, key } of others)
        assert.ok(
          cells.some((cell) => Math.abs(cell.x - x) < 1),
          key,
        );
    }
  });

  it("finds the box that is pressed", () => {
    const run = answer("rnn");
    const at = layout(run, 1376);
    const middle = (t) => at.ends + at.pitch * (t + 0.5) + Math.max((at.width - at.total) / 2, 0);
    for (const t of [0, 1, 2, 3]) assert.equal(boxAt(at, 0, middle(t), at.axis), t);
    assert.equal(boxAt(at, 0, middle(1) + at.pitch / 2, at.axis), null);
    assert.equal(boxAt(at, 0, middle(1), at.top), null);
  });
});
