/**
 * The ledger: what became of log10‖∂L/∂h_t‖ from step to step, read from right to left like the gradient, on an absolute
 * axis. Few steps are stairs, in gated cells two lanes; many steps are areas.
 * @import {Chain, Ground, Levels, Mark, Run} from "../types.js"
 */

import { hasTwoWays } from "../run/ledger.js";
import { axis, groundOf, rider } from "./gradient-ground.js";
import { areaLevels, areasOf } from "./ledger-areas.js";
import { lanes, lanesOf } from "./ledger-lanes.js";
import { stairLevels, stairs, stairsOf } from "./ledger-stairs.js";

/** Up to this many steps each has its bars, where a step has this much room, px. */
const FEW = 10;
const ROOM = 17;

/** @typedef {"areas" | "lanes" | "stairs"} Form */

/**
 * How the ledger of a run is drawn.
 * @param {Run} run
 * @param {number} width
 * @param {Chain | null} [chain]
 * @returns {Form}
 */
export function formOf(run, width, chain = null) {
  const T = run.tokens.length;
  if (T > FEW || groundOf({ T, width, height: 1, reach: [-1, 0], chain }).room < ROOM) return "areas";
  return hasTwoWays(run) ? "lanes" : "stairs";
}

/** All levels on the common axis; lanes have axes of their own. @param {Run} run @param {Form} form @returns {Levels} */
export const ledgerLevels = (run, form) => (form === "stairs" ? stairLevels(run) : areaLevels(run));

/**
 * What does not move, and how the rest follows from the playhead.
 * @typedef {{axis: Mark[], body: (u: number) => Mark[], titles: Mark[]}} Frame
 */

/** @param {Run} run @param {Form} form @param {Ground} ground @returns {Frame} */
export function ledgerOf(run, form, ground) {
  if (form === "lanes") {
    const still = lanesOf(run, ground);
    return { axis: still.axis, titles: still.titles, body: (u) => lanes(run, u, still) };
  }
  if (form === "stairs") {
    const still = stairsOf(run, ground);
    return { axis: axis(ground), titles: [], body: (u) => stairs(run, u, still) };
  }
  const still = areasOf(run, ground);
  return { axis: axis(ground), titles: [], body: (u) => [...still, ...rider(run, u, ground)] };
}
