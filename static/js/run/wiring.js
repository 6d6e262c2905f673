/**
 * How a cell's diagram is connected: what leads to a node, in which order, and what is between a gate and the
 * matrices on one side, the new state on the other. No numbers.
 * @import {Facts, Graph} from "../types.js"
 */
import { once } from "../pen/once.js";
import { factsOf } from "./facts.js";

/**
 * @typedef {object} Wiring
 * @property {(name: string) => string} kind
 * @property {(name: string) => string[]} into in the order of the edges
 * @property {(name: string) => string[]} onto where a node's value goes
 * @property {string[]} order all nodes, sources first
 * @property {Map<string, number>} ranks
 * @property {(name: string) => boolean} gate
 * @property {(name: string) => boolean} state
 */

/** @param {string} cell @returns {Wiring} */
export function wiringOf(cell) {
  const facts = factsOf(cell);
  return once(facts, "wiring", () => wire(facts));
}

/** @param {Facts} facts @returns {Wiring} */
function wire({ gates, state, graph }) {
  const kinds = new Map(graph.nodes.map(({ name, kind }) => [name, kind]));
  const ranks = ranksOf(graph);
  /** @type {(end: 0 | 1) => (name: string) => string[]} */
  const ends = (end) => {
    const lists = new Map(
      graph.nodes.map(({ name }) => [
        name,
        graph.edges.filter((edge) => edge[end] === name).map((edge) => edge[1 - end]),
      ]),
    );
    return (name) => /** @type {string[]} */ (lists.get(name) ?? []);
  };
  return {
    kind: (name) => kinds.get(name) ?? "",
    into: ends(1),
    onto: ends(0),
    order: [...kinds.keys()].sort((a, b) => Number(ranks.get(a)) - Number(ranks.get(b))),
    ranks,
    gate: (name) => gates.includes(name),
    state: (name) => state.includes(name),
  };
}

/** How many operations are before each node: 0 for what comes in. @param {Graph} graph @returns {Map<string, number>} */
export const ranksOf = (graph) => once(graph, "ranks", () => rankAll(graph));

/** @param {Graph} graph @returns {Map<string, number>} */
function rankAll(graph) {
  /** @type {Map<string, number>} */
  const ranks = new Map();
  const rank = (/** @type {string} */ name) => {
    if (!ranks.has(name)) {
      const sources = graph.edges.filter(([, to]) => to === name).map(([from]) => from);
      ranks.set(name, sources.length ? 1 + Math.max(...sources.map((from) => rank(from))) : 0);
    }
    return Number(ranks.get(name));
  };
  for (const { name } of graph.nodes) rank(name);
  return ranks;
}

/** The part of the state that an `in` node brings: "h_prev" is h. @param {string} name */
export const partOf = (name) => name.replace(/_prev$/, "");

/**
 * The sources of a node, those after most operations first: the order of the terms of a sum.
 * @param {string} cell
 * @param {string} name
 */
export function deepestFirst(cell, name) {
  const { into, ranks } = wiringOf(cell);
  return [...into(name)].sort((a, b) => Number(ranks.get(b)) - Number(ranks.get(a)));
}

/** The factors of a product: what opens comes first, then what passes. @param {string} cell @param {string} name */
export function factorsOf(cell, name) {
  const { into, kind } = wiringOf(cell);
  const opens = (/** @type {string} */ from) => Number(["sigmoid", "complement"].includes(kind(from)));
  return [...into(name)].sort((a, b) => opens(b) - opens(a));
}

/**
 * Whether a node has no name of its own in an answer; the page then names what it is made of.
 * @param {string} cell
 * @param {string} name
 */
export function isUnnamed(cell, name) {
  const { kind, gate, state } = wiringOf(cell);
  return !gate(name) && !state(name) && !["in", "product"].includes(kind(name));
}

/**
 * What a gate's W v + b passes on its way to the gate: the GRU's r for W_hn h + b_hn. Empty where it goes straight into
 * the gate, null where no product leads there.
 * @param {string} cell
 * @param {string} product "hh" or "ih"
 * @param {string} gate
 * @returns {string[] | null}
 */
export function passes(cell, product, gate) {
  const { into, kind } = wiringOf(cell);
  for (const from of into(gate)) {
    if (from === product) return [];
    const rest = isUnnamed(cell, from) ? passes(cell, product, from) : null;
    if (rest) return [...(kind(from) === "times" ? othersOf(cell, from, product) : []), ...rest];
  }
  return null;
}

/**
 * The factors of a product but the one that `product` makes.
 * @param {string} cell
 * @param {string} name
 * @param {string} product
 */
const othersOf = (cell, name, product) =>
  factorsOf(cell, name).filter((from) => from !== product && !(isUnnamed(cell, from) && passes(cell, product, from)));

/**
 * The gate whose matrix belongs to an edge from a product to `name`.
 * @param {string} cell
 * @param {string} name
 * @returns {string}
 */
export function gateFrom(cell, name) {
  const { gate, onto } = wiringOf(cell);
  if (gate(name)) return name;
  return onto(name).reduce((/** @type {string} */ found, to) => found || gateFrom(cell, to), "");
}

/** Gates that look at their W h + b through something. @param {string} cell */
const lookers = (cell) => factsOf(cell).gates.filter((gate) => passes(cell, "hh", gate)?.length);

/**
 * The name of W h + b of a gate that looks at it through something: the first such has the plain one.
 * @param {string} cell
 * @param {string} gate
 */
const memoryPart = (cell, gate) => (gate === lookers(cell)[0] ? "memory" : `memory ${gate}`);

/** @param {string} cell @param {string} part */
export const looker = (cell, part) => lookers(cell).find((gate) => memoryPart(cell, gate) === part);

/** What runs along an edge, as a formula has it. @param {string} cell @param {string} name its source @returns {string} */
export function symbolOf(cell, name) {
  const { kind } = wiringOf(cell);
  if (!isUnnamed(cell, name)) return { hh: "(W h + b)", ih: "(W x + b)" }[name] ?? partOf(name);
  const parts = (kind(name) === "times" ? factorsOf(cell, name) : deepestFirst(cell, name)).map((from) =>
    symbolOf(cell, from),
  );
  if (kind(name) === "complement") return `(1 − ${parts[0]})`;
  if (kind(name) === "times") return parts.join(" ⊙ ");
  return kind(name) === "add" ? `(${parts.join(" + ")})` : `${kind(name)} ${parts[0]}`;
}

/**
 * The vectors that a step makes, in the order in which they come about: what comes in, gates, W h + b where a gate looks
 * at it through something, and the parts of the new state.
 * @param {string} cell
 * @returns {string[]} names of nodes, and of `memoryPart`
 */
export function vectorsOf(cell) {
  const { kind, gate, state, order } = wiringOf(cell);
  /** @type {string[]} */
  const found = order.filter((name) => kind(name) === "in");
  const visit = (/** @type {string} */ name) => {
    for (const from of deepestFirst(cell, name))
      if (kind(from) !== "product") visit(from);
      else if (!gate(name)) found.push(memoryPart(cell, gateFrom(cell, name)));
    if (gate(name) || state(name)) found.push(name);
  };
  for (const part of factsOf(cell).state) visit(part);
  return [...new Set(found)];
}
