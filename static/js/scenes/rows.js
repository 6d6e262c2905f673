/**
 * The vectors of each gated cell in the order in which they come about, and on the way back in the order of the picture.
 * @import {Run} from "../types.js"
 */
import { before, gruMemory } from "../algebra.js";
import { direct, gateGradient, throughMatrix } from "../backprop.js";

/** @typedef {{part: string, symbol: string, index?: string, brief?: string, does: string, when: string, values: (run: Run, t: number) => number[] | null}} Row */

/** @param {string} name @param {string} does @param {string} when @returns {Row} */
const gateRow = (name, does, when) => ({
  part: name,
  symbol: name,
  does,
  when,
  values: (run, t) => run.steps[t]?.gates[name] ?? [],
});
/** @param {"h" | "c"} name @param {string} does @param {string} when @returns {Row} */
const stateRow = (name, does, when) => ({
  part: name,
  symbol: name,
  index: "t",
  does,
  when,
  values: (run, t) => run.steps[t]?.[name] ?? [],
});
/** @param {"h" | "c"} name @param {string} does @returns {Row} */
const lastRow = (name, does) => ({
  part: `${name}_prev`,
  symbol: name,
  index: "t−1",
  does,
  when: "input",
  values: (run, t) => before(run, t, name),
});

/** Each gated cell's vectors, in the order of the algebra. @type {Record<string, Row[]>} */
export const ROWS = {
  gru: [
    lastRow("h", "inside-before"),
    gateRow("r", "inside-gru-r", "multiply"),
    { part: "memory", symbol: "W h + b", does: "inside-gru-memory", when: "multiply", values: gruMemory },
    gateRow("n", "inside-gru-n", "add"),
    gateRow("z", "inside-gru-z", "multiply"),
    stateRow("h", "inside-gru-h", "squash"),
  ],
  lstm: [
    lastRow("c", "inside-before-c"),
    gateRow("f", "inside-lstm-f", "multiply"),
    gateRow("i", "inside-lstm-i", "multiply"),
    gateRow("g", "inside-lstm-g", "multiply"),
    stateRow("c", "inside-lstm-c", "add"),
    gateRow("o", "inside-lstm-o", "multiply"),
    stateRow("h", "inside-lstm-h", "squash"),
  ],
};

/** @param {"grad" | "cell_grad"} name @param {string} symbol @returns {Row} */
const comes = (name, symbol) => ({
  part: symbol,
  symbol: `∂L/∂${symbol}`,
  index: "t",
  does: "",
  when: "arrive",
  values: (run, t) => run.steps[t]?.[name] ?? null,
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
/** @param {string} symbol @param {string} part @returns {Row} */
const past = (symbol, part) => ({
  part,
  symbol,
  brief: symbol.replace("∂L/", ""),
  does: "",
  when: "weight",
  values: direct,
});
/** @type {Row} */
const THROUGH = { part: "h_prev", symbol: "Wᵀ", does: "", when: "weight", values: throughMatrix };

/** The same on the way back. @type {Record<string, Row[]>} */
export const ROWS_BACK = {
  gru: [past("z ⊙ ∂L/∂h", "direct"), THROUGH, reaches("r"), reaches("n"), reaches("z"), comes("grad", "h")],
  lstm: [
    past("f ⊙ ∂L/∂c", "direct"),
    THROUGH,
    reaches("f"),
    reaches("i"),
    reaches("g"),
    comes("cell_grad", "c"),
    reaches("o"),
    comes("grad", "h"),
  ],
};
