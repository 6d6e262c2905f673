/**
 * The chain under a text of few words: below each word its A, whose h rises into the word as threads and runs on as the
 * same threads to the next; on the way back the gradient comes from the right, as high as everywhere.
 * @import {Mark, Run, Scheme} from "../types.js"
 */

import { round } from "../pen/math.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { carried } from "../run/between.js";
import { along, BACKWARD, backwardDone, FORWARD, forwardDone, moment, phaseDone } from "../run/phases.js";
import { cable, fan } from "./vectors.js";

/** A word on its line: its middle and its width, px. @typedef {{x: number, width: number}} WordBox */
/** @typedef {{words: WordBox[], top: number, scheme: Scheme}} Options `top`: the lower edge of the words, px */

/** The room of the threads between a word and its A, and the side of A, px. */
const [FAN, BOX] = [40, 44];
/** The widths of the threads at A: upward and to the next. */
const LANES = { up: 32, on: 36 };
/** The most water that there is room for, px. */
const MOST = 60;
/** How far h goes on behind the last word, px. */
const STUB = 40;
/** The room that all of it needs below the words, px. */
export const THREADS = FAN + BOX + 8;

/**
 * @param {Run} run
 * @param {number} u
 * @param {Options} options one place a step, in the order of reading
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const now = moment(u, run.tokens.length);
  const marks = options.words.flatMap((_, t) => [link(run, u, t, options), word(run, u, t, options, now)]);
  return [mark("g", { class: now.backward ? "text-chain back" : "text-chain" }, ...marks)];
}

/** The side of A: words that are close to each other have less room. @param {WordBox[]} words */
function sideOf(words) {
  const gaps = words.slice(1).map(({ x }, t) => Math.abs(x - Number(words[t]?.x)));
  return Math.min(BOX, ...gaps.map((gap) => gap * 0.5));
}

/**
 * What runs from step t to the next: h to it, the gradient from it.
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {Options} options
 */
function link(run, u, t, { words, top, scheme }) {
  const [here, next] = [/** @type {WordBox} */ (words[t]), words[t + 1]];
  const half = sideOf(words) / 2;
  const turn = next ? Math.sign(next.x - here.x) : Math.sign(here.x - (words[t - 1]?.x ?? 0)) || 1;
  const x1 = here.x + turn * half;
  const x2 = next ? next.x - turn * half : x1 + turn * STUB;
  const y = top + FAN + BOX / 2;
  const T = run.tokens.length;
  const gone = along(
    phaseDone(FORWARD, "emit", forwardDone(u, t)),
    next ? phaseDone(FORWARD, "input", forwardDone(u, t + 1)) : 0,
    !next,
  );
  const arrived = phaseDone(BACKWARD, "arrive", backwardDone(u, t, T));
  const back = next ? along(phaseDone(BACKWARD, "leave", backwardDone(u, t + 1, T)), arrived, false) : arrived;
  const until = x1 + (x2 - x1) * gone;
  return mark(
    "g",
    { key: `link ${t}`, class: "link" },
    mark("path", { class: "rail", d: `M${round(x1)} ${y}H${round(x2)}` }),
    gone > 0 &&
      cable(run.steps[t]?.h ?? [], {
        x1: Math.min(x1, until),
        x2: Math.max(x1, until),
        y,
        width: Math.min(LANES.on, 2 * half - 6),
        scheme,
        of: "unit",
      }),
    back > 0 && water(carried(run, t).log10, x2 + (x1 - x2) * back, x2, y),
  );
}

/** The gradient, as high as its norm. @param {number | null} log10 @param {number} head @param {number} x2 @param {number} y */
function water(log10, head, x2, y) {
  const high = riverHeight(log10, MOST);
  if (high === 0) return null;
  const [top, bottom] = [round(y - high / 2), round(y + high / 2)];
  return mark("path", { class: "text-water", d: `M${round(head)} ${top}H${round(x2)}V${bottom}H${round(head)}Z` });
}

/**
 * A below a word, and h in its threads up to it.
 * @param {Run} run
 * @param {number} u
 * @param {number} t
 * @param {Options} options
 * @param {{t: number, phase: string, backward: boolean}} now
 */
function word(run, u, t, { words, top, scheme }, now) {
  const { x, width } = /** @type {WordBox} */ (words[t]);
  const side = sideOf(words);
  const h = run.steps[t]?.h ?? [];
  const risen = phaseDone(FORWARD, "emit", forwardDone(u, t));
  const y = top + FAN + (BOX - side) / 2;
  const wide = Math.min(LANES.up, side - 8);
  const state = now.t === t ? (now.backward ? " active back" : " active") : "";
  return mark(
    "g",
    { key: `word ${t}`, class: forwardDone(u, t) === 0 ? "ahead" : "" },
    risen > 0 &&
      mark(
        "g",
        { opacity: risen < 1 ? round(risen) : null },
        fan(h, { x, y1: top + 2, y2: y, unit: (width - 8) / h.length, width: wide, scheme, of: "unit" }),
      ),
    mark(
      "g",
      { class: `A${state}`, "data-t": t },
      mark("rect", { x: round(x - side / 2), y: round(y), width: round(side), height: round(side), rx: 8 }),
      side > 24 && mark("text", { class: "letter", x: round(x), y: round(y + side / 2 + 7) }, "A"),
    ),
  );
}
