/**
 * Where each part of the chain is: its place between rolled up and unrolled, the mirror of one that is read from the right,
 * and what of it is in view.
 * @import {Mark, Run} from "../types.js"
 * @import {Layout, Options, Placing, Window} from "./layout.js"
 */

import { clamp, round, smooth } from "../pen/math.js";
import { mirrored } from "../pen/mirror.js";
import { mark } from "../pen/svg.js";
import { moment } from "../run/phases.js";
import { centre, slot } from "./layout.js";

/** Rolled up, A is this much higher, in px. */
const LIFT = 26;
/**
 * Rolled up, A is a little higher, so that the loop has room below it.
 * @param {Layout} at
 * @param {number} r
 * @returns {Layout}
 */
export function lifted(at, r) {
  if (r === 1) return at;
  const lift = (1 - r) * LIFT;
  const { c, h } = at.lanes;
  const lanes = c === undefined ? { h: h - lift } : { c: c - lift, h: h - lift };
  return { ...at, boxTop: at.boxTop - lift, axis: at.axis - lift, lanes };
}

/**
 * Rolled up, all cells are in the middle and one shows.
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
  const others = clamp((unrolled - 0.15) / 0.85);
  // numbers that overlap cannot be read: cells fade before their links do
  const cells = clamp((unrolled - 0.45) / 0.55);
  // of the two links of the cell that is read, the loop is first the one that comes in, then the one that goes out
  const leaves = now.phase === "emit" || now.phase === "leave";
  const loop = now.backward === leaves ? now.t - 1 : now.t;
  return {
    r,
    middle,
    loop,
    x: (/** @type {number} */ t) => middle + (centre(at, t) - middle) * r,
    opacity: (/** @type {number} */ t) => (t === now.t ? 1 : cells),
    linkOpacity: (/** @type {number} */ t) => (t === loop ? 1 : others),
  };
}

/** @param {number} opacity @param {Layout} at @param {number} t @param {Mark} drawn */
export const faded = (opacity, at, t, drawn) =>
  opacity < 1 ? mark("g", { key: slot(at, t), "data-t": t, opacity: round(opacity) }, drawn) : drawn;

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
/** Rolled up, what the chain ends in is at most this far from the middle of the one cell. */
const ENDS_AT = 278;
/** A and the air beside it, px: less room than this, and the bars do not show rolled up. */
const CELL_ROOM = 104;

/** The left edge of what the chain ends in: the bars of the head, or L with its air. @param {Layout} at @param {Placing} place */
export function end(at, { r, middle }) {
  const width = at.answer && showsBars(at, r) ? at.answer.width + 8 : 2 * BEFORE_LOSS;
  const rolled = middle + Math.min(at.width / 2 - width, ENDS_AT);
  return (at.answer?.x ?? at.total - 2 * BEFORE_LOSS) * r + rolled * (1 - r);
}

/** Whether there is room for the bars beside A: rolled up, A is in the middle of the window. @param {Layout} at @param {number} r */
export const showsBars = (at, r) => at.answer !== null && (r > 0.5 || at.width / 2 - at.answer.width > CELL_ROOM);

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
