/**
 * Inside a gated cell: a column is a unit, each row one vector of the cell's algebra, in the order in which they come
 * about. Beside them the sum of the element that is looked at, and the curve that squashes it. Going back the rows hold
 * what reaches each gate, and beside them stands the way there, factor by factor.
 * @import {Focus, Mark, Run, Scheme} from "../types.js"
 * @import {Sum} from "../run/sums.js"
 * @import {Row} from "../run/rows.js"
 */

import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { short, signed } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { cellAt, signedPaint, table, violetPaint } from "../pen/table.js";
import { hasWeights, squashOf } from "../run/algebra.js";
import { chainRule, hasGradient } from "../run/backprop.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { firstBackOf, firstOf, rowsOf } from "../run/rows.js";
import { sumOf } from "../run/sums.js";
import { looker, passes, symbolOf } from "../run/wiring.js";
import { curve } from "./curve.js";
import { way } from "./factors.js";
import { blocks, pin } from "./inside-rnn-grid.js";
import { MOST_NUMBERS } from "./layout.js";
import { waterfall } from "./waterfall.js";
import { gathering } from "./weight-gradient.js";

const TOP = 4;
const HEIGHT = 264;
const CURVE = { roomy: 168, tight: 140 };
const NARROW = 560;
/** What stands beside the rows: their names, their widest column, a weight and its value, the numbers of the terms, gaps. */
const BESIDE = {
  roomy: { label: 80, column: 39, back: 39, chip: 39, sums: 48, start: 20, gap: 32 },
  tight: { label: 66, column: 31.5, back: 35, chip: 30, sums: 40, start: 12, gap: 20 },
};

/** @param {Run} run @param {number} width @param {boolean} [back] */
export function grid(run, width, back = false) {
  const H = run.hidden_size;
  const rows = rowsOf(run.cell, back);
  const narrow = width < NARROW;
  const tight = width < 760;
  const size = tight ? CURVE.tight : CURVE.roomy;
  const around = tight && !narrow ? BESIDE.tight : BESIDE.roomy;
  const most = back ? around.back : around.column;
  const left = tight ? BESIDE.tight.label : BESIDE.roomy.label;
  const beside = tight ? most * MOST_NUMBERS : Math.min(width - left - size - 250, width * 0.42);
  const column = Math.min((narrow ? width - left - 4 : beside) / H, most);
  const pitch = Math.min(HEIGHT / rows.length, 44);
  const right = left + column * H;
  const below = TOP + rows.length * pitch + 20;
  const start = narrow ? 0 : right + around.start;
  const end = narrow ? width - 8 : Math.min(width - size - around.gap, start + 300);
  return {
    H,
    rows,
    column,
    left,
    right,
    narrow,
    pitch,
    cell: pitch - 7,
    brief: tight,
    chip: around.chip,
    sums: around.sums,
    sum: { x: start, y: narrow ? below : TOP, right: end },
    curve: narrow ? { x: (width - size) / 2, y: below + 264, size } : { x: width - size, y: 6, size },
    height: narrow ? below + 264 + size * 0.66 + 56 : TOP + HEIGHT,
  };
}

/** @typedef {ReturnType<typeof grid>} Grid */

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {{width: number, scheme: Scheme, focus: Focus, say: (key: string) => string}} options
 * @returns {Mark[]}
 */
export function draw(run, u, t, options) {
  const T = run.tokens.length;
  const back = u > T && hasGradient(run, t);
  const at = grid(run, options.width, back);
  const done = back ? backwardDone(u, t, T) : forwardDone(u, t);
  const rows = at.rows.map((row, i) =>
    rowMark(run, t, row, i, at, options, phaseDone(back ? BACKWARD : FORWARD, row.when, done), back),
  );
  const frame = pin(at, options.focus.unit, TOP, TOP + at.rows.length * at.pitch - 7);
  return [
    mark(
      "g",
      { key: String(back) },
      ...rows,
      frame,
      ...(back ? backward(run, t, at, options, done) : forward(run, t, at, options, done)),
    ),
  ];
}

