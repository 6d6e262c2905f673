/**
 * How A mixes: every number of h and x pushes every unit, a line each for the largest products.
 * @import {Run, Scheme} from "../types.js"
 * @import {Layout} from "./layout.js"
 * @import {Grid} from "./window-grid.js"
 */

import { colour } from "../pen/colours.js";
import { latest } from "../pen/latest.js";
import { round, smooth } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { largestProducts } from "../run/parts.js";
import { between } from "./bars.js";
import { ARRIVED, GROW } from "./window-bars.js";
import { doors } from "./window-edges.js";

/**
 * Every number pushes every unit: a line each for the largest products, its colour the push's sign. They grow out of
 * what has entered and end in the bars.
 * @param {Run} run @param {number} t @param {number} mix @param {Grid} grid @param {Layout} at @param {Scheme} scheme
 */
export function web(run, t, mix, grid, at, scheme) {
  const [tail, head] = [smooth((mix - GROW) / (1 - GROW)), smooth(mix / ARRIVED)];
  const key = `${t} ${at.mirrored} ${at.lanes.h} ${at.lane}`;
  const kinds = latest(run, "web", key, () => waysOf(run, t, grid, at));
  const lines = [...kinds].map(([kind, ways]) =>
    mark("path", {
      key: kind,
      d: drawn(ways, tail, head),
      stroke: colour(Number(kind), scheme),
      "stroke-width": Math.abs(Number(kind)) === 1 ? 1.5 : 0.75,
    }),
  );
  return mark("g", { key: "web", class: "web" }, ...lines);
}

/**
 * The whole lines of a step, which do not move, by kind: the sign of the push, halved where it is weak.
 * @param {Run} run @param {number} t @param {Grid} grid @param {Layout} at
 */
function waysOf(run, t, grid, at) {
  const door = doors(run, at);
  const products = largestProducts(run, t);
  const most = Math.abs(products[0]?.value ?? 0);
  const { x: aside, y: above } = grid.apart;
  /** @type {Map<string, Way[]>} */
  const kinds = new Map();
  for (const { of, from, gate, unit, value } of products) {
    const row = grid.rows[gate];
    if (!row) continue;
    const sign = of === "h" ? -1 : 1;
    const goal = { x: grid.x(unit) + sign * aside, y: row.middle + sign * above };
    const strong = Math.abs(value) > most / 3;
    const kind = `${value === 0 ? 0 : Math.sign(value) * (strong ? 1 : 0.5)}`;
    const way = wayOf(door[of](from), goal, of);
    kinds.set(kind, [...(kinds.get(kind) ?? []), { x: way.map(({ x }) => x), y: way.map(({ y }) => y) }]);
  }
  return kinds;
}

/** @typedef {{x: number, y: number}} Point */
/** The points of a cubic, x and y apart. @typedef {{x: number[], y: number[]}} Way */

/**
 * The four points of a line's cubic: from the side it sets out level, from below upright.
 * @param {Point} a
 * @param {Point} b
 * @param {"h" | "x"} of
 * @returns {[Point, Point, Point, Point]}
 */
function wayOf(a, b, of) {
  if (of === "h") return [a, { x: between(a.x, b.x, 0.6), y: a.y }, { x: b.x, y: between(a.y, b.y, 0.2) }, b];
  const y = (a.y + b.y) / 2;
  return [a, { x: a.x, y }, { x: b.x, y }, b];
}

/** Each cubic from one share of it to another. @param {Way[]} ways @param {number} from @param {number} to */
function drawn(ways, from, to) {
  const share = to > 0 ? from / to : 0;
  let d = "";
  for (const { x, y } of ways) {
    cut(X, x, share, to);
    cut(Y, y, share, to);
    d += `M${X[0]} ${Y[0]}C${X[1]} ${Y[1]} ${X[2]} ${Y[2]} ${X[3]} ${Y[3]}`;
  }
  return d;
}

/** The points of the piece that is being drawn: a frame has up to a hundred. */
const [X, Y] = [
  [0, 0, 0, 0],
  [0, 0, 0, 0],
];

/**
 * De Casteljau in one dimension, in tenths: what is left of a cubic up to `to`, without its first share.
 * @param {number[]} into
 * @param {number[]} points
 * @param {number} share
 * @param {number} to
 */
function cut(into, [p = 0, q = 0, r = 0, s = 0], share, to) {
  const [pq, qr, rs] = [between(p, q, to), between(q, r, to), between(r, s, to)];
  const [pqr, qrs] = [between(pq, qr, to), between(qr, rs, to)];
  const end = between(pqr, qrs, to);
  const [a, b, c] = [between(p, pq, share), between(pq, pqr, share), between(pqr, end, share)];
  const [ab, bc] = [between(a, b, share), between(b, c, share)];
  into[0] = round(between(ab, bc, share), 10);
  into[1] = round(bc, 10);
  into[2] = round(c, 10);
  into[3] = round(end, 10);
}
