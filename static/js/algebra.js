/**
 * One step, taken apart: from the answer's numbers to the terms of each sum and back. Nothing is computed here that the
 * answer does not hold, but products and sums of it. Shapes: H hidden size, I input size, T steps.
 * @import {Run, Step} from "./types.js"
 */

/**
 * A term of a sum: the product of its factors.
 * @typedef {{kind: "memory" | "input" | "bias" | "state", index: number, names: string[], factors: number[], product: number}} Term
 */
/** The squashing of a sum: y = f(a), and dy/da. @typedef {{f: string, a: number, y: number, slope: number}} Squash */
/** One element of a vector. @typedef {{part: string, unit: number, terms: Term[], total: number, squash: Squash | null}} Sum */

/** Gates that σ squashes; the candidates are tanh. */
const SIGMOID = new Set(["r", "z", "i", "f", "o"]);

/** @param {Run} run @param {string} name @returns {number[][]} */
const matrix = (run, name) => /** @type {number[][]} */ (run.parameters?.[name] ?? []);
/** @param {Run} run @param {string} name @returns {number[]} */
const vector = (run, name) => /** @type {number[]} */ (run.parameters?.[name] ?? []);

/** @param {Run} run @param {number} t */
const stepAt = (run, t) => /** @type {Step} */ (run.steps[t]);

/** The state before step t: h_{t-1}, or zeros. @param {Run} run @param {number} t @param {"h" | "c"} [name] */
export const before = (run, t, name = "h") => run.steps[t - 1]?.[name] ?? new Array(run.hidden_size).fill(0);

/** A vector of step t by its name: h, c, x or a gate. @param {Run} run @param {string} name @param {number} t @returns {number[] | null} */
export function vectorOf(run, name, t) {
  if (name === "h" || name === "c") return t < run.tokens.length ? before(run, t + 1, name) : null;
  return (name === "x" ? run.steps[t]?.x : run.steps[t]?.gates[name]) ?? null;
}

/** Whether the answer holds the weights: long runs leave them out. @param {Run} run */
export const hasWeights = (run) => Boolean(run.parameters);

/** The gates' names in PyTorch's order; none where a long run leaves them out. @param {Run} run */
export const gatesOf = (run) => Object.keys(run.steps[0]?.gates ?? {});

/** What squashes a gate. @param {Run} run @param {string} gate */
export const squashOf = (run, gate) => (SIGMOID.has(gate) ? "σ" : (run.nonlinearity ?? "tanh"));

/** Whether a gate opens and closes between 0 and 1. @param {string} gate */
export const isSigmoid = (gate) => SIGMOID.has(gate);

/** The gate's own rows of a parameter: row j is unit j. @template R @param {Run} run @param {R[]} rows @param {string} gate */
function slice(run, rows, gate) {
  const from = Math.max(gatesOf(run).indexOf(gate), 0) * run.hidden_size;
  return rows.slice(from, from + run.hidden_size);
}

/** @param {Term["kind"]} kind @param {number} index @param {[string, number][]} factors @returns {Term} */
const term = (kind, index, factors) => ({
  kind,
  index,
  names: factors.map(([name]) => name),
  factors: factors.map(([, value]) => value),
  product: factors.reduce((all, [, value]) => all * value, 1),
});

/** @param {{product: number}[]} terms */
const total = (terms) => terms.reduce((all, { product }) => all + product, 0);

/**
 * Unit j of a gate at step t: the terms of a = Σ W_h h + Σ W_x x + b. The GRU's n looks at its memory through r.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} j
 * @returns {Sum}
 */
export function gateSum(run, t, gate, j) {
  const step = stepAt(run, t);
  const through =
    run.cell === "gru" && gate === "n" ? [/** @type {[string, number]} */ (["r", at(step.gates.r, j)])] : [];
  const [hh, ih] = ["hh", "ih"].map((name) => slice(run, matrix(run, `rnn.weight_${name}_l0`), gate)[j] ?? []);
  const [bh, bx] = ["hh", "ih"].map((name) => at(slice(run, vector(run, `rnn.bias_${name}_l0`), gate), j));
  const memory = before(run, t).map((h, i) => term("memory", i, [...through, ["W", at(hh, i)], ["h", h]]));
  const input = step.x.map((x, i) =>
    term("input", i, [
      ["W", at(ih, i)],
      ["x", x],
    ]),
  );
  const bias = through.length
    ? [term("bias", 0, [...through, ["b", Number(bh)]]), term("bias", 1, [["b", Number(bx)]])]
    : [term("bias", 0, [["b", Number(bh) + Number(bx)]])];
  const terms = [...memory, ...input, ...bias];
  const a = gate === "a" ? at(step.gates.a, j) : total(terms);
  return {
    part: gate,
    unit: j,
    terms,
    total: a,
    squash: squash(run, gate, a, gate === "a" ? at(step.h, j) : at(step.gates[gate], j)),
  };
}

/** @param {Run} run @param {string} gate @param {number} a @param {number} y @returns {Squash} */
function squash(run, gate, a, y) {
  const f = squashOf(run, gate);
  return { f, a, y, slope: f === "σ" ? y * (1 - y) : slope(a, y, f) };
}

/** @param {readonly number[] | undefined} values @param {number} i */
const at = (values, i) => Number(values?.[i]);

