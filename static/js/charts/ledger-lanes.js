/**
 * The ledger of a gated cell: the gradient leaves a step on two ways, and each has a lane of its own, a waterfall on the
 * same absolute axis. Above, past the matrix; below, through the gates and W_h. Between the two lanes a brace takes the
 * ends of both and points at the level of what they bring together: the norm of their sum, which is no sum of norms.
 * @import {Ground, Mark, Run} from "../types.js"
 * @import {Ways} from "../run/ledger.js"
 */

import { extent, scaleLinear } from "../../vendor/d3.js";
import { findLastIndex } from "../pen/last.js";
import { clamp, round } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { factsOf } from "../run/facts.js";
import { source, waysBack } from "../run/ledger.js";
import { BACKWARD, backwardDone, phaseDone } from "../run/phases.js";
import { t as say } from "../words/i18n.js";
import { axis, bar, dash, MARGIN, putIn } from "./gradient-ground.js";
import { powerText, ticksOf } from "./powers.js";

/** The lanes from above, each with its name over it. */
const LANES = /** @type {const} */ (["past", "together", "through"]);
/** The room of a lane's name, and of the letters of its levels, px. */
const NAME = 17;
const LETTERS = 13;
/** From a level up to its number's foot, and down to it, px. */
const [ABOVE, UNDER] = [7, 16];
/** The widest bar, px. */
const WIDEST = 34;
/** A step needs this much room for the names of its bars, px. */
const NAMED = 40;
/** Between a level and the way that begins or ends there, px. */
const REACH = 9;
const BEND = 5;

/** The ground with a lane's own y, its foot, and its highest level, px. @typedef {Ground & {floor: number, top: number}} Scales */
/** @typedef {Record<typeof LANES[number], Scales>} LaneScales */
/** @typedef {{lanes: LaneScales, axis: Mark[], titles: Mark[], ways: (Ways | null)[], written: Set<number>}} Still */

/** What does not move. @param {Run} run @param {Ground} ground @returns {Still} */
export function lanesOf(run, ground) {
  const ways = run.steps.map(({ t }) => (t > 0 ? waysBack(run, t) : null));
  const high = (ground.height - MARGIN.bottom) / LANES.length;
  const within = domain(run, ways);
  const lane = (/** @type {number} */ i) => {
    const [floor, top] = [(i + 1) * high - 4, i * high + NAME + LETTERS];
    return {
      ...ground,
      floor,
      top,
      y: scaleLinear(within, [floor, top]),
      ticks: ticksOf(within, floor - top, LETTERS + 5),
    };
  };
  const lanes = { past: lane(0), together: lane(1), through: lane(2) };
  const lines = LANES.map((name) => mark("g", { key: name, class: "lane" }, ...axis(lanes[name])));
  const titles = LANES.map((name, i) =>
    mark("text", { key: name, class: "lane-title", x: MARGIN.left, y: round(i * high + 12) }, titleOf(run, name)),
  );
  return { lanes, axis: lines, titles, ways, written: writtenOf(run, ground.room) };
}

/** What a lane is called. @param {Run} run @param {string} name */
function titleOf(run, name) {
  const { direct, keeper } = factsOf(run.cell);
  return say(`ledger-lane-${name}-${direct}`, { gate: keeper });
}

/** All levels that are drawn. @param {Run} run @param {(Ways | null)[]} ways @returns {[number, number]} */
function domain(run, ways) {
  const own = run.steps.flatMap((step) => [step.log10_grad_norm, step.log10_injected_norm]);
  const led = ways.flatMap((each) =>
    each ? [each.past.from, each.past.lands, each.through.gates, each.through.lands, each.together] : [],
  );
  const [low = -1, high = 0] = extent([...own, ...led].filter((v) => v !== null && v !== undefined));
  // so that a lane has two lines
  return [Math.min(Math.floor(low), -1), Math.max(Math.ceil(high), 0)];
}

