/** Runs to draw: committed answers of /step, and shapes that no fixture should be large enough to hold. */
import { readFileSync } from "node:fs";
import { learnLimits } from "../../../static/js/page/price.js";
import { factsOf, learn } from "../../../static/js/run/facts.js";
import { inReadingOrder } from "../../../static/js/run/reading-order.js";

/** A real answer of /step, frozen so that a scene which writes to it fails. @param {string} name */
export const answer = (name) => frozen(JSON.parse(readFileSync(new URL(`../runs/${name}.json`, import.meta.url))));

// what the page learns from /cells
const cells = JSON.parse(readFileSync(new URL("../runs/cells.json", import.meta.url)));
learn(cells);

/** What a server says of itself in /limits. */
export const LIMITS = JSON.parse(readFileSync(new URL("../runs/limits.json", import.meta.url)));
learnLimits(LIMITS);

const ofFourth = (name) => JSON.parse(readFileSync(new URL(`../../fourth/${name}.json`, import.meta.url)));

/** A run of a cell that is no part of the app: what the page shows of it follows from /cells alone. */
export function fourth() {
  learn(ofFourth("cells"));
  learnLimits(ofFourth("limits"));
  return frozen(ofFourth("run"));
}

/** Every cell of the app. */
export const CELLS = Object.keys(cells);

/** @type {number[]} */
const waves = [];

/** A value between −1 and 1 that depends on its place only. @param {number} i */
const wave = (i) => Math.sin(1 + 2.39996 * i);

/** @param {number} n @param {number} from */
function vector(n, from) {
  while (waves.length < from + n) waves.push(wave(waves.length));
  return waves.slice(from, from + n);
}

/** @param {number} rows @param {number} columns */
const matrix = (rows, columns) => Array.from({ length: rows }, (_, i) => vector(columns, i * columns));

/**
 * An answer of any shape with numbers of no meaning: for tests of geometry alone.
 * @param {{cell?: string, H: number, T: number, I?: number, tokens?: string[], objective?: string}} shape
 */
export function shaped({ cell = "rnn", H, T, I = 4, tokens, objective = "recall" }) {
  const { gates, state, direct } = factsOf(cell);
  const steps = Array.from({ length: T }, (_, t) => ({
    t,
    token: tokens?.[t] ?? `w${t}`,
    h: vector(H, t),
    ...(state.includes("c") && {
      c: vector(H, t + 7),
      cell_grad: vector(H, t),
      cell_grad_norm: 0.1,
      log10_cell_grad_norm: -1,
    }),
    x: vector(I, 3 * t),
    gates: Object.fromEntries(gates.map((name, g) => [name, vector(H, t + g).map((v) => (v + 1) / 2)])),
    grad: vector(H, t + 2),
    grad_norm: 10 ** (t - T),
    log10_grad_norm: t - T,
    pointwise_gain: 0.5,
    weight_gain: 0.8,
    log10_direct_norm: direct ? -2 : null,
    log10_recurrent_norm: t - T,
    log10_injected_norm: t === T - 1 ? -1 : null,
  }));
  const G = gates.length;
  const parameters = {
    "rnn.weight_ih_l0": matrix(G * H, I),
    "rnn.weight_hh_l0": matrix(G * H, H),
    "rnn.bias_ih_l0": vector(G * H, 1),
    "rnn.bias_hh_l0": vector(G * H, 2),
  };
  const projection = {
    mean: vector(H, 5),
    components: matrix(2, H),
    explained_variance_ratio: [0.6, 0.2],
    points: steps.map(({ t }) => [wave(t), 0.5 * wave(2 * t)]),
    start: [0.1, 0.2],
  };
  const words = steps.map(({ token }) => token);
  const vocabulary = [...new Set(words)];
  const sizes = { tokens: words, vocabulary, hidden_size: H, input_size: I };
  const said = steps.map((step) => ({ ...step, predictions: even(vocabulary) }));
  return frozen({ cell, ...sizes, objective, loss: 1.2, steps: said, projection, parameters });
}

/** A head that holds all words for equally likely. @param {string[]} words */
const even = (words) => ({
  target: words[0],
  target_probability: 1 / words.length,
  likeliest: words.slice(0, 5),
  likeliest_probability: words.slice(0, 5).map(() => 1 / words.length),
});

/** @template T @param {T} value @returns {T} */
function frozen(value) {
  if (typeof value === "object" && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}

/**
 * The plain run as if it were the backward direction of a network: the same numbers, read from the other end.
 * @param {object} [more] what the answer says besides
 */
export function backward(more = {}) {
  const told = answer("rnn");
  const parameters = Object.fromEntries(
    Object.entries(told.parameters).map(([name, rows]) => [name.replace(/_l0$/, "_l0_reverse"), rows]),
  );
  const steps = [...told.steps].reverse();
  const direction = { direction: "backward", bidirectional: true, num_layers: 1, layer: 0 };
  const run = { ...told, ...direction, parameters, steps, tokens: told.tokens, target: null, loss_at: null, ...more };
  return inReadingOrder(run);
}