/** The sums that make the new state of the gated cells from gates and the old state. @type {Record<string, (run: Run, t: number, j: number) => Sum>} */
const STATE_SUMS = {
  "gru h": (run, t, j) => {
    const { z, n } = stepAt(run, t).gates;
    const terms = [
      term("state", 0, [
        ["(1 − z)", 1 - at(z, j)],
        ["n", at(n, j)],
      ]),
      term("state", 1, [
        ["z", at(z, j)],
        ["h", at(before(run, t), j)],
      ]),
    ];
    return { part: "h", unit: j, terms, total: at(stepAt(run, t).h, j), squash: null };
  },
  "lstm c": (run, t, j) => {
    const { i, f, g } = stepAt(run, t).gates;
    const terms = [
      term("state", 0, [
        ["f", at(f, j)],
        ["c", at(before(run, t, "c"), j)],
      ]),
      term("state", 1, [
        ["i", at(i, j)],
        ["g", at(g, j)],
      ]),
    ];
    const c = at(stepAt(run, t).c, j);
    const y = Math.tanh(c);
    return { part: "c", unit: j, terms, total: c, squash: { f: "tanh", a: c, y, slope: 1 - y * y } };
  },
  "lstm h": (run, t, j) => {
    const step = stepAt(run, t);
    const y = Math.tanh(at(step.c, j));
    const terms = [
      term("state", 0, [
        ["o", at(step.gates.o, j)],
        ["tanh c", y],
      ]),
    ];
    return {
      part: "h",
      unit: j,
      terms,
      total: at(step.h, j),
      squash: { f: "tanh", a: at(step.c, j), y, slope: 1 - y * y },
    };
  },
};

/** What memory tells the GRU's proposal, before r: Σ W_hn h + b_hn. @param {Run} run @param {number} t @param {number} j @returns {Sum} */
function memorySum(run, t, j) {
  const { terms } = gateSum(run, t, "n", j);
  const bare = terms
    .filter(({ kind, index }) => kind === "memory" || (kind === "bias" && index === 0))
    .map(({ kind, index, names, factors }) =>
      term(
        kind,
        index,
        names.slice(1).map((name, i) => [name, Number(factors[i + 1])]),
      ),
    );
  return { part: "memory", unit: j, terms: bare, total: total(bare), squash: null };
}

/**
 * Unit j of any vector that step t makes: a gate, or a part of the new state. Null where there is no sum to show.
 * @param {Run} run
 * @param {number} t
 * @param {string} part "a", a gate, "h" or "c"
 * @param {number} j
 * @returns {Sum | null}
 */
export function sumOf(run, t, part, j) {
  if (run.cell === "rnn") return gatesOf(run).length && hasWeights(run) ? gateSum(run, t, "a", j) : null;
  const state = STATE_SUMS[`${run.cell} ${part}`];
  if (state) return gatesOf(run).length ? state(run, t, j) : null;
  if (part === "memory" && hasWeights(run)) return memorySum(run, t, j);
  return gatesOf(run).includes(part) && hasWeights(run) ? gateSum(run, t, part, j) : null;
}

/**
 * The plain RNN's unit j at step t, in the words of its sentence: what memory, input and bias push.
 * @param {Run} run
 * @param {number} t
 * @param {number} j
 * @param {string} [gate]
 */
export function sum(run, t, j, gate = "a") {
  const { terms, total: a } = gateSum(run, t, gate, j);
  const of = (/** @type {Term["kind"]} */ kind) =>
    terms
      .filter((each) => each.kind === kind)
      .map(({ factors, product }) => ({ weight: Number(factors.at(-2) ?? 1), value: Number(factors.at(-1)), product }));
  const [memory, input] = [of("memory"), of("input")];
  return { memory, input, bias: total(of("bias")), fromMemory: total(memory), fromInput: total(input), a };
}

/** W_h over W_x of one gate as the picture has them: row i is an input, column j a unit. @param {Run} run @param {string} [gate] */
export function columns(run, gate = "a") {
  const turned = (/** @type {number[][]} */ rows, /** @type {number} */ n) =>
    Array.from({ length: n }, (_, i) => rows.map((row) => Number(row[i])));
  const [hh, ih] = ["hh", "ih"].map((name) => slice(run, matrix(run, `rnn.weight_${name}_l0`), gate));
  return { memory: turned(hh ?? [], run.hidden_size), input: turned(ih ?? [], run.input_size) };
}

/** b = bias_ih + bias_hh. @param {Run} run */
export const biases = (run) =>
  vector(run, "rnn.bias_ih_l0").map((b, j) => b + Number(vector(run, "rnn.bias_hh_l0")[j]));

/** @type {WeakMap<Run, number>} */
const largests = new WeakMap();

/** The largest weight, which takes the full colour. @param {Run} run */
export function largest(run) {
  const known = largests.get(run);
  if (known !== undefined) return known;
  let most = 1e-9;
  for (const name of ["rnn.weight_hh_l0", "rnn.weight_ih_l0"])
    for (const row of matrix(run, name)) for (const weight of row) most = Math.max(most, Math.abs(weight));
  largests.set(run, most);
  return most;
}

/** The slope that the backward pass multiplies by. @param {number} a @param {number} h @param {string} [nonlinearity] */
export const slope = (a, h, nonlinearity = "tanh") => (nonlinearity === "relu" ? (a > 0 ? 1 : 0) : 1 - h * h);

/** W_hn h + b_hn, which the GRU's r lets through or not: (H,), or null without weights. @param {Run} run @param {number} t */
export function gruMemory(run, t) {
  if (!hasWeights(run) || run.cell !== "gru") return null;
  const [rows, b, h] = [
    slice(run, matrix(run, "rnn.weight_hh_l0"), "n"),
    slice(run, vector(run, "rnn.bias_hh_l0"), "n"),
    before(run, t),
  ];
  return rows.map((row, j) => row.reduce((all, w, i) => all + w * at(h, i), at(b, j)));
}
