/**
 * Inside the plain RNN's A: a column is a unit. [h_{t-1}; x_t] stands upright, each number beside its row of W_h over W_x;
 * a column falls through b to a, through tanh to h_t. The column looked at is the waterfall beside it, row by row. Going
 * back the same columns rise: ∂L/∂h_t, times tanh′, through W_h to the left, and the step's share drops into ∂L/∂W_h.
 * @import {Mark, Run, Scheme, Step} from "../types.js"
 * @import {Sum} from "../algebra.js"
 */
import { before, biases, columns, hasWeights, largest, slope, sumOf } from "../algebra.js";
import { gateGradient, throughMatrix } from "../backprop.js";
import { short, signed } from "../numbers.js";
import { BACKWARD, backwardDone, clamp, FORWARD, forwardDone, phaseDone } from "../phases.js";
import { mark } from "../svg.js";
import { cellAt, signedPaint, table, violetPaint } from "./cells.js";
import { curve } from "./curve.js";
import { waterfall } from "./fall.js";
import { gathering } from "./gather.js";
import { MOST_NUMBERS } from "./layout.js";
import { math } from "./symbols.js";
import { round } from "./vectors.js";

const LABEL = 40;
const SOURCE = 44;
const ROW = 28;
const ROOM_FOR_ROWS = 172;
const LEAST_BLOCK = 28;
const GAP = 8;
const CURVE = { roomy: 176, tight: 144 };
/** What stands beside the matrix in a wide panel: W’s name, the numbers of the terms. */
const BESIDE = { name: 36, sums: 52, least: 64, most: 240 };
const NARROW = 560;

/** What is looked at: a vector of the cell, a unit of it, one term of its sum. @typedef {{part: string, unit: number, term: number | null}} Focus */
/** @typedef {{width: number, scheme: Scheme, focus: Focus}} Options */

/** The heights of the two blocks of rows: the same rows where there is room, each block visible where there is not. @param {number} H @param {number} I @param {number} [room] */
export function blocks(H, I, room = ROOM_FOR_ROWS) {
  const least = (/** @type {number} */ n) => Math.min(LEAST_BLOCK, n * ROW);
  const memory = clamp((room * H) / (H + I), least(H), room - least(I));
  return { memory: Math.min(memory, H * ROW), input: Math.min(room - memory, I * ROW) };
}

/** @param {Run} run @param {number} width */
export function grid(run, width) {
  const { hidden_size: H, input_size: I } = run;
  const { memory, input } = blocks(H, I);
  const narrow = width < NARROW;
  const size = width < 760 ? CURVE.tight : CURVE.roomy;
  const beside = narrow ? 40 : size + BESIDE.name + BESIDE.least + BESIDE.sums + 32;
  const left = LABEL + SOURCE + 8;
  const column = Math.min((width - left - beside) / H, 41);
  const right = left + column * H;
  const top = 4;
  const bias = top + memory + GAP + input + 4;
  const h = bias + 46;
  const below = narrow ? h + 48 : top;
  const fall = narrow ? { from: LABEL, to: width - 120, text: width - 60 } : falling(right, width - size - 32);
  const rowHeights = { memory: memory / H, input: input / I };
  return {
    H,
    I,
    column,
    left,
    right,
    narrow,
    top,
    bias,
    a: bias + 22,
    h,
    memory: { x: left, y: top, width: right - left, height: memory },
    input: { x: left, y: top + memory + GAP, width: right - left, height: input },
    rows: rowHeights,
    below: below - top,
    fall,
    gather: narrow
      ? { x: LABEL, width: Math.min(width - LABEL - 40, 224) }
      : { x: right + BESIDE.name + 10, width: Math.min(width - size - 34 - right - BESIDE.name, 260) },
    curve: narrow ? { x: (width - size) / 2, y: h + 48 + (bias - top) + 64, size } : { x: width - size, y: 6, size },
    numbered: H <= MOST_NUMBERS && column >= 32,
    height: narrow ? h + 48 + (bias - top) + 64 + size * 0.66 + 56 : h + 33,
  };
}

/** @param {number} right @param {number} end */
function falling(right, end) {
  const from = right + BESIDE.name + 4;
  const text = Math.min(end, from + BESIDE.most + BESIDE.sums);
  return { from, to: text - BESIDE.sums + 8, text };
}

