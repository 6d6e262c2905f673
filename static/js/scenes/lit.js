/**
 * The unit that is pointed at, once more over the chain, edged in ink: its thread of each fan and cable, and, where a
 * strip has too many numbers for a mark each, its cell. Where the chain is unrolled, of what is no longer on its way.
 * @import {Lit, Mark, Run, Scheme, Step} from "../types.js"
 * @import {Layout} from "./layout.js"
 */

import { colour, threadWidth } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { comes } from "./edges.js";
import { camera, centre, FAN, inView, MOST_NUMBERS, MOST_THREADS, offsets } from "./layout.js";
import { front } from "./link.js";
import { linkEnd, to } from "./placing.js";

/** The least width of a cell that is lit, and of its thread, in px. */
const LEAST = { cell: 3, thread: 1.5 };
/** The ink on each side of a thread, in px. */
const EDGE = 0.75;

/**
 * @param {Run} run
 * @param {number} u
 * @param {{at: Layout, scheme: Scheme, lit: Lit | null, unrolled: number}} options
 * @returns {Mark[]}
 */
export function litUnit(run, u, { at, scheme, lit, unrolled }) {
  if (lit?.part !== "h" || lit.unit >= at.H || unrolled < 1) return [];
  const scroll = camera(at, u);
  const [first, last] = inView(at, scroll);
  const shown = [];
  for (let t = Number(first); t <= Number(last); t++)
    if (phaseDone(FORWARD, "emit", forwardDone(u, t)) === 1) shown.push(one(run, u, t, lit.unit, at, scheme));
  const moved = at.mirrored ? scroll + at.width : -scroll;
  return [mark("g", { key: "lit", class: "lit-unit", transform: `translate(${round(moved)} 0)` }, ...shown)];
}

/** One step's. @param {Run} run @param {number} u @param {number} t @param {number} j @param {Layout} at @param {Scheme} scheme */
function one(run, u, t, j, at, scheme) {
  const step = /** @type {Step} */ (run.steps[t]);
  const middle = (j + 0.5) * at.unit - at.strip / 2;
  const wide = Math.max(at.unit, LEAST.cell);
  const ring = { x: round(middle - wide / 2), y: at.top - 2, width: round(wide), height: at.row + 4, rx: 1 };
  const h = step.h[j] ?? 0;
  return mark(
    "g",
    { key: t, transform: to(at, centre(at, t)) },
    ...thread(up(j, at, middle), h, scheme),
    // where the gradient has come back, the threads are under it
    ...Object.entries(u > at.T && comes(at, u, t) > 0 ? {} : at.lanes).flatMap(([name, y]) =>
      thread(on(u, t, j, at, y), name === "c" ? (step.c?.[j] ?? 0) : h, scheme),
    ),
    at.H > MOST_NUMBERS && mark("rect", { class: "lit-cell", ...ring }),
  );
}

/** A thread and its edge. @param {string} d @param {number} value @param {Scheme} scheme */
function thread(d, value, scheme) {
  const width = Math.max(threadWidth(value), LEAST.thread);
  return [
    mark("path", { class: "lit-edge", d, "stroke-width": round(width + 2 * EDGE) }),
    mark("path", { class: "lit-thread", d, stroke: colour(value, scheme), "stroke-width": round(width) }),
  ];
}

/** From A up into its strip. @param {number} j @param {Layout} at @param {number} cell the middle of its cell */
function up(j, at, cell) {
  const lane = round(Number(offsets(at.H, FAN.output)[j]));
  const [y1, y2] = [at.top + at.row, at.boxTop];
  const [x, m] = [round(cell), round((y1 + y2) / 2)];
  return `M${x} ${y1}C${x} ${m} ${lane} ${m} ${lane} ${y2}`;
}

/**
 * From A to the next, as far as it has come.
 * @param {number} u
 * @param {number} t
 * @param {number} j
 * @param {Layout} at
 * @param {number} middle of its lane
 */
function on(u, t, j, at, middle) {
  const last = t + 1 === at.T;
  const x1 = at.box.width / 2;
  const x2 = linkEnd(at, t) - centre(at, t);
  const until = front(at.H, { x1, x2, last }, u - t);
  // past the threads it is a band
  const lane = at.H > MOST_THREADS ? at.lane * ((j + 0.5) / at.H - 0.5) : Number(offsets(at.H, at.lane)[j]);
  const [y, turn] = [round(middle + lane), at.mirrored ? -1 : 1];
  return `M${turn * x1} ${y}H${round(turn * until)}`;
}
