import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { backwardValues } from "../../../static/js/run/backprop.js";
import { graphValues } from "../../../static/js/run/graph-values.js";
import { endOf, FORWARD, moment } from "../../../static/js/run/phases.js";
import { ranksOf } from "../../../static/js/run/wiring.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { aside, boxAt, extent, openedCell, openedHeight } from "../../../static/js/scenes/opened-cell.js";
import { planOf } from "../../../static/js/scenes/opened-plan.js";
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
  focus: { part: "", unit: 0, term: null },
});
/** Where everything is. */
const planned = (run, u, options) => planOf(run, options.at, moment(u, run.tokens.length), options);
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
      if (name !== "rnn") assert.ok(beds >= cells[name].graph.edges.length);
    });

  for (const name of CELLS)
    it(`goes and comes back to the same drawing: ${name}`, () => {
      const run = answer(name);
      const at = [0.2, 1.45, 2.65, 4.4, 6.9];
      const there = at.map((u) => markup(openedCell(run, u, look(run))));
      const andBack = at.toReversed().map((u) => markup(openedCell(run, u, look(run))));
      assert.deepEqual(andBack.toReversed(), there);
    });

  /** Every rectangle in the stage's own px. */
  function inStage(marks, [dx, dy, k] = [0, 0, 1]) {
    return marks.flatMap((each) => {
      if (typeof each === "string") return [];
      const { x, y, width, height } = each.attrs;
      const own = { ...each.attrs, x: dx + k * x, y: dy + k * y, width: k * width, height: k * height };
      const [, tx, ty, , by] =
        /^translate\(([-\d.]+) ([-\d.]+)\)( scale\(([\d.]+)\))?/.exec(each.attrs.transform) ?? [];
      const inner = tx === undefined ? [dx, dy, k] : [dx + k * tx, dy + k * ty, k * Number(by ?? 1)];
      return [...(each.tag === "rect" ? [{ attrs: own }] : []), ...inStage(each.children, inner)];
    });
  }

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
          const outer = extent(planned(run, 2.99, look(run, width)));
          const rects = inStage(openedCell(run, 2.99, look(run, width))).filter(({ attrs }) => attrs.class);
          for (const { attrs } of rects)
            assert.ok(within(outer, attrs), `H ${H}: ${attrs.class} ${JSON.stringify(attrs)}`);
        }
      });

  it("knows the state once it is squashed, and not before: the shares of the table of time", () => {
    const known = endOf(FORWARD, "squash");
    for (const name of CELLS.filter((cell) => cell !== "rnn")) {
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

  it("leaves no answer that the window's edge would cut", () => {
    const run = answer("rnn");
    const options = look(run, 1616);
    const opacity = (u) => {
      const chain = draw(run, u, { at: options.at, scheme: "light" });
      const all = [...every(aside(chain, run, u, options))];
      return all.find(({ attrs }) => attrs.class === "aside" && attrs.key === "loss").attrs.opacity;
    };
    assert.deepEqual([opacity(2.6), opacity(3.6)], [0, 0.3]);
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

  for (const name of CELLS)
    it(`makes the stage higher with the growing A, and its word goes down as far: ${name}`, () => {
      const run = answer(name);
      let before = 0;
      for (let share = 0; share <= 1; share += 0.05) {
        const options = look(run, 1376, share);
        const height = openedHeight(run, 2.7, options);
        assert.ok(height >= before && height - before < 24, `${share}: ${height}`);
        before = height;
        const outer = planned(run, 2.7, options).panel;
        const [frame] = [...every(openedCell(run, 2.7, options))].filter(({ attrs }) => attrs.class === "edge");
        if (frame) assert.ok(frame.attrs.y + frame.attrs.height <= options.at.chipTop + height, `${share}`);
        assert.ok(outer.y + outer.height <= options.at.height + planned(run, 2.7, options).drop);
      }
      assert.ok(before > 0);
    });

  it("takes its word down with its lower edge", () => {
    const run = answer("rnn");
    const down = (share) => {
      const options = look(run, 1376, share);
      const marks = [...every(aside(draw(run, 2.7, { at: options.at, scheme: "light" }), run, 2.7, options))];
      const moved = marks.find(
        ({ attrs, children }) => children[0]?.attrs?.class?.includes("chip active") && attrs.transform,
      );
      return Number(/ ([\d.]+)\)/.exec(moved.attrs.transform)[1]);
    };
    const { drop } = planned(run, 2.7, look(run));
    assert.ok(down(0.2) > 0 && down(0.2) < drop / 3);
    assert.ok(Math.abs(down(1) - drop) < 0.1);
  });

  for (const name of ["gru", "lstm"])
    it(`has room for the table of each gate: ${name}`, () => {
      const run = answer(name);
      for (const width of [1376, 820, 704, 358])
        for (const part of Object.keys(run.steps[0].gates))
          for (const u of [2.7, 5.7]) {
            const options = { ...look(run, width), focus: { part, unit: 0, term: null }, tall: 280 };
            const { card, table } = planned(run, u, options);
            const [right, bottom] = [table.at.width, table.at.height].map((each) => each * table.at.scale);
            assert.ok(table.x >= card.x && table.x + right <= card.x + card.width + 1, `${part} in ${width}`);
            assert.ok(table.y >= card.y && table.y + bottom <= card.y + card.height + 1, `${part} in ${width}`);
          }
    });

  it("carries the numbers of x_t, of h_{t-1} and of h_t from the chain to their places", () => {
    const run = answer("rnn");
    const drawn = (share) => {
      const marks = [...every(openedCell(run, 3, look(run, 1376, share)))];
      return marks.find(({ attrs }) => attrs.class === "flights")?.children.map(({ attrs }) => attrs) ?? [];
    };
    const { at } = look(run);
    const [start, all] = [drawn(0.001), run.input_size + 2 * run.hidden_size];
    assert.equal(start.length, all);
    for (const { y } of start.slice(0, run.input_size)) assert.ok(Math.abs(y - at.inputTop) < 2);
    for (const { y } of start.slice(-run.hidden_size)) assert.ok(Math.abs(y - at.top) < 2);
    assert.equal(drawn(1).length, 0);
    // they end where the table draws them
    const landed = drawn(0.979);
    const places = inStage(openedCell(run, 3, look(run))).map(({ attrs }) => attrs);
    for (const { x, y } of landed) assert.ok(places.some((place) => Math.hypot(place.x - x, place.y - y) < 8));
  });

  it("leaves room for the highest table of a gate: choosing one moves nothing", () => {
    for (const name of ["gru", "lstm"]) {
      const run = answer(name);
      for (const width of [1376, 704, 358]) {
        const options = look(run, width);
        const parts = ["", "h", ...Object.keys(run.steps[0].gates)];
        const heights = parts.map((part) => {
          const plan = planned(run, 2.7, { ...options, focus: { part, unit: 1, term: null } });
          return `${plan.panel.height} ${plan.card.height} ${plan.drop}`;
        });
        assert.equal(new Set(heights).size, 1, `${name} ${width}`);
      }
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
