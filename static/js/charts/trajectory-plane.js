/**
 * The plane of the path of h: where each state is in px, with one scale for both directions.
 * @import {Mark, Projection, Run} from "../types.js"
 * @import {Segment} from "../pen/labels.js"
 */

import { extent, scaleLinear } from "../../vendor/d3.js";
import { around, crosses, placeAnyway, placeLabels, touch } from "../pen/labels.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { tokenText } from "../pen/token-text.js";

const MARGIN = { left: 48, right: 12, top: 26, bottom: 42 };
const PAD = { x: 30, y: 24 };
/** At least this many px between two ticks of an axis. */
const TICK = 56;
/** Up to this many steps each has its point and may have its word. */
export const FEW = 60;
export const RADIUS = 4.5;

/** @typedef {[number, number]} Point */

/**
 * @param {Run} run
 * @param {{width: number, height: number}} size
 */
export function plane(run, { width, height }) {
  const { points, start } = /** @type {Projection} */ (run.projection);
  const frame = { x1: MARGIN.left, y1: MARGIN.top, x2: width - MARGIN.right, y2: height - MARGIN.bottom };
  const all = [...points, start];
  const [left = 0, right = 0] = extent(all, (p) => p[0]);
  const [low = 0, high = 0] = extent(all, (p) => p[1]);
  const room = { x: frame.x2 - frame.x1 - 2 * PAD.x, y: frame.y2 - frame.y1 - 2 * PAD.y };
  const scale = Math.min(room.x / (right - left || 1e-300), room.y / (high - low || 1e-300));
  // a run whose h never moves has no scale of its own
  const moves = right > left || high > low;
  const zoom = moves ? scale : 100;
  const half = { x: (frame.x2 - frame.x1) / 2 / zoom, y: (frame.y2 - frame.y1) / 2 / zoom };
  const middle = { x: (left + right) / 2, y: (low + high) / 2 };
  const x = scaleLinear([middle.x - half.x, middle.x + half.x], [frame.x1, frame.x2]);
  const y = scaleLinear([middle.y - half.y, middle.y + half.y], [frame.y2, frame.y1]);
  const at = (/** @type {Point} */ [a, b]) => /** @type {Point} */ ([round(x(a)), round(y(b))]);
  return { run, width, height, frame, x, y, moves, start: at(start), points: points.map(at) };
}

/** @typedef {ReturnType<typeof plane>} Plane */

/** The px of h_t; t = −1 is the start. @param {Plane} at @param {number} t */
export const pointOf = (at, t) => /** @type {Point} */ (t < 0 ? at.start : at.points[t]);

/** Half way and beyond: the point between two states. @param {Point} a @param {Point} b @param {number} done 0…1 @returns {Point} */
export const between = (a, b, done) => [round(a[0] + (b[0] - a[0]) * done), round(a[1] + (b[1] - a[1]) * done)];

/**
 * The step whose point is nearest, within reach.
 * @param {Plane} at
 * @param {number} px
 * @param {number} py
 * @param {number} reach px
 * @returns {number | null}
 */
export function nearest(at, px, py, reach) {
  let [best, found] = [reach, /** @type {number | null} */ (null)];
  at.points.forEach(([x, y], t) => {
    const far = Math.hypot(x - px, y - py);
    if (far <= best) [best, found] = [far, t];
  });
  return found;
}

/**
 * Both axes with one grid, their names and shares.
 * @param {Plane} at
 * @param {[string, string]} names
 * @returns {Mark[]}
 */
export function axes({ frame, x, y, moves }, [first, second]) {
  const step = tickStep(Number(x.invert(frame.x1 + TICK)) - Number(x.invert(frame.x1)));
  const ticks = (/** @type {number[]} */ [from = 0, to = 0]) =>
    moves ? multiples(Math.min(from, to), Math.max(from, to), step) : [];
  const xTicks = ticks(x.domain()).map((v) => ({ v, px: round(x(v)) }));
  const yTicks = ticks(y.domain()).map((v) => ({ v, px: round(y(v)) }));
  const kind = (/** @type {number} */ v) => `grid${v === 0 ? " zero" : ""}`;
  return [
    ...xTicks.map(({ v, px }) => mark("path", { class: kind(v), d: `M${px} ${frame.y1}V${frame.y2}` })),
    ...yTicks.map(({ v, px }) => mark("path", { class: kind(v), d: `M${frame.x1} ${px}H${frame.x2}` })),
    ...xTicks
      .filter(({ px }) => px > frame.x1 + 10 && px < frame.x2 - 12)
      .map(({ v, px }) => mark("text", { class: "tick middle", x: px, y: frame.y2 + 16 }, tick(v, step))),
    ...yTicks
      .filter(({ px }) => px > frame.y1 + 4 && px < frame.y2 - 2)
      .map(({ v, px }) => mark("text", { class: "tick end", x: frame.x1 - 8, y: px + 4 }, tick(v, step))),
    moves && mark("text", { class: "tick end axis-name", x: frame.x2, y: frame.y2 + 36 }, first),
    moves && mark("text", { class: "tick axis-name", x: 0, y: 14 }, second),
  ].filter((m) => m !== false);
}