/** How wide the number of a level is, px. @param {number} level */
const numberWidth = (level) => textWidth("10", 12) + textWidth(exponent(level), 9.5);

/** The steps whose level is written: all, or as many as fit, with the first. @param {Run} run @param {number} room */
function writtenOf(run, room) {
  const wide = Math.max(0, ...run.steps.map(({ log10_grad_norm: level }) => numberWidth(level ?? 0)));
  const every = Math.ceil((wide + 6) / room);
  return new Set(run.steps.map(({ t }) => t).filter((t) => t % every === 0));
}

/**
 * @param {Run} run
 * @param {number} u
 * @param {Still} still
 * @returns {Mark[]}
 */
export function lanes(run, u, { lanes: at, ways, written }) {
  const T = run.tokens.length;
  const first =
    at.past.room < NAMED ? -1 : findLastIndex(ways, (each) => each?.past.lands != null && each.through.gates !== null);
  return run.steps.map(({ t }) => {
    const done = u > T ? backwardDone(u, t, T) : 1;
    const here = u <= T || phaseDone(BACKWARD, "arrive", done) > 0.5;
    return mark(
      "g",
      { key: t, "data-t": t, class: here ? "column" : "column ghost" },
      ...(ways[t] ? wayBack(/** @type {Ways} */ (ways[t]), t, done, at) : []),
      ...(t === first ? named(run, /** @type {Ways} */ (ways[t]), t, at) : []),
      ...standing(run, t, at, ways[t + 1]?.together ?? null, written),
    );
  });
}

/**
 * What the first bars of both lanes are, beside them: the gate that keeps, and W_h.
 * @param {Run} run
 * @param {Ways} ways
 * @param {number} t
 * @param {LaneScales} at
 */
function named(run, { past, through }, t, at) {
  const { middle, weight, wide } = places(t, at);
  const over = (
    /** @type {number} */ x,
    /** @type {Scales} */ { y },
    /** @type {(number | null)[]} */ levels,
    /** @type {string} */ name,
  ) =>
    mark(
      "text",
      { class: "bar-name", x: round(x), y: round(Math.min(...levels.map((level) => y(Number(level)))) - 4) },
      name,
    );
  return [
    over(middle, at.past, [past.from, past.lands], factsOf(run.cell).keeper),
    over(weight + wide / 2, at.through, [through.gates, through.lands], "Wₕ"),
  ];
}

/**
 * Where the bars of a step are, px: the middle of the one past the matrix, the left ends of the others.
 * @param {number} t
 * @param {LaneScales} at
 */
function places(t, { past: { x, half } }) {
  const [right, left] = [x(t) - half, x(t - 1) + half + REACH];
  const free = Math.max(right - left, 4);
  const wide = clamp(free * 0.36, 2, WIDEST);
  return {
    right,
    left,
    wide,
    middle: (right + left) / 2,
    slope: (right + left) / 2 + Math.min(free * 0.06, 4),
    weight: (right + left) / 2 - Math.min(free * 0.06, 4) - wide,
    thick: Math.min(wide * 1.4, free),
  };
}

/**
 * What is at a step: what both ways brought, and what each of the next two begins with.
 * @param {Run} run
 * @param {number} t
 * @param {LaneScales} at
 * @param {number | null} brought
 * @param {Set<number>} written
 */
function standing(run, t, at, brought, written) {
  const { log10_grad_norm: level, log10_cell_grad_norm: cell, log10_injected_norm: injected } = run.steps[t] ?? {};
  const alongC = factsOf(run.cell).direct === "c";
  // where nothing was brought, the loss set it out
  const together = brought ?? (source(run)?.t === t ? level : null) ?? null;
  const fresh = injected != null && (together === null || Math.abs(injected - together) > 0.02);
  const place =
    together !== null && written.has(t) ? labelPoint(t, together, fresh ? injected : null, at.together) : null;
  return [
    dash("level", together, t, at.together),
    fresh && putIn(t, injected, at.together),
    dash("lane-level", alongC ? cell : level, t, at.past),
    dash("lane-level", level, t, at.through),
    place &&
      mark(
        "text",
        { class: "level-value clear", x: round(place.x), y: round(place.y) },
        ...powerText(Number(together)),
      ),
  ].filter((m) => m !== null && m !== false);
}

