import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { bindTip, focusOf, keep, numberAt } from "../../../static/js/gestures/tip.js";
import { pointed as lookedAt } from "../../../static/js/page/looking.js";
import { lit, part, run as shownRun, term, u, unit, unrolled, view } from "../../../static/js/page/state.js";
import { vectorOf } from "../../../static/js/run/algebra.js";
import { isPlain } from "../../../static/js/run/facts.js";
import { firstOf } from "../../../static/js/run/rows.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { camera, centre, layout, offsets } from "../../../static/js/scenes/layout.js";
import { every } from "../support/marks.js";
import { around, element, pointingAt, points } from "../support/pointer.js";
import { answer, CELLS, fourth, shaped } from "../support/runs.js";
import { OPTIONS, SCENES } from "../support/scenes.js";
import { speaking } from "../support/words.js";

const FOURTH = "mgu";
const load = (cell) => (cell === FOURTH ? fourth() : answer(cell));
const figures = (value) => String(Number(value.toPrecision(6))).replace("-", "−");

/** The vectors of a picture that answer the pointer: their names, their boxes and their cells. */
const vectors = (marks) =>
  [...every(marks)]
    .filter(({ attrs, children }) => attrs["data-vector"] && children.some(({ tag }) => tag === "rect"))
    .map(({ attrs, children }) => {
      const rects = children.filter(({ tag }) => tag === "rect").map((mark) => mark.attrs);
      const cells = rects.filter(({ class: name }) => name !== "well");
      return { vector: attrs["data-vector"], box: around(rects), cells };
    });

/** Point at places of an element that is all there is. */
const over = (attrs, box) => {
  const own = element(attrs, box);
  pointingAt(() => own);
  return (run, [clientX, clientY]) => numberAt(run, { clientX, clientY });
};

before(() => speaking("en"));
beforeEach(() => {
  shownRun.value = null;
  [part.value, unit.value, term.value, u.value] = ["", 0, null, 0];
  lookedAt.value = null;
  lit.value = null;
});

describe("the number under the pointer", () => {
  /** Every element of a vector is named at each point of its cell. */
  function named(run, { vector, box, cells }) {
    const [name, step] = vector.split(":");
    const values = vectorOf(run, name, Number(step));
    const at = over({ "data-vector": vector }, box);
    assert.equal(cells.length, values.length, vector);
    for (const [j, drawn] of cells.entries())
      for (const point of points(drawn))
        assert.ok(at(run, point).text.endsWith(`[${j}] = ${figures(values[j])}`), `${vector} ${j} at ${point}`);
  }

  for (const cell of [...CELLS, FOURTH])
    for (const [scene, width] of ["chain", "open"].flatMap((name) => [358, 1320].map((px) => [name, px])))
      it(`is the element that is drawn there, its edges too: ${cell}, ${scene}, ${width} px`, () => {
        const run = load(cell);
        const found = vectors(SCENES[scene](run, 2.95, { ...OPTIONS, width }));
        assert.ok(found.length > 1);
        for (const each of found) named(run, each);
      });

  it("is found among many units that are few paths", () => {
    const run = shaped({ H: 64, T: 4 });
    const at = over({ "data-vector": "h:1" }, { left: 7, top: 3, width: 64 * 4.375, height: 28 });
    for (let j = 0; j < 64; j++) assert.match(at(run, [7 + (j + 0.5) * 4.375, 10]).text, new RegExp(`^h₁\\[${j}\\]`));
    assert.match(at(run, [6.9, 10]).text, /\[0\]/);
    assert.match(at(run, [7 + 64 * 4.375, 10]).text, /\[63\]/);
  });

  it("is a weight of the matrix: from the row's number to the column's unit", () => {
    const run = answer("rnn");
    const [H, I] = [run.hidden_size, run.input_size];
    const [hh, ih] = ["hh", "ih"].map((name) => run.parameters[`rnn.weight_${name}_l0`]);
    for (const [matrix, rows, weights] of [
      ["h", H, hh],
      ["x", I, ih],
    ]) {
      const at = over({ "data-matrix": matrix }, { left: 10, top: 20, width: 10 * H, height: 8 * rows });
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < H; j++) {
          const { text, focus } = at(run, [10 + 10 * (j + 0.5), 20 + 8 * (i + 0.5)]);
          assert.ok(text.endsWith(`[${i}, ${j}] = ${figures(weights[j][i])}`), text);
          assert.deepEqual(focus, { unit: j, term: matrix === "h" ? i : H + i });
          // the term of the panel's sum is the same weight
          assert.equal(sumOf(run, 1, "a", j).terms[focus.term].factors.at(-2), weights[j][i]);
        }
    }
  });

  it("is none beside everything, and none of a vector that the answer has not", () => {
    pointingAt(() => null);
    assert.equal(numberAt(answer("rnn"), { clientX: 1, clientY: 1 }), null);
    pointingAt(() => element({ class: "chip" }));
    assert.equal(numberAt(answer("rnn"), { clientX: 1, clientY: 1 }), null);
    assert.equal(over({ "data-vector": "h:99" })(answer("rnn"), [1, 1]), null);
  });
});

