/**
 * Time as the page knows it. The playhead u runs over [0, T] forward and [T, 2T] backward; inside a step the phases
 * are in these tables. A whole number belongs to the step that it ends, so that a step taken is a step seen.
 * @import {Moment} from "../types.js"
 */
import { findLast } from "../pen/last.js";
import { clamp, smooth } from "../pen/math.js";

/** Each phase and the share of its step at which it ends. @type {[string, number][]} */
export const FORWARD = [
  ["input", 0.36],
  ["multiply", 0.5],
  ["add", 0.6],
  ["squash", 0.7],
  ["emit", 1],
];

/** @type {[string, number][]} */
export const BACKWARD = [
  ["arrive", 0.32],
  ["slope", 0.52],
  ["weight", 0.7],
  ["leave", 1],
];

/**
 * The share of its step at which a phase ends.
 * @param {[string, number][]} table
 * @param {string} name
 */
export function endOf(table, name) {
  const found = table.find(([phase]) => phase === name);
  if (!found) throw new Error(`unknown phase: ${name}; have ${table.map(([phase]) => phase).join(", ")}`);
  return found[1];
}

/** The last part of the way a vector goes before its step ends; its next step brings it the rest. */
const HANDOVER = 0.6;

/**
 * @param {number} u the playhead, 0…2T
 * @param {number} T steps
 * @returns {Moment}
 */
export function moment(u, T) {
  const at = Math.min(Math.max(u, 0), 2 * T);
  const backward = at > T;
  const along = backward ? at - T : at;
  const k = Math.max(Math.ceil(along) - 1, 0);
  const p = along - k;
  const table = backward ? BACKWARD : FORWARD;
  const index = Math.max(
    table.findIndex(([, end]) => p <= end + 1e-9),
    0,
  );
  const from = index ? /** @type {[string, number]} */ (table[index - 1])[1] : 0;
  const [phase, to] = /** @type {[string, number]} */ (table[index]);
  return { u: at, backward, k, t: backward ? T - 1 - k : k, p, phase, q: (p - from) / (to - from) };
}

/**
 * The phase that comes after a moment: where it ends, how much of u it takes, and the moment at its end.
 * @param {number} u
 * @param {number} T
 */
export function ahead(u, T) {
  const k = Math.floor(u + 1e-9);
  const table = k >= T ? BACKWARD : FORWARD;
  const index = table.findIndex(([, end]) => k + end > u + 1e-9);
  const [from, to] = [index > 0 ? Number(table[index - 1]?.[1]) : 0, Number(table[index]?.[1] ?? 1)];
  return { until: k + to, share: to - from, now: moment(k + to, T) };
}

/**
 * Where the arrows stop: two STEPs for each step forward (…enters, …gives), one for each step back.
 * @param {number} T
 */
export function stepStops(T) {
  const forward = Array.from({ length: 2 * T + 1 }, (_, i) => i / 2);
  return [...forward, ...Array.from({ length: T }, (_, k) => T + k + 1)];
}

/**
 * The next (or the last) stop beyond u.
 * @param {number[]} stops ascending
 * @param {number} u
 * @param {1 | -1} direction
 */
export function beyond(stops, u, direction) {
  const found = direction > 0 ? stops.find((s) => s > u + 1e-6) : findLast(stops, (s) => s < u - 1e-6);
  return found ?? u;
}

/** The stops of the T that was asked for last: a text of 5,000 words has 45,000. */
let lastStops = { T: 0, stops: [0] };

/**
 * The ends of all phases.
 * @param {number} T
 */
export function phaseStops(T) {
  if (lastStops.T !== T) lastStops = { T, stops: allStops(T) };
  return lastStops.stops;
}

/** @param {number} T */
function allStops(T) {
  const within = (/** @type {[string, number][]} */ table, /** @type {number} */ from) =>
    Array.from({ length: T }, (_, k) => table.map(([, end]) => from + k + end)).flat();
  return [0, ...within(FORWARD, 0), ...within(BACKWARD, T)];
}

/**
 * The moment at which step t has just been taken, in the direction of the moment u.
 * @param {number} t
 * @param {number} u
 * @param {number} T
 */
export const endOfStep = (t, u, T) => (u > T ? 2 * T - t : t + 1);

/** How much of step t is done going forward, 0…1. @param {number} u @param {number} t */
export const forwardDone = (u, t) => clamp(u - t);

/** How much of step t is done going backward, 0…1. @param {number} u @param {number} t @param {number} T */
export const backwardDone = (u, t, T) => clamp(u - (2 * T - 1 - t));

/**
 * How much of a phase is done, eased at both ends, given how much of its step is done.
 * @param {[string, number][]} table
 * @param {string} name
 * @param {number} done 0…1
 */
export function phaseDone(table, name, done) {
  const index = table.findIndex(([phase]) => phase === name);
  const from = index ? /** @type {[string, number]} */ (table[index - 1])[1] : 0;
  const [, to] = /** @type {[string, number]} */ (table[index]);
  return smooth((done - from) / (to - from));
}

/**
 * How much of a stretch within a phase is done, eased.
 * @param {[string, number][]} table
 * @param {string} name
 * @param {number} done 0…1, of the step
 * @param {number} from share of the phase
 * @param {number} to
 */
function stretchDone(table, name, done, from, to) {
  const index = table.findIndex(([phase]) => phase === name);
  const begins = index ? /** @type {[string, number]} */ (table[index - 1])[1] : 0;
  const long = endOf(table, name) - begins;
  return smooth((done - begins - from * long) / ((to - from) * long));
}

/** The share of `input` after which h and x are at A, and go in; that of `emit` after which h_t is out of it. */
const [AT_HAND, OUT] = [0.55, 0.3];

/** How far h and x have come to A. @param {number} f how much of the step is done going forward, 0…1 */
export const approached = (f) => stretchDone(FORWARD, "input", f, 0, AT_HAND);

/** How far they are in it. @param {number} f */
export const entered = (f) => stretchDone(FORWARD, "input", f, AT_HAND, 1);

/** How far h_t has become two copies that are ready to leave A. @param {number} f */
export const gathered = (f) => stretchDone(FORWARD, "emit", f, 0, OUT);

/** How far the copies have gone. @param {number} f */
export const emitted = (f) => stretchDone(FORWARD, "emit", f, OUT, 1);

/**
 * How far along its link a vector is that leaves one step (share `out` of the last phase) and enters the next (`into`).
 * @param {number} out 0…1
 * @param {number} into 0…1
 * @param {boolean} last no next step takes it
 */
export const along = (out, into, last) => (last ? out : out * HANDOVER + into * (1 - HANDOVER));

/**
 * How long a step lasts at speed 1, in seconds, where its captions need not be read: the first is slow, the following
 * ones are fast, and a long text never takes more than about half a minute a direction. See page/tempo.js.
 * @param {number} k the step's place in playing order
 * @param {number} T
 */
export function seconds(k, T) {
  const floor = clamp(20 / T, 1 / 250, 1.1);
  return Math.max(floor, 4.4 * 0.62 ** k);
}

/**
 * How long playing takes from one moment to another at speed 1, in seconds, where no caption need be read.
 * @param {number} from
 * @param {number} until
 * @param {number} T
 */
export function duration(from, until, T) {
  let all = 0;
  for (let k = Math.floor(from); k < until; k++)
    all += (Math.min(until, k + 1) - Math.max(from, k)) * seconds(k % T, T);
  return all;
}
