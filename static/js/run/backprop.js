/**
 * One step back, taken apart: from the answer's ∂L/∂h_t (and ∂L/∂c_t) along the edges of the cell's diagram to the gates,
 * through their slopes, through W_hᵀ, and to the step's share in ∂L/∂W_h. Products and sums of the answer's numbers.
 * Everything is null where the gradient is beyond a double. Shapes: H hidden size, G gates.
 * @import {Run, Step} from "../types.js"
 * @import {Values} from "./graph-values.js"
 */
import { once } from "../pen/once.js";
import { at, before, gatesOf, hasWeights, isSigmoid, isSum, slope, squashOf, weightColumns } from "./algebra.js";
import { factsOf } from "./facts.js";
import { each, graphValues } from "./graph-values.js";
import { slopeName } from "./squashes.js";
import { gateFrom, partOf, passes, symbolOf, wiringOf } from "./wiring.js";

/**
 * The way back to one element of a gate: what arrives, what it is multiplied by, and what comes out.
 * @typedef {{from: string, arrives: number, factors: [string, number][], product: number}} ChainRule
 */
/**
 * ∂L/∂ what leaves each node, ∂L/∂ what runs along each edge ("from>to"), and ∂L/∂a of each gate.
 * @typedef {{nodes: Record<string, Values>, edges: Record<string, Values>, sums: Record<string, Values>}} Back
 */

/** @param {Run} run @param {number} t */
const stepAt = (run, t) => /** @type {Step} */ (run.steps[t]);

/**
 * ∂L/∂ a part of the new state: the total, through every path.
 * @param {Run} run
 * @param {number} t
 * @param {string} part
 * @returns {Values}
 */
const arriving = (run, t, part) => (part === "c" ? run.steps[t]?.cell_grad : run.steps[t]?.grad) ?? null;

/** Whether a cell looks at a W v + b through something: the way back leads over its value. @param {string} cell */
const looks = (cell) =>
  ["hh", "ih"].some((product) => factsOf(cell).gates.some((gate) => passes(cell, product, gate)?.length));

/** Whether step t can be taken apart on the way back. @param {Run} run @param {number} t */
export function hasGradient(run, t) {
  const known = factsOf(run.cell).state.every((part) => arriving(run, t, part));
  return known && gatesOf(run).length > 0 && (hasWeights(run) || !looks(run.cell));
}

/** The derivative of a gate's squashing function. @param {Run} run @param {number} t @param {string} gate @param {number} j */
export function slopeAt(run, t, gate, j) {
  const step = stepAt(run, t);
  if (isSum(run, gate)) return slope(at(step.gates[gate], j), at(step.h, j), run.nonlinearity);
  const y = at(step.gates[gate], j);
  return isSigmoid(run, gate) ? y * (1 - y) : 1 - y * y;
}

/**
 * The derivative of a node by what comes along one of its edges, unit j, and what it is called.
 * @param {Run} run
 * @param {number} t
 * @param {string} from
 * @param {string} to
 * @param {number} j
 * @returns {[string, number][]}
 */
function factorsAlong(run, t, from, to, j) {
  const { kind, into, gate } = wiringOf(run.cell);
  if (kind(to) === "times")
    return into(to)
      .filter((other) => other !== from)
      .map((other) => [symbolOf(run.cell, other), at(graphValues(run, t).edges[`${other}>${to}`], j)]);
  if (kind(to) === "complement") return [[MINUS, -1]];
  if (kind(to) === "squash") return [[slopeName({ nonlinearity: squashOf(run, from) }), slopeAt(run, t, from, j)]];
  if (gate(to) && !isSum(run, to)) return [[slopeName({ nonlinearity: squashOf(run, to) }), slopeAt(run, t, to, j)]];
  if (kind(to) === "tanh") return [["tanh′", 1 - at(graphValues(run, t).nodes[to], j) ** 2]];
  return [];
}

/** What 1 − multiplies by. */
const MINUS = "−1";
/** @param {[string, number][]} factors */
const isMinus = (factors) => factors.some(([name]) => name === MINUS);
/** @param {[string, number][]} factors */
const unsigned = (factors) => factors.filter(([name]) => name !== MINUS);

/**
 * From a gate's value to a part of the new state, the last edge first.
 * @typedef {{part: string, edges: [string, string][]}} Way
 */

