/**
 * Where each part of the chain is: its place between rolled up and unrolled, the mirror of one that is read from the right,
 * and what of it is in view.
 * @import {Mark, Run} from "../types.js"
 * @import {Layout, Options, Placing, Window} from "./layout.js"
 */

import { clamp, round, smooth } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { BACKWARD, emitted, moment, phaseDone } from "../run/phases.js";
import { centre } from "./layout.js";

/** Rolled up, A is this much higher, in px: the loop has room below it. */
const LIFT = 26;
/** Rolled up, a number has this much more room, where the window has it, and at most so many px. */
const WIDER = { h: 1.8, x: 1.5, most: 60 };
/** How far the loop swings out beside A: in a narrow window, and at most, px. */
const SWING = { least: 84, most: 320 };
/** The loop's outermost turn is this far from the window's edge, px. */
const MARGIN = 64;
/** How much more a row leaves for each further digit in its name's index, px: half of it on each side. */
const DIGIT = 14;
/** A cubic whose ends are at one side reaches this share of the way to its handles. */
const REACH = 0.75;
/** One A after the other sets out, this share of the motion later; of very many the last ones together. */
const STAGGER = { share: 0.086, all: 0.5 };
/** This many cards, rows of the memory and turns of the loop are told apart. */
export const MOST_CARDS = 6;

/**
 * The layout between unrolled and rolled up: there A is a little higher, and one cell has the room of all.
 * @param {Layout} at
 * @param {number} r
 * @returns {Layout}
 */
export function lifted(at, r) {
  if (r === 1) return at;
  const rolled = 1 - r;
  const lift = rolled * LIFT;
  const { c, h } = at.lanes;
  const lanes = c === undefined ? { h: h - lift } : { c: c - lift, h: h - lift };
  const margin = MARGIN + DIGIT * (String(at.T - 1).length - 1);
  const wide = (/** @type {number} */ unit, /** @type {number} */ n, /** @type {number} */ by) =>
    unit + rolled * Math.max(Math.min(unit * by, WIDER.most, (at.width - margin) / n) - unit, 0);
  const unit = wide(at.unit, at.H, WIDER.h);
  const inputUnit = wide(at.inputUnit, at.I, WIDER.x);
  return {
    ...at,
    unit,
    strip: unit * at.H,
    inputUnit,
    boxTop: at.boxTop - lift,
    axis: at.axis - lift,
    lanes,
    rolled,
    swing: clamp((at.width / 2 - endWidth(at, 0) - roomOf(at, 0)) / REACH, SWING.least, SWING.most),
  };
}

/**
 * Rolled up, all cells are one: each slides under the one that is read, the nearest first.
 * @param {Run} run
 * @param {number} u
 * @param {number} scroll
 * @param {Options} options
 * @returns {Placing}
 */
export function placing(run, u, scroll, { at, unrolled = 1 }) {
  const r = smooth(unrolled);
  const middle = scroll + at.width / 2;
  const now = moment(u, run.tokens.length);
  const under = slides(at, now.t, 1 - unrolled);
  const own = middle + (centre(at, now.t) - middle) * r;
  const done = now.backward ? 1 : emitted(now.p);
  const left = now.backward ? phaseDone(BACKWARD, "leave", now.p) : 0;
  const leaves = now.phase === "emit" || now.phase === "leave";
  return {
    r,
    middle,
    t: now.t,
    // of the two links of the cell that is read, the loop is first the one that comes in, then the one that goes out
    loop: now.backward === leaves ? now.t - 1 : now.t,
    x: (/** @type {number} */ t) => own + (centre(at, t) - own) * (1 - under(t)),
    under,
    bend: (/** @type {number} */ t) => (at.T === 1 ? 1 - r : under(t < now.t ? t : Math.min(t + 1, at.T - 1))),
    age: (/** @type {number} */ t) => now.t - 1 - t + done - left,
    left,
    ended: now.t < at.T - 1 ? r : Math.max(r, now.backward ? 1 - left : done),
    turned: now.backward ? 1 - now.p : now.p,
    upright: smooth(3 * (u - at.T)),
  };
}

