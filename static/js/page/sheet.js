/**
 * A network of one layer and its input as a person writes them down: the matrices as the article has them, W_x and W_h
 * the transposes of PyTorch's. A sheet is a value; every change gives another one. Shapes: I inputs, H units, G gates.
 * @import {Fields, Parameters, Run} from "../types.js"
 */

import { before } from "../run/algebra.js";
import { factsOf, isPlain } from "../run/facts.js";
import { readsText } from "./network.js";

/**
 * @typedef {object} Sheet
 * @property {string} cell
 * @property {string} nonlinearity
 * @property {number[][]} Wx (I, G·H)
 * @property {number[][]} Wh (H, G·H)
 * @property {number[]} bx (G·H,) PyTorch's bias_ih; where `bh` is null, all of b
 * @property {number[] | null} bh (G·H,) PyTorch's bias_hh
 * @property {number[]} h (H,) the state to begin with
 * @property {number[] | null} c (H,) the LSTM's
 * @property {number[][]} x (T, I) the numbers that are read, or (V, I) the vectors of the words
 * @property {string[]} names of the rows of x
 * @property {boolean} text whether x belongs to words
 * @property {Parameters} rest the head
 */

/** A sheet's grids, in the order of the page. @typedef {"Wx" | "Wh" | "bx" | "bh" | "h" | "c" | "x"} Name */

/** @template V @param {V[][]} rows @param {number} columns @returns {V[][]} */
const transposed = (rows, columns) =>
  Array.from({ length: columns }, (_, j) => rows.map((row) => /** @type {V} */ (row[j])));

/** @param {number} n */
const zeros = (n) => Array.from({ length: n }, () => 0);

/** @param {Parameters | undefined} parameters @param {string} name */
const rowsOf = (parameters, name) => /** @type {number[][]} */ (parameters?.[name] ?? []);

/** Whether a network is one that a sheet can hold. @param {Run} run */
export const isWritable = (run) =>
  run.parameters !== undefined &&
  (run.num_layers ?? 1) === 1 &&
  !run.bidirectional &&
  factsOf(run.cell).gates.length > 0;

/** More numbers than this in a sheet are no exercise, and slow to lay out. */
const MOST = 1400;

/** Whether a sheet is small enough to be written by hand. @param {Sheet} sheet */
export const isSmallSheet = ({ Wx, Wh, x }) =>
  (Wx.length + Wh.length) * Number(Wh[0]?.length) + x.length * Number(x[0]?.length) <= MOST;

/** The network and the input of a run. @param {Run} run @returns {Sheet} */
export function sheetOf(run) {
  const { parameters = {}, hidden_size: H, input_size: I, cell, asked } = run;
  const G = factsOf(cell).gates.length;
  const own = (/** @type {string} */ name) =>
    /** @type {number[]} */ (parameters[`rnn.bias_${name}_l0`] ?? zeros(G * H));
  const [bx, bh] = [own("ih"), own("hh")];
  const joined = factsOf(cell).direct !== "h" && bh.every((value) => value === 0);
  const text = asked ? readsText(asked) : true;
  return {
    cell,
    nonlinearity: run.nonlinearity ?? "tanh",
    Wx: transposed(rowsOf(parameters, "rnn.weight_ih_l0"), I),
    Wh: transposed(rowsOf(parameters, "rnn.weight_hh_l0"), H),
    bx,
    bh: joined ? null : bh,
    h: before(run, 0),
    c: factsOf(cell).state.includes("c") ? before(run, 0, "c") : null,
    x: text ? rowsOf(parameters, "embedding.weight") : run.steps.map((step) => step.x),
    names: text ? (run.vocabulary ?? []) : run.tokens,
    text,
    rest: Object.fromEntries(Object.entries(parameters).filter(([name]) => name.startsWith("linear."))),
  };
}

/**
 * What is asked for so that a sheet is read: PyTorch's shapes again. Biases that are one are sent as bias_ih, beside
 * zeros.
 * @param {Sheet} sheet
 * @param {Fields} fields as they are
 * @returns {Partial<Fields>}
 */
