import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { foundAt, keepFound, lookingNow, middleOf, planNow, toldOf } from "../../../static/js/gestures/opened.js";
import { pointed } from "../../../static/js/page/looking.js";
import { opened, part, run as shownRun, term, u, unit, view } from "../../../static/js/page/state.js";
import { factsOf } from "../../../static/js/run/facts.js";
import { rowsOf } from "../../../static/js/run/rows.js";
import { layout } from "../../../static/js/scenes/layout.js";
import { openedCell } from "../../../static/js/scenes/opened-cell.js";
import { freshPage } from "../support/page.js";
import { points } from "../support/pointer.js";
import { answer, backward } from "../support/runs.js";
import { speaking } from "../support/words.js";

const T = 4;
/** Step 1, whose h is there. */
const AT = 2;

before(() => speaking("en"));
beforeEach(() => {
  freshPage();
  pointed.value = null;
});

/** A is open on a run's step. @param {object} run @param {object} [look] what is kept @param {number} [width] */
function open(run, look = {}, width = 1376) {
  [shownRun.value, view.value, opened.value, u.value] = [run, "cell", 1, AT];
  [part.value, unit.value, term.value] = [look.part ?? "", look.unit ?? 0, look.term ?? null];
  return layout(run, width);
}

const MOVED = /^translate\(([-\d.]+) ([-\d.]+)\)(?: scale\(([\d.]+)\))?/;

/** Every mark with its box in the stage's px, and with the classes and the vector that it is in. */
function placed(marks, [dx, dy, k] = [0, 0, 1], within = []) {
  return marks.flatMap((each) => {
    if (typeof each === "string") return [];
    const { x, y, width, height, transform } = each.attrs;
    const [, tx = 0, ty = 0, by = 1] = MOVED.exec(transform ?? "") ?? [];
    const own = [dx + k * Number(tx), dy + k * Number(ty), k * Number(by)];
    const around = [...within, each.attrs.class, each.attrs["data-part"]].filter(Boolean);
    const box = { x: dx + k * x, y: dy + k * y, width: k * width, height: k * height };
    return [{ tag: each.tag, attrs: each.attrs, around, box }, ...placed(each.children, own, around)];
  });
}

/** What is drawn of the opened A. @param {object} run @param {object} at */
const drawn = (run, at) =>
  placed(openedCell(run, AT, { at, scheme: "light", opened: 1, graph: factsOf(run.cell).graph, ...lookingNow() }));

