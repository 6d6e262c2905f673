/**
 * Inside a gated cell: a column is a unit, each row one vector of the cell's algebra, in the order in which they come
 * about. The pinned column's sum is the waterfall beside it.
 * @import {Mark, Run, Scheme} from "../types.js"
 */

import { scaleLinear } from "../../vendor/d3.js";
import { before } from "../algebra.js";
import { short, signed } from "../numbers.js";
import { clamp, FORWARD, forwardDone, phaseDone } from "../phases.js";
import { colour, ink } from "../scales.js";
import { mark } from "../svg.js";
import { MOST_NUMBERS } from "./layout.js";
import { round } from "./vectors.js";

/** @typedef {{symbol: string, index?: string, does: string, values: (run: Run, t: number) => number[], when: string, sigma?: boolean}} Row */

/** @param {string} name @returns {(run: Run, t: number) => number[]} */
const gate = (name) => (run, t) => run.steps[t]?.gates[name] ?? [];
/** @param {"h" | "c"} name @returns {(run: Run, t: number) => number[]} */
const state = (name) => (run, t) => run.steps[t]?.[name] ?? [];
/** @param {"h" | "c"} name @returns {(run: Run, t: number) => number[]} */
const last = (name) => (run, t) => before(run, t, name);

/** Each gated cell's vectors, in the order of the algebra. @type {Record<string, Row[]>} */
export const ROWS = {
  gru: [
    { symbol: "h", index: "t−1", does: "inside-before", values: last("h"), when: "input" },
    { symbol: "r", does: "inside-gru-r", values: gate("r"), when: "multiply", sigma: true },
    { symbol: "n", does: "inside-gru-n", values: gate("n"), when: "add" },
    { symbol: "z", does: "inside-gru-z", values: gate("z"), when: "add", sigma: true },
    { symbol: "h", index: "t", does: "inside-gru-h", values: state("h"), when: "squash" },
  ],
  lstm: [
    { symbol: "c", index: "t−1", does: "inside-before-c", values: last("c"), when: "input" },
    { symbol: "f", does: "inside-lstm-f", values: gate("f"), when: "multiply", sigma: true },
    { symbol: "i", does: "inside-lstm-i", values: gate("i"), when: "multiply", sigma: true },
    { symbol: "g", does: "inside-lstm-g", values: gate("g"), when: "multiply" },
    { symbol: "c", index: "t", does: "inside-lstm-c", values: state("c"), when: "add" },
    { symbol: "o", does: "inside-lstm-o", values: gate("o"), when: "squash", sigma: true },
    { symbol: "h", index: "t", does: "inside-lstm-h", values: state("h"), when: "squash" },
  ],
};

/** The two terms of the sum that keeps the memory. @type {Record<string, (run: Run, t: number, j: number) => {terms: [string, number, string, number][], result: [string, number]}>} */
const SUMS = {
  gru: (run, t, j) => {
    const { z, n } = pick(run, t, j, ["z", "n"]);
    const h = Number(before(run, t)[j]);
    return {
      terms: [
        ["(1−z)", 1 - Number(z), "n", Number(n)],
        ["z", Number(z), "h", h],
      ],
      result: ["h", Number(run.steps[t]?.h[j])],
    };
  },
  lstm: (run, t, j) => {
    const { f, i, g } = pick(run, t, j, ["f", "i", "g"]);
    const c = Number(before(run, t, "c")[j]);
    return {
      terms: [
        ["f", Number(f), "c", c],
        ["i", Number(i), "g", Number(g)],
      ],
      result: ["c", Number(run.steps[t]?.c?.[j])],
    };
  },
};

/** @param {Run} run @param {number} t @param {number} j @param {string[]} names */
const pick = (run, t, j, names) => Object.fromEntries(names.map((name) => [name, run.steps[t]?.gates[name]?.[j]]));

const LABEL = 44;
const TOP = 4;
const ROW = 36;
const HEIGHT = 28;