/**
 * The middle and the foot of a level's number: over its level; where the mark of what is put in would be there, under it;
 * where the next lane's name begins there, over both; and where this lane's own name is there, before its level. Null
 * where the letters of the axis are there too.
 * @param {number} t
 * @param {number} level
 * @param {number | null} injected
 * @param {Scales} at
 */
function labelPoint(t, level, injected, { x, y, half, floor, top }) {
  const over = { x: x(t), y: y(level) - ABOVE };
  if (injected === null || Math.abs(y(injected) - over.y) >= LETTERS + 4) return over;
  const under = y(level) + UNDER;
  if (under <= floor) return { ...over, y: under };
  const above = Math.min(y(injected) - LETTERS / 2, y(level)) - ABOVE;
  if (above >= top - 1) return { ...over, y: above };
  const [right, wide] = [x(t) - half - BEND, numberWidth(level)];
  return right - wide < MARGIN.left ? null : { x: right - wide / 2, y: y(level) + LETTERS / 3 };
}

/**
 * The two ways from step t to the one before, and the brace that takes their ends.
 * @param {Ways} ways
 * @param {number} t
 * @param {number} done
 * @param {LaneScales} at
 */
function wayBack({ past, through, together }, t, done, at) {
  const { right, left, wide, slope, weight, middle, thick } = places(t, at);
  const grown = (/** @type {string} */ phase) => phaseDone(BACKWARD, phase, done);
  const level = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ y) =>
    mark("path", { class: "bridge", d: `M${round(from)} ${round(y)}H${round(to)}` });
  const marks = [];
  if (past.from !== null && past.lands !== null) {
    const y = at.past.y;
    marks.push(
      ...bar("past", middle - thick / 2, thick, past.from, past.lands, y, grown("slope")),
      level(right, middle - thick / 2, y(past.from)),
      level(middle + thick / 2, left, y(past.lands)),
    );
  }
  if (through.from !== null && through.gates !== null && through.lands !== null) {
    const y = at.through.y;
    marks.push(
      ...bar("slope", slope, wide, through.from, through.gates, y, grown("slope")),
      ...bar("weight", weight, wide, through.gates, through.lands, y, grown("weight")),
      level(right, slope, y(through.from)),
      level(slope + wide, weight, y(through.gates)),
      level(weight + wide, left, y(through.lands)),
    );
  }
  return [...marks, ...brace(past.lands, through.lands, together, { t, at, grown: grown("leave") })];
}

/**
 * From the end of each way to the level of both together.
 * @param {number | null} past
 * @param {number | null} through
 * @param {number | null} together
 * @param {{t: number, at: LaneScales, grown: number}} options
 */
function brace(past, through, together, { t, at, grown }) {
  if (together === null || grown === 0) return [];
  const tip = at.past.x(t - 1) + at.past.half + 1;
  const [end, spine] = [tip + REACH - 1, tip + BEND];
  const middle = at.together.y(together);
  const arm = (/** @type {number} */ y, /** @type {1 | -1} */ turn) =>
    `M${round(end)} ${round(y)}Q${round(spine)} ${round(y)} ${round(spine)} ${round(y + turn * BEND)}` +
    `V${round(middle - turn * BEND)}Q${round(spine)} ${round(middle)} ${round(tip)} ${round(middle)}`;
  const arms = [past === null ? "" : arm(at.past.y(past), 1), through === null ? "" : arm(at.through.y(through), -1)];
  return [mark("path", { class: "brace", d: arms.join(""), opacity: grown < 1 ? round(grown) : null })];
}
