/**
 * What an edge of the chain carries, from where to where, and its norm.
 * @import {Run, Saying} from "../types.js"
 */
import { short, sub } from "../pen/numbers.js";
import { vectorOf } from "../run/algebra.js";
import { carried, joins } from "../run/between.js";
import { askedAt } from "../run/head.js";
import { isBelow, placeOf } from "../run/reading.js";
import { power } from "./narration.js";
import { brief, named } from "./tokens.js";

/** Which edge. @typedef {{name: string, t: number, goes: string}} Which */

/** Whether what comes back along an edge is only a part of the gradient there: c is also reached from h, and a loss may join. @param {Run} run @param {Which} edge */
export const comesInParts = (run, { name, t }) => t + 1 < run.tokens.length && (name === "c" || joins(run, t));

/** @param {Run} run @param {Which} edge @returns {Saying} */
export function ofEdge(run, edge) {
  const { name, t, goes } = edge;
  const last = t + 1 === run.tokens.length;
  const of = sub(name, placeOf(run, t));
  const [own, next] = [named(run, t, brief), last ? "" : named(run, t + 1, brief)];
  if (goes === "back") {
    const { log10 } = carried(run, t, name);
    const args = { of, from: next, to: own, norm: log10 === null ? "0" : power(log10) };
    if (last)
      return isBelow(run)
        ? ["tip-edge-first-above", { ...args, n: String((run.layer ?? 0) + 1) }]
        : ["tip-edge-first", args];
    return [comesInParts(run, edge) ? "tip-edge-back-part" : "tip-edge-back", args];
  }
  const norm = short(Math.hypot(...(vectorOf(run, name, t) ?? [])));
  const asked = name === "h" && !isBelow(run) && askedAt(run) === t;
  const key = goes === "on" && last ? (asked ? "last" : "end") : goes;
  return [`tip-edge-${key}`, { of, from: own, to: next, norm }];
}
