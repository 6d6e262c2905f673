/**
 * Inside the plain RNN's A: a column is a unit. [h_{t-1}; x_t] stands upright, each number beside its row of W_h over W_x;
 * a column falls through b to a, through tanh to h_t. The pinned column's terms are the waterfall beside it, row by row.
 * @import {Mark, Run, Scheme, Step} from "../types.js"
 */

import { scaleLinear } from "../../vendor/d3.js";
import { before, biases, columns, largest, sum } from "../algebra.js";
import { short, signed } from "../numbers.js";
import { BACKWARD, backwardDone, clamp, FORWARD, forwardDone, phaseDone } from "../phases.js";
import { colour, ink } from "../scales.js";
import { mark } from "../svg.js";
import { curve } from "./curve.js";
import { MOST_NUMBERS } from "./layout.js";
import { math } from "./symbols.js";
import { round } from "./vectors.js";

const LABEL = 40;
const SOURCE = 44;
const ROW = { most: 17, least: 2 };
const ROOM_FOR_ROWS = 204;
const GAP = 8;
const CURVE = { roomy: 176, tight: 150 };
/** What stands beside the matrix in a wide panel: W’s name, the falling terms, their numbers. */
const BESIDE = { name: 48, falls: 48, sums: 60 };

/** @typedef {{width: number, scheme: Scheme, unit: number}} Options */

/** @param {Run} run @param {number} width */
export function grid(run, width) {
  const { hidden_size: H, input_size: I } = run;
  const row = clamp(ROOM_FOR_ROWS / (H + I), ROW.least, ROW.most);
  const narrow = width < 560;
  const size = width < 760 ? CURVE.tight : CURVE.roomy;
  const beside = narrow ? 40 : size + BESIDE.name + BESIDE.falls + BESIDE.sums + 8;
  const matrix = Math.min(width - LABEL - SOURCE - beside, 41 * H);
  const column = Math.max(Math.min(matrix / H, 44), 1.2);
  const left = LABEL + SOURCE + 8;
  const right = left + column * H;
  const rows = row * H + GAP + row * I;
  const top = 4;
  const bias = top + rows + 6;
  return {
    H,
    I,
    row,
    column,
    left,
    right,
    top,
    input: top + row * H + GAP,
    bias,
    a: bias + 24,
    h: bias + 50,
    height: bias + 50 + 30 + (narrow ? 176 : 0),
    narrow,
    falls: { left: right + BESIDE.name, right: width - size - BESIDE.sums },
    sums: width - size - 16,
    curve: narrow ? { x: LABEL, y: bias + 92, size } : { x: width - size + 4, y: 4, size: size - 8 },
    numbered: H <= MOST_NUMBERS && column >= 32 && row >= 14,
    row_numbered: row >= 14,
  };
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
  const step = /** @type {Step} */ (run.steps[t]);
  const terms = sum(run, t, options.unit);
  const falls = phaseDone(FORWARD, "multiply", done);
  const added = phaseDone(FORWARD, "add", done);
  const squashed = phaseDone(FORWARD, "squash", done);
  const back = backwardDone(u, t, run.tokens.length);
  return [
    sources(run, step, t, at, options),
    weights(run, at, options),
    results(step, at, options, { added, squashed }),
    pin(at, options.unit),
    ...(at.narrow ? [] : [waterfall(terms, at, options, { falls, added })]),
    curve(step, options.unit, {
      ...at.curve,
      scheme: options.scheme,
      nonlinearity: run.nonlinearity ?? "tanh",
      shown: squashed,
      lit: phaseDone(BACKWARD, "slope", back),
    }),
  ];
}

