import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { bindEditNumber } from "../../../static/js/gestures/edit-number.js";
import { sheet } from "../../../static/js/page/own.js";
import { held } from "../../../static/js/page/pace.js";
import { rowsOfGrid, withNumber } from "../../../static/js/page/sheet.js";
import * as state from "../../../static/js/page/state.js";
import { sumOf } from "../../../static/js/run/sums.js";
import { freshPage, server } from "../support/page.js";
import { element, pointingAt } from "../support/pointer.js";
import { answer } from "../support/runs.js";
import { speaking } from "../support/words.js";

const STEP = 1;

before(() => speaking("en"));
beforeEach(() => {
  freshPage();
  state.computing.value = null;
  held.value = false;
});

/** An element that a number is written in, as far as its editor asks for one. */
const field = () =>
  Object.assign(element(), {
    value: "",
    after: () => {},
    focus: () => {},
    select: () => {},
    setSelectionRange: () => {},
  });

/**
 * A picture of the page's run whose numbers can be changed: `at` is what the pointer and the keys are at.
 * @param {import("node:test").TestContext} test
 * @param {object} run
 * @param {object} at
 * @param {number} [step]
 */
function editing(test, run, at, step = STEP) {
  server(test);
  pointingAt(() => null);
  document.createElement = field;
  state.run.value = { vocabulary: [...new Set(run.tokens)], ...run, asked: state.fields.value };
  const frame = Object.assign(element(), { clientWidth: 600 });
  const svg = Object.assign(element(), { parentElement: frame, focus: () => {} });
  const looked = { part: "a", unit: 0, term: null, ...at };
  bindEditNumber(svg, {
    under: () => at,
    looked: () => looked,
    step: () => step,
    middleOf: () => ({ x: 100, y: 40 }),
  });
  const [input] = frame.children;
  const heard = { stopPropagation: () => {}, stopImmediatePropagation: () => {} };
  return {
    input,
    key: (key, more = {}) => svg.fire("keydown", { key, ...heard, ...more }),
    press: (key, more = {}) => input.fire("keydown", { key, ...heard, ...more }),
    fire: (name, more = {}) => svg.fire(name, { ...heard, ...more }),
    type: (text) => {
      input.value = text;
      input.fire("input");
    },
  };
}

/** The sheet differs from another in one number, and in nothing else. */
const expectNumber = (from, grid, [i, j], value) => assert.deepEqual(sheet.value, withNumber(from, grid, i, j, value));
const numberIn = (from, grid, [i, j]) => rowsOfGrid(from, grid)[i][j];

describe("a number of the opened A is written", () => {
  const { hidden_size: H, input_size: I } = answer("rnn");
  const gru = answer("gru");
  /** The biases among the terms of unit 2: in the GRU's candidate memory has one of its own. */
  const biasesOf = (run, part) =>
    [...sumOf(run, STEP, part, 2).terms.entries()].filter(([, { kind }]) => kind === "bias").map(([term]) => term);

  for (const [what, run, at, grid, place, name] of [
    ["a weight of memory", answer("rnn"), { unit: 2, term: 5 }, "Wh", [5, 2], "Wₕ[5, 2]"],
    ["the first weight of memory", answer("rnn"), { unit: 3, term: 0 }, "Wh", [0, 3], "Wₕ[0, 3]"],
    ["a weight of the input", answer("rnn"), { unit: 2, term: H + 1 }, "Wx", [1, 2], "Wₓ[1, 2]"],
    ["the last weight of the input", answer("rnn"), { unit: 2, term: H + I - 1 }, "Wx", [I - 1, 2], `Wₓ[${I - 1}, 2]`],
    ["a bias", answer("rnn"), { unit: 2, term: H + I }, "bx", [0, 2], "b[2]"],
    ["a weight of the second gate", gru, { part: "z", unit: 2, term: 5 }, "Wh", [5, H + 2], "Wₕ[5, 2]"],
    [
      "the bias of memory alone",
      gru,
      { part: "n", unit: 2, term: biasesOf(gru, "n")[0] },
      "bh",
      [0, 2 * H + 2],
      "b[2]",
    ],
    ["the bias beside it", gru, { part: "n", unit: 2, term: biasesOf(gru, "n")[1] }, "bx", [0, 2 * H + 2], "b[2]"],
  ])
    it(`where it is in the network: ${what}`, (test) => {
      const { input, key, type } = editing(test, run, at);
      const first = sheet.value;
      key("Enter");
      assert.equal(input.hidden, false);
      assert.equal(Number(input.value), numberIn(first, grid, place));
      assert.ok(input.getAttribute("aria-label").includes(name));
      type("0.625");
      expectNumber(first, grid, place, 0.625);
    });

  it("as the very weight that the sum multiplies", (test) => {
    const run = answer("rnn");
    const { input, key } = editing(test, run, { unit: 2, term: 5 });
    key("Enter");
    assert.equal(Number(input.value), sumOf(run, STEP, "a", 2).terms[5].factors.at(-2));
    assert.equal(Number(input.value), run.parameters["rnn.weight_hh_l0"][2][5]);
  });

  it("as what the weight multiplies: the vector of its word, and at the beginning the state", (test) => {
    const run = { ...answer("rnn"), vocabulary: ["a", "am", "boy", "i"], token_ids: [3, 1, 0, 2] };
    const word = editing(test, run, { unit: 2, term: H + 1, source: true });
    const first = sheet.value;
    word.fire("dblclick", { clientX: 10, clientY: 10 });
    assert.equal(Number(word.input.value), numberIn(first, "x", [1, 1]));
    word.type("0.25");
    expectNumber(first, "x", [1, 1], 0.25);
    const begun = editing(test, run, { unit: 2, term: 3, source: true }, 0);
    const second = sheet.value;
    begun.fire("dblclick", { clientX: 10, clientY: 10 });
    begun.type("0.5");
    expectNumber(second, "h", [0, 3], 0.5);
    // h_0 was computed
    const later = editing(test, run, { unit: 2, term: 3, source: true }, 1);
    later.fire("dblclick", { clientX: 10, clientY: 10 });
    assert.equal(later.input.hidden, true);
  });

  it("in the network's own order, whatever order the units are shown in", (test) => {
    const run = { ...answer("rnn"), units: [3, 1, 2, 0, 4, 5, 6, 7] };
    const { key, type } = editing(test, run, { unit: 0, term: 3 });
    const first = sheet.value;
    key("Enter");
    type("0.625");
    expectNumber(first, "Wh", [0, 3], 0.625);
  });

  it("not where none is looked at, where two terms are weighed, and while the reader computes", (test) => {
    const opens = (run, at) => {
      const { input, key } = editing(test, run, at);
      key("Enter");
      return !input.hidden;
    };
    assert.equal(opens(answer("rnn"), { unit: 2, term: 5 }), true);
    assert.equal(opens(answer("rnn"), { unit: 2, term: null }), false);
    assert.equal(opens(answer("rnn"), { unit: 2, term: 99 }), false);
    assert.equal(opens(gru, { part: "h", unit: 2, term: 0 }), false);
    state.computing.value = 1;
    assert.equal(opens(answer("rnn"), { unit: 2, term: 5 }), false);
  });
});