describe("what is under a pointer in the opened A", () => {
  for (const [cell, gate] of [
    ["rnn", "a"],
    ["gru", "z"],
    ["lstm", "f"],
  ])
    it(`is the weight that is drawn there: ${cell}`, () => {
      const run = answer(cell);
      const H = run.hidden_size;
      const at = open(run, { part: gate });
      const weights = drawn(run, at).filter(({ tag, around }) => tag === "rect" && around.includes("weights"));
      assert.equal(weights.length, (H + run.input_size) * H);
      for (const [i, { box }] of weights.entries())
        for (const point of points(box, 0.1))
          assert.deepEqual(
            foundAt(at, ...point),
            { part: gate, unit: i % H, term: Math.floor(i / H) },
            `${i} at ${point}`,
          );
    });

  it("is the element of a vector, and the gate of the diagram", () => {
    const run = answer("gru");
    const at = open(run);
    const all = drawn(run, at);
    const H = run.hidden_size;
    const names = rowsOf("gru", false).map((row) => row.part);
    const slots = all.filter(({ attrs, around }) => attrs.class === "slot" && around.includes("numbers"));
    assert.equal(slots.length, names.length);
    for (const [i, { box }] of slots.entries())
      for (const j of [0, 3, H - 1]) {
        const wide = box.width / H;
        for (const point of points({ ...box, x: box.x + j * wide, width: wide }, 0.1))
          assert.deepEqual(foundAt(at, ...point), { part: names[i], unit: j, term: null }, `${names[i]} ${j}`);
      }
    const gates = all.filter(({ attrs }) => attrs.class === "body");
    assert.equal(gates.length, 3);
    for (const { box, around } of gates) {
      const found = foundAt(at, box.x + box.width / 2, box.y + box.height / 2);
      assert.ok(around.includes(found?.part), `${around}`);
      assert.deepEqual(found, { part: found?.part, term: null, gate: true });
    }
  });

  it("is the way back to all vectors, where a gate's table has one", () => {
    const run = answer("gru");
    const at = open(run, { part: "z" });
    const { card } = planNow(at);
    assert.deepEqual(foundAt(at, card.x + card.width - 20, card.y + 12), { all: true });
    open(run);
    assert.notDeepEqual(foundAt(at, card.x + card.width - 20, card.y + 12), { all: true });
  });

  it("is turned with a chain that is read from the right", () => {
    const run = backward();
    const at = open(run);
    assert.ok(at.mirrored);
    const { panel, table } = planNow(at);
    const look = { part: "a", unit: 2, term: 3 };
    const { x, y } = middleOf(at, look);
    assert.deepEqual(foundAt(at, x, y), look);
    const left = table.x + table.at.scale * (table.at.left + 2.5 * table.at.column);
    assert.ok(Math.abs(x - (2 * panel.x + panel.width - left)) < 1e-6);
  });

  it("is not turned on the card beside a gated cell, which is read from the left", () => {
    const { parameters, ...told } = answer("gru");
    const named = Object.entries(parameters).map(([name, rows]) => [name.replace(/_l0$/, "_l0_reverse"), rows]);
    const run = { ...told, direction: "backward", parameters: Object.fromEntries(named) };
    const at = open(run, { part: "z" });
    assert.ok(at.mirrored && planNow(at).card);
    const look = { part: "z", unit: 2, term: 3 };
    const { x, y } = middleOf(at, look);
    assert.ok(x > planNow(at).card.x);
    assert.deepEqual(foundAt(at, x, y), look);
  });

  it("is nothing beside it, and nothing while A is shut or on its way", () => {
    const run = answer("rnn");
    const at = open(run);
    const { x, y } = middleOf(at, { part: "a", unit: 2, term: 3 });
    assert.ok(foundAt(at, x, y));
    assert.equal(foundAt(at, planNow(at).panel.x - 5, y), null);
    assert.equal(foundAt(null, x, y), null);
    opened.value = 0.9;
    assert.equal(foundAt(at, x, y), null);
    [opened.value, view.value] = [1, "unrolled"];
    assert.equal(foundAt(at, x, y), null);
  });
});

describe("what is kept of it", () => {
  const kept = () => [part.value, unit.value, term.value];

  it("is its part, its unit and its term; a second press on the line lets that go", () => {
    open(answer("gru"));
    keepFound({ part: "z", unit: 2, term: 1, source: false, line: "b" });
    assert.deepEqual(kept(), ["z", 2, 1]);
    keepFound({ part: "z", unit: 3, term: 1 });
    assert.deepEqual(kept(), ["z", 3, 1]);
    keepFound({ part: "z", term: 1, source: true });
    assert.deepEqual(kept(), ["z", 3, null]);
    keepFound({ part: "z", term: 0 });
    keepFound({ part: "z", unit: 3, term: 0 });
    assert.deepEqual(kept(), ["z", 3, null]);
  });

  it("has no term where none is pressed", () => {
    open(answer("gru"), { part: "z", unit: 2, term: 1 });
    keepFound({ part: "h", unit: 4 });
    assert.deepEqual(kept(), ["h", 4, null]);
  });

  it("is a gate, until it or the way back is pressed", () => {
    open(answer("gru"), { unit: 2, term: 1 });
    keepFound({ part: "r", term: null, gate: true });
    assert.deepEqual(kept(), ["r", 2, null]);
    keepFound({ part: "z", term: null, gate: true });
    assert.deepEqual(kept(), ["z", 2, null]);
    keepFound({ part: "z", term: null, gate: true });
    assert.deepEqual(kept(), ["h", 2, null]);
    open(answer("lstm"), { part: "f", unit: 1, term: 5 });
    keepFound({ all: true });
    assert.deepEqual(kept(), ["c", 1, null]);
  });
});

