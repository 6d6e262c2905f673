/**
 * What the cells are made of. All that the page knows of a cell is the answer of GET /cells, kept here: its gates,
 * what squashes them, its state, its way past the matrix, and its diagram.
 * @import {Cells, Facts} from "../types.js"
 */

/** @type {Map<string, Facts>} */
const known = new Map();

/** What is known of a cell before the answer has come. @type {Facts} */
const NOTHING = {
  gates: [],
  sigmoid: [],
  state: ["h"],
  direct: "",
  keeper: "",
  nonlinearities: [],
  graph: { nodes: [], edges: [] },
};

/** @param {Cells} cells */
export function learn(cells) {
  for (const [name, facts] of Object.entries(cells)) known.set(name, facts);
}

/** Every cell's name, in the server's order; none before they are known. */
export const names = () => [...known.keys()];

/** @param {string} cell */
export const factsOf = (cell) => known.get(cell) ?? NOTHING;

/** Whether a cell is one sum that is squashed: the answer gives its sum, and its columns are shown. @param {string} cell */
export function isPlain(cell) {
  const { gates, graph } = factsOf(cell);
  return gates.length === 1 && graph.nodes.some(({ name, kind }) => name === gates[0] && kind === "add");
}
