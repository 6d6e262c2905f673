/**
 * A gate as one table: what comes in upright, W_h over W_x, and below each column what it falls through. Going back the
 * same table from below: what arrives, its factors, ∂L/∂a, and to the left what W_hᵀ makes of it. Of a large network the
 * largest terms of one unit, and all others as one sum. Shapes: H hidden size, I input size.
 * @import {Run, Step} from "../types.js"
 */
import { once } from "../pen/once.js";
import { at, before, biases, hasWeights, isSum, productOf, slice, weightColumns } from "./algebra.js";
import { chainRule, productGradient, throughMatrix } from "./backprop.js";
import { isPlain } from "./facts.js";
import { graphValues } from "./graph-values.js";
import { passes, symbolOf } from "./wiring.js";

/**
 * Rows of one kind: which units they are, what comes in, and the weights that it meets; the others as one sum a column.
 * @typedef {{index: number[], values: number[], weights: number[][], others: {n: number, sums: number[]} | null}} Block
 */
/**
 * A line below the columns; `gradient` is drawn in violet cells.
 * @typedef {{key: string, name: string, index: string, values: number[], gradient: boolean}} Line
 */
/**
 * @typedef {object} GateTable
 * @property {string} gate
 * @property {boolean} back
 * @property {boolean} extract whether it shows some of the units only
 * @property {number[]} columns the unit of each column
 * @property {Block} recurrent
 * @property {Block} input
 * @property {Line[]} lines from above
 * @property {Line} out the last line: the new state, or the gate; going back what arrives
 * @property {{n: number, sums: number[]} | null} others going back: what all other columns send to each row
 * @property {(rows: number) => number[]} partial Σ of the first rows, a column each
 */

/** Networks of more units show an extract: so many of their rows and columns. */
const LARGE = 32;
export const EXTRACT = 8;
/** How many tables of a run are kept. */
const KEPT = 40;

/** @param {Pick<Run, "hidden_size">} run */
export const isLarge = ({ hidden_size }) => hidden_size > LARGE;

/** Whether the table of a gate can be drawn. @param {Run} run @param {string} gate */
export const hasTable = (run, gate) => hasWeights(run) && gate in (run.steps[0]?.gates ?? {});

/**
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} unit the one that is looked at: of a large network it chooses what is shown
 * @param {boolean} back
 * @returns {GateTable}
 */
export function gateTable(run, t, gate, unit, back) {
  const known = once(run, "gate tables", () => /** @type {Map<string, GateTable>} */ (new Map()));
  const key = `${t} ${gate} ${isLarge(run) ? unit : ""} ${back}`;
  const made = known.get(key) ?? (back ? backward : forward)(run, t, gate, unit);
  if (known.size > KEPT) known.clear();
  known.set(key, made);
  return made;
}

/** @param {Run} run @param {string} gate */
const columnsOf = (run, gate) => once(run, `weight columns ${gate}`, () => weightColumns(run, gate));

/** 0 … n−1. @param {number} n */
const range = (n) => Array.from({ length: n }, (_, i) => i);

/** The page of units that one is on. @param {number} H @param {number} unit */
const page = (H, unit) => {
  const from = Math.floor(unit / EXTRACT) * EXTRACT;
  return range(Math.min(EXTRACT, H - from)).map((i) => from + i);
};

/** The indices of the n largest, the largest first. @param {number[]} values @param {number} n */
const largestOf = (values, n) =>
  range(values.length)
    .sort((a, b) => Math.abs(at(values, b)) - Math.abs(at(values, a)))
    .slice(0, n);

/**
 * @param {number[]} values
 * @param {number[][]} weights row i is an input, column j a unit
 * @param {number[]} columns
 * @param {number[]} index the rows that are shown
 * @returns {Block}
 */
function block(values, weights, columns, index) {
  const rest = range(values.length).filter((i) => !index.includes(i));
  const sums = () => columns.map((j) => rest.reduce((all, i) => all + at(values, i) * at(weights[i], j), 0));
  return {
    index,
    values: index.map((i) => at(values, i)),
    weights: index.map((i) => columns.map((j) => at(weights[i], j))),
    others: rest.length ? { n: rest.length, sums: sums() } : null,
  };
}

/** @param {Run} run @param {number} t @param {string} gate @param {number} unit @returns {GateTable} */
function forward(run, t, gate, unit) {
  const { recurrent, input } = columnsOf(run, gate);
  const [h, x] = [before(run, t), run.steps[t]?.x ?? []];
  const large = isLarge(run);
  const columns = large ? page(run.hidden_size, unit) : range(run.hidden_size);
  const shown = (/** @type {number[]} */ values, /** @type {number[][]} */ weights, /** @type {number} */ n) =>
    large && values.length > n
      ? largestOf(
          values.map((v, i) => v * at(weights[i], unit)),
          n,
        )
      : range(values.length);
  const blocks = {
    recurrent: block(h, recurrent, columns, shown(h, recurrent, EXTRACT)),
    input: block(x, input, columns, shown(x, input, EXTRACT / 2)),
  };
  const partial = adding(blocks.recurrent, blocks.input, columns.length);
  const { lines, out } = falling(run, t, gate, columns, partial(Number.POSITIVE_INFINITY));
  return { gate, back: false, extract: large, columns, ...blocks, lines, out, others: null, partial };
}

/** The rows of the sum from above, each a column's products; the others of a block are one row. @param {Block} block */
const products = ({ values, weights, others }) => [
  ...values.map((v, i) => (weights[i] ?? []).map((w) => v * w)),
  ...(others ? [others.sums] : []),
];