describe("where the panel has what the tip names", () => {
  for (const cell of [...CELLS, FOURTH])
    it(`as a result of the step, or as a term of its sums: ${cell}`, () => {
      const run = load(cell);
      const here = 2;
      const own = isPlain(cell) ? "a" : "h";
      for (let j = 0; j < run.hidden_size; j++) {
        assert.deepEqual(focusOf(run, here, "h", here, j), { part: own, unit: j, term: null });
        assert.deepEqual(focusOf(run, here, "h", here - 1, j), { term: j });
        assert.deepEqual(focusOf(run, here, "h", here - 2, j), { unit: j });
        assert.deepEqual(focusOf(run, here, "h", here + 1, j), { unit: j });
        for (const gate of isPlain(cell) ? [] : Object.keys(run.steps[here].gates))
          assert.deepEqual(focusOf(run, here, gate, here, j), { part: gate, unit: j, term: null });
      }
    });

  for (const cell of [...CELLS, FOURTH])
    it(`with the very number: ${cell}`, () => {
      const run = load(cell);
      const here = 2;
      const gate = isPlain(cell) ? "a" : Object.keys(run.steps[here].gates)[0];
      const { terms } = sumOf(run, here, gate, 0);
      for (const [j, value] of run.steps[here - 1].h.entries()) {
        const { term: i } = focusOf(run, here, "h", here - 1, j);
        assert.equal(terms[i].factors.at(-1), value);
      }
      for (const [j, value] of run.steps[here].x.entries()) {
        const { term: i } = focusOf(run, here, "x", here, j);
        assert.equal(terms[i].factors.at(-1), value);
      }
      assert.equal(focusOf(run, here, "x", here - 1, 0), null);
    });
});

