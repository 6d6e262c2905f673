/**
 * Whatever is looked at, in a sentence: what pushed it where, or what is left of the gradient there.
 * @import {Run} from "../types.js"
 * @import {Sum, Term} from "../run/sums.js"
 */

import { scientific, short, signed, sub } from "../pen/numbers.js";
import { before, gatesOf, hasWeights, isSigmoid, recurrentOf } from "../run/algebra.js";
import { chainRule, direct, hasGradient, productGradient, throughMatrix, weightGradientFrom } from "../run/backprop.js";
import { factsOf, isPlain } from "../run/facts.js";
import { graphValues } from "../run/graph-values.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { gateSum, sum, sumOf } from "../run/sums.js";
import { looker, partOf, passes, symbolOf } from "../run/wiring.js";
import { either, has, t as words } from "./i18n.js";
import { named } from "./tokens.js";

/** What is looked at beside the unit. @typedef {{part?: string, term?: number | null, back?: boolean}} Look */

/**
 * @param {Run} run
 * @param {number} t
 * @param {number} j the unit
 * @param {Look} [look]
 * @returns {string}
 */
export function why(run, t, j, { part = "", term = null, back = false } = {}) {
  if (back && hasGradient(run, t)) return whyBack(run, t, j, part, term);
  const taken = sumOf(run, t, part || "a", j);
  const chosen = term === null ? undefined : taken?.terms[term];
  if (taken && chosen) return whyTerm(run, t, taken, chosen);
  if (isPlain(run.cell)) return whyRnn(run, t, j);
  if (gatesOf(run).includes(part)) return whyGate(run, t, part, j);
  const gate = looker(run.cell, part);
  if (gate) return whyRecurrent(run, t, gate, j);
  if (part.endsWith("_prev")) return whyBefore(run, t, j, /** @type {"h" | "c"} */ (partOf(part)));
  return whyState(run, t, j);
}

/**
 * The same of a unit whose step is under way: nothing is told before it has come about.
 * @param {Run} run
 * @param {number} t
 * @param {number} j the unit
 * @param {boolean} summed whether its sum a is known
 */
export function whyComing(run, t, j, summed) {
  if (!summed || !isPlain(run.cell) || !hasWeights(run) || gatesOf(run).length === 0)
    return words("why-coming", change(run, t, j));
  return words("why-sum", { unit: String(unitName(run, j)), ...pushes(run, t, j), f: run.nonlinearity ?? "tanh" });
}

/** What makes a unit's sum, and the sum. @param {Run} run @param {number} t @param {number} j @param {string} [gate] */
function pushes(run, t, j, gate) {
  const { fromInput, fromRecurrent, bias, a } = sum(run, t, j, gate);
  return { input: signed(fromInput), memory: signed(fromRecurrent), bias: signed(bias), a: short(a) };
}

/** @param {Run} run @param {number} t @param {number} j */
function change(run, t, j) {
  const [from, to] = [Number(before(run, t)[j]), Number(run.steps[t]?.h[j])];
  return {
    unit: String(unitName(run, j)),
    h: sub("h", placeOf(run, t)),
    from: short(from),
    to: short(to),
    way: short(to) === short(from) ? "same" : to > from ? "rose" : "fell",
  };
}

/** @param {Run} run @param {number} t @param {number} j */
function whyRnn(run, t, j) {
  if (!hasWeights(run) || gatesOf(run).length === 0) return words("why-plain", change(run, t, j));
  return words("why-rnn", { ...change(run, t, j), ...pushes(run, t, j), f: run.nonlinearity ?? "tanh" });
}

/** @param {Run} run @param {number} t @param {number} j */
function whyState(run, t, j) {
  if (gatesOf(run).length === 0) return words("why-plain", change(run, t, j));
  // only a sentence made for the cell knows what its gates do
  const own = `why-${run.cell}`;
  if (!has(own)) return whySum(run, t, j);
  const gates = Object.fromEntries(
    Object.entries(run.steps[t]?.gates ?? {}).map(([name, values]) => [name, opening(run, Number(values[j]), name)]),
  );
  const c = { c0: short(Number(before(run, t, "c")[j])), c1: short(Number(run.steps[t]?.c?.[j])) };
  return words(own, { ...change(run, t, j), ...gates, ...c });
}

/** What any cell's h is the sum of: "(1 − f) · n = −0.10, f · h = −0.09". @param {Run} run @param {number} t @param {number} j */
function whySum(run, t, j) {
  const terms = sumOf(run, t, "h", j)?.terms ?? [];
  const said = terms.map(({ names, product }) => `${names.join(" · ")} = ${short(product)}`);
  return words("why-state", { ...change(run, t, j), terms: said.join(", ") });
}

/** A gate as a share, a candidate as a number. @param {Run} run @param {number} value @param {string} name */
const opening = (run, value, name) => (isSigmoid(run, name) ? `${Math.round(value * 100)}%` : short(value));