/** The nearest of 1, 2, 5 · 10ⁿ at or above. @param {number} least */
function tickStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * /** @type {number} */ ([1, 2, 5, 10].find((n) => n * power >= least * 0.999));
}

/** @param {number} from @param {number} to @param {number} step */
function multiples(from, to, step) {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(Math.floor(to / step) - first + 1, 0) }, (_, i) => (first + i) * step);
}

/** @param {number} value @param {number} step */
function tick(value, step) {
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const plain = digits <= 4 && Math.abs(value) < 1e5;
  return (plain ? value.toFixed(digits) : value.toExponential(1)).replace(/^-(0(\.0+)?)$/, "$1").replaceAll("-", "−");
}

/**
 * The words of a short run, each where it is free. The first, then the last, then the others choose.
 * @param {Plane} at
 */
export function labels(at) {
  const { run } = at;
  const last = run.tokens.length - 1;
  const order = run.tokens.length <= FEW ? [0, last, ...run.tokens.keys()] : [0, last];
  const ts = [...new Set(order)];
  const placed = placeLabels(
    ts.map((t) => ({ ...asked(at, t) })),
    { ...surroundings(at), gap: 9 },
  );
  return new Map(ts.map((t, i) => [t, placed[i] ?? null]));
}

/** What a word keeps clear of: the points of a short run, the start and its name; the lines that it should not lie on. @param {Plane} at */
function surroundings(at) {
  const obstacles = [
    ...(at.points.length <= FEW ? at.points : []).map(([x, y]) => around(x, y, RADIUS + 1)),
    around(at.start[0], at.start[1], RADIUS + 2),
    startName(at).box,
  ];
  return { obstacles, lines: links(at), within: inner(at.frame) };
}

/** The place of a word that is looked at, where it had none. @param {Plane} at @param {number} t */
export const forced = (at, t) => placeAnyway(asked(at, t), { ...surroundings(at), gap: 11 });

/** The lines between the states of a short run. @param {Plane} at @returns {Segment[]} */
const links = (at) =>
  at.points.length > FEW ? [] : at.points.map((to, t) => [.../** @type {Point} */ (pointOf(at, t - 1)), ...to]);

/** What a word asks for. @param {Plane} at @param {number} t */
function asked(at, t) {
  const [x, y] = pointOf(at, t);
  return { x, y, text: tokenText(at.run.tokens[t]) };
}

/** @param {Plane["frame"]} frame */
const inner = ({ x1, y1, x2, y2 }) => ({ x1: x1 + 2, y1: y1 + 2, x2: x2 - 2, y2: y2 - 2 });

/** Where the name of h₋₁ may be around its ring, the best first: its anchor and its base line, and the middle of its box, px. */
const NAMES = /** @type {[string, number, number, number][]} */ ([
  ["end", -10, 4, -24],
  ["start", 10, 4, 24],
  ["", 0, -12, 0],
  ["", 0, 20, 0],
  ["start", 7, -8, 21],
  ["end", -7, -8, -21],
  ["start", 7, 17, 21],
  ["end", -7, 17, -21],
]);

/** The name of h₋₁ where the fewest lines and points are. @param {Plane} at */
export function startName(at) {
  const { start, frame, points } = at;
  const free = NAMES.map(([anchor, dx, dy, middle]) => {
    const [x, y] = [start[0] + middle, start[1] + dy - 4];
    const box = { x1: x - 15, y1: y - 9, x2: x + 15, y2: y + 9 };
    const crossed = links(at).filter((segment) => crosses(segment, box)).length;
    const covered = points.length > FEW ? 0 : points.filter(([px, py]) => touch(around(px, py, RADIUS), box)).length;
    const outside = box.x1 < frame.x1 || box.x2 > frame.x2 || box.y1 < frame.y1 || box.y2 > frame.y2;
    return { anchor, x: start[0] + dx, y: start[1] + dy, box, cost: crossed + covered + (outside ? 100 : 0) };
  });
  return /** @type {(typeof free)[number]} */ (free.reduce((a, b) => (b.cost < a.cost ? b : a)));
}