/** @param {Run} run @param {number} t @param {Row} row @param {number} i @param {Grid} at @param {{scheme: Scheme, focus: Focus, say: (key: string) => string}} options @param {number} shown @param {boolean} back */
function rowMark(run, t, row, i, at, { scheme, focus, say }, shown, back) {
  const y = TOP + i * at.pitch;
  const values = row.values(run, t);
  const chosen = focus.part === row.part;
  const small = row.symbol.length > 2;
  return mark(
    "g",
    { key: `${row.part} ${back}`, class: chosen ? "row chosen" : "row" },
    row.does && title(say(row.does) || row.formula),
    chosen &&
      mark("rect", {
        class: "row-light",
        x: 0,
        y: round(y - 3),
        width: round(at.right + 4),
        height: round(at.cell + 6),
        rx: 6,
      }),
    mark(
      "text",
      {
        class: `symbol end${small ? " small" : ""}${back ? " violet" : ""}`,
        x: at.left - 8,
        y: round(y + at.cell / 2 + 5),
      },
      at.brief ? (row.brief ?? row.symbol) : row.symbol,
      row.index && mark("tspan", { class: "index", dy: 4 }, index(row.index, t)),
    ),
    mark("rect", {
      class: "slot",
      x: at.left,
      y: round(y),
      width: round(at.right - at.left),
      height: round(at.cell),
      rx: 4,
    }),
    values &&
      shown > 0 &&
      mark(
        "g",
        { opacity: shown < 1 ? round(shown) : null },
        table([values], {
          x: at.left,
          y,
          width: at.right - at.left,
          height: at.cell,
          paint: back ? violetPaint(scheme) : signedPaint(scheme),
          owner: run,
          name: `gated ${row.part} ${t} ${scheme} ${back}`,
        }),
      ),
  );
}

/** @param {string | undefined} text */
const title = (text) => text && mark("title", {}, text);

/** @param {string} text @param {number} t */
const index = (text, t) => (text === "t" ? String(t) : text === "t−1" ? String(t - 1).replace("-", "−") : text);

/** The sum of the element looked at, and its curve. @param {Run} run @param {number} t @param {Grid} at @param {{scheme: Scheme, focus: Focus}} options @param {number} done */
function forward(run, t, at, { scheme, focus }, done) {
  const sum = sumOf(run, t, focus.part, focus.unit) ?? sumOf(run, t, firstOf(run.cell), focus.unit);
  if (!sum) return [];
  const row = at.rows.find(({ part }) => part === sum.part);
  const known = phaseDone(FORWARD, row?.when ?? "add", done);
  const state = sum.terms[0]?.kind === "state";
  return [
    state ? blend(sum, t, at, scheme, known) : gateSum(run, t, sum, at, { scheme, focus, known }),
    sum.squash && curve(sum.squash, { ...at.curve, scheme, known: known > 0, shown: known, lit: 0 }),
  ];
}

/** Between memory and input, and below them, in px. */
const [GAP, BELOW, BIAS] = [6, 4, 20];

/** Where the terms of a gate's sum stand: memory over input over biases, then what they make. @param {Run} run @param {Sum} sum @param {number} y */
function gateRows(run, { terms }, y) {
  const count = (/** @type {string} */ wanted) => terms.filter(({ kind }) => kind === wanted).length;
  const [biases, inputs] = [count("bias"), count("input")];
  const height = inputs
    ? blocks(run.hidden_size, inputs, 222 - biases * BIAS)
    : { memory: Math.min(run.hidden_size * 17, 200), input: 0 };
  const top = { memory: y, input: y + height.memory + GAP, bias: y + height.memory + GAP + height.input + BELOW };
  const each = {
    memory: height.memory / run.hidden_size,
    input: height.input / Math.max(inputs, 1),
    bias: BIAS,
    state: 0,
  };
  return {
    biases,
    height,
    top,
    rows: terms.map(({ kind, index: i }) => ({
      y: (kind === "state" ? y : top[kind]) + i * each[kind],
      height: each[kind],
    })),
    total: { y: top.bias + biases * BIAS + 2, height: 20 },
  };
}

