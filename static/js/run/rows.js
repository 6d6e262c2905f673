/**
 * The vectors of a gated cell in the order in which they come about, and on the way back in the order of the picture.
 * @import {Run} from "../types.js"
 */
import { once } from "../pen/once.js";
import { before, recurrentOf } from "./algebra.js";
import { direct, gateGradient, throughMatrix } from "./backprop.js";
import { factsOf } from "./facts.js";
import { deepestFirst, looker, partOf, symbolOf, vectorsOf, wiringOf } from "./wiring.js";

/**
 * @typedef {object} Row
 * @property {string} part
 * @property {string} symbol
 * @property {string} [index]
 * @property {string} [brief] the symbol where there is little room
 * @property {string} does the key of its words
 * @property {string} [formula] shown where there are no words
 * @property {string} when the phase in which it comes about
 * @property {(run: Run, t: number) => number[] | null} values
 */

/** @param {string} cell @param {boolean} [back] */
export const rowsOf = (cell, back = false) =>
  once(factsOf(cell), `rows ${back}`, () => (back ? backward(cell) : forward(cell)));

/** @param {string} cell */
const forward = (cell) => vectorsOf(cell).map((name) => row(cell, name));

/** @param {string} cell @param {string} name @returns {Row} */
function row(cell, name) {
  const { kind, state, into } = wiringOf(cell);
  const looking = looker(cell, name);
  if (looking)
    return {
      part: name,
      symbol: "W h + b",
      does: `inside-${cell}-memory`,
      when: "multiply",
      values: (run, t) => recurrentOf(run, t, looking),
    };
  if (kind(name) === "in") return last(name, /** @type {"h" | "c"} */ (partOf(name)));
  const does = `inside-${cell}-${name}`;
  if (state(name)) return stateRow(cell, /** @type {"h" | "c"} */ (name), does);
  const straight = into(name).every((from) => kind(from) === "product");
  const values = (/** @type {Run} */ run, /** @type {number} */ t) => run.steps[t]?.gates[name] ?? [];
  return { part: name, symbol: name, does, when: straight ? "multiply" : "add", values };
}

/** @param {string} node @param {"h" | "c"} name @returns {Row} */
const last = (node, name) => ({
  part: node,
  symbol: name,
  index: "t−1",
  does: name === "h" ? "inside-before" : `inside-before-${name}`,
  when: "input",
  values: (run, t) => before(run, t, name),
});

/**
 * A part of the new state: h is the last to come about.
 * @param {string} cell
 * @param {"h" | "c"} name
 * @param {string} does
 * @returns {Row}
 */
const stateRow = (cell, name, does) => ({
  part: name,
  symbol: name,
  index: "t",
  does,
  formula: formulaOf(cell, name),
  when: name === "h" ? "squash" : "add",
  values: (run, t) => run.steps[t]?.[name] ?? [],
});

/** What a part of the state is made of, in symbols. @param {string} cell @param {string} name */
function formulaOf(cell, name) {
  const sign = { add: " + ", times: " ⊙ " }[wiringOf(cell).kind(name)] ?? ", ";
  return deepestFirst(cell, name)
    .map((from) => symbolOf(cell, from))
    .join(sign);
}

/** @param {string} cell @returns {Row[]} */
function backward(cell) {
  const { direct: part, keeper } = factsOf(cell);
  const { gate, state } = wiringOf(cell);
  const own = vectorsOf(cell).filter((name) => gate(name) || state(name));
  return [
    ...(part ? [past(`${keeper} ⊙ ∂L/∂${part}`)] : []),
    THROUGH,
    ...own.map((name) => (gate(name) ? reaches(name) : comes(name))),
  ];
}

/** @param {string} symbol of a part of the state @returns {Row} */
const comes = (symbol) => ({
  part: symbol,
  symbol: `∂L/∂${symbol}`,
  index: "t",
  does: "",
  when: "arrive",
  values: (run, t) => run.steps[t]?.[symbol === "c" ? "cell_grad" : "grad"] ?? null,
});
/** @param {string} gate @returns {Row} */
const reaches = (gate) => ({
  part: gate,
  symbol: `∂L/∂a`,
  index: gate,
  does: "",
  when: "slope",
  values: (run, t) => gateGradient(run, t, gate),
});
/** @param {string} symbol @returns {Row} */
const past = (symbol) => ({
  part: "direct",
  symbol,
  brief: symbol.replace("∂L/", ""),
  does: "",
  when: "weight",
  values: direct,
});
/** @type {Row} */
const THROUGH = { part: "h_prev", symbol: "Wᵀ", does: "", when: "weight", values: throughMatrix };

/** The vector that is looked at first: the memory itself. @param {string} cell */
export function firstOf(cell) {
  const { direct: part, gates } = factsOf(cell);
  return part || String(gates[0] ?? "h");
}

/** And going back: the first gate that is nearest to it. @param {string} cell */
export function firstBackOf(cell) {
  const { gates } = factsOf(cell);
  const { gate, onto } = wiringOf(cell);
  const first = firstOf(cell);
  const far = (/** @type {string} */ name) => {
    let [steps, reached] = [0, [name]];
    while (reached.length && !reached.includes(first)) [steps, reached] = [steps + 1, reached.flatMap(onto)];
    return reached.length ? steps : Number.POSITIVE_INFINITY;
  };
  const near = vectorsOf(cell).filter(gate);
  const least = Math.min(...near.map(far));
  return near.find((name) => far(name) === least) ?? String(gates[0]);
}