describe("what is said of it", () => {
  const figures = (value) => String(Number(value.toPrecision(6))).replace("-", "−");

  it("is what comes in: the memory of the step before, or the word", () => {
    const run = answer("rnn");
    const H = run.hidden_size;
    open(run);
    for (const [j, value] of run.steps[0].h.entries())
      assert.deepEqual(toldOf(run, { part: "a", term: j, source: true }), {
        text: `h₀[${j}] = ${figures(value)}`,
        focus: { part: "a", term: j },
      });
    for (const [i, value] of run.steps[1].x.entries())
      assert.equal(toldOf(run, { term: H + i, source: true })?.text, `x₁[${i}] = ${figures(value)}`);
  });

  it("calls what comes in by its place in the sentence, and a unit by its own number", () => {
    const turned = backward();
    open(turned);
    assert.equal(toldOf(turned, { term: 2, source: true })?.text, `h₃[2] = ${figures(turned.steps[0].h[2])}`);
    const H = turned.hidden_size;
    assert.equal(toldOf(turned, { term: H + 1, source: true })?.text, `x₂[1] = ${figures(turned.steps[1].x[1])}`);
    const run = { ...answer("rnn"), units: [3, 1, 2, 0, 4, 5, 6, 7] };
    open(run);
    assert.equal(toldOf(run, { term: 0, source: true })?.text, `h₀[3] = ${figures(run.steps[0].h[0])}`);
    assert.equal(toldOf(run, { term: H, source: true })?.text, `x₁[0] = ${figures(run.steps[1].x[0])}`);
  });

  it("is a weight, from its row to its unit, of its gate where there are several", () => {
    const run = answer("rnn");
    const H = run.hidden_size;
    const [hh, ih] = ["hh", "ih"].map((name) => run.parameters[`rnn.weight_${name}_l0`]);
    open(run);
    assert.deepEqual(toldOf(run, { unit: 2, term: 5 }), {
      text: `Wₕ[5, 2] = ${figures(hh[2][5])}`,
      focus: { unit: 2, term: 5 },
    });
    assert.equal(toldOf(run, { unit: 2, term: H + 1 })?.text, `Wₓ[1, 2] = ${figures(ih[2][1])}`);
    const gru = answer("gru");
    open(gru);
    const z = gru.parameters["rnn.weight_hh_l0"][H + 2];
    assert.equal(toldOf(gru, { part: "z", unit: 2, term: 5 })?.text, `z: Wₕ[5, 2] = ${figures(z[5])}`);
  });

  it("is an element of a vector, and a number of a line", () => {
    const run = answer("gru");
    open(run);
    const { gates, h } = run.steps[1];
    for (const [name, value] of [
      ["h", h[3]],
      ["z", gates.z[3]],
    ]) {
      const text = toldOf(run, { part: name, unit: 3, term: null })?.text;
      assert.ok(text?.startsWith(name) && text.endsWith(`[3] = ${figures(value)}`), text);
    }
    const told = toldOf(run, { part: "z", unit: 3, term: null, line: "out" });
    assert.ok(told?.text.endsWith(`[3] = ${figures(gates.z[3])}`), told?.text);
    assert.deepEqual(told?.focus, { part: "z", unit: 3, term: null });
    assert.equal(toldOf(run, { part: "z", unit: 3, term: null, line: "none" }), null);
  });

  it("is nothing of a gate as a whole, of the way back, and of nothing", () => {
    const run = answer("gru");
    open(run);
    for (const found of [null, { all: true }, { part: "z", term: null, gate: true }])
      assert.equal(toldOf(run, found), null);
    assert.equal(run.tokens.length, T);
    shownRun.value = null;
    assert.equal(toldOf(run, { part: "h", unit: 3, term: null }), null);
  });
});