/** @param {Run} run @param {Step} step @param {number} t @param {Grid} at @param {Options} options */
function sources(run, step, t, at, { scheme }) {
  const chip = (/** @type {number} */ value, /** @type {number} */ y, /** @type {string} */ key) =>
    mark(
      "g",
      { key },
      mark("rect", {
        x: LABEL,
        y: y + 0.75,
        width: SOURCE,
        height: Math.max(at.row - 1.5, 1),
        rx: at.row > 8 ? 3 : 0,
        fill: colour(value, scheme),
      }),
      at.row_numbered &&
        mark(
          "text",
          { class: "number strong", x: LABEL + SOURCE / 2, y: y + at.row / 2 + 4.5, fill: ink(value, scheme) },
          short(value),
        ),
    );
  const h = before(run, t);
  return mark(
    "g",
    { class: "sources" },
    ...h.map((value, i) => chip(value, at.top + i * at.row, `h${i}`)),
    ...step.x.map((value, i) => chip(value, at.input + i * at.row, `x${i}`)),
    math("h", t - 1, { class: "symbol end", x: LABEL - 8, y: at.top + (at.row * at.H) / 2 + 5 }),
    math("x", t, { class: "symbol end", x: LABEL - 8, y: at.input + (at.row * at.I) / 2 + 5 }),
    name("b", at.bias + 16),
    name("a", at.a + 16),
    math("h", t, { class: "symbol end", x: LABEL - 8 + SOURCE, y: at.h + 18 }),
  );
}

/** @param {string} symbol @param {number} y */
const name = (symbol, y) => mark("text", { class: "symbol end", x: LABEL - 8 + SOURCE, y }, symbol);

/** @type {WeakMap<Run, {key: string, drawn: Mark}>} */
const kept = new WeakMap();

/** W_h over W_x: the same at every step, so drawn once. @param {Run} run @param {Grid} at @param {Options} options */
function weights(run, at, { scheme }) {
  const key = `${scheme} ${at.left} ${at.column} ${at.row}`;
  const known = kept.get(run);
  if (known?.key === key) return known.drawn;
  const { memory, input } = columns(run);
  const domain = largest(run) * 1.15;
  const drawn = mark(
    "g",
    { class: "weights" },
    ...block(memory, at.top, at, domain, scheme),
    ...block(input, at.input, at, domain, scheme),
    ...biases(run)
      .map(
        (b, j) =>
          at.numbered &&
          mark("text", { class: "number", x: round(at.left + (j + 0.5) * at.column), y: at.bias + 15 }, signed(b)),
      )
      .filter((m) => m !== false),
    mark("path", { class: "grid zero", d: `M${at.left} ${at.bias + 22.5}H${at.right}` }),
    subscript("W", "h", at.right + 10, at.top + (at.row * at.H) / 2 + 5),
    subscript("W", "x", at.right + 10, at.input + (at.row * at.I) / 2 + 5),
  );
  kept.set(run, { key, drawn });
  return drawn;
}

/** @param {string} symbol @param {string} index @param {number} x @param {number} y */
export const subscript = (symbol, index, x, y, place = "start") =>
  mark("text", { class: `symbol ${place} soft`, x, y }, symbol, mark("tspan", { class: "index", dy: 4 }, index));

/** @param {number[][]} rows @param {number} top @param {Grid} at @param {number} domain @param {Scheme} scheme */
function block(rows, top, at, domain, scheme) {
  const gap = at.column > 12 ? 1.5 : at.column > 4 ? 0.5 : 0;
  return rows.flatMap((row, i) =>
    row.map((weight, j) => {
      const [x, y] = [round(at.left + j * at.column), round(top + i * at.row)];
      const cell = mark("rect", {
        x: x + gap / 2,
        y: y + gap / 2,
        width: round(at.column - gap),
        height: round(Math.max(at.row - gap, 0.5)),
        rx: gap > 1 ? 2 : 0,
        fill: colour(weight, scheme, domain),
        "data-j": j,
      });
      if (!at.numbered) return cell;
      const text = mark(
        "text",
        {
          class: "number",
          x: round(x + at.column / 2),
          y: round(y + at.row / 2 + 4.5),
          fill: ink(weight, scheme, domain),
        },
        short(weight),
      );
      return mark("g", { "data-j": j }, cell, text);
    }),
  );
}

