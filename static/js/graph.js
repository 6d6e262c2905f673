/**
 * The values that stand in a cell's diagram at one step: what leaves each node going forward, what comes back along each
 * edge going backward. The names are the nodes' of the cell's own `graph`. All are products of the answer's numbers.
 * @import {Graph, Run, Step} from "./types.js"
 */
import { before, columns, gatesOf, gruMemory, hasWeights } from "./algebra.js";
import { direct, gateGradient, hasGradient, productGradient, throughGate } from "./backprop.js";

/** @typedef {number[] | null} Values */

/** @param {Values | undefined} a @param {Values | undefined} b @returns {Values} */
const times = (a, b) => (a && b ? a.map((value, j) => value * Number(b[j])) : null);
/** @param {Values | undefined} a @returns {Values} */
const rest = (a) => a?.map((value) => 1 - value) ?? null;
/** @param {Values | undefined} a @returns {Values} */
const tanh = (a) => a?.map(Math.tanh) ?? null;

/** The plain RNN's W v, (H,). @param {Run} run @param {"memory" | "input"} which @param {number[]} v @returns {Values} */
function product(run, which, v) {
  if (!hasWeights(run)) return null;
  const rows = columns(run)[which];
  return Array.from({ length: run.hidden_size }, (_, j) =>
    rows.reduce((all, row, i) => all + Number(row[j]) * Number(v[i]), 0),
  );
}

/** What each cell's operations give, beside its gates and state. @type {Record<string, (run: Run, t: number, step: Step) => Record<string, Values>>} */
const OPERATIONS = {
  rnn: (run, t, { x }) => ({
    Wh: product(run, "memory", before(run, t)),
    Wx: product(run, "input", x),
  }),
  gru: (run, t, { gates }) => ({
    z_h: times(gates.z, before(run, t)),
    not_z: rest(gates.z),
    not_z_n: times(rest(gates.z), gates.n),
    r_hh_n: times(gates.r, gruMemory(run, t)),
  }),
  lstm: (run, t, { gates, c }) => ({
    f_c: times(gates.f, before(run, t, "c")),
    i_g: times(gates.i, gates.g),
    tanh_c: tanh(c),
  }),
};

/** The last step's values: a picture asks for them at every frame. @type {WeakMap<Run, {t: number, values: Record<string, Values>}>} */
const latest = new WeakMap();

/** By node. @param {Run} run @param {number} t @returns {Record<string, Values>} */
export function forwardValues(run, t) {
  const known = latest.get(run);
  if (known?.t === t) return known.values;
  const values = forwardAt(run, t);
  latest.set(run, { t, values });
  return values;
}

/** @param {Run} run @param {number} t @returns {Record<string, Values>} */
function forwardAt(run, t) {
  const step = /** @type {Step} */ (run.steps[t]);
  return {
    hh: before(run, t),
    ih: step.x,
    h_prev: before(run, t),
    c_prev: run.cell === "lstm" ? before(run, t, "c") : null,
    ...step.gates,
    ...(OPERATIONS[run.cell]?.(run, t, step) ?? {}),
    h: step.h,
    c: step.c ?? null,
  };
}

/**
 * What runs along an edge "from>to", where it is not what leaves its source: W h + b is made on the way to a node that
 * is no gate, as gates have their matrices inside.
 * @type {Record<string, (run: Run, t: number) => Record<string, Values>>}
 */
const EDGES = { gru: (run, t) => ({ "hh>r_hh_n": gruMemory(run, t) }) };

/** By edge, "from>to"; every other edge carries its source's value. @param {Run} run @param {number} t @returns {Record<string, Values>} */
export const carried = (run, t) => EDGES[run.cell]?.(run, t) ?? {};

/** What comes back along the edges of each cell. @type {Record<string, (run: Run, t: number, step: Step) => Record<string, Values>>} */
const EDGES_BACK = {
  rnn: (run, t) => {
    const d = gateGradient(run, t, "a");
    return { "a>h": d, "hh>a": d, "ih>a": d };
  },
  gru: (run, t, { grad, gates }) => ({
    "z_h>h": grad,
    "not_z_n>h": grad,
    "h_prev>z_h": direct(run, t),
    "z>z_h": times(grad, before(run, t)),
    "not_z>not_z_n": times(grad, gates.n),
    "z>not_z": times(grad, gates.n),
    "n>not_z_n": times(grad, rest(gates.z)),
    "r_hh_n>n": gateGradient(run, t, "n"),
    "r>r_hh_n": times(gateGradient(run, t, "n"), gruMemory(run, t)),
    "hh>r_hh_n": productGradient(run, t, "n"),
  }),
  lstm: (run, t, { grad, cell_grad: d, gates, c }) => ({
    "o>h": times(grad, tanh(c)),
    "tanh_c>h": times(grad, gates.o),
    "c>tanh_c": times(times(grad, gates.o), rest(times(tanh(c), tanh(c)))),
    "f_c>c": d ?? null,
    "i_g>c": d ?? null,
    "f>f_c": times(d, before(run, t, "c")),
    "c_prev>f_c": direct(run, t),
    "i>i_g": times(d, gates.g),
    "g>i_g": times(d, gates.i),
  }),
};

/** By edge, "from>to": ∂L/∂ of what goes along it. @param {Run} run @param {number} t @returns {Record<string, Values>} */
export function backwardValues(run, t) {
  if (!hasGradient(run, t)) return {};
  const products = Object.fromEntries(gatesOf(run).map((gate) => [`hh>${gate}`, throughGate(run, t, gate)]));
  // what the plain RNN's W_hᵀ sends back leaves behind its matrix; on the edge itself is still ∂L/∂a
  return { ...products, ...EDGES_BACK[run.cell]?.(run, t, /** @type {Step} */ (run.steps[t])) };
}

/** @type {WeakMap<Graph, Map<string, number>>} */
const ranks = new WeakMap();

/** How many operations stand before each node: 0 for what comes in. @param {Graph} graph @returns {Map<string, number>} */
export function ranksOf(graph) {
  const known = ranks.get(graph);
  if (known) return known;
  /** @type {Map<string, number>} */
  const made = new Map();
  const rank = (/** @type {string} */ name) => {
    if (!made.has(name)) {
      const sources = graph.edges.filter(([, to]) => to === name).map(([from]) => from);
      made.set(name, sources.length ? 1 + Math.max(...sources.map((from) => rank(from))) : 0);
    }
    return Number(made.get(name));
  };
  for (const { name } of graph.nodes) rank(name);
  ranks.set(graph, made);
  return made;
}
