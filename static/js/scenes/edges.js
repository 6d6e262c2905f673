/**
 * What of the chain's edges is at a place: a cable between two cells, the fan from A into h_t, the fan from x_t into A, or
 * the gradient on its way back; and which of its threads. From the same geometry as the drawing, unrolled.
 * @import {Run, Step} from "../types.js"
 * @import {Layout} from "./layout.js"
 */

import { carried } from "../run/between.js";
import { along, BACKWARD, backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { startsHere } from "./joins.js";
import { camera, centre, FAN, facing, HEAD, MOST_THREADS, offsets } from "./layout.js";
import { wayOf } from "./link.js";
import { linkEnd } from "./placing.js";
import { heightOf, lanesOf, mostIn } from "./water.js";

/**
 * An edge at a place of the stage. `name` is its vector: "h", "c" or "x"; `goes` is where its copy goes; `unit` the thread
 * that is there, null between threads; `top` and `bottom` are its sides at that place, in the stage's px, and `left` and
 * `right` those of one that runs down.
 * @typedef {{name: string, t: number, goes: "on" | "up" | "in" | "back", unit: number | null, top: number, bottom: number,
 *   left?: number, right?: number}} Edge
 */

/** An edge answers this far beside its threads, in px: a hand needs eight. */
export const REACH = 4;

/**
 * @param {Run} run
 * @param {Layout} at
 * @param {number} u
 * @param {number} x of the stage
 * @param {number} y
 * @returns {Edge | null}
 */
export function edgeAt(run, at, u, x, y) {
  if (at.upright) return edgeTurned(run, at, u, ...facing(at, x, y));
  return edgeFacing(run, at, u, x, y);
}

/**
 * The same of a chain that is drawn turned. Across it, `top` and `bottom` are on the right and on the left.
 * @param {Run} run
 * @param {Layout} at
 * @param {number} u
 * @param {number} x of the layout
 * @param {number} y
 * @returns {Edge | null}
 */
function edgeTurned(run, at, u, x, y) {
  const found = edgeFacing(run, at, u, x, y);
  return found && { ...found, top: x, bottom: x, left: at.height - found.bottom, right: at.height - found.top };
}

/**
 * @param {Run} run
 * @param {Layout} at
 * @param {number} u
 * @param {number} x of the layout
 * @param {number} y
 * @returns {Edge | null}
 */
function edgeFacing(run, at, u, x, y) {
  const way = (at.mirrored ? at.width - x : x) + camera(at, u);
  const t = Math.round((way - centre(at, 0)) / at.pitch) + 0;
  if (t < -1 || t > at.T) return null;
  const beside = way - centre(at, t);
  return fanAt(run, at, u, t, at.mirrored ? -beside : beside, y) ?? linkAt(run, at, u, beside < 0 ? t - 1 : t, way, y);
}

/**
 * @param {Run} run
 * @param {Layout} at
 * @param {number} u
 * @param {number} t
 * @param {number} x from the middle of A
 * @param {number} y
 * @returns {Edge | null}
 */
export function fanAt(run, at, u, t, x, y) {
  const step = run.steps[t];
  if (!step) return null;
  const done = forwardDone(u, t);
  const out = { y1: at.top + at.row, y2: at.boxTop, unit: at.unit, width: FAN.output };
  const into = { y1: at.inputTop, y2: at.boxTop + at.box.height, unit: at.inputUnit, width: FAN.input };
  if (phaseDone(FORWARD, "emit", done) === 1 && y > out.y1 && y < out.y2) {
    const unit = threadOfFan(step.h.length, out, x, y);
    return unit === undefined ? null : { name: "h", t, goes: "up", unit, top: y, bottom: y };
  }
  if (phaseDone(FORWARD, "input", done) === 1 && y < into.y1 && y > into.y2) {
    const unit = threadOfFan(step.x.length, into, x, y);
    return unit === undefined ? null : { name: "x", t, goes: "in", unit, top: y, bottom: y };
  }
  return null;
}

/**
 * The thread of a fan at a place; null between two, undefined beside them all.
 * @param {number} n
 * @param {{y1: number, y2: number, unit: number, width: number}} fan
 * @param {number} x
 * @param {number} y
 */
function threadOfFan(n, { y1, y2, unit, width }, x, y) {
  const lanes = offsets(n, width);
  const s = eased((y - y1) / (y2 - y1));
  const threads = lanes.map((lane, j) => {
    const from = (j - (n - 1) / 2) * unit;
    return from + (lane - from) * s;
  });
  return nearest(threads, x, n);
}

/** How far a cubic with level ends has gone sideways where it has gone a share of the way down. @param {number} share */
function eased(share) {
  let [low, high] = [0, 1];
  for (let i = 0; i < 24; i++) {
    const s = (low + high) / 2;
    if (1.5 * s * (1 - s) + s ** 3 < share) low = s;
    else high = s;
  }
  return low * low * (3 - 2 * low);
}

/** @param {number[]} threads ascending @param {number} x @param {number} n @returns {number | null | undefined} */
function nearest(threads, x, n) {
  const [first, last] = [Number(threads[0]), Number(threads.at(-1))];
  if (x < first - REACH || x > last + REACH) return undefined;
  const apart = threads.map((thread) => Math.abs(thread - x));
  const least = Math.min(...apart);
  return least <= REACH || n > MOST_THREADS ? apart.indexOf(least) : null;
}

/**
 * @param {Run} run
 * @param {Layout} at
 * @param {number} u
 * @param {number} t
 * @param {number} x in the chain's px
 * @param {number} y
 * @returns {Edge | null}
 */
function linkAt(run, at, u, t, x, y) {
  const step = run.steps[t];
  const half = at.box.width / 2;
  const last = t + 1 === at.T;
  const [x1, x2] = [centre(at, t) + half, linkEnd(at, t, u > at.T)];
  if (!step || x < x1 || x > x2) return null;
  const back = u > at.T && !startsHere(run, t) && x >= x2 - comes(at, u, t) * (x2 - x1);
  const gone = x <= x1 + goes(at, u, t, last) * (x2 - x1);
  for (const [name, middle] of Object.entries(at.lanes)) {
    const found = back ? waterAt(run, at, t, name, middle, y) : gone ? cableAt(step, at, name, middle, y) : null;
    if (found) return found;
  }
  return null;
}

/**
 * @param {Step} step
 * @param {Layout} at
 * @param {string} name
 * @param {number} middle
 * @param {number} y
 * @returns {Edge | null}
 */
export function cableAt(step, at, name, middle, y) {
  const values = name === "c" ? (step.c ?? []) : step.h;
  const threads = offsets(values.length, at.lane).map((lane) => middle + lane);
  const unit = nearest(threads, y, values.length);
  const sides = { top: Number(threads[0]), bottom: Number(threads.at(-1)) };
  return unit === undefined ? null : { name, t: step.t, goes: "on", unit, ...sides };
}

/**
 * The gradient that has come back, and whose lane is at a height; it answers where next to none is left, too.
 * @param {Run} run
 * @param {Layout} at
 * @param {number} t
 * @param {string} name
 * @param {number} middle
 * @param {number} y
 * @returns {Edge | null}
 */
export function waterAt(run, at, t, name, middle, y) {
  const flow = carried(run, t, name);
  const lanes = lanesOf(flow, mostIn(at));
  const half = heightOf(lanes) / 2;
  if (Math.abs(y - middle) > half + REACH) return null;
  const unit = lanes.findIndex(({ top, bottom }) => y - middle >= top && y - middle < bottom);
  const told = lanes.length === flow.values?.length && unit >= 0;
  return { name, t, goes: "back", unit: told ? unit : null, top: middle - half, bottom: middle + half };
}

/** How far h_t has gone right. @param {Layout} at @param {number} u @param {number} t @param {boolean} last */
export const goes = (at, u, t, last) =>
  wayOf(forwardDone(u, t), last ? 0 : forwardDone(u, t + 1), last, last && at.answer ? HEAD.arrives : 1).travelled;

/** How far the gradient of h_t has come left. @param {Layout} at @param {number} u @param {number} t */
export function comes(at, u, t) {
  const last = t + 1 === at.T;
  const arrived = phaseDone(BACKWARD, "arrive", backwardDone(u, t, at.T));
  return last ? arrived : along(phaseDone(BACKWARD, "leave", backwardDone(u, t + 1, at.T)), arrived, false);
}