describe("a number under the hand", () => {
  const place = [5, 2];
  const at = { unit: 2, term: 5 };
  const rounded = (value) => Number(value.toFixed(10));

  it("goes by 0.1 with an arrow key, by 0.01 with Shift", (test) => {
    const { input, key, press } = editing(test, answer("rnn"), at);
    const first = sheet.value;
    const value = numberIn(first, "Wh", place);
    key("Enter");
    for (const [name, shiftKey, by] of [
      ["ArrowUp", false, 0.1],
      ["ArrowUp", false, 0.2],
      ["ArrowDown", false, 0.1],
      ["ArrowDown", true, 0.09],
      ["ArrowUp", true, 0.1],
    ]) {
      press(name, { shiftKey });
      expectNumber(first, "Wh", place, rounded(value + by));
      assert.equal(Number(input.value), rounded(value + by));
    }
  });

  it("begins with the figure that is typed, and with no letter or shortcut", (test) => {
    const { input, key } = editing(test, answer("rnn"), at);
    for (const [name, more] of [
      ["a", {}],
      ["5", { ctrlKey: true }],
      ["5", { metaKey: true }],
      ["Tab", {}],
    ]) {
      key(name, more);
      assert.equal(input.hidden, true, name);
    }
    key("−");
    assert.deepEqual([input.hidden, input.value], [false, "−"]);
  });

  it("stays as it is while what is written is no number, which is said", (test) => {
    const { input, key, type } = editing(test, answer("rnn"), at);
    const first = sheet.value;
    key("Enter");
    type("0.");
    type("x");
    assert.equal(input.getAttribute("aria-invalid"), "true");
    expectNumber(first, "Wh", place, 0);
    type("−1,5");
    assert.equal(input.getAttribute("aria-invalid"), "false");
    expectNumber(first, "Wh", place, -1.5);
  });

  it("is kept by Enter, and put back by Escape; the page's time stands still until then", (test) => {
    const { input, key, press, type } = editing(test, answer("rnn"), at);
    const asked = state.fields.value;
    key("Enter");
    assert.equal(held.value, true);
    type("0.5");
    assert.notEqual(state.fields.value, asked);
    press("Enter");
    assert.deepEqual([input.hidden, held.value], [true, false]);
    const kept = state.fields.value;
    assert.equal(kept.parameters["rnn.weight_hh_l0"][2][5], 0.5);
    key("Enter");
    type("0.75");
    assert.equal(state.fields.value.parameters["rnn.weight_hh_l0"][2][5], 0.75);
    press("Escape");
    assert.deepEqual([input.hidden, held.value], [true, false]);
    assert.deepEqual(state.fields.value.parameters, kept.parameters);
  });

  it("goes by 0.01 a px as it is dragged, by 0.001 with Shift, and is put back where the drag is cancelled", (test) => {
    const { fire } = editing(test, answer("rnn"), at);
    const first = sheet.value;
    const value = numberIn(first, "Wh", place);
    fire("pointerdown", { clientX: 100 });
    fire("pointermove", { clientX: 112, buttons: 1 });
    expectNumber(first, "Wh", place, rounded(value + 0.12));
    fire("pointermove", { clientX: 112, buttons: 1, shiftKey: true });
    expectNumber(first, "Wh", place, rounded(value + 0.012));
    assert.equal(held.value, true);
    fire("pointercancel");
    assert.equal(state.fields.value.parameters, null);
    fire("lostpointercapture");
    assert.equal(held.value, false);
  });
});