/** Every way from a node to the new state. @param {string} cell @param {string} name @returns {Way[]} */
function ways(cell, name) {
  const { onto, state } = wiringOf(cell);
  return onto(name).flatMap((to) => {
    /** @type {[string, string]} */
    const edge = [name, to];
    if (state(to)) return [{ part: to, edges: [edge] }];
    return ways(cell, to).map(({ part, edges }) => ({ part, edges: [...edges, edge] }));
  });
}

/**
 * What is between the new state and a gate's value: the factors of the only way, or two ways in one bracket, as the
 * GRU's z has them: (h − n). Null where there is more to say than a line holds.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} j
 * @returns {{part: string, factors: [string, number][]} | null}
 */
function between(run, t, gate, j) {
  const all = ways(run.cell, gate).map(({ part, edges }) => ({
    part,
    factors: edges.flatMap(([from, to]) => factorsAlong(run, t, from, to, j)),
  }));
  const [one, two] = all;
  if (!one || all.length > 2) return null;
  if (!two) return one;
  const [[a], [b]] = [unsigned(one.factors), unsigned(two.factors)];
  const short = [one, two].every(({ factors }) => unsigned(factors).length === 1);
  if (one.part !== two.part || !short || !a || !b || isMinus(one.factors)) return null;
  const minus = isMinus(two.factors);
  return { part: one.part, factors: [[`(${a[0]} ${minus ? "−" : "+"} ${b[0]})`, minus ? a[1] - b[1] : a[1] + b[1]]] };
}

/**
 * The way back from the state to a_j of a gate; from the gate's own value where it comes along more ways than two.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} j
 * @returns {ChainRule}
 */
export function chainRule(run, t, gate, j) {
  const found = between(run, t, gate, j);
  const from = found?.part ?? gate;
  const arrives = at(found ? arriving(run, t, from) : backOf(run, t)?.nodes[gate], j);
  /** @type {[string, number][]} */
  const own = isSum(run, gate) ? [] : [[slopeName({ nonlinearity: squashOf(run, gate) }), slopeAt(run, t, gate, j)]];
  const factors = [...(found?.factors ?? []), ...own];
  return { from, arrives, factors, product: factors.reduce((all, [, value]) => all * value, arrives) };
}

/**
 * The gradient at every node and edge of step t's diagram; null where it cannot be taken apart.
 * @param {Run} run
 * @param {number} t
 * @returns {Back | null}
 */
const backOf = (run, t) => once(run, `back ${t}`, () => (hasGradient(run, t) ? backAt(run, t) : null));

/** From the new state back to what came in. @param {Run} run @param {number} t @returns {Back} */
function backAt(run, t) {
  const { order, into, kind, gate } = wiringOf(run.cell);
  /** @type {Back} */
  const back = { nodes: {}, edges: {}, sums: {} };
  for (const name of order.filter((each) => kind(each) !== "product").reverse()) {
    const d = arrivingAt(run, t, name, back);
    const inside = gate(name) && !isSum(run, name);
    back.nodes[name] = d;
    if (gate(name)) back.sums[name] = inside ? scaled(d, (j) => slopeAt(run, t, name, j)) : d;
    // a matrix inside the gate belongs to throughGate
    for (const from of into(name).filter((each) => !(inside && kind(each) === "product")))
      back.edges[`${from}>${name}`] = scaled(d, (j) => factorAlong(run, t, from, name, j));
  }
  return back;
}

/**
 * ∂L/∂ what leaves a node: given for the new state, else gathered from where it goes.
 * @param {Run} run
 * @param {number} t
 * @param {string} name
 * @param {Back} back
 * @returns {Values}
 */
function arrivingAt(run, t, name, back) {
  const { onto, state } = wiringOf(run.cell);
  if (state(name)) return arriving(run, t, name);
  const parts = onto(name).map((to) => back.edges[`${name}>${to}`] ?? null);
  return each(parts, (values) => values.reduce((all, value) => all + value, 0));
}

/** @param {Run} run @param {number} t @param {string} from @param {string} to @param {number} j */
const factorAlong = (run, t, from, to, j) =>
  factorsAlong(run, t, from, to, j).reduce((all, [, value]) => all * value, 1);

/** @param {Values} d @param {(j: number) => number} factor @returns {Values} */
const scaled = (d, factor) => d?.map((value, j) => value * factor(j)) ?? null;

/** ∂L/∂a of a gate, (H,). @param {Run} run @param {number} t @param {string} gate @returns {number[] | null} */
export const gateGradient = (run, t, gate) => backOf(run, t)?.sums[gate] ?? null;

