/**
 * One element of h_t in a sentence: what pushed it where.
 * @import {Run} from "./types.js"
 */
import { before, sum } from "./algebra.js";
import { t as words } from "./i18n.js";
import { short, signed, sub } from "./numbers.js";

/**
 * @param {Run} run
 * @param {number} t
 * @param {number} j the unit
 * @returns {string}
 */
export function why(run, t, j) {
  const [from, to] = [Number(before(run, t)[j]), Number(run.steps[t]?.h[j])];
  const common = {
    unit: String(j),
    h: sub("h", t),
    from: short(from),
    to: short(to),
    way: to >= from ? "rose" : "fell",
  };
  if (run.cell === "rnn") {
    const { fromInput, fromMemory, bias, a } = sum(run, t, j);
    return words("why-rnn", {
      ...common,
      input: signed(fromInput),
      memory: signed(fromMemory),
      bias: signed(bias),
      a: short(a),
      f: run.nonlinearity ?? "tanh",
    });
  }
  const gates = Object.fromEntries(
    Object.entries(run.steps[t]?.gates ?? {}).map(([name, values]) => [name, percent(Number(values[j]), name)]),
  );
  if (run.cell === "gru") return words("why-gru", { ...common, ...gates });
  const c = { c0: short(Number(before(run, t, "c")[j])), c1: short(Number(run.steps[t]?.c?.[j])) };
  return words("why-lstm", { ...common, ...gates, ...c });
}

/** A gate as a share, a candidate as a number. @param {number} value @param {string} name */
const percent = (value, name) => (name === "n" || name === "g" ? short(value) : `${Math.round(value * 100)} %`);
