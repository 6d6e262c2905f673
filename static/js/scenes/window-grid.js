/**
 * Where everything is in the window of A: a row for each gate, and for a gated cell one for each part of the state. All
 * in the box's own px: x = 0 is its middle.
 * @import {Run} from "../types.js"
 * @import {Layout} from "./layout.js"
 */

import { once } from "../pen/once.js";
import { isSigmoid } from "../run/algebra.js";
import { factsOf, isPlain } from "../run/facts.js";
import { widestSum } from "../run/parts.js";
import { wiringOf } from "../run/wiring.js";
import { MOST_THREADS, offsets } from "./layout.js";

/** What the frame keeps free on each side, px: above for the letter and the word. */
const INSET = { side: 9, top: 26, bottom: 6 };
/** How high a part of the state is, beside a gate of 1. */
const STATE = 1.3;
/** What a row's name takes, and the least height of a row that has one. */
const NAME = { width: 15, height: 13 };
/** px for 1, where the run's sums leave room for it. */
const [MOST, LEAST] = [26, 5];
/** A row this high shows the recurrent terms above input; a lower one beside it. */
const TALL = 40;
/** Shares of a unit's column that its bar takes: a part of the sum, the sum, the value. */
const WIDTHS = { part: 0.42, sum: 0.64, value: 0.84 };
/** A column is no wider for its bar, px. */
const WIDEST = 18;

/**
 * A row of bars: `foot` is where 0 is, `unit` the px for 1, `full` what a bar may reach to each side.
 * @typedef {object} Row
 * @property {string} name
 * @property {string} part "gate", or the part of the state: "h", "c"
 * @property {number} top
 * @property {number} height
 * @property {number} middle
 * @property {number} unit
 * @property {boolean} opens whether its values are 0…1, from the row's lower edge up
 * @property {boolean} named
 */

/** @param {Run} run @param {Layout} at */
export const gridOf = (run, at) =>
  once(run, `window ${at.boxTop} ${at.box.width} ${at.box.height}`, () => grid(run, at));

/** @param {string} name */
const ofGate = (name) => ({ name, part: "gate", share: 1 });

/** @param {string} name */
const ofState = (name) => ({ name, part: name, share: STATE });

/** @typedef {ReturnType<typeof grid>} Grid */

/** @param {Run} run @param {Layout} at */
function grid(run, at) {
  const { gates, state } = factsOf(run.cell);
  const plain = isPlain(run.cell);
  const [top, height] = [at.boxTop + INSET.top, at.box.height - INSET.top - INSET.bottom];
  const names = plain ? gates.map(ofGate) : [...gates.map(ofGate), ...[...state].reverse().map(ofState)];
  const each = height / names.reduce((all, { share }) => all + share, 0);
  const gap = plain ? 0 : each > 16 ? 4 : 2;
  const named = !plain && each >= NAME.height;
  const half = at.box.width / 2 - INSET.side;
  const from = -half + (named ? NAME.width : 0);
  const column = (half - from) / run.hidden_size;
  let y = top;
  const rows = names.map(({ name, part, share }) => {
    const full = (each * share - gap) / 2;
    const middle = y + (each * share) / 2;
    y += each * share;
    const unit = plain ? Math.min(MOST, Math.max(LEAST, full / widestSum(run))) : full;
    const opens = part === "gate" && isSigmoid(run, name);
    return { name, part, top: middle - full, height: 2 * full, middle, unit, opens, named };
  });
  const tall = each - gap >= TALL;
  const wide = (/** @type {number} */ share) => Math.min(share * column, share * WIDEST);
  return {
    plain,
    rows,
    from,
    to: half,
    column,
    /** how far apart the two parts of a sum begin, from its own place: [x, y] px to each side */
    apart: { x: Math.min(column, WIDEST) / 4, y: tall ? each / 4 : 0 },
    widths: { part: wide(WIDTHS.part), sum: wide(WIDTHS.sum), value: wide(WIDTHS.value) },
    x: (/** @type {number} */ j) => from + (j + 0.5) * column,
  };
}

/** The part of the state that a gate goes into first. @param {string} cell @param {string} gate @returns {string} */
export function goesInto(cell, gate) {
  const { onto, state } = wiringOf(cell);
  const next = onto(gate);
  return next.find(state) ?? next.map((name) => goesInto(cell, name)).find(Boolean) ?? "";
}

/** The offsets of a vector's threads where they enter, of any number of them. @param {number} n @param {number} width */
export const entries = (n, width) =>
  n <= MOST_THREADS ? offsets(n, width) : Array.from({ length: n }, (_, i) => ((i + 0.5) / n - 0.5) * width);
