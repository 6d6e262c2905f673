/**
 * Any element of a step as a sum: from the answer's numbers to the terms and back. Nothing is computed here that the
 * answer does not hold, but products and sums of it.
 * @import {Run, Step} from "../types.js"
 */
import {
  at,
  before,
  gatesOf,
  hasWeights,
  isSum,
  matrix,
  parameterOf,
  slice,
  slope,
  squashOf,
  vector,
} from "./algebra.js";
import { factsOf, isPlain } from "./facts.js";
import { graphValues } from "./graph-values.js";
import { deepestFirst, factorsOf, isUnnamed, looker, passes, symbolOf, wiringOf } from "./wiring.js";

/**
 * A term of a sum: the product of its factors.
 * @typedef {object} Term
 * @property {"recurrent" | "input" | "bias" | "state" | "rest"} kind
 * @property {number} index where it is in its vector; of a rest, how many terms it is
 * @property {string[]} names
 * @property {number[]} factors
 * @property {number} product
 */
/** The squashing of a sum: y = f(a), and dy/da. @typedef {{f: string, a: number, y: number, slope: number}} Squashing */
/**
 * One element of a vector.
 * @typedef {{part: string, unit: number, terms: Term[], total: number, squash: Squashing | null}} Sum
 */

/** @param {Term["kind"]} kind @param {number} index @param {[string, number][]} factors @returns {Term} */
const term = (kind, index, factors) => ({
  kind,
  index,
  names: factors.map(([name]) => name),
  factors: factors.map(([, value]) => value),
  product: factors.reduce((all, [, value]) => all * value, 1),
});

/**
 * The same sum in fewer terms: the n largest, all others as one, and the biases.
 * @param {Sum} sum
 * @param {number} n
 * @returns {Sum}
 */
export function largest(sum, n) {
  const products = sum.terms.filter(({ kind }) => kind !== "bias");
  const biases = sum.terms.filter(({ kind, product }) => kind === "bias" && product !== 0);
  const sorted = [...products].sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const others = sorted.slice(n);
  /** @type {Term} */
  const rest = { kind: "rest", index: others.length, names: [], factors: [], product: total(others) };
  return { ...sum, terms: [...sorted.slice(0, n), ...(others.length ? [rest] : []), ...biases] };
}

/** @param {{product: number}[]} terms */
const total = (terms) => terms.reduce((all, { product }) => all + product, 0);

/**
 * Unit j of a gate at step t: the terms of a = Σ W_h h + Σ W_x x + b. The GRU's n looks at its recurrent terms through r.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} j
 * @returns {Sum}
 */
export function gateSum(run, t, gate, j) {
  const step = /** @type {Step} */ (run.steps[t]);
  const [toRecurrent, toInput] = ["hh", "ih"].map((product) => lens(run, t, product, gate, j));
  const [hh, ih] = ["hh", "ih"].map(
    (name) => slice(run, matrix(run, parameterOf(run, `weight_${name}`)), gate)[j] ?? [],
  );
  const [bh, bx] = ["hh", "ih"].map((name) => slice(run, vector(run, parameterOf(run, `bias_${name}`)), gate)[j] ?? 0);
  const recurrent = before(run, t).map((h, i) => term("recurrent", i, [...toRecurrent, ["W", at(hh, i)], ["h", h]]));
  const input = step.x.map((x, i) => term("input", i, [...toInput, ["W", at(ih, i)], ["x", x]]));
  const bias =
    toRecurrent.length || toInput.length
      ? [term("bias", 0, [...toRecurrent, ["b", Number(bh)]]), term("bias", 1, [...toInput, ["b", Number(bx)]])]
      : [term("bias", 0, [["b", Number(bh) + Number(bx)]])];
  const terms = [...recurrent, ...input, ...bias];
  const given = isSum(run, gate);
  const a = given ? at(step.gates[gate], j) : total(terms);
  const y = given ? at(step.h, j) : at(step.gates[gate], j);
  const f = squashOf(run, gate);
  const squash = { f, a, y, slope: f === "σ" ? y * (1 - y) : slope(a, y, f) };
  return { part: gate, unit: j, terms, total: a, squash };
}