/**
 * How far the cell of each step has slid under that of step `now`.
 * @param {Layout} at
 * @param {number} now
 * @param {number} done how much of the motion is, 0…1
 */
function slides(at, now, done) {
  const others = Math.min(at.T, at.slots) - 1;
  const stagger = Math.min(STAGGER.share, STAGGER.all / Math.max(others - 1, 1));
  const long = 1 - stagger * Math.max(others - 1, 0);
  return (/** @type {number} */ t) => {
    if (t === now) return 1;
    const away = Math.abs(t - now);
    const nearer = t < now ? away - 1 + Math.min(away - 1, at.T - 1 - now) : away - 1 + Math.min(away, now);
    const turn = Math.min(nearer, others - 1);
    return smooth((done - stagger * turn) / long);
  };
}

/**
 * A part of the chain as it is seen: mirrored where the reading comes from the right.
 * @param {Layout} at
 * @param {Mark | false | undefined} part
 */
export const seen = (at, part) => (part && at.mirrored ? mirrored([part], 0, { key: part.attrs.key }) : part);

/**
 * A place in the chain: what belongs to a step is drawn around its own 0, so that the next step there keeps its lines.
 * @param {Layout} at
 * @param {number} x
 */
export const to = (at, x) => `translate(${round(at.mirrored ? -x : x)} 0)`;

/** The window as seen from a place in the chain. @param {Window | undefined} window @param {number} x */
export const beside = (window, x) => window && { from: window.from - x, to: window.to - x };

/** The same of what is not mirrored itself. @param {Layout} at @param {Window | undefined} window @param {number} x */
export function around(at, window, x) {
  const own = beside(window, x);
  return own && at.mirrored ? { from: -own.to, to: -own.from } : own;
}

/** From the end of the chain to L where it ends in L alone, and from there to its link, px. */
const BEFORE_LOSS = 22;

/** How far from the middle there is nothing of the loop any more, and air beside it. @param {Layout} at */
export const beyondLoop = (at) => roomOf(at, at.swing);

/** The same of a loop that swings out so far. @param {Layout} at @param {number} swing */
const roomOf = (at, swing) => at.box.width / 2 + REACH * swing + MARGIN;

/** The left edge of what the chain ends in: the bars of the head, or L with its air. @param {Layout} at @param {Placing} place */
export function end(at, { r, middle }) {
  const rolled = middle + Math.min(at.width / 2 - endWidth(at, r), beyondLoop(at));
  return (at.answer?.x ?? at.total - 2 * BEFORE_LOSS) * r + rolled * (1 - r);
}

/** How wide what the chain ends in is. @param {Layout} at @param {number} r */
const endWidth = (at, r) => (at.answer && showsBars(at, r) ? at.answer.width + 8 : 2 * BEFORE_LOSS);

/** Whether there is room for the bars beside A: rolled up, A is in the middle of the window. @param {Layout} at @param {number} r */
export const showsBars = (at, r) =>
  at.answer !== null && (r > 0.5 || at.width / 2 - at.answer.width > roomOf(at, SWING.least));

/**
 * The x at which the link from step t ends, unrolled: at the next A, at L, or where it spreads to the bars. The gradient
 * comes from the bars themselves.
 * @param {Layout} at
 * @param {number} t
 * @param {boolean} [back]
 */
export function linkEnd(at, t, back = false) {
  if (t + 1 < at.T) return centre(at, t + 1) - at.box.width / 2;
  return at.answer ? at.answer.x - (back ? 0 : at.answer.fan) : at.total - 2 * BEFORE_LOSS;
}

/**
 * The window as seen from a strip's own left end.
 * @param {Window | undefined} window
 * @param {number} left
 * @returns {[number, number] | undefined}
 */
export const visible = (window, left) => window && [window.from - left, window.to - left];
