/**
 * The values in a cell's diagram at one step: what leaves each node, and what runs along each edge. The names
 * are the nodes' of the cell's own `graph`, and values that are not in the answer follow from the kinds of its nodes.
 * @import {Run, Step} from "../types.js"
 */
import { latest } from "../pen/latest.js";
import { before, isSum, productOf } from "./algebra.js";
import { plainSquash } from "./squashes.js";
import { gateFrom, partOf, wiringOf } from "./wiring.js";

/** @typedef {number[] | null} Values */
/** @typedef {{t: number, nodes: Record<string, Values>, edges: Record<string, Values>}} GraphValues `edges` by "from>to" */

/**
 * Unit by unit; nothing where anything is not known.
 * @param {Values[]} all
 * @param {(values: number[]) => number} f
 * @returns {Values}
 */
export function each(all, f) {
  if (!all.length || all.some((one) => !one)) return null;
  return /** @type {number[]} */ (all[0]).map((_, j) => f(all.map((one) => Number(one?.[j]))));
}

const product = (/** @type {number[]} */ values) => values.reduce((all, value) => all * value, 1);
const sum = (/** @type {number[]} */ values) => values.reduce((all, value) => all + value, 0);

/** @param {number} a */
const sigmoid = (a) => 1 / (1 + Math.exp(-a));

/** What a node computes from its inputs, by its kind. @type {Record<string, (run: Run) => (values: number[]) => number>} */
const MAKES = {
  times: () => product,
  add: () => sum,
  complement: () => (values) => 1 - Number(values[0]),
  tanh: () => (values) => Math.tanh(sum(values)),
  sigmoid: () => (values) => sigmoid(sum(values)),
  squash: (run) => (values) => plainSquash(run).f(sum(values)),
};

/** The values of a step; those of the last one are kept: a picture asks at every frame. @param {Run} run @param {number} t */
export const graphValues = (run, t) => latest(run, "graph values", String(t), () => valuesAt(run, t));

/** @param {Run} run @param {number} t @returns {GraphValues} */
function valuesAt(run, t) {
  const { order, into, onto } = wiringOf(run.cell);
  /** @type {GraphValues} */
  const all = { t, nodes: {}, edges: {} };
  for (const name of order) {
    const come = into(name).map((from) => all.edges[`${from}>${name}`] ?? null);
    all.nodes[name] = given(run, t, name) ?? made(run, name, come);
    for (const to of onto(name)) {
      const own = along(run, t, name, to);
      all.edges[`${name}>${to}`] = own === undefined ? (all.nodes[name] ?? null) : own;
    }
  }
  return all;
}

/** What the answer itself gives of a node. @param {Run} run @param {number} t @param {string} name @returns {Values} */
function given(run, t, name) {
  const { kind, gate, state } = wiringOf(run.cell);
  const step = /** @type {Step} */ (run.steps[t]);
  if (name === "ih") return step.x;
  if (name === "hh") return before(run, t);
  if (kind(name) === "in") return before(run, t, /** @type {"h" | "c"} */ (partOf(name)));
  if (gate(name)) return step.gates[name] ?? null;
  return (state(name) && step[/** @type {"h" | "c"} */ (name)]) || null;
}

/** @param {Run} run @param {string} name @param {Values[]} come @returns {Values} */
function made(run, name, come) {
  const { kind, gate } = wiringOf(run.cell);
  // a gate has its matrices inside: its value can only come from the answer
  return gate(name) ? null : each(come, MAKES[kind(name)]?.(run) ?? sum);
}

/**
 * What runs along an edge, where it is not what leaves its source. A gate that squashes has its matrices inside, so that
 * h and x themselves run there; to every other node runs W h + b or W x + b of the gate that it leads to. A gate that is
 * a sum adds b itself.
 * @param {Run} run
 * @param {number} t
 * @param {string} from
 * @param {string} to
 * @returns {Values | undefined}
 */
function along(run, t, from, to) {
  const { kind, gate } = wiringOf(run.cell);
  if (kind(from) !== "product" || (gate(to) && !isSum(run, to))) return undefined;
  const v = from === "hh" ? before(run, t) : (run.steps[t]?.x ?? []);
  return productOf(run, from, gateFrom(run.cell, to), v, !gate(to));
}
