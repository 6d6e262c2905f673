/**
 * The name of one element of a step's vectors: "h₂[5]", "f[5]".
 * @import {Focus, Run} from "../types.js"
 */
import { sub } from "../pen/numbers.js";
import { isPlain } from "../run/facts.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";

/**
 * @param {Run} run
 * @param {number} t
 * @param {Pick<Focus, "part" | "unit">} focus
 */
export function elementName(run, t, { part, unit }) {
  const symbol = isPlain(run.cell) ? "h" : part;
  const state = symbol === "h" || symbol === "c";
  return `${state ? sub(symbol, placeOf(run, t)) : symbol.replace("_prev", "")}[${unitName(run, unit)}]`;
}