/**
 * ∂L/∂(W_h h + b_h) of a gate, (H,): the GRU's n looks at it through r.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @returns {number[] | null}
 */
export function productGradient(run, t, gate) {
  if (!passes(run.cell, "hh", gate)?.length) return gateGradient(run, t, gate);
  const wiring = wiringOf(run.cell);
  const to = wiring.onto("hh").find((name) => !wiring.gate(name) && gateFrom(run.cell, name) === gate);
  return backOf(run, t)?.edges[`hh>${to}`] ?? null;
}

/**
 * What one gate sends back to h_{t-1} through its W_hᵀ, (H,).
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @returns {number[] | null}
 */
const throughGate = (run, t, gate) =>
  once(run, `through ${gate} ${t}`, () => {
    const d = productGradient(run, t, gate);
    if (!d || !hasWeights(run)) return null;
    return rowsOf(run, gate).map((row) => row.reduce((all, weight, j) => all + weight * at(d, j), 0));
  });

/** @param {Run} run @param {string} gate */
const rowsOf = (run, gate) => once(run, `recurrent rows ${gate}`, () => weightColumns(run, gate).recurrent);

/** What all gates send back to h_{t-1} through W_hᵀ, (H,). @param {Run} run @param {number} t @returns {number[] | null} */
export function throughMatrix(run, t) {
  const parts = gatesOf(run).map((gate) => throughGate(run, t, gate));
  if (parts.length === 0 || parts.some((part) => !part)) return null;
  return Array.from({ length: run.hidden_size }, (_, i) => parts.reduce((all, part) => all + at(part, i), 0));
}

/**
 * What goes to the state before past the matrix, (H,): z ⊙ ∂L/∂h to h_{t-1}, f ⊙ ∂L/∂c to c_{t-1}.
 * @param {Run} run
 * @param {number} t
 * @returns {number[] | null}
 */
export function direct(run, t) {
  const { kind, order } = wiringOf(run.cell);
  const part = factsOf(run.cell).direct;
  const name = order.find((each) => kind(each) === "in" && partOf(each) === part);
  return name ? (backOf(run, t)?.nodes[name] ?? null) : null;
}

/**
 * What comes back along each edge of the diagram, "from>to".
 * @param {Run} run
 * @param {number} t
 * @returns {Record<string, Values>}
 */
export function backwardValues(run, t) {
  const back = backOf(run, t);
  if (!back) return {};
  const { onto, gate } = wiringOf(run.cell);
  const inside = onto("hh").filter((name) => gate(name) && !isSum(run, name));
  return { ...back.edges, ...Object.fromEntries(inside.map((name) => [`hh>${name}`, throughGate(run, t, name)])) };
}

/**
 * What a step sends to its left neighbour along one of its ways: a part of the state before, or "hh".
 * @param {Run} run
 * @param {number} t
 * @param {string} name
 */
export const sentBack = (run, t, name) =>
  name === "hh" ? throughMatrix(run, t) : (backOf(run, t)?.nodes[name] ?? null);

/**
 * The share that step t puts into ∂L/∂W_h of a gate: h_{t-1} by ∂L/∂a. Row i is an input, column j a unit.
 * @param {Run} run
 * @param {number} t
 * @param {string} [gate]
 * @returns {number[][] | null}
 */
export function weightGradientAt(run, t, gate = "a") {
  const d = productGradient(run, t, gate);
  return d && before(run, t).map((h) => d.map((value) => h * value));
}

/**
 * What has gathered in ∂L/∂W_h once the gradient has passed step t: the shares of all steps from t on.
 * @param {Run} run
 * @param {number} t from T (nothing yet) down to 0 (all of it)
 * @param {string} [gate]
 * @returns {number[][]}
 */
export function weightGradientFrom(run, t, gate = "a") {
  const T = run.tokens.length;
  let rows = Array.from({ length: run.hidden_size }, () => new Array(run.hidden_size).fill(0));
  for (let s = T - 1; s >= t; s--) {
    const [later, own] = [rows, s];
    rows = once(run, `weight gradient ${gate} ${s}`, () => added(later, weightGradientAt(run, own, gate)));
  }
  return rows;
}

/** @param {number[][]} rows @param {number[][] | null} more */
const added = (rows, more) => (more ? rows.map((row, i) => row.map((value, j) => value + at(more[i], j))) : rows);