/** @typedef {ReturnType<typeof grid>} Grid */

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t the step to look into
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, t, options) {
  const at = grid(run, options.width);
  const done = forwardDone(u, t);
  const back = u > run.tokens.length ? backwardDone(u, t, run.tokens.length) : null;
  const sum = sumOf(run, t, "a", options.focus.unit);
  const shown = {
    falls: phaseDone(FORWARD, "multiply", done),
    added: phaseDone(FORWARD, "add", done),
    squashed: phaseDone(FORWARD, "squash", done),
  };
  const lit = back === null ? 0 : phaseDone(BACKWARD, "slope", back);
  const inside = mark(
    "g",
    { key: back === null ? "forward" : "backward" },
    lightRow(at, options.focus.term, back !== null),
    ...(back === null ? sources(run, t, at, options) : arrivals(run, t, at, options, back)),
    weights(run, at, options, back !== null),
    ...(back === null ? results(run, t, at, options, shown) : returns(run, t, at, options, back)),
    rowFrame(at, options.focus.term),
    pin(at, options.focus),
    back === null
      ? sum && waterfall(sum, { ...falls(at, sum), ...shown, scheme: options.scheme, focus: options.focus.term })
      : drop(run, t, at, options, back),
    sum?.squash && curve(sum.squash, { ...at.curve, scheme: options.scheme, shown: shown.squashed, lit }),
  );
  return [inside];
}

/** Where the terms of the sum stand: beside their rows, or, in a narrow panel, below them all. @param {Grid} at @param {Sum} sum */
function falls(at, { terms }) {
  const rows = terms.map(({ kind, index }) => {
    if (kind === "bias") return { y: at.bias + at.below, height: 22 };
    const [box, height] = kind === "memory" ? [at.memory, at.rows.memory] : [at.input, at.rows.input];
    return { y: box.y + index * height + at.below, height };
  });
  return { rows, total: { y: at.a + at.below, height: 22 }, ...at.fall };
}

/** The row looked at lights up from its number to its term. @param {Grid} at @param {number | null} term @param {boolean} back */
function lightRow(at, term, back) {
  const row = rowOf(at, term);
  if (!row || back || at.narrow) return null;
  const attrs = { x: round(at.right), y: round(row.y - 1), width: round(at.fall.text + 4 - at.right), rx: 4 };
  return mark("rect", { class: "row-light", ...attrs, height: round(Math.max(row.height + 2, 4)) });
}

/** A frame around the row looked at, over the matrix. @param {Grid} at @param {number | null} term */
function rowFrame(at, term) {
  const row = rowOf(at, term);
  if (!row) return null;
  const x = LABEL - 2;
  const attrs = {
    x,
    y: round(row.y - 1.5),
    width: round(at.right + 2 - x),
    height: round(Math.max(row.height + 3, 4)),
    rx: 4,
  };
  return mark("rect", { class: "pin thin", ...attrs });
}

/** @param {Grid} at @param {number | null} term */
function rowOf(at, term) {
  if (term === null || term >= at.H + at.I) return null;
  const memory = term < at.H;
  const [box, height] = memory ? [at.memory, at.rows.memory] : [at.input, at.rows.input];
  return { y: box.y + (memory ? term : term - at.H) * height, height };
}

/** What comes in, upright. @param {Run} run @param {number} t @param {Grid} at @param {Options} options */
function sources(run, t, at, { scheme }) {
  const column = (
    /** @type {number[]} */ values,
    /** @type {{y: number, height: number}} */ { y, height },
    /** @type {string} */ name,
  ) =>
    table(
      values.map((v) => [v]),
      {
        x: LABEL,
        y,
        width: SOURCE,
        height,
        paint: signedPaint(scheme),
        owner: run,
        name: `${name} ${t} ${scheme}`,
        strong: true,
      },
    );
  return [
    column(before(run, t), at.memory, "column h"),
    column(run.steps[t]?.x ?? [], at.input, "column x"),
    math("h", t - 1, { class: "symbol end", x: LABEL - 8, y: round(at.memory.y + at.memory.height / 2 + 5) }),
    math("x", t, { class: "symbol end", x: LABEL - 8, y: round(at.input.y + at.input.height / 2 + 5) }),
  ];
}