/** @param {Block} recurrent @param {Block} input @param {number} columns @returns {(rows: number) => number[]} */
function adding(recurrent, input, columns) {
  const sums = [new Array(columns).fill(0)];
  for (const row of [...products(recurrent), ...products(input)])
    sums.push(row.map((product, j) => product + at(sums.at(-1), j)));
  return (rows) => sums[Math.min(Math.max(rows, 0), sums.length - 1)] ?? [];
}

/** @param {string} key @param {string} name @param {number[]} values @param {Partial<Line>} [more] @returns {Line} */
const line = (key, name, values, more) => ({ key, name, index: "", values, gradient: false, ...more });

/**
 * What a column falls through: b, a, and what is made of a. A gate that looks at W h through another has its two
 * products apart.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number[]} columns
 * @param {number[]} sums Σ W_h h + Σ W_x x of each column
 */
function falling(run, t, gate, columns, sums) {
  const step = /** @type {Step} */ (run.steps[t]);
  const pick = (/** @type {readonly number[] | null | undefined} */ values) => columns.map((j) => at(values, j));
  const plain = isSum(run, gate);
  const out = plain
    ? line("out", "h", pick(step.h), { index: "t" })
    : line("out", symbolOf(run.cell, gate), pick(step.gates[gate]));
  const through = ["hh", "ih"].filter((product) => passes(run.cell, product, gate)?.length);
  if (!through.length) {
    const b = pick(slice(run, biases(run), gate));
    const a = plain ? pick(step.gates[gate]) : sums.map((sum, j) => sum + at(b, j));
    return { lines: [line("b", "b", b), line("a", "a", a)], out };
  }
  return { lines: apart(run, t, gate, pick), out };
}

/**
 * The lines of a gate whose products pass something on their way to it.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {(values: readonly number[] | null | undefined) => number[]} pick
 */
function apart(run, t, gate, pick) {
  const { nodes } = graphValues(run, t);
  const vectors = { hh: before(run, t), ih: run.steps[t]?.x ?? [] };
  /** @type {Line[]} */
  const lines = [];
  /** @type {number[]} */
  let a = [];
  for (const product of /** @type {("hh" | "ih")[]} */ (["hh", "ih"])) {
    let values = pick(productOf(run, product, gate, vectors[product], true));
    lines.push(line(product, product === "hh" ? "W h + b" : "W x + b", values));
    for (const name of passes(run.cell, product, gate) ?? []) {
      const factor = pick(nodes[name]);
      lines.push(line(`${product} ${name}`, `⊙ ${symbolOf(run.cell, name)}`, factor));
      values = values.map((value, j) => value * at(factor, j));
    }
    a = values.map((value, j) => value + (a[j] ?? 0));
  }
  return [...lines, line("a", "a", a)];
}

/**
 * ∂L/∂ what comes in on the left, by one gate; the plain RNN has but one.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number[][]} weights
 */
function through(run, t, gate, weights) {
  if (isPlain(run.cell)) return throughMatrix(run, t);
  const d = productGradient(run, t, gate);
  return d && weights.map((row) => row.reduce((all, w, j) => all + w * at(d, j), 0));
}

/** @param {Run} run @param {number} t @param {string} gate @param {number} unit @returns {GateTable} */
function backward(run, t, gate, unit) {
  const { recurrent, input } = columnsOf(run, gate);
  const d = productGradient(run, t, gate) ?? new Array(run.hidden_size).fill(0);
  const values = through(run, t, gate, recurrent) ?? [];
  const large = isLarge(run);
  const rows = large ? page(run.hidden_size, unit) : range(run.hidden_size);
  const sent = d.map((value, j) => value * at(recurrent[unit], j));
  const columns = large ? largestOf(sent, EXTRACT) : range(run.hidden_size);
  const rest = range(run.hidden_size).filter((j) => !columns.includes(j));
  const others = {
    n: rest.length,
    sums: rows.map((i) => rest.reduce((all, j) => all + at(recurrent[i], j) * at(d, j), 0)),
  };
  const weights = (/** @type {number[][]} */ all, /** @type {number[]} */ index) =>
    index.map((i) => columns.map((j) => at(all[i], j)));
  const inputs = range(large ? Math.min(run.input_size, EXTRACT / 2) : run.input_size);
  return {
    gate,
    back: true,
    extract: large,
    columns,
    recurrent: { index: rows, values: rows.map((i) => at(values, i)), weights: weights(recurrent, rows), others: null },
    input: { index: inputs, values: [], weights: weights(input, inputs), others: null },
    ...rising(run, t, gate, columns),
    others: rest.length ? others : null,
    partial: () => [],
  };
}

/**
 * From below: what arrives, times each factor, is ∂L/∂a.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number[]} columns
 */
function rising(run, t, gate, columns) {
  const chains = columns.map((j) => chainRule(run, t, gate, j));
  const [first] = chains;
  const factors = (first?.factors ?? []).map(([name], i) =>
    line(
      `factor ${i}`,
      `× ${name}`,
      chains.map((chain) => Number(chain.factors[i]?.[1])),
    ),
  );
  const made = line(
    "a",
    "∂L/∂a",
    chains.map(({ product }) => product),
    { gradient: true },
  );
  const arrives = chains.map((chain) => chain.arrives);
  return {
    lines: [made, ...factors.reverse()],
    out: line("out", `∂L/∂${first?.from ?? "h"}`, arrives, { gradient: true, index: "t" }),
  };
}