/** The weights and what they multiply, each pair in a line. @param {Run} run @param {Sum["terms"]} terms @param {{x: number, y: number, width: number, height: number, scheme: Scheme, name: string}} options */
const factors = (run, terms, { x, y, width, height, scheme, name }) =>
  [-2, -1].map((at, i) =>
    table(
      terms.map((term) => [Number(term.factors.at(at))]),
      {
        x: x + i * (width + 4),
        y,
        width,
        height,
        paint: signedPaint(scheme),
        owner: run,
        name: `${i ? "v" : "W"} ${name}`,
      },
    ),
  );

/** A gate's own sum: weight and value of each term beside its bar. @param {Run} run @param {number} t @param {Sum} sum @param {Grid} at @param {{scheme: Scheme, focus: Focus, known: number}} options */
function gateSum(run, t, sum, at, { scheme, focus, known }) {
  const { x, y, right } = at.sum;
  const { biases, height, top, rows, total } = gateRows(run, sum, y);
  const pairs = (/** @type {"memory" | "input"} */ kind) =>
    factors(
      run,
      sum.terms.filter((term) => term.kind === kind),
      {
        x: x + 22,
        y: top[kind],
        width: at.chip,
        height: height[kind],
        scheme,
        name: `${kind} ${sum.part} ${sum.unit} ${t} ${scheme}`,
      },
    );
  const lens = (passes(run.cell, "hh", sum.part) ?? []).map((name) => symbolOf(run.cell, name));
  const symbol = (/** @type {string} */ text, /** @type {string} */ below, /** @type {number} */ at0) =>
    mark(
      "text",
      { class: "symbol start small", x: round(x), y: round(at0) },
      text,
      below && mark("tspan", { class: "index", dy: 4 }, below),
    );
  const own = !looker(run.cell, sum.part);
  return mark(
    "g",
    { class: "gate-sum" },
    focus.term !== null && light(rows[focus.term], x - 3, right + 6 - x),
    ...pairs("memory"),
    ...pairs("input"),
    symbol("h", String(t - 1).replace("-", "−"), top.memory + height.memory / 2 + 5),
    own && symbol("x", String(t), top.input + height.input / 2 + 5),
    symbol(biases > 1 ? [...lens, "b"].join(" ⊙ ") : "b", "", top.bias + 15),
    biases > 1 && symbol("b", "", top.bias + 35),
    own && symbol("a", sum.part, total.y + 15),
    waterfall(sum, {
      rows,
      total,
      from: x + 22 + 2 * at.chip + 12,
      to: right - at.sums,
      text: right,
      scheme,
      falls: known,
      added: known,
      focus: focus.term,
    }),
  );
}

/** The line of the term that is looked at. @param {{y: number, height: number} | undefined} row @param {number} x @param {number} width */
const light = (row, x, width) =>
  row &&
  mark("rect", {
    class: "row-light",
    x: round(x),
    y: round(row.y - 1),
    width: round(width),
    height: round(Math.max(row.height + 2, 4)),
    rx: 4,
  });