/** Going back, what leaves for the neighbour stands there instead: W_hᵀ times what came up. @param {Run} run @param {number} t @param {Grid} at @param {Options} options @param {number} back */
function arrivals(run, t, at, { scheme }, back) {
  const through = phaseDone(BACKWARD, "weight", back);
  const leaves = phaseDone(BACKWARD, "leave", back);
  const values = throughMatrix(run, t);
  const slot = mark("rect", {
    class: "slot",
    x: LABEL,
    y: at.memory.y,
    width: SOURCE,
    height: round(at.memory.height),
    rx: 4,
  });
  const shown = Math.round(through * at.H);
  const cells =
    values &&
    shown > 0 &&
    table(
      values.map((v) => [v]),
      {
        x: LABEL,
        y: at.memory.y,
        width: SOURCE,
        height: at.memory.height,
        paint: violetPaint(scheme),
        owner: run,
        name: `column back ${t} ${scheme}`,
        strong: true,
      },
    );
  const arrow =
    leaves > 0 &&
    mark("path", {
      class: "arrow",
      opacity: round(leaves),
      d: `M${LABEL - 14} ${round(at.memory.y + at.memory.height / 2 + 22)}l10 -7v14z`,
    });
  return [
    slot,
    cells && mark("g", { opacity: through < 1 ? round(through) : null }, cells),
    arrow,
    mark(
      "text",
      { class: "symbol end violet small", x: LABEL - 4, y: round(at.memory.y + at.memory.height / 2 + 5) },
      "∂h",
      mark("tspan", { class: "index", dy: 4 }, String(t - 1).replace("-", "−")),
    ),
  ];
}

/** @type {WeakMap<Run, {key: string, drawn: Mark}>} */
const kept = new WeakMap();

/** W_h over W_x: the same at every step, so drawn once. @param {Run} run @param {Grid} at @param {Options} options @param {boolean} back */
function weights(run, at, { scheme }, back) {
  const key = `${scheme} ${at.left} ${at.column} ${at.rows.memory} ${back}`;
  const known = kept.get(run);
  if (known?.key === key) return known.drawn;
  const { memory, input } = columns(run);
  const paint = signedPaint(scheme, largest(run) * 1.15);
  const name = (/** @type {string} */ index, /** @type {{y: number, height: number}} */ { y, height }) =>
    mark(
      "text",
      { class: "symbol start soft", x: round(at.right + 8), y: round(y + height / 2 + 5) },
      "W",
      mark("tspan", { class: "index", dy: 4 }, index),
      back && index === "h" && mark("tspan", { class: "index", dy: -10 }, "T"),
    );
  const drawn = mark(
    "g",
    { class: "weights" },
    hasWeights(run) && table(memory, { ...at.memory, paint, owner: run, name: `W h ${scheme}` }),
    hasWeights(run) &&
      mark(
        "g",
        { opacity: back ? 0.3 : null },
        table(input, { ...at.input, paint, owner: run, name: `W x ${scheme}` }),
      ),
    name("h", at.memory),
    !back && name("x", at.input),
  );
  kept.set(run, { key, drawn });
  return drawn;
}

/** The middle of column j. @param {Grid} at @param {number} j */
const middle = (at, j) => round(at.left + (j + 0.5) * at.column);

/** The name of a row below the matrix. @param {string} text @param {number} y @param {string} [more] */
const label = (text, y, more = "") => mark("text", { class: `symbol end ${more}`, x: LABEL + SOURCE - 8, y }, text);

/** b, a and h_t, as far as they are known. @param {Run} run @param {number} t @param {Grid} at @param {Options} options @param {{added: number, squashed: number}} done */
function results(run, t, at, { scheme }, { added, squashed }) {
  const step = /** @type {Step} */ (run.steps[t]);
  const row = (
    /** @type {number[]} */ values,
    /** @type {number} */ y,
    /** @type {number} */ height,
    /** @type {string} */ name,
  ) =>
    table([values], {
      x: at.left,
      y,
      width: at.right - at.left,
      height,
      paint: signedPaint(scheme),
      owner: run,
      name: `row ${name} ${t} ${scheme}`,
    });
  const numbers = (
    /** @type {number[]} */ values,
    /** @type {number} */ y,
    /** @type {string} */ tone,
    /** @type {(v: number) => string} */ say,
  ) => values.map((v, j) => mark("text", { class: `number${tone}`, x: middle(at, j), y }, say(v)));
  const [b, a] = [biases(run), step.gates.a ?? []];
  return [
    label("b", at.bias + 16),
    label("a", at.a + 16),
    math("h", t, { class: "symbol end", x: LABEL + SOURCE - 8, y: at.h + 19 }),
    mark(
      "g",
      {},
      ...(at.numbered ? numbers(b, at.bias + 15, "", signed) : b.length ? [row(b, at.bias + 3, 15, "b")] : []),
    ),
    mark("path", { class: "grid zero", d: `M${at.left} ${at.bias + 21.5}H${round(at.right)}` }),
    mark(
      "g",
      { opacity: added < 1 ? round(added) : null },
      ...(at.numbered ? numbers(a, at.a + 16, " strong", short) : [row(a, at.a + 3, 17, "a")]),
    ),
    mark("g", { opacity: squashed < 1 ? round(squashed) : null }, row(step.h, at.h, 26, "h")),
  ];
}