/** @param {Run} run @param {number} width */
export function grid(run, width) {
  const H = run.hidden_size;
  const rows = (ROWS[run.cell] ?? []).length;
  const narrow = width < 560;
  const room = narrow ? width - LABEL : Math.min(width * 0.5 - LABEL, 41 * H);
  const column = Math.max(Math.min(room / H, 44), 1.2);
  const right = LABEL + column * H;
  const below = TOP + rows * ROW;
  return {
    H,
    column,
    left: LABEL,
    right,
    narrow,
    words: right + 16,
    numbered: H <= MOST_NUMBERS && column >= 32,
    sum: narrow
      ? { x: LABEL, y: below + 28, width: width - LABEL }
      : { x: Math.max(right + 190, width - 194), y: 24, width: Math.min(190, width - right - 200) },
    height: below + (narrow ? 190 : 4),
  };
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {{width: number, scheme: Scheme, unit: number, say: (key: string) => string}} options
 * @returns {Mark[]}
 */
export function draw(run, u, t, { width, scheme, unit, say }) {
  const at = grid(run, width);
  const done = forwardDone(u, t);
  const rows = (ROWS[run.cell] ?? []).map((row, i) => {
    const shown = phaseDone(FORWARD, row.when, done);
    const y = TOP + i * ROW;
    return mark(
      "g",
      { key: `${row.symbol}${row.index ?? ""}` },
      mark(
        "text",
        { class: "symbol end", x: at.left - 10, y: y + 19 },
        row.symbol,
        row.index ? mark("tspan", { class: "index", dy: 4 }, index(row.index, t)) : "",
      ),
      mark(
        "g",
        { opacity: shown < 1 ? round(shown) : null, transform: `translate(${at.left} ${y})` },
        ...cells(row.values(run, t), at, scheme),
      ),
      !at.narrow && mark("text", { class: "does-row", x: at.words, y: y + 19 }, say(row.does)),
    );
  });
  const frame = mark("rect", {
    class: "pin",
    x: round(at.left + unit * at.column - 2),
    y: TOP - 3,
    width: round(at.column + 4),
    height: rows.length * ROW - ROW + HEIGHT + 6,
    rx: 5,
  });
  return [
    ...rows,
    frame,
    sumOf(run, t, unit, at, scheme, phaseDone(FORWARD, run.cell === "gru" ? "squash" : "add", done)),
  ];
}

/** @param {string} text @param {number} t */
const index = (text, t) => String(text === "t" ? t : t - 1).replace("-", "−");

/** @param {number[]} values @param {ReturnType<typeof grid>} at @param {Scheme} scheme */
function cells(values, at, scheme) {
  const gap = at.column > 12 ? 1.5 : 0;
  return values.map((value, j) =>
    mark(
      "g",
      { "data-j": j },
      mark("rect", {
        x: round(j * at.column + gap / 2),
        width: round(at.column - gap),
        height: HEIGHT,
        rx: gap ? 3 : 0,
        fill: colour(value, scheme),
      }),
      at.numbered &&
        mark(
          "text",
          { class: "number", x: round((j + 0.5) * at.column), y: HEIGHT / 2 + 4.5, fill: ink(value, scheme) },
          short(value),
        ),
    ),
  );
}

/** @param {Run} run @param {number} t @param {number} j @param {ReturnType<typeof grid>} at @param {Scheme} scheme @param {number} shown */
function sumOf(run, t, j, at, scheme, shown) {
  const made = SUMS[run.cell]?.(run, t, j);
  if (!made) return mark("g", {});
  const { terms, result } = made;
  const { x: left, y: top, width } = at.sum;
  let from = 0;
  const ends = terms.map(([, a, , b]) => (from += a * b));
  const reach = [0, ...ends, 1, -1];
  const x = scaleLinear([Math.min(...reach), Math.max(...reach)], [left, left + width]);
  let start = 0;
  const bars = terms.flatMap(([nameA, a, nameB, b], i) => {
    const y = top + i * 52;
    const to = start + a * b * clamp(shown);
    const bar = mark("rect", {
      x: round(Math.min(x(start), x(to))),
      y: y + 8,
      width: round(Math.max(Math.abs(x(to) - x(start)), 1)),
      height: 14,
      rx: 2,
      fill: colour(Math.sign(a * b) * 0.92, scheme),
    });
    start += a * b;
    return [
      mark(
        "text",
        { class: "product", x: left, y },
        `${nameA} · ${nameB} = ${short(a)} · ${short(b)} = ${signed(a * b)}`,
      ),
      bar,
    ];
  });
  return mark(
    "g",
    { class: "falls", opacity: shown < 1 ? round(0.25 + 0.75 * shown) : null },
    mark("path", { class: "grid zero", d: `M${round(x(0))} ${top + 4}v${terms.length * 52 + 14}` }),
    ...bars,
    mark("circle", {
      class: "point",
      cx: round(x(result[1])),
      cy: top + terms.length * 52 + 12,
      r: 5,
      fill: colour(result[1], scheme),
    }),
    mark(
      "text",
      { class: "product strong", x: left, y: top + terms.length * 52 - 4 },
      `${result[0]} = ${short(result[1])}`,
    ),
  );
}
