/**
 * What a unit follows, in words.
 * @import {Correlation, Neurons} from "../types.js"
 * @import {Args} from "./i18n.js"
 */

import { short } from "../pen/numbers.js";
import { t } from "./i18n.js";
import { brief } from "./tokens.js";

/**
 * A feature as a sentence names it.
 * @param {Pick<Correlation, "name" | "token" | "column">} of
 * @param {boolean} several whether there are several columns
 */
export const featureName = ({ name, token, column }, several) =>
  t(`neuron-${name.replaceAll("_", "-")}`, {
    token: brief(token ?? ""),
    column: String(column),
    several: several ? "yes" : "no",
  });

/** Whether what is read has several columns of numbers. @param {Neurons} neurons */
export const hasColumns = ({ features }) => features.some(({ column }) => column !== null && column > 0);

/**
 * What a unit follows best, or that it never changes.
 * @param {number} unit by the network's own number
 * @param {Correlation | undefined} best
 * @param {boolean} several
 * @returns {[string, Args]}
 */
export function follows(unit, best, several) {
  if (!best || best.r === null) return ["neurons-still", { unit: String(unit) }];
  const what = featureName(best, several);
  return [best.r < 0 ? "neurons-against" : "neurons-follows", { unit: String(unit), what, r: short(best.r) }];
}

/**
 * What chance would reach.
 * @param {Correlation} best
 * @param {number} pairs
 * @returns {[string, Args]}
 */
export function chanceOf({ by_chance, beyond_chance }, pairs) {
  if (by_chance === null) return ["neurons-few", {}];
  return [beyond_chance ? "neurons-beyond" : "neurons-within", { chance: short(by_chance), pairs: String(pairs) }];
}

/**
 * What is to be thought of them all.
 * @param {Neurons} neurons
 * @param {boolean} drawn whether the network was drawn, and not trained
 * @returns {[string, Args][]}
 */
export function verdict({ units, pairs, tokens }, drawn) {
  const count = units.filter(({ correlations }) => correlations[0]?.beyond_chance).length;
  const told = {
    count: String(count),
    units: String(units.length),
    pairs: String(pairs),
    steps: String(tokens.length),
  };
  if (count === 0) return [["neurons-none", told]];
  return [["neurons-some", told], ...(drawn ? [/** @type {[string, Args]} */ (["neurons-drawn", {}])] : [])];
}
