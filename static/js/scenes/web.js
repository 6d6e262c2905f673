/**
 * How A mixes: every number of h and x pushes every unit, a line each for the largest products.
 * @import {Run, Scheme} from "../types.js"
 * @import {Layout} from "./layout.js"
 * @import {Grid} from "./window-grid.js"
 */

import { colour } from "../pen/colours.js";
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
  const door = doors(run, at);
  const [tail, head] = [smooth((mix - GROW) / (1 - GROW)), smooth(mix / ARRIVED)];
  const products = largestProducts(run, t);
  const most = Math.abs(products[0]?.value ?? 0);
  const { x: aside, y: above } = grid.apart;
  /** @type {Map<string, string>} */
  const paths = new Map();
  for (const { of, from, gate, unit, value } of products) {
    const row = grid.rows[gate];
    if (!row) continue;
    const sign = of === "h" ? -1 : 1;
    const goal = { x: grid.x(unit) + sign * aside, y: row.middle + sign * above };
    const strong = Math.abs(value) > most / 3;
    const kind = `${value === 0 ? 0 : Math.sign(value) * (strong ? 1 : 0.5)}`;
    paths.set(kind, (paths.get(kind) ?? "") + piece(wayOf(door[of](from), goal, of), tail, head));
  }
  const lines = [...paths].map(([kind, d]) =>
    mark("path", {
      key: kind,
      d,
      stroke: colour(Number(kind), scheme),
      "stroke-width": Math.abs(Number(kind)) === 1 ? 1.5 : 0.75,
    }),
  );
  return mark("g", { key: "web", class: "web" }, ...lines);
}

/** @typedef {{x: number, y: number}} Point */

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

/** A cubic from one share of it to another. @param {Point[]} way @param {number} from @param {number} to */
function piece(way, from, to) {
  const whole = /** @type {Point[]} */ (split(way, to)[0]);
  const [p, q, r, s] = /** @type {[Point, Point, Point, Point]} */ (to > 0 ? split(whole, from / to)[1] : whole);
  const text = (/** @type {Point} */ { x, y }) => `${round(x, 10)} ${round(y, 10)}`;
  return `M${text(p)}C${text(q)} ${text(r)} ${text(s)}`;
}

/** De Casteljau: a cubic as two. @param {Point[]} points @param {number} s @returns {[Point[], Point[]]} */
function split(points, s) {
  /** @type {[Point[], Point[]]} */
  const parts = [[], []];
  for (let row = points; row.length; row = row.slice(1).map((p, i) => mid(/** @type {Point} */ (row[i]), p, s))) {
    parts[0].push(/** @type {Point} */ (row[0]));
    parts[1].unshift(/** @type {Point} */ (row.at(-1)));
  }
  return parts;
}

/** @param {Point} a @param {Point} b @param {number} s @returns {Point} */
const mid = (a, b, s) => ({ x: between(a.x, b.x, s), y: between(a.y, b.y, s) });
