/**
 * The gradient as water: its height is the norm on the one absolute scale (pen/river-scale.js), and the lanes of the
 * units share it in proportion to |component|, in the order of the units. It flows to the left. A darker lane: L rises
 * with this unit; a paler one: L falls.
 * @import {Flow} from "../run/passage.js"
 * @import {Mark} from "../types.js"
 * @import {Layout} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { once } from "../pen/once.js";
import { nearlyDry, RIVER_MOST, riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { MOST_THREADS } from "./layout.js";
import { belongs } from "./vectors.js";

/** A lane's edges, px from the middle of the river. @typedef {{top: number, bottom: number, rises: boolean}} Lane */
/** Where a lane is at x. @typedef {{x: number, top: number, bottom: number}} Bank */

/** Between two lanes of a river this high, px; a lower one has less. */
const [GAP, HIGH] = [1, 40];
/** A lane or a strand thinner than this is not drawn, px. */
const THINNEST = 0.03;

/**
 * The lanes of a gradient, from top to bottom: one a unit, or one for all where they are many, beyond a double, or all
 * zero. Their heights sum up to the river's.
 * @param {Flow} flow
 * @param {number} [most] px that there is room for
 * @returns {Lane[]}
 */
export function lanesOf({ values, log10 }, most = RIVER_MOST) {
  const height = riverHeight(log10, most);
  const sizes = (values && values.length <= MOST_THREADS ? values : []).map(Math.abs);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (!(all > 0)) return [{ top: -height / 2, bottom: height / 2, rises: true }];
  let top = -height / 2;
  return sizes.map((size, j) => {
    const lane = { top, bottom: top + (height * size) / all, rises: Number(values?.[j]) > 0 };
    top = lane.bottom;
    return lane;
  });
}

/**
 * How high a river may be in a chain: up to A's own height, and no higher than leaves room for a second one.
 * @param {Layout} at
 */
export const mostIn = ({ lanes: { c, h }, box }) =>
  Math.min(RIVER_MOST, c === undefined ? box.height : Math.abs(h - c));

/**
 * A lane as it is drawn: a little of it is left out on both sides, so that it is told from the next one.
 * @param {Lane} lane
 * @param {number} height
 * @returns {Lane}
 */
const apart = ({ top, bottom, rises }, height) => {
  const gap = Math.min((GAP / 2) * Math.min(height / HIGH, 1), (bottom - top) / 4);
  return { top: top + gap, bottom: bottom - gap, rises };
};

/** The height of all lanes. @param {Lane[]} lanes */
export const heightOf = (lanes) => Number(lanes.at(-1)?.bottom) - Number(lanes[0]?.top);

/**
 * A stretch of a band that bends like 3s² − 2s³ between its banks: the edges are one cubic each, whose control points
 * stand at thirds, so that a part of it is a cubic too.
 * @param {Bank[]} banks from right to left
 * @param {number} front how far to the left the water has come
 */
export function band(banks, front) {
  const [first] = banks;
  if (!first || front >= first.x) return "";
  let over = `M${round(first.x)} ${round(first.top)}`;
  let under = "";
  for (let i = 1; i < banks.length; i++) {
    const [a, b] = [/** @type {Bank} */ (banks[i - 1]), /** @type {Bank} */ (banks[i])];
    if (a.x - b.x < 1e-9) continue;
    if (front >= a.x) break;
    const s = Math.min((a.x - front) / (a.x - b.x), 1);
    const x = a.x + (b.x - a.x) * s;
    over += edge(a.x, x, a.top, b.top, s, true);
    under = edge(a.x, x, a.bottom, b.bottom, s, false) + under;
    if (s < 1 || i === banks.length - 1) return `${over}V${round(at(a.bottom, b.bottom, s))}${under}Z`;
  }
  const last = /** @type {Bank} */ (banks.at(-1));
  return `${over}V${round(last.bottom)}${under}Z`;
}

/** @param {number} a @param {number} b @param {number} s */
const at = (a, b, s) => a + (b - a) * s * s * (3 - 2 * s);

/**
 * One edge from x1 to x, which is the share s of its way from y1 to y2, or back from there.
 * @param {number} x1 @param {number} x @param {number} y1 @param {number} y2 @param {number} s @param {boolean} forth
 */