/**
 * What a gate's product passes on its way to it.
 * @param {Run} run
 * @param {number} t
 * @param {string} product
 * @param {string} gate
 * @param {number} j
 * @returns {[string, number][]}
 */
const lens = (run, t, product, gate, j) =>
  (passes(run.cell, product, gate) ?? []).map((name) => [
    symbolOf(run.cell, name),
    at(graphValues(run, t).nodes[name], j),
  ]);

/**
 * What an unnamed node is the product of, or its own value.
 * @param {Run} run
 * @param {number} t
 * @param {string} from
 * @param {string} to
 * @param {number} j
 * @returns {[string, number][]}
 */
function factors(run, t, from, to, j) {
  const { cell } = run;
  if (!isUnnamed(cell, from) || wiringOf(cell).kind(from) !== "times")
    return [[symbolOf(cell, from), at(graphValues(run, t).edges[`${from}>${to}`], j)]];
  return factorsOf(cell, from).flatMap((each) => factors(run, t, each, from, j));
}

/**
 * A part of the new state: what makes it of gates and the old state.
 * @param {Run} run
 * @param {number} t
 * @param {"h" | "c"} part
 * @param {number} j
 * @returns {Sum | null}
 */
function stateSum(run, t, part, j) {
  const { cell } = run;
  const { kind } = wiringOf(cell);
  const own = at(run.steps[t]?.[part], j);
  const terms =
    kind(part) === "times"
      ? [
          term(
            "state",
            0,
            factorsOf(cell, part).flatMap((from) => factors(run, t, from, part, j)),
          ),
        ]
      : deepestFirst(cell, part).map((from, i) => term("state", i, factors(run, t, from, part, j)));
  return { part, unit: j, terms, total: own, squash: bend(run, t, part, j) };
}

/**
 * The tanh beside a part of the state: the LSTM's of c, which makes h.
 * @param {Run} run
 * @param {number} t
 * @param {string} part
 * @param {number} j
 * @returns {Squashing | null}
 */
function bend(run, t, part, j) {
  const { kind, into, onto } = wiringOf(run.cell);
  const name = [...onto(part), ...into(part)].find((each) => isUnnamed(run.cell, each) && kind(each) === "tanh");
  if (!name) return null;
  const { nodes, edges } = graphValues(run, t);
  const y = at(nodes[name], j);
  return { f: "tanh", a: at(edges[`${into(name)[0]}>${name}`], j), y, slope: 1 - y * y };
}

/**
 * What W h tells a gate before another lets it through: Σ W h + b.
 * @param {Run} run
 * @param {number} t
 * @param {string} part
 * @param {string} gate
 * @param {number} j
 * @returns {Sum}
 */
function recurrentSum(run, t, part, gate, j) {
  const through = passes(run.cell, "hh", gate)?.length ?? 0;
  const bare = gateSum(run, t, gate, j)
    .terms.filter(({ kind, index }) => kind === "recurrent" || (kind === "bias" && index === 0))
    .map(({ kind, index, names, factors: values }) =>
      term(
        kind,
        index,
        names.slice(through).map((name, i) => [name, Number(values[i + through])]),
      ),
    );
  return { part, unit: j, terms: bare, total: total(bare), squash: null };
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
  const { gates, state } = factsOf(run.cell);
  if (!gatesOf(run).length) return null;
  if (isPlain(run.cell)) return hasWeights(run) ? gateSum(run, t, String(gates[0]), j) : null;
  if (state.includes(part)) return stateSum(run, t, /** @type {"h" | "c"} */ (part), j);
  if (!hasWeights(run)) return null;
  const gate = looker(run.cell, part);
  if (gate) return recurrentSum(run, t, part, gate, j);
  return gates.includes(part) ? gateSum(run, t, part, j) : null;
}

/**
 * The plain RNN's unit j at step t, in the words of its sentence: what the recurrent terms, input and bias push.
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
      .map(({ factors: values, product }) => ({
        weight: Number(values.at(-2) ?? 1),
        value: Number(values.at(-1)),
        product,
      }));
  const [recurrent, input] = [of("recurrent"), of("input")];
  return { recurrent, input, bias: total(of("bias")), fromRecurrent: total(recurrent), fromInput: total(input), a };
}