export function fieldsOf(sheet, fields) {
  const { cell, nonlinearity, Wx, Wh, bx, bh, h, c, x, names, text, rest } = sheet;
  const H = Wh.length;
  const parameters = {
    ...(text ? { "embedding.weight": x } : {}),
    "rnn.weight_ih_l0": transposed(Wx, bx.length),
    "rnn.weight_hh_l0": transposed(Wh, bx.length),
    "rnn.bias_ih_l0": bx,
    "rnn.bias_hh_l0": bh ?? zeros(bx.length),
    ...rest,
  };
  const begins = [...h, ...(c ?? [])].some((value) => value !== 0);
  return {
    cell,
    hidden_size: H,
    input_size: Wx.length,
    num_layers: 1,
    bidirectional: false,
    layer: null,
    direction: "forward",
    nonlinearity: isPlain(cell) ? nonlinearity : fields.nonlinearity,
    parameters,
    vocabulary: text ? names : null,
    model: null,
    inputs: text ? null : x,
    token_ids: null,
    labels: text ? null : fields.labels && fields.labels.length === x.length ? fields.labels : null,
    state: begins ? (c ? { h, c } : { h }) : null,
  };
}

/** A list made longer with zeros, or shorter. @param {number[]} values @param {number} n */
const fit = (values, n) => Array.from({ length: n }, (_, i) => values[i] ?? 0);

/** A table made larger with zeros, or smaller. @param {number[][]} rows @param {number} n @param {number} m */
const fitTable = (rows, n, m) => Array.from({ length: n }, (_, i) => fit(rows[i] ?? [], m));

/** A list of G·H numbers whose blocks get another size. @param {number[]} values @param {number} G @param {number} H */
const fitBlocks = (values, G, H) => {
  const old = values.length / G;
  return Array.from({ length: G }, (_, g) => fit(values.slice(g * old, (g + 1) * old), H)).flat();
};

/**
 * A sheet of another size: what is new is zero.
 * @param {Sheet} sheet
 * @param {{H?: number, I?: number, T?: number}} sizes
 * @returns {Sheet}
 */
export function resized(sheet, { H = sheet.Wh.length, I = sheet.Wx.length, T = sheet.x.length }) {
  const G = sheet.bx.length / sheet.Wh.length;
  const wide = (/** @type {number[][]} */ rows, /** @type {number} */ n) =>
    Array.from({ length: n }, (_, i) => fitBlocks(rows[i] ?? zeros(sheet.bx.length), G, H));
  const head = rowsOf(sheet.rest, "linear.weight");
  const grown = sheet.Wh.length !== H && head.length;
  return {
    ...sheet,
    Wx: wide(sheet.Wx, I),
    Wh: wide(sheet.Wh, H),
    bx: fitBlocks(sheet.bx, G, H),
    bh: sheet.bh && fitBlocks(sheet.bh, G, H),
    h: fit(sheet.h, H),
    c: sheet.c && fit(sheet.c, H),
    x: fitTable(sheet.x, sheet.text ? sheet.x.length : T, I),
    names: sheet.text ? sheet.names : Array.from({ length: T }, (_, t) => sheet.names[t] ?? ""),
    rest: grown ? { ...sheet.rest, "linear.weight": fitTable(head, head.length, H) } : sheet.rest,
  };
}

/** A grid as rows: a list is one row. @param {Sheet} sheet @param {Name} name @returns {number[][]} */
export function rowsOfGrid(sheet, name) {
  const values = sheet[name];
  if (!values) return [];
  return Array.isArray(values[0]) ? /** @type {number[][]} */ (values) : [/** @type {number[]} */ (values)];
}

/** @param {Sheet} sheet @param {Name} name @param {number[][]} rows @returns {Sheet} */
const withRows = (sheet, name, rows) => ({
  ...sheet,
  [name]: name === "Wx" || name === "Wh" || name === "x" ? rows : rows[0],
});

/** One number of a grid is another. @param {Sheet} sheet @param {Name} name @param {number} i @param {number} j @param {number} value */
export const withNumber = (sheet, name, i, j, value) =>
  withRows(
    sheet,
    name,
    rowsOfGrid(sheet, name).map((row, r) => (r === i ? row.map((old, k) => (k === j ? value : old)) : row)),
  );

/** Whether a grid's columns are G·H. @param {Name} name */
const isWide = (name) => name !== "h" && name !== "c" && name !== "x";

/**
 * The sizes that a grid of n rows and m columns asks for.
 * @param {Sheet} sheet
 * @param {Name} name
 * @param {number} n
 * @param {number} m
 * @returns {{H?: number, I?: number, T?: number} | null} null where no size fits
 */