/** a and h_t, as far as they are known. @param {Step} step @param {Grid} at @param {Options} options @param {{added: number, squashed: number}} done */
function results(step, at, { scheme }, { added, squashed }) {
  const a = step.gates.a ?? [];
  const middle = (/** @type {number} */ j) => round(at.left + (j + 0.5) * at.column);
  const cells = step.h.map((value, j) =>
    mark(
      "g",
      { key: j, "data-j": j },
      at.numbered &&
        mark(
          "text",
          { class: "number strong", x: middle(j), y: at.a + 16, opacity: added < 1 ? round(added) : null },
          short(Number(a[j])),
        ),
      !at.numbered &&
        mark("rect", {
          x: round(at.left + j * at.column),
          y: at.a + 3,
          width: round(at.column),
          height: 18,
          fill: colour(Number(a[j]), scheme),
          opacity: round(added),
        }),
      mark(
        "g",
        { opacity: squashed < 1 ? round(squashed) : null },
        mark("rect", {
          x: round(at.left + j * at.column + (at.column > 12 ? 0.75 : 0)),
          y: at.h,
          width: round(at.column - (at.column > 12 ? 1.5 : 0)),
          height: 26,
          rx: at.column > 12 ? 3 : 0,
          fill: colour(value, scheme),
        }),
        at.numbered &&
          mark("text", { class: "number", x: middle(j), y: at.h + 17.5, fill: ink(value, scheme) }, short(value)),
      ),
    ),
  );
  return mark("g", { class: "results" }, ...cells);
}

/** The frame around the pinned column. @param {Grid} at @param {number} j */
const pin = (at, j) =>
  mark("rect", {
    class: "pin",
    x: round(at.left + j * at.column - 2),
    y: at.top - 3,
    width: round(at.column + 4),
    height: at.h + 26 + 3 - at.top + 3,
    rx: 5,
  });

/** The pinned column's sum: w·h + … + b = a, each term starting where the last one ended. @param {ReturnType<typeof sum>} terms @param {Grid} at @param {Options} options @param {{falls: number, added: number}} done */
function waterfall({ memory, input, bias, a }, at, { scheme }, { falls, added }) {
  const rows = [
    ...memory.map((term, i) => ({ ...term, y: at.top + i * at.row })),
    ...input.map((term, i) => ({ ...term, y: at.input + i * at.row })),
  ];
  const starts = [0];
  for (const { product } of rows) starts.push(Number(starts.at(-1)) + product);
  const reach = [...starts, a, 0];
  const x = scaleLinear([Math.min(...reach), Math.max(...reach)], [at.falls.left, at.falls.right]);
  const shown = falls * rows.length;
  const bars = rows.map(({ product, y }, i) => {
    const part = clamp(shown - i);
    const from = Number(starts[i]);
    return part > 0 && term(x, from, from + product * part, y, at.row, product, scheme, at);
  });
  const biasBar = added > 0 && term(x, a - bias, a - bias + bias * added, at.bias + 3, 17, bias, scheme, at);
  const whole = added === 1 && [
    mark("text", { class: "number strong end", x: at.sums, y: at.a + 16 }, `= ${short(a)}`),
  ];
  return mark(
    "g",
    { class: "falls" },
    mark("path", { class: "grid zero", d: `M${round(x(0))} ${at.top}V${at.a + 8}` }),
    ...bars,
    biasBar,
    ...(whole || []),
  );
}

/** @param {(value: number) => number} x @param {number} from @param {number} to @param {number} y @param {number} height @param {number} product @param {Scheme} scheme @param {Grid} at */
function term(x, from, to, y, height, product, scheme, at) {
  const [a, b] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
  return mark(
    "g",
    {},
    mark("rect", {
      x: round(a),
      y: round(y + height * 0.14),
      width: round(Math.max(b - a, 1)),
      height: round(Math.max(height * 0.72, 1)),
      rx: height > 8 ? 2 : 0,
      fill: colour(Math.sign(product) * 0.92, scheme),
    }),
    height >= 14 && mark("text", { class: "number end", x: at.sums, y: round(y + height / 2 + 4.5) }, signed(product)),
  );
}
