/**
 * The squashing function and, below it, its slope, with what this run pushed through it: every activation a dot and a
 * part of the histogram, the step under the playhead emphasised. Past the edge the slope has nearly vanished.
 * @import {Mark, Run, Say, Scheme} from "../types.js"
 * @import {SquashColumn, Gate} from "../run/activations.js"
 */

import { line, scaleLinear } from "../../vendor/d3.js";
import { colour } from "../pen/colours.js";
import { latest } from "../pen/latest.js";
import { clamp, round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { squashColumns } from "../run/activations.js";
import { BACKWARD, backwardDone, FORWARD, forwardDone, moment, phaseDone } from "../run/phases.js";

export const HEIGHT = 300;
/** The three bands of a column, px from the top: the function, its slope, where the activations lie. */
const BANDS = { value: [10, 114], slope: [140, 218], rows: [230, 278] };
const MARGIN = { left: 30, right: 4 };
const GAP = 24;
/** In a column narrower than this, px, the mean is only a number: its word would lie on the curve. */
const NARROW = 140;
/** Up to this many activations each has its own dot on the curve. */
const MOST_DOTS = 1200;
/** Up to this many dots of one step are joined to their slopes. */
const MOST_DROPS = 24;
const BINS = 48;
const SAMPLES = 96;

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {number} unit
 * @property {number | null} [pointed]
 * @property {Say} say
 */
/** @typedef {{t: number, shown: number, there: number, lit: number, backward: boolean}} Now */
/**
 * @typedef {object} Frame
 * @property {number} left
 * @property {number} right
 * @property {number} reach
 * @property {(a: number) => number} x
 * @property {(v: number) => number} y
 * @property {(s: number) => number} slopeY
 */

/**
 * @param {Run} run with its gates
 * @param {number} u
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(run, u, options) {
  const now = at(run, u, options.pointed ?? null);
  const all = squashColumns(run);
  const wide = (options.width - GAP * (all.length - 1)) / all.length;
  return all.map((column, i) => {
    const left = i * (wide + GAP);
    const frame = frameOf(column, left + MARGIN.left, left + wide - MARGIN.right);
    return mark(
      "g",
      { key: column.squash.name, class: "squash-column" },
      ...still(column, frame, options),
      moving(run, column, frame, now, options),
    );
  });
}

/**
 * The step that is emphasised, and its progress: what is pointed at, else the playhead's, the last one until a new sum is
 * there. `shown`: how far its dots are up; `lit`: its slopes are being multiplied by.
 * @param {Run} run @param {number} u @param {number | null} pointed @returns {Now}
 */
function at(run, u, pointed) {
  const T = run.tokens.length;
  const { t, backward } = moment(u, T);
  if (pointed !== null) return { t: pointed, shown: 1, there: 1, lit: 0, backward };
  if (backward) {
    const done = backwardDone(u, t, T);
    const lit = phaseDone(BACKWARD, "slope", done) * (1 - phaseDone(BACKWARD, "leave", done));
    return { t, shown: 1, there: 1, lit, backward };
  }
  const done = forwardDone(u, t);
  const there = phaseDone(FORWARD, "add", done);
  if (there === 0 && t > 0) return { t: t - 1, shown: 1, there: 1, lit: 0, backward };
  return { t, shown: phaseDone(FORWARD, "squash", done), there, lit: 0, backward };
}

/** The largest |a| of a column. @param {SquashColumn} column */
const largestOf = (column) =>
  once(column, "largest a", () =>
    column.gates.reduce((most, { a }) => a.flat().reduce((m, v) => Math.max(m, Math.abs(v)), most), 0),
  );

/** @param {SquashColumn} column @param {number} left @param {number} right @returns {Frame} */
function frameOf(column, left, right) {
  const { squash } = column;
  const largest = largestOf(column);
  const reach = squash.edge
    ? clamp(Math.ceil(largest), 2 * squash.edge, 4 * squash.edge)
    : Math.max(largest, 1e-6) * 1.1;
  const low = squash.edge ? squash.f(-1e3) : squash.f(-reach);
  const high = squash.edge ? 1 : reach;
  const place = scaleLinear([-reach, reach], [left, right]).clamp(true);
  const value = scaleLinear([low, high], [BANDS.value[1] ?? 0, BANDS.value[0] ?? 0]);
  const slope = scaleLinear([0, 1], [BANDS.slope[1] ?? 0, BANDS.slope[0] ?? 0]);
  return {
    left,
    right,
    reach,
    x: (a) => round(place(a)),
    y: (v) => round(value(v)),
    slopeY: (s) => round(slope(s)),
  };
}

/** What of a column does not move. @param {SquashColumn} column @param {Frame} frame @param {Options} options */
function still(column, frame, { say }) {
  const value = short(column.mean);
  const words = frame.right - frame.left < NARROW ? value : say("squash-mean", { mean: value });
  const key = `${column.squash.name} ${frame.left} ${frame.right} ${words}`;
  return latest(column, "squash at rest", key, () => [
    ...ground(column, frame),
    ...curves(column, frame),
    ...histograms(column, frame),
    ...mean(column, frame, words),
  ]);
}

/** The saturated ends, the axes and their ticks. @param {SquashColumn} column @param {Frame} frame */
function ground({ squash }, { left, right, reach, x, y, slopeY }) {
  const [top, bottom] = [Number(BANDS.value[0]), Number(BANDS.rows[1])];
  const { edge } = squash;
  const ends = edge
    ? [
        [left, x(-edge)],
        [x(edge), right],
      ]
    : squash.slope(-1) === 0
      ? [[left, x(0)]]
      : [];
  const values = edge ? (squash.f(0) === 0 ? [-1, 0, 1] : [0, 1]) : [0];
  const as = edge ? [-2 * edge, -edge, 0, edge, 2 * edge] : [0];
  const ticks = as.filter((a) => Math.abs(a) <= reach);
  return [
    ...ends.map(([from = 0, to = 0]) =>
      mark("rect", { class: "saturated", x: from, y: top, width: round(to - from), height: bottom - top }),
    ),
    mark("path", { class: "grid", d: `M${x(0)} ${top}V${bottom}` }),
    ...values.flatMap((v) => tickLine(left, right, y(v), v)),
    ...[0, 1].flatMap((s) => tickLine(left, right, slopeY(s), s)),
    ...ticks.map((a) => mark("text", { class: "tick middle", x: x(a), y: bottom + 16 }, String(a).replace("-", "−"))),
  ];
}

/** @param {number} left @param {number} right @param {number} y @param {number} value */
const tickLine = (left, right, y, value) => [
  mark("path", { class: value ? "grid" : "grid zero", d: `M${left} ${y}H${right}` }),
  mark("text", { class: "tick end", x: left - 6, y: y + 4 }, String(value).replace("-", "−")),
];

/** f over f′, with a dot for every activation while they can be told apart. @param {SquashColumn} column @param {Frame} frame */
function curves({ squash, gates, count, mean: average }, frame) {
  const { left, x, y, slopeY } = frame;
  const as = Array.from({ length: SAMPLES + 1 }, (_, i) => ((2 * i) / SAMPLES - 1) * frame.reach);
  // where relu's slope steps
  as.splice(SAMPLES / 2 + 1, 0, frame.reach * 1e-6);
  const path = (/** @type {(a: number) => number} */ f) => line(x, f)(as) ?? "";
  const slope = (/** @type {number} */ a) => slopeY(squash.slope(a));
  const value = (/** @type {number} */ a) => y(squash.f(a));
  const all = count <= MOST_DOTS ? gates.flatMap(({ a }) => a.flat()) : [];
  const dots = (/** @type {(a: number) => number} */ f) => all.map((a) => `M${x(a)} ${f(a)}h0`).join("");
  return [
    mark("path", { class: "slope-area", d: `${path(slope)}V${slopeY(0)}H${left}Z` }),
    mark("path", { class: "function", d: path(value) }),
    mark("path", { class: "function violet", d: path(slope) }),
    mark("path", { class: "activations", d: dots(value) }),
    mark("path", { class: "activations violet", d: dots(slope) }),
    mark("text", { class: "squash-name", x: left + 8, y: Number(BANDS.value[0]) + 18 }, squash.name),
    // where the mean's line is not
    mark(
      "text",
      { class: "squash-name violet", x: left + 8, y: average > 0.4 ? slopeY(0) - 8 : slopeY(1) + 18 },
      `${squash.name}′`,
    ),
  ];
}

/** How the activations of each gate lie: all of the run. @param {SquashColumn} column @param {Frame} frame */
function histograms({ gates }, frame) {
  const bins = gates.map(({ a }) => binned(a.flat(), frame.reach));
  const most = Math.max(...bins.flat(), 1);
  const wide = (frame.right - frame.left) / BINS;
  return gates.flatMap(({ name }, i) => {
    const { base, height } = row(gates, i);
    const d = (bins[i] ?? []).map((n, k) => {
      const tall = n ? Math.max((n / most) * (height - 3), 1) : 0;
      return n ? `M${round(frame.left + k * wide)} ${base}v${round(-tall)}h${round(wide - 0.5)}v${round(tall)}z` : "";
    });
    return [
      mark("path", { class: "grid", d: `M${frame.left} ${base}H${frame.right}` }),
      mark("path", { class: "share", d: d.join("") }),
      mark("text", { class: "symbol lane end", x: frame.left - 8, y: base - 1 }, name),
    ];
  });
}

/** Where the row of gate i is. @param {Gate[]} gates @param {number} i */
function row(gates, i) {
  const height = (Number(BANDS.rows[1]) - Number(BANDS.rows[0])) / gates.length;
  return { base: round(Number(BANDS.rows[0]) + (i + 1) * height), height };
}

/** @param {number[]} all @param {number} reach */
function binned(all, reach) {
  const bins = new Array(BINS).fill(0);
  for (const a of all) bins[clamp(Math.floor(((a / reach + 1) / 2) * BINS), 0, BINS - 1)] += 1;
  return bins;
}

/** The mean slope, a line across. @param {SquashColumn} column @param {Frame} frame @param {string} words */
function mean({ mean: value }, { left, right, slopeY }, words) {
  return [
    mark("path", { class: "mean", d: `M${left} ${slopeY(value)}H${right}` }),
    mark("text", { class: "tick end violet", x: right - 4, y: slopeY(value) - 5 }, words),
  ];
}

/**
 * The step's own dots: most of the time nothing of them moves.
 * @param {Run} run
 * @param {SquashColumn} column
 * @param {Frame} frame
 * @param {Now} now
 * @param {Options} options
 */
function moving(run, column, frame, now, options) {
  const key = [...Object.values(now), frame.left, frame.right, options.unit, options.scheme].join(" ");
  return latest(column, "squash dots", key, () =>
    mark(
      "g",
      { key: "moving", class: now.backward ? "now back" : "now", opacity: round(now.there) },
      ...column.gates.flatMap((gate, i) => dotsOf(run, column, gate, i, frame, now, options)),
    ),
  );
}

/**
 * One gate's dots: on the way up to the curve, each above its slope.
 * @param {Run} run
 * @param {SquashColumn} column
 * @param {Gate} gate
 * @param {number} i
 * @param {Frame} frame
 * @param {Now} now
 * @param {Options} options
 */
function dotsOf(run, { squash, gates }, { name, a: all }, i, frame, { t, shown, lit }, { unit, scheme }) {
  const H = run.hidden_size;
  const r = H > 64 ? 2 : H > 16 ? 3 : 4.5;
  const { base, height } = row(gates, i);
  const rest = frame.y(squash.f(0));
  const dots = (all[t] ?? []).map((a, j) => {
    const value = squash.f(a);
    const y = round(rest + (frame.y(value) - rest) * shown);
    return { x: frame.x(a), y, value, slope: frame.slopeY(squash.slope(a)), pinned: j === unit ? " pinned" : "" };
  });
  const dropped = H * gates.length <= MOST_DROPS ? dots : dots.filter(({ pinned }) => pinned);
  return [
    ...dropped.map(({ x, y, slope, pinned }, j) =>
      mark("path", { key: `drop ${name}${j}`, class: `drop${pinned}`, d: `M${x} ${y}V${slope}` }),
    ),
    mark("path", {
      key: `rug ${name}`,
      class: "rug",
      d: dots.map(({ x }) => `M${x} ${base}v${round(-Math.min(height - 2, 12))}`).join(""),
    }),
    mark("path", {
      key: `slopes ${name}`,
      class: "slope-dots",
      "stroke-width": round((2 * r - 1 + 3 * lit) * shown),
      d: shown > 0 ? dots.map(({ x, slope }) => `M${x} ${slope}h0`).join("") : "",
    }),
    ...dots.map(({ x, y, value, pinned }, j) =>
      mark("circle", {
        key: `${name}${j}`,
        class: `dot${pinned}`,
        cx: x,
        cy: y,
        r,
        fill: colour(value * shown, scheme),
      }),
    ),
  ];
}

/**
 * The unit whose dot, at step t, is nearest to a horizontal place.
 * @param {Run} run @param {number} t @param {{px: number, width: number, reach: number}} where
 * @returns {number | null}
 */
export function nearestUnit(run, t, { px, width, reach }) {
  const all = squashColumns(run);
  const wide = (width - GAP * (all.length - 1)) / all.length;
  let [best, found] = [reach, /** @type {number | null} */ (null)];
  all.forEach((column, i) => {
    const left = i * (wide + GAP);
    const { x } = frameOf(column, left + MARGIN.left, left + wide - MARGIN.right);
    for (const { a } of column.gates)
      (a[t] ?? []).forEach((v, j) => {
        const far = Math.abs(x(v) - px);
        if (far < best) [best, found] = [far, j];
      });
  });
  return found;
}
