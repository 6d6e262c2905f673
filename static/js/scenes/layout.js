/**
 * Grid → pixels for the unrolled chain. Everything is a multiple of the 8 px grid where it can be.
 * @import {Run} from "../types.js"
 */
import { backwardDone, clamp, forwardDone, smooth } from "../phases.js";

/** Past this many units a cable's threads close up into one band. */
export const MOST_THREADS = 16;
/** Up to this many units a strip writes its numbers. */
export const MOST_NUMBERS = 8;

const ROW = 28;
const FAN = 68;
const BOX = { width: 112, height: 88, gated: 104 };
const ENDS = 48;

/**
 * @param {Run} run
 * @param {number} width px that the stage has
 */
export function layout(run, width) {
  const { hidden_size: H, input_size: I, cell } = run;
  const T = run.tokens.length;
  const roomy = (width - 2 * ENDS) / T;
  const numbered = H <= MOST_NUMBERS;
  const unit = numbered ? clamp((roomy - 16) / H, 33, 37) : clamp(280 / H, 1, 18);
  const strip = unit * H;
  const pitch = Math.max(clamp(roomy, 184, 320), strip + 16, BOX.width + 72);
  const box = { width: BOX.width, height: cell === "rnn" ? BOX.height : BOX.gated };
  const top = 26;
  const boxTop = top + ROW + FAN;
  const inputTop = boxTop + box.height + 44;
  const total = pitch * T + 2 * ENDS;
  return {
    T,
    H,
    I,
    width,
    pitch,
    unit,
    strip,
    box,
    numbered,
    row: ROW,
    top,
    boxTop,
    axis: boxTop + box.height / 2,
    inputTop,
    inputUnit: I <= MOST_NUMBERS ? 36 : clamp(160 / I, 1, 18),
    chipTop: inputTop + ROW + 10,
    height: inputTop + ROW + 10 + 32 + 4,
    ends: ENDS,
    total,
    slots: Math.ceil(width / pitch) + 3,
    /** where the lanes of a link run: the LSTM's c above, h below */
    lanes: cell === "lstm" ? { c: boxTop + 26, h: boxTop + box.height - 26 } : { h: boxTop + box.height / 2 },
    lane: cell === "lstm" ? 32 : 40,
  };
}

/** @typedef {ReturnType<typeof layout>} Layout */

/** The middle of cell t in the chain's own pixels. @param {Layout} at @param {number} t */
export const centre = (at, t) => at.ends + at.pitch * (t + 0.5);

/**
 * How far the chain is scrolled, so that the playhead stays in view.
 * @param {Layout} at
 * @param {number} u
 */
export function camera(at, u) {
  if (at.total <= at.width) return -(at.width - at.total) / 2;
  return clamp(focus(at, u) - at.width / 2, 0, at.total - at.width);
}

/** The x that the eye should follow. @param {Layout} at @param {number} u */
const focus = (at, u) => {
  const [from, to, done] = handing(at.T, u);
  return centre(at, from) + (centre(at, to) - centre(at, from)) * done;
};

/** The same among given places. @param {Layout} at @param {number} u @param {number[]} places one a step */
export function glide(at, u, places) {
  const [from, to, done] = handing(at.T, u);
  return Number(places[from]) + (Number(places[to]) - Number(places[from])) * done;
}

/** The step that hands its vector on, the one that takes it, and how far that is done, eased. @param {number} T @param {number} u @returns {[number, number, number]} */
function handing(T, u) {
  const ease = (/** @type {number} */ done) => smooth((done - 0.55) / 0.45);
  if (u <= T) {
    const t = Math.min(Math.floor(u), T - 1);
    return [t, Math.min(t + 1, T - 1), ease(forwardDone(u, t))];
  }
  const t = Math.max(T - 1 - Math.floor(u - T), 0);
  return [t, Math.max(t - 1, 0), ease(backwardDone(u, t, T))];
}

/** The first and last cell in view, one more on each side. @param {Layout} at @param {number} scroll */
export function inView(at, scroll) {
  const first = Math.floor((scroll - at.ends) / at.pitch) - 1;
  const last = Math.ceil((scroll + at.width - at.ends) / at.pitch);
  return [Math.max(first, 0), Math.min(last, at.T - 1)];
}

/**
 * The place of step t among those in view at the same time. Where the chain scrolls, the step that comes takes the place
 * in the document of the one that left, and nothing is made or moved there.
 * @param {Layout} at
 * @param {number} t
 */
export const slot = (at, t) => t % at.slots;

/**
 * The offsets of n threads in a cable of a given width, around its middle.
 * @param {number} n
 * @param {number} width
 */
export const offsets = (n, width) => {
  const gap = Math.min(5, width / n);
  return Array.from({ length: n }, (_, i) => (i - (n - 1) / 2) * gap);
};

/** What of the chain is in view, in its own pixels. @typedef {{from: number, to: number}} Window */

/** Whether something `half` wide to both sides of x is in view as a whole: what is cut at the edge says no words. @param {Window | undefined} window @param {number} x @param {number} half */
export const whole = (window, x, half) => !window || (x - half >= window.from - 0.5 && x + half <= window.to + 0.5);
