/**
 * The numbers at a link, as far as it has room for them beside what is written at its two cells: how much of what left L
 * has come so far, and the norm itself.
 * @import {Run} from "../types.js"
 * @import {LinkShape} from "./link.js"
 * @import {Share} from "./river-numbers.js"
 */
import { round } from "../pen/math.js";
import { sub } from "../pen/numbers.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { isPlain } from "../run/facts.js";
import { fallReach } from "./fall.js";
import { inputReach } from "./gradient-ends.js";
import { namedWidth, normWidth } from "./number-widths.js";
import { factorLine, factorReach, factorsBeside, normText, shareOf, shareText, sourceLevel } from "./river-numbers.js";
import { mostIn } from "./water.js";

/** The numbers keep at least this far from the middle of a river, px. */
const LEAST = 20;
/** From the bank to the number above it and to the one below, and what a number keeps free at both ends of a link, px. */
const [ABOVE, UNDER, CLEAR] = [9, 15, 2];
/** Between two texts on one line, px. */
const APART = 6;
/** The sizes of the number in words and of a power, px. */
const [WORDS, POWER] = [20, 12];
/** Over the factors that stand beside A, px. */
const RAISED = 26;
/** Two lines of text whose feet are nearer than this are one, px: of words, and of norms. */
const LINE = { words: 24, norm: 15 };

/** Where a text may be, and the y of its foot. @typedef {{left: number, right: number, y: number}} Spot */

/**
 * How much of what left L it is, "1/63 = 10^−1.80", and below it the norm itself, "‖∂L/∂h₀‖ = 10^−1.94".
 * @param {Run} run
 * @param {number} t
 * @param {number | null} log10
 * @param {LinkShape} span
 * @param {number} shown 0…1
 */
export function linkNumbers(run, t, log10, span, shown) {
  const beside = span.last ? 1 : span.r;
  const level = beside === 1;
  const part = shareOf(run, t, log10);
  const [upper, lower] = level ? besideCells(run, t, log10, span) : [besideLoop(run, log10, span, beside), null];
  const words = part && shareIn(part, upper, span, level);
  // beside a gated A its gates' factor is above
  const place = lower && (part !== null || !isPlain(run.cell)) ? lower : upper;
  const named = level && part && !part.joined ? normIn(log10, place, span, span.at.place(t)) : null;
  return mark(
    "g",
    { key: "numbers", class: "numbers", opacity: shown < 1 ? round(Math.max(shown, 0)) : null },
    words,
    named ?? (words ? null : normIn(log10, place, span)),
  );
}

/** The middle of a place. @param {Spot} place */
const middleOf = ({ left, right }) => round((left + right) / 2);

/** How wide a text around a middle may be, so that it is in view. @param {Spot} place @param {LinkShape} span */
function roomIn(place, { window }) {
  const x = middleOf(place);
  const room = place.right - place.left;
  return window ? Math.min(room, 2 * (x - window.from), 2 * (window.to - x)) : room;
}

/**
 * A share in words, with its exact power where it fits; null where nothing does.
 * @param {Share} part @param {Spot} place @param {LinkShape} span @param {boolean} level
 */
function shareIn(part, place, span, level) {
  const room = roomIn(place, span);
  const wide = textWidth(part.words, WORDS);
  if (wide > room) return null;
  return shareText(part, { x: middleOf(place), y: place.y }, level && wide + textWidth(part.exact, POWER) <= room);
}

/**
 * A norm, with its name where its place is given; null where it does not fit.
 * @param {number | null} log10
 * @param {Spot} place
 * @param {LinkShape} span
 * @param {number} [h] the place of the h that the gradient is of
 */
function normIn(log10, place, span, h) {
  const wide = h === undefined ? normWidth(log10, 13) : namedWidth(h, log10);
  const name = h === undefined ? "" : `‖∂L/∂${sub("h", h)}‖ = `;
  return wide > roomIn(place, span) ? null : normText(log10, { x: middleOf(place), y: place.y }, name);
}

/**
 * Where a straight link has room: above the river and below it.
 * @param {Run} run
 * @param {number} t
 * @param {number | null} log10
 * @param {LinkShape} span
 * @returns {[Spot, Spot]}
 */
function besideCells(run, t, log10, { x1, x2, at, last }) {
  const ys = Object.values(at.lanes);
  const half = halfOf(run, log10, at);
  const [above, below] = [aboveOf(run, log10, at), round(Math.max(...ys) + half + UNDER)];
  const [left, right] = [x1 + CLEAR, x2 - CLEAR];
  const next = x2 + at.box.width / 2;
  const one = (/** @type {number} */ y, /** @type {number} */ other, /** @type {number} */ line) =>
    Math.abs(y - other) < line;
  const [own, its] = [fallReach(run, t, at), fallReach(run, t + 1, at)];
  const [input, foot] = [inputReach(run, t, at), factorLine(at, false)];
  const edge =
    !last && at.closeAbove && factorsBeside(run, log10, at) ? next - factorReach(run, t + 1, at, true) - APART : right;
  return [
    {
      left: one(above, own.y, LINE.words) ? Math.max(left, own.right + APART) : left,
      right: Math.min(edge, !last && one(above, its.y, LINE.words) ? next - its.left - APART : right),
      y: above,
    },
    {
      left: one(below, input.y, LINE.norm) ? Math.max(left, input.right + APART) : left,
      right:
        !last && one(below, foot, LINE.norm)
          ? Math.min(right, next - factorReach(run, t + 1, at, false) - APART)
          : right,
      y: below,
    },
  ];
}

/** Beside the loop. @param {Run} run @param {number | null} log10 @param {LinkShape} span @param {number} beside @returns {Spot} */
function besideLoop(run, log10, { x1, x2, at }, beside) {
  const x = ((x1 + x2) / 2) * beside + (x1 + 0.75 * at.swing + 62) * (1 - beside);
  const half = (at.swing + 84) / 2;
  const y = aboveOf(run, log10, at) * beside + (at.axis + 6) * (1 - beside);
  return { left: x - half, right: x + half, y: round(y) };
}

/**
 * Half the height of the river or of its banks, whichever is higher.
 * @param {Run} run @param {number | null} log10 @param {LinkShape["at"]} at
 */
const halfOf = (run, log10, at) =>
  Math.max(riverHeight(log10, mostIn(at)) / 2, riverHeight(sourceLevel(run, "h"), mostIn(at)) / 2, LEAST);

/** The foot of what is above a straight link. @param {Run} run @param {number | null} log10 @param {LinkShape["at"]} at */
function aboveOf(run, log10, at) {
  const over = at.closeAbove ? factorLine(at, true) : at.boxTop - RAISED;
  const roof = factorsBeside(run, log10, at) ? over : at.axis;
  return round(Math.min(Math.min(...Object.values(at.lanes)) - halfOf(run, log10, at) - ABOVE, roof));
}
