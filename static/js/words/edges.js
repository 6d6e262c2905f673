/**
 * What an edge of the chain carries, from where to where, and its norm.
 * @import {Run, Saying} from "../types.js"
 */
import { short, sub } from "../pen/numbers.js";
import { vectorOf } from "../run/algebra.js";
import { carried, joins } from "../run/between.js";
import { askedAt } from "../run/head.js";
import { isBelow, placeOf } from "../run/reading-order.js";
import { power } from "./narration.js";
import { brief, named } from "./tokens.js";

/** Which edge. @typedef {{name: string, t: number, goes: string}} Which */

/**
 * Whether what comes back along an edge is only a part of the gradient there: c is also reached from h, and a loss may join.
 * @param {Run} run
 * @param {Which} edge
 */
export const comesInParts = (run, { name, t }) => t + 1 < run.tokens.length && (name === "c" || joins(run, t));

/** @param {Run} run @param {Which} edge @returns {Saying} */
export const ofEdge = (run, edge) => (edge.goes === "back" ? ofGradient(run, edge) : ofVector(run, edge));

/** The words at both ends, and the vector. @param {Run} run @param {Which} edge */
function ends(run, { name, t }) {
  const last = t + 1 === run.tokens.length;
  const [own, next] = [named(run, t, brief), last ? "" : named(run, t + 1, brief)];
  return { last, of: sub(name, placeOf(run, t)), own, next };
}

/** @param {Run} run @param {Which} edge @returns {Saying} */
function ofGradient(run, edge) {
  const { last, of, own, next } = ends(run, edge);
  const { log10 } = carried(run, edge.t, edge.name);
  const args = { of, from: next, to: own, norm: log10 === null ? "0" : power(log10) };
  if (!last) return [comesInParts(run, edge) ? "tip-edge-back-part" : "tip-edge-back", args];
  if (!isBelow(run)) return ["tip-edge-first", args];
  return ["tip-edge-first-above", { ...args, n: String((run.layer ?? 0) + 1) }];
}

/** @param {Run} run @param {Which} edge @returns {Saying} */
function ofVector(run, edge) {
  const { name, t, goes } = edge;
  const { last, of, own, next } = ends(run, edge);
  const norm = short(Math.hypot(...(vectorOf(run, name, t) ?? [])));
  const asked = name === "h" && !isBelow(run) && askedAt(run) === t;
  const way = goes === "on" && last ? (asked ? "last" : "end") : goes;
  return [`tip-edge-${way}`, { of, from: own, to: next, norm }];
}