function sizesOf(sheet, name, n, m) {
  const G = sheet.bx.length / sheet.Wh.length;
  if (name === "x") return { T: n, I: m };
  const H = isWide(name) ? m / G : m;
  if (!Number.isInteger(H) || H < 1) return null;
  if (name === "Wx") return { H, I: n };
  if (name === "Wh") return n === H ? { H } : null;
  return n === 1 ? { H } : null;
}

/**
 * A grid that is replaced whole, or from a cell on; the sizes follow where it is larger.
 * @param {Sheet} sheet
 * @param {Name} name
 * @param {{rows: number[][], whole: boolean}} pasted
 * @param {number} [i] the cell where it begins
 * @param {number} [j]
 * @returns {{sheet: Sheet, turned: boolean} | null} null where the numbers fit into no network; `turned` where the shape
 *   was PyTorch's
 */
export function withPasted(sheet, name, { rows, whole }, i = 0, j = 0) {
  const old = rowsOfGrid(sheet, name);
  const [oldRows, oldColumns] = [old.length, old[0]?.length ?? 0];
  if (!whole && (i || j || isPart(rows, old))) {
    const [n, m] = [Math.max(oldRows, i + rows.length), Math.max(oldColumns, j + Number(rows[0]?.length))];
    return put(sheet, name, { rows, i, j, n, m });
  }
  const shape = turned(rows, oldRows, oldColumns, sheet, name);
  const [n, m] = [shape.rows.length, Number(shape.rows[0]?.length)];
  const made = put(sheet, name, { rows: shape.rows, i: 0, j: 0, n, m });
  return made && { ...made, turned: shape.turned };
}

/** Whether cells are fewer than those of a grid. @param {number[][]} rows @param {number[][]} old */
const isPart = (rows, old) => rows.length < old.length || Number(rows[0]?.length) < Number(old[0]?.length);

/**
 * Numbers in the grid's own shape: a column for a row, and PyTorch's shape turned where only that fits.
 * @param {number[][]} rows
 * @param {number} n
 * @param {number} m
 * @param {Sheet} sheet
 * @param {Name} name
 */
function turned(rows, n, m, sheet, name) {
  const columns = Number(rows[0]?.length);
  const other = () => ({ rows: transposed(rows, columns), turned: name === "Wx" || name === "Wh" });
  if (n === 1 && name !== "x" && name !== "Wx" && rows.length > 1 && columns === 1) return other();
  const fits = rows.length === n && columns === m;
  if (!fits && (name === "Wx" || name === "Wh") && rows.length === m && columns === n) return other();
  if (!sizesOf(sheet, name, rows.length, columns) && sizesOf(sheet, name, columns, rows.length)) return other();
  return { rows, turned: false };
}

/** @param {Sheet} sheet @param {Name} name @param {{rows: number[][], i: number, j: number, n: number, m: number}} place */
function put(sheet, name, { rows, i, j, n, m }) {
  const sizes = sizesOf(sheet, name, name === "Wh" ? Math.max(n, m / (sheet.bx.length / sheet.Wh.length)) : n, m);
  if (!sizes || (sheet.text && sizes.T !== undefined && sizes.T !== sheet.x.length)) return null;
  const grown = resized(sheet, sizes);
  const filled = rowsOfGrid(grown, name).map((row, r) => row.map((old, k) => rows[r - i]?.[k - j] ?? old));
  return { sheet: withRows(grown, name, filled), turned: false };
}

/** A sheet whose matrix is turned over; the same where it is not square. @param {Sheet} sheet @returns {Sheet} */
export const withTurned = (sheet) =>
  sheet.Wh.length === sheet.bx.length ? { ...sheet, Wh: transposed(sheet.Wh, sheet.Wh.length) } : sheet;

/** The exercise of the textbooks: two units, two inputs, three steps, round numbers. @returns {Sheet} */
export const example = () => ({
  cell: "rnn",
  nonlinearity: "tanh",
  Wx: [
    [0.5, -0.2],
    [0.1, 0.4],
  ],
  Wh: [
    [0.3, 0.6],
    [-0.5, 0.2],
  ],
  bx: [0.1, -0.1],
  bh: null,
  h: [0, 0],
  c: null,
  x: [
    [1, 0],
    [0, 1],
    [1, 1],
  ],
  names: ["", "", ""],
  text: false,
  rest: {},
});