/** The old and the new, weighed by the gates: two terms and their sum. @param {Sum} sum @param {number} t @param {Grid} at @param {Scheme} scheme @param {number} shown */
function blend(sum, t, at, scheme, shown) {
  const { x: left, y: top } = at.sum;
  const right =
    sum.squash || (at.brief && !at.narrow)
      ? at.sum.right
      : Math.max(at.sum.right, Math.min(at.curve.x + at.curve.size, left + 420));
  const reach = [0];
  for (const { product } of sum.terms) reach.push(Number(reach.at(-1)) + product);
  const low = Math.min(...reach, -1);
  const px = (/** @type {number} */ v) => left + 8 + ((v - low) / (Math.max(...reach, 1) - low)) * (right - left - 16);
  const y = (/** @type {number} */ i) => top + 16 + i * 60;
  const end = y(sum.terms.length);
  const bars = sum.terms.flatMap((term, i) => {
    const [a, b] = [px(Number(reach[i])), px(Number(reach[i]) + term.product * clamp(shown))];
    return [
      mark(
        "text",
        { class: "product", x: round(left), y: y(i) },
        `${term.names.join(" · ")} = ${term.factors.map(short).join(" · ")} = ${signed(term.product)}`,
      ),
      mark("rect", {
        x: round(Math.min(a, b)),
        y: y(i) + 10,
        width: round(Math.max(Math.abs(b - a), 1)),
        height: 16,
        rx: 2,
        fill: colour(Math.sign(term.product) * 0.92, scheme),
      }),
    ];
  });
  return mark(
    "g",
    { class: "falls", opacity: shown < 1 ? round(0.25 + 0.75 * shown) : null },
    mark("path", {
      class: "grid zero",
      d: [...sum.terms.keys(), sum.terms.length].map((i) => `M${round(px(0))} ${y(i) + 6}v24`).join(""),
    }),
    ...bars,
    mark(
      "text",
      { class: "product strong", x: round(left), y: end },
      sum.part,
      mark("tspan", { class: "index", dy: 4 }, String(t)),
      mark("tspan", { dy: -4 }, ` = ${short(sum.total)}`),
    ),
    mark("circle", { class: "point", cx: round(px(sum.total)), cy: end + 18, r: 6, fill: colour(sum.total, scheme) }),
  );
}

/** The way back to the gate looked at, and the ∂L/∂W_h that gathers. @param {Run} run @param {number} t @param {Grid} at @param {{scheme: Scheme, focus: Focus}} options @param {number} done */
function backward(run, t, at, { scheme, focus }, done) {
  const gates = Object.keys(run.steps[t]?.gates ?? {});
  const gate = gates.includes(focus.part) ? focus.part : firstBackOf(run.cell);
  const sum = hasWeights(run) ? sumOf(run, t, gate, focus.unit) : null;
  const { x, y, right } = at.sum;
  const slopes = phaseDone(BACKWARD, "slope", done);
  const made = { made: phaseDone(BACKWARD, "weight", done), dropped: phaseDone(BACKWARD, "leave", done) };
  const links = chainRule(run, t, gate, focus.unit);
  const used = (links.factors.length + 2) * 26 + 8;
  const size = Math.min(HEIGHT - used - 28, 150);
  return [
    way(links, `${squashOf(run, gate)}`, { gate, t, x, y, right, shown: slopes }),
    hasWeights(run) &&
      gathering(run, t, {
        gate,
        x,
        y: y + used,
        width: Math.min(size + 11, right - x),
        height: size,
        scheme,
        ...made,
      }),
    sum?.squash && curve(sum.squash, { ...at.curve, scheme, shown: 1, lit: slopes }),
  ];
}

/**
 * What stands at a place: a row's vector and the unit in it, or a term of the sum.
 * @param {Run} run
 * @param {number} width
 * @param {number} x
 * @param {number} y
 * @param {boolean} back
 * @returns {Partial<Focus> | null}
 */
export function hit(run, width, x, y, back) {
  const at = grid(run, width, back);
  const box = { x: at.left, y: TOP, width: at.right - at.left, height: at.rows.length * at.pitch };
  const found = cellAt(box, at.rows.length, at.H, x, y);
  if (found) return { part: at.rows[found[0]]?.part ?? "h", unit: found[1], term: null };
  if (x < at.left && y > TOP && y < TOP + box.height)
    return { part: at.rows[Math.floor((y - TOP) / at.pitch)]?.part ?? "h", term: null };
  if (back || x < at.sum.x || x > at.sum.right) return null;
  const height = blocks(run.hidden_size, run.input_size, 222 - 20);
  const i = Math.floor(((y - at.sum.y) / height.memory) * at.H);
  if (i >= 0 && i < at.H) return { term: i };
  const k = Math.floor(((y - at.sum.y - height.memory - 6) / height.input) * run.input_size);
  return k >= 0 && k < run.input_size ? { term: at.H + k } : null;
}