/** @param {Run} run @param {number} t @param {string} gate @param {number} j */
function whyGate(run, t, gate, j) {
  const y = opening(run, Number(run.steps[t]?.gates[gate]?.[j]), gate);
  const general = isSigmoid(run, gate) ? "gate-any" : "gate-candidate";
  const common = { name: words(either(`gate-${run.cell}-${gate}`, general)), gate, unit: String(unitName(run, j)), y };
  if (!hasWeights(run)) return words("why-gate-plain", common);
  return words(isSigmoid(run, gate) ? "why-gate" : "why-candidate", { ...common, ...pushes(run, t, j, gate) });
}

/**
 * What W h tells a gate, and what another lets through of it.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number} j
 */
function whyRecurrent(run, t, gate, j) {
  const { nodes } = graphValues(run, t);
  const value = Number(recurrentOf(run, t, gate)?.[j]);
  const through = passes(run.cell, "hh", gate) ?? [];
  const share = through.reduce((all, name) => all * Number(nodes[name]?.[j]), 1);
  const by = through.map((name) => symbolOf(run.cell, name)).join(" ⊙ ");
  const open = opening(run, share, String(through[0]));
  const args = { unit: String(unitName(run, j)), value: short(value), gate, by, open, left: short(share * value) };
  return words(either(`why-${run.cell}-memory`, "why-memory"), args);
}

/** @param {Run} run @param {number} t @param {number} j @param {"h" | "c"} name */
const whyBefore = (run, t, j, name) =>
  words("why-before", {
    symbol: sub(name, placeOf(run, t - 1)),
    unit: String(unitName(run, j)),
    value: short(Number(before(run, t, name)[j])),
    token: named(run, t),
  });

/** One term: "0.24 · 0.75 = +0.18". @param {Run} run @param {number} t @param {Sum} taken @param {Term} term */
function whyTerm(run, t, { part, unit, total }, { kind, index, factors, product }) {
  const common = {
    product: `${factors.map(short).join(" · ")} = ${signed(product)}`,
    amount: signed(product),
    a: short(total),
    unit: String(unitName(run, unit)),
    part: isPlain(run.cell) ? (factsOf(run.cell).gates[0] ?? "a") : part,
  };
  if (kind === "bias") return words("why-bias", common);
  if (kind === "state") return words("why-part", common);
  const source = kind === "recurrent" ? sub("h", placeOf(run, t - 1)) : sub("x", placeOf(run, t));
  return words("why-weight", { ...common, source, index: String(kind === "recurrent" ? unitName(run, index) : index) });
}

/** @param {Run} run @param {number} t @param {number} j @param {string} part @param {number | null} term */
function whyBack(run, t, j, part, term) {
  const names = gatesOf(run);
  const gate = names.includes(part) ? part : isPlain(run.cell) ? String(names[0]) : "";
  if (part === "direct" && factsOf(run.cell).direct) return whyPast(run, t, j);
  if (part === "h_prev" && hasWeights(run))
    return words("why-back-through", {
      h: sub("h", placeOf(run, t - 1)),
      unit: String(unitName(run, j)),
      value: scientific(Number(throughMatrix(run, t)?.[j])),
    });
  if (gate === "") return whyArrives(run, t, j, part === "c" ? "c" : "h");
  if (term !== null && term < run.hidden_size && hasWeights(run)) return whyShare(run, t, j, gate, term);
  const { from, arrives, factors, product } = chainRule(run, t, gate, j);
  return words("why-back", {
    from: `∂L/∂${sub(from, placeOf(run, t))}`,
    unit: String(unitName(run, j)),
    arrives: scientific(arrives),
    factors: factors.map(([name, value]) => `${name} ${short(value)}`).join(" · "),
    left: scientific(product),
    gate,
  });
}

/** @param {Run} run @param {number} t @param {number} j @param {"h" | "c"} name */
const whyArrives = (run, t, j, name) =>
  words("why-back-arrives", {
    symbol: sub(name, placeOf(run, t)),
    unit: String(unitName(run, j)),
    value: scientific(Number((name === "c" ? run.steps[t]?.cell_grad : run.steps[t]?.grad)?.[j])),
  });

/** @param {Run} run @param {number} t @param {number} j */
function whyPast(run, t, j) {
  const { keeper: name, direct: memory } = factsOf(run.cell);
  const open = opening(run, Number(run.steps[t]?.gates[name]?.[j]), name);
  const symbol = sub(memory, placeOf(run, t - 1));
  return words("why-back-past", {
    gate: name,
    open,
    symbol,
    unit: String(unitName(run, j)),
    value: scientific(Number(direct(run, t)?.[j])),
  });
}

/**
 * What one weight gets from this step.
 * @param {Run} run
 * @param {number} t
 * @param {number} j
 * @param {string} gate
 * @param {number} i
 */
function whyShare(run, t, j, gate, i) {
  const [h, d] = [Number(before(run, t)[i]), Number(productGradient(run, t, gate)?.[j])];
  return words("why-back-share", {
    row: String(unitName(run, i)),
    column: String(unitName(run, j)),
    product: `${short(h)} · ${scientific(d)} = ${scientific(h * d)}`,
    so: scientific(Number(weightGradientFrom(run, t, gate)[i]?.[j])),
    weight: hasWeights(run) ? short(Number(gateSum(run, t, gate, j).terms[i]?.factors.at(-2))) : "",
  });
}