describe("the tip", () => {
  const bound = (box = {}) => {
    const [scene, sights] = [element(), element({}, { left: 100, top: 50, width: 400, height: 300 })];
    const strip = element({ "data-vector": "h:1" }, { left: 100, top: 60, width: 80, height: 20, ...box });
    let under = strip;
    const whole = pointingAt(() => under);
    shownRun.value = answer("rnn");
    u.value = 1.9;
    bindTip(scene, sights);
    return { scene, whole, tip: sights.children[0], leave: () => (under = null) };
  };
  const said = (tip) => tip.children.join("");

  it("says the number beside the pointer, and the panel looks at it", () => {
    const { scene, tip } = bound();
    const { h } = answer("rnn").steps[1];
    scene.fire("pointermove", { clientX: 100 + 35, clientY: 70 });
    const j = Math.floor((35 / 80) * h.length);
    assert.equal(tip.hidden, false);
    assert.equal(said(tip), `h₁[${j}] = ${figures(h[j])}`);
    assert.deepEqual(lookedAt.value, { part: "a", unit: j, term: null });
    assert.deepEqual(lit.value, { part: "h", unit: j });
  });

  it("says of a component of the gradient which way the loss goes with the unit", () => {
    const run = answer("rnn");
    for (const [j, value] of run.steps[2].grad.entries()) {
      const wide = 80 / run.hidden_size;
      const strip = element({ "data-vector": "grad:2" }, { left: 100, top: 60, width: 80, height: 20 });
      pointingAt(() => strip);
      const { text, lit: unit } = numberAt(run, { clientX: 100 + (j + 0.5) * wide, clientY: 70 });
      assert.ok(text.startsWith(`∂L/∂h₂[${j}] = ${figures(value)} · `), text);
      assert.match(text, value > 0 ? /L rises$/ : /L falls$/);
      assert.deepEqual(unit, { part: "h", unit: j });
    }
  });

  it("is 12 px outside the strip, its stem over the middle of the number", () => {
    const { scene, tip } = bound({ top: 110, height: 28 });
    scene.fire("pointermove", { clientX: 135, clientY: 120 });
    const wide = 80 / answer("rnn").hidden_size;
    const middle = (Math.floor(35 / wide) + 0.5) * wide;
    // the stage is from y = 50 to 350
    assert.deepEqual([tip.style.left, tip.style.bottom], [`${Math.round(middle)}px`, `${350 - 110 + 12}px`]);
    assert.equal(tip.classList.contains("below"), false);
  });

  it("hangs 12 px below a strip that has no room above", () => {
    const { scene, tip } = bound({ top: 20, height: 28 });
    scene.fire("pointermove", { clientX: 135, clientY: 30 });
    assert.deepEqual([tip.style.top, tip.style.bottom], [`${20 + 28 + 12 - 50}px`, "auto"]);
    assert.equal(tip.classList.contains("below"), true);
  });

  it("comes with a finger's tap, and goes with one elsewhere", () => {
    const { scene, tip, whole } = bound();
    scene.fire("click", { clientX: 135, clientY: 70, pointerType: "touch" });
    assert.equal(tip.hidden, false);
    assert.equal(lit.value?.part, "h");
    whole.fire("pointerdown", { target: element({ class: "scene" }) });
    assert.equal(tip.hidden, false);
    whole.fire("pointerdown", { target: element({ class: "panel" }) });
    assert.deepEqual([tip.hidden, lit.value], [true, null]);
    scene.fire("click", { clientX: 135, clientY: 70, pointerType: "mouse" });
    assert.equal(tip.hidden, true);
  });

  it("tells of an edge: its thread, its vector's norm and both its ends", () => {
    const { scene, leave } = bound();
    leave();
    [u.value, unrolled.value, view.value] = [3, 1, "unrolled"];
    const run = answer("rnn");
    const at = layout(run, 1376);
    const sights = element();
    bindTip(scene, sights, () => at);
    const x = centre(at, 1) - camera(at, 3) + at.box.width / 2 + 30;
    // the scene is at (0, 0) of the window
    scene.fire("pointermove", { clientX: x, clientY: at.axis + offsets(run.hidden_size, at.lane)[2] });
    const norm = Math.hypot(...run.steps[1].h).toFixed(2);
    const says = `h₁[2] = ${figures(run.steps[1].h[2])} · from A at “am” to A at “a” · ‖h₁‖ = ${norm}`;
    assert.equal(said(sights.children[0]), says);
    assert.deepEqual(lit.value, { part: "h", unit: 2 });
  });

  it("goes with the pointer, with a finger and with a pressed button", () => {
    const { scene, tip, leave } = bound();
    for (const gone of [
      () => scene.fire("pointermove", { clientX: 135, pointerType: "touch" }),
      () => scene.fire("pointermove", { clientX: 135, buttons: 1 }),
      () => scene.fire("pointerleave"),
    ]) {
      scene.fire("pointermove", { clientX: 135, clientY: 70 });
      assert.equal(tip.hidden, false);
      gone();
      assert.equal(tip.hidden, true);
      assert.equal(lookedAt.value, null);
    }
    scene.fire("pointermove", { clientX: 135, clientY: 70 });
    leave();
    scene.fire("pointermove", { clientX: 535, clientY: 70 });
    assert.equal(tip.hidden, true);
  });

  it("keeps what is pressed: part, unit and term", () => {
    shownRun.value = answer("gru");
    u.value = 2.9;
    const H = shownRun.value.hidden_size;
    const press = (vector, j) => {
      const box = { left: 0, top: 0, width: 10 * H, height: 10 };
      pointingAt(() => element({ "data-vector": vector }, box));
      keep({ clientX: 10 * j + 5, clientY: 5 });
      return [part.value, unit.value, term.value];
    };
    assert.deepEqual(press("z:2", 3), ["z", 3, null]);
    assert.deepEqual(press("h:1", 1), ["z", 3, 1]);
    assert.deepEqual(press("h:0", 2), ["z", 2, 1]);
    assert.deepEqual(press("h:2", 0), ["h", 0, null]);
    assert.equal(firstOf("gru"), "h");
  });
});