function edge(x1, x, y1, y2, s, forth) {
  const y = at(y1, y2, s);
  if (Math.abs(y1 - y2) < 5e-3) return forth ? `H${round(x)}` : `H${round(x1)}`;
  const [near, far] = [
    `${round(x1 + (x - x1) / 3)} ${round(y1)}`,
    `${round(x + (x1 - x) / 3)} ${round(y1 + (y2 - y1) * s * s)}`,
  ];
  return forth ? `C${near} ${far} ${round(x)} ${round(y)}` : `C${far} ${near} ${round(x1)} ${round(y1)}`;
}

/** @param {string} d @param {boolean} rises @param {Mark["attrs"] | null} more */
const piece = (d, rises, more) => d !== "" && mark("path", { class: rises ? "rises" : "falls", d, ...more });

/**
 * Where a stretch begins or ends: an x, what flows there, and the y of its middle.
 * @typedef {{x: number, lanes: Lane[], y: number}} Section
 */

/**
 * Water that runs through sections, lane by lane; where they have not the same lanes, as one body.
 * @param {Section[]} sections from right to left
 * @param {number} front
 * @param {"unit" | "input"} [of] what a lane belongs to
 * @returns {(Mark | false)[]}
 */
export function stream(sections, front, of = "unit") {
  if (front >= Number(sections[0]?.x)) return [];
  // what the water has run through stays as it is
  const through = front <= Number(sections.at(-1)?.x);
  return through ? once(sections, `through ${of}`, () => flowing(sections, front, of)) : flowing(sections, front, of);
}

/** @param {Section[]} sections @param {number} front @param {"unit" | "input"} of */
function flowing(sections, front, of) {
  const count = Math.max(...sections.map(({ lanes }) => lanes.length));
  if (count === 1 || sections.some(({ lanes }) => lanes.length !== count)) return [body(sections, front)];
  return Array.from({ length: count }, (_, j) => {
    const own = sections.map(({ x, lanes, y }) => {
      const { top, bottom } = apart(/** @type {Lane} */ (lanes[j]), heightOf(lanes));
      return { x, top: y + top, bottom: y + bottom };
    });
    if (own.every(({ top, bottom }) => bottom - top < THINNEST)) return false;
    return piece(band(own, front), mostOf(sections, j).rises, belongs(of, j));
  });
}

/**
 * The arrowhead of water on its way through sections: as high as the water there; null where it has not come, or is
 * through.
 * @param {Section[]} sections from right to left
 * @param {number} front
 */
export function frontOf(sections, front) {
  const i = sections.findIndex(({ x }) => x <= front);
  const [a, b] = [sections[i - 1], sections[i]];
  if (!a || !b || front - Number(sections.at(-1)?.x) < 0.5) return null;
  const s = (a.x - front) / (a.x - b.x);
  const half = at(heightOf(a.lanes), heightOf(b.lanes), s) / 2;
  const long = headLength(half);
  return half > 0
    ? { long, tip: mark("path", { class: "arrow", d: headPath(front, at(a.y, b.y, s), half, long) }) }
    : null;
}

/** Lane j where it is highest: it has no sign where it has gone. @param {Section[]} sections @param {number} j */
const mostOf = (sections, j) =>
  sections
    .map(({ lanes }) => /** @type {Lane} */ (lanes[j]))
    .reduce((a, b) => (b.bottom - b.top > a.bottom - a.top ? b : a));

/** @param {Section[]} sections @param {number} front */
function body(sections, front) {
  const banks = sections.map(({ x, lanes, y }) => ({
    x,
    top: y + Number(lanes[0]?.top),
    bottom: y + Number(lanes.at(-1)?.bottom),
  }));
  return banks.some(({ top, bottom }) => bottom > top) && piece(band(banks, front), true, { class: "body" });
}

/**
 * The lanes before a matrix mixed into those after it: each splits into strands as wide as what it adds to each.
 * @param {Section} from
 * @param {Section} to
 * @param {number[][]} terms terms[i][j]: what lane j adds to lane i, with its sign
 * @param {number} front
 * @returns {(Mark | false)[]}
 */