/** From below: ∂L/∂h_t, the slopes, their product ∂L/∂a. @param {Run} run @param {number} t @param {Grid} at @param {Options} options @param {number} back */
function returns(run, t, at, { scheme }, back) {
  const step = /** @type {Step} */ (run.steps[t]);
  const f = run.nonlinearity ?? "tanh";
  const slopes = (step.gates.a ?? []).map((a, j) => slope(a, Number(step.h[j]), f));
  const [arrived, multiplied] = [phaseDone(BACKWARD, "arrive", back), phaseDone(BACKWARD, "slope", back)];
  const d = gateGradient(run, t, "a");
  const row = (
    /** @type {number[]} */ values,
    /** @type {number} */ y,
    /** @type {number} */ height,
    /** @type {string} */ name,
  ) =>
    table([values], {
      x: at.left,
      y,
      width: at.right - at.left,
      height,
      paint: violetPaint(scheme),
      owner: run,
      name: `row ${name} ${t} ${scheme}`,
    });
  return [
    label("∂L/∂a", at.bias + 16, "violet small"),
    label(`× ${f}′`, at.a + 16, "violet small"),
    mark(
      "text",
      { class: "symbol end violet small", x: LABEL + SOURCE - 8, y: at.h + 18 },
      "∂L/∂h",
      mark("tspan", { class: "index", dy: 4 }, String(t)),
    ),
    d &&
      multiplied > 0 &&
      mark(
        "g",
        {
          opacity: multiplied < 1 ? round(multiplied) : null,
          transform: multiplied < 1 ? `translate(0 ${round((1 - multiplied) * 24)})` : null,
        },
        row(d, at.bias, 20, "d"),
      ),
    mark(
      "g",
      {},
      ...(at.numbered
        ? slopes.map((s, j) => mark("text", { class: "number violet", x: middle(at, j), y: at.a + 16 }, short(s)))
        : [row(slopes, at.a + 3, 17, "slope")]),
    ),
    step.grad &&
      arrived > 0 &&
      mark(
        "g",
        {
          opacity: arrived < 1 ? round(arrived) : null,
          transform: arrived < 1 ? `translate(${round((1 - arrived) * 40)} 0)` : null,
        },
        row(step.grad, at.h, 26, "grad"),
      ),
  ];
}

/** The frame around the column looked at. @param {Grid} at @param {Focus} focus */
const pin = (at, { unit }) =>
  mark("rect", {
    class: "pin",
    x: round(at.left + unit * at.column - 2),
    y: at.top - 3,
    width: round(at.column + 4),
    height: round(at.h + 26 + 3 - at.top + 3),
    rx: 5,
  });

/** The step's share falls from the matrix into ∂L/∂W_h. @param {Run} run @param {number} t @param {Grid} at @param {Options} options @param {number} back */
function drop(run, t, at, { scheme }, back) {
  const box = {
    x: at.gather.x,
    y: at.memory.y + at.below,
    width: at.gather.width,
    height: Math.max(at.memory.height, 64) + 11,
  };
  return gathering(run, t, {
    gate: "a",
    ...box,
    scheme,
    from: at.memory,
    made: phaseDone(BACKWARD, "weight", back),
    dropped: phaseDone(BACKWARD, "leave", back),
  });
}

/**
 * What stands at a place: a unit's column, and the term whose row it is.
 * @param {Run} run
 * @param {number} width
 * @param {number} x
 * @param {number} y
 * @returns {Partial<Focus> | null}
 */
export function hit(run, width, x, y) {
  const at = grid(run, width);
  const memory = cellAt(at.memory, at.H, at.H, x, y);
  if (memory) return { unit: memory[1], term: memory[0] };
  const input = cellAt(at.input, at.I, at.H, x, y);
  if (input) return { unit: input[1], term: at.H + input[0] };
  if (x >= at.left && x < at.right && y >= at.bias - 2 && y <= at.h + 28)
    return { unit: Math.floor((x - at.left) / at.column), term: y < at.bias + 22 ? at.H + at.I : null };
  const rowY = at.narrow && y > at.h + 40 ? y - at.below : y;
  const beside = at.narrow && y > at.h + 40 ? x < at.fall.text : x < at.fall.text + 4;
  for (const [box, n, from] of /** @type {[{y: number, height: number}, number, number][]} */ ([
    [at.memory, at.H, 0],
    [at.input, at.I, at.H],
  ])) {
    const i = Math.floor(((rowY - box.y) / box.height) * n);
    if (beside && i >= 0 && i < n) return { term: from + i };
  }
  return null;
}
