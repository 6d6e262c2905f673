/**
 * A lens over a strip that is too fine for numbers: eight neighbours of a unit, each under its own number with its value,
 * and, once the gradient has come, with its component of ∂L/∂h_t. A stem leads from the units in the strip.
 * @import {Mark, Run, Scheme, Step} from "../types.js"
 * @import {Layout} from "./layout.js"
 */

import { colour, ink } from "../pen/colours.js";
import { gradientBars, largestOf } from "../pen/gradient-bars.js";
import { clamp, round } from "../pen/math.js";
import { faintly, short, tight } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { numberWidth } from "../pen/text-width.js";
import { unitName } from "../run/order.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { CELL, camera, centre, MOST_NUMBERS } from "./layout.js";

/** The unit that the lens is over, in the strip of a step. @typedef {{t: number, unit: number}} Over */

/** So many units are under the lens. */
const SHOWN = 8;
/** Of the lens, px: the stem, the names at its left, the air inside it, and between it and the window’s edge. */
const [STEM, NAMES, AIR, EDGE] = [14, 50, 8, 4];
/** The most and the least that a unit has, px. */
const [WIDE, NARROW] = [44, 32];
/** Its rows, px: the units’ own numbers, h, the bars of the gradient, and their numbers. */
const ROW = { units: 18, h: 28, bars: 28, gradient: 16 };

/**
 * The first of the units under the lens: the one that is meant is in the middle, but for the ends of the strip.
 * @param {number} unit
 * @param {number} H
 */
export const firstOf = (unit, H) => clamp(unit - SHOWN / 2 + 1, 0, Math.max(H - SHOWN, 0));

/** Whether a strip has too many units for numbers, and so a lens. @param {{hidden_size: number} | null} run */
export const hasLens = (run) => (run?.hidden_size ?? 0) > MOST_NUMBERS;

/**
 * The step whose strip is in view: t, or else the one in the middle of the window.
 * @param {Layout} at
 * @param {number} u
 * @param {number} t
 */
export function inSight(at, u, t) {
  const middle = camera(at, u) + at.width / 2;
  if (Math.abs(centre(at, t) - middle) + at.strip / 2 <= at.width / 2) return t;
  return clamp(Math.round((middle - centre(at, 0)) / at.pitch), 0, at.T - 1);
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {{at: Layout, scheme: Scheme, over: Over | null}} options
 * @returns {Mark[]}
 */
export function lens(run, u, { at, scheme, over }) {
  if (!over || !hasLens(run) || over.t >= at.T || over.unit >= at.H) return [];
  const step = /** @type {Step} */ (run.steps[over.t]);
  if (phaseDone(FORWARD, "emit", forwardDone(u, over.t)) < 1) return [];
  const come = u > at.T && phaseDone(BACKWARD, "arrive", backwardDone(u, over.t, at.T)) === 1;
  const along = centre(at, over.t) - camera(at, u);
  const middle = at.mirrored ? at.width - along : along;
  const first = firstOf(over.unit, at.H);
  const unit = clamp((at.width - 2 * EDGE - NAMES - 2 * AIR) / SHOWN, NARROW, WIDE);
  const width = NAMES + SHOWN * unit + 2 * AIR;
  const height = ROW.units + ROW.h + (come && step.grad ? ROW.bars + ROW.gradient : 0) + 2 * AIR;
  const from = middle - at.strip / 2 + first * at.unit;
  const to = from + SHOWN * at.unit;
  const x = clamp((from + to) / 2 - (NAMES + width) / 2 + AIR, EDGE, at.width - EDGE - width);
  const y = at.top + at.row + STEM;
  const place = { x: x + AIR + NAMES, y: y + AIR, unit };
  return [
    mark(
      "g",
      { key: "lens", class: "lens" },
      mark("path", { class: "stem", d: stem([from, to], at.top + at.row, [x, x + width], y) }),
      mark("rect", { class: "glass", x: round(x), y, width: round(width), height, rx: 8 }),
      ...states(run, step, first, over.unit, place, scheme, at.place(over.t)),
      ...(come && step.grad ? gradients(step, first, place, at.place(over.t)) : []),
    ),
  ];
}

/**
 * From the units in the strip to the lens.
 * @param {[number, number]} above
 * @param {number} y1
 * @param {[number, number]} below
 * @param {number} y2
 */
const stem = ([a, b], y1, [c, d], y2) =>
  `M${round(a)} ${y1}L${round(Math.max(c + 8, Math.min(a, d - 8)))} ${y2}H${round(Math.min(d - 8, Math.max(b, c + 8)))}L${round(b)} ${y1}Z`;

/**
 * The units’ own numbers, and their values.
 * @param {Run} run
 * @param {Step} step
 * @param {number} first
 * @param {number} meant
 * @param {{x: number, y: number, unit: number}} place
 * @param {Scheme} scheme
 * @param {number} index
 */
function states(run, { h }, first, meant, { x, y, unit }, scheme, index) {
  const write = unit >= CELL.full ? short : tight;
  const top = y + ROW.units;
  const cells = h.slice(first, first + SHOWN).flatMap((value, i) => {
    const j = first + i;
    const middle = round(x + (i + 0.5) * unit);
    return [
      mark("text", { class: `unit${j === meant ? " meant" : ""}`, x: middle, y: y + 12 }, String(unitName(run, j))),
      mark("rect", {
        x: round(x + i * unit + 0.5),
        y: top,
        width: round(unit - 1),
        height: ROW.h,
        rx: 3,
        fill: colour(value, scheme),
      }),
      mark("text", { class: "number", x: middle, y: top + ROW.h / 2 + 4.5, fill: ink(value, scheme) }, write(value)),
    ];
  });
  return [math("h", index, { class: "symbol end small", x: round(x - 6), y: top + 19 }), ...cells];
}

/**
 * The components of the gradient, beside the largest one of the whole vector.
 * @param {Step} step
 * @param {number} first
 * @param {{x: number, y: number, unit: number}} place
 * @param {number} index
 */
function gradients({ grad, log10_grad_norm: log10 }, first, { x, y, unit }, index) {
  const values = (grad ?? []).slice(first, first + SHOWN);
  const line = y + ROW.units + ROW.h + ROW.bars / 2 + 1;
  const fits = (/** @type {(value: number) => string} */ way) =>
    values.every((value) => numberWidth(way(-Math.abs(value))) < unit - 3);
  const write = faintly(values).find(fits) ?? faintly(values).at(-1);
  return [
    mark(
      "text",
      { class: "symbol end violet small", x: round(x - 6), y: round(line + 5) },
      "∂L/∂h",
      mark("tspan", { class: "index", dy: 4 }, String(index).replace("-", "−")),
    ),
    gradientBars(values, log10, { x, y: line, unit, half: ROW.bars / 2 - 2, first, most: largestOf(grad) }),
    ...values.map((value, i) =>
      mark(
        "text",
        { class: "number violet", x: round(x + (i + 0.5) * unit), y: line + ROW.bars / 2 + ROW.gradient - 4 },
        write?.(value) ?? "",
      ),
    ),
  ].filter((each) => each !== null);
}