export function mixing(from, to, terms, front) {
  if (front >= from.x) return [];
  if (front <= to.x) return once(to, "mixed", () => crossing(from, to, terms, front));
  return crossing(from, to, terms, front);
}

/** @param {Section} from @param {Section} to @param {number[][]} terms @param {number} front */
function crossing(from, to, terms, front) {
  const leaving = once(from, "leaving", () =>
    from.lanes.map((lane, j) =>
      shares(
        lane,
        terms.map((row) => Number(row[j])),
      ),
    ),
  );
  const all = once(to, "arriving", () => to.lanes.map((lane, i) => shares(lane, terms[i] ?? [])));
  return to.lanes.flatMap((_, i) => {
    const arriving = /** @type {Share[]} */ (all[i]);
    const strands = { rises: "", falls: "" };
    for (let j = 0; j < arriving.length; j++) {
      const [a, b] = [leaving[j]?.[i], arriving[j]];
      if (!a || !b || Math.max(a.bottom - a.top, b.bottom - b.top) < THINNEST) continue;
      const banks = [
        { x: from.x, top: from.y + a.top, bottom: from.y + a.bottom },
        { x: to.x, top: to.y + b.top, bottom: to.y + b.bottom },
      ];
      strands[Number(terms[i]?.[j]) > 0 ? "rises" : "falls"] += band(banks, front);
    }
    return [piece(strands.falls, false, belongs("unit", i)), piece(strands.rises, true, belongs("unit", i))];
  });
}

/** @typedef {{top: number, bottom: number}} Share */

/** A lane shared out in proportion to the sizes. @param {Lane} lane @param {number[]} sizes */
function shares({ top, bottom }, sizes) {
  const all = sizes.reduce((sum, size) => sum + Math.abs(size), 0);
  let from = top;
  return sizes.map((size) => {
    const to = from + (all > 0 ? ((bottom - top) * Math.abs(size)) / all : 0);
    const share = { top: from, bottom: to };
    from = to;
    return share;
  });
}

/** An arrowhead is at least this high where it is hollow, and this much longer than half its height, px. */
const [SEEN, LONGEST] = [7, 15];

/** @param {number} half */
const headLength = (half) => Math.min(Math.max(1.1 * half, 4), LONGEST);

/** @param {number} x @param {number} y @param {number} half @param {number} long */
const headPath = (x, y, half, long) => `M${round(x)} ${round(y)}l${round(long)} ${round(-half)}v${round(2 * half)}z`;

/**
 * An arrowhead as high as the water, its tip at (x, y); hollow where there is next to none, none for a zero.
 * @param {number} x
 * @param {number} y
 * @param {number | null} log10
 * @param {number} [most]
 * @param {1 | -1} [turn] whether it points left, or right (-1)
 */
export function arrowhead(x, y, log10, most = RIVER_MOST, turn = 1) {
  const height = riverHeight(log10, most);
  if (height === 0) return null;
  const dry = nearlyDry(log10);
  const half = (dry ? SEEN : height) / 2;
  const d = headPath(x, y, half, headLength(half) * turn);
  return mark("path", { key: "arrow", class: dry ? "arrow hollow" : "arrow", d });
}

/**
 * Water that falls: out of A to x_t, or from a loss into A.
 * @typedef {object} Fall
 * @property {number[] | null} values
 * @property {number | null} log10
 * @property {number} x its middle
 * @property {number} y1
 * @property {number} y2 how far down it has come
 * @property {number} most
 * @property {boolean} tip whether it ends in an arrowhead
 * @property {"unit" | "input"} [of]
 */

/** @param {Fall} fall */
export function downward({ values, log10, x, y1, y2, most, tip, of = "unit" }) {
  if (riverHeight(log10, most) === 0) return null;
  const head = tip ? arrowhead(0, 0, log10, most) : null;
  const lanes = lanesOf({ values, log10 }, most);
  const long = Math.max(y2 - y1, 0);
  const section = (/** @type {number} */ at) => ({ x: at, lanes, y: 0 });
  // as if it ran to the left, and turned so that its first lane is on the left
  return mark(
    "g",
    { key: "falls", transform: `matrix(0 -1 1 0 ${round(x)} ${round(y2)})` },
    mark("g", { class: "water" }, ...stream([section(long), section(0)], head ? 5 : 0, of)),
    head,
  );
}
