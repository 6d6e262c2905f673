/** How long a path is, for dashes that are a share of it. */

import { remember } from "./once.js";

/** How many numbers each command takes. @type {Record<string, number>} */
const TAKES = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, Z: 0 };
/** A curve is measured as this many chords: within 0.1 % for the curves that are drawn. */
const CHORDS = 24;
const KEPT = 400;

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{name: string, numbers: number[]}} Command */

const known = remember(KEPT);

/** The length of a path in its own units, remembered. @param {string} d @returns {number} */
export const pathLength = (d) => /** @type {number} */ (known.of(d, () => lengthOf(commands(d))));

/**
 * The commands of a path, each with the numbers of one of its repetitions.
 * @param {string} d
 * @returns {Command[]}
 */
export function commands(d) {
  return (d.match(/[a-z][^a-z]*/gi) ?? []).flatMap((piece) => {
    const name = String(piece[0]);
    const takes = TAKES[name.toUpperCase()];
    if (takes === undefined) throw new Error(`unknown path command: ${name}; have ${Object.keys(TAKES).join(", ")}`);
    const numbers = (piece.slice(1).match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
    if (takes === 0) return [{ name, numbers: [] }];
    return Array.from({ length: numbers.length / takes }, (_, i) => ({
      name,
      numbers: numbers.slice(i * takes, (i + 1) * takes),
    }));
  });
}

/** @param {Command[]} all */
function lengthOf(all) {
  let [at, start, length] = [{ x: 0, y: 0 }, { x: 0, y: 0 }, 0];
  for (const { name, numbers } of all) {
    if (name === "A" || name === "a") throw new Error("the length of an arc is not known");
    const points = pointsOf(name, numbers, at, start);
    const end = points.at(-1) ?? at;
    if (name === "M" || name === "m") start = end;
    else length += curveLength([at, ...points]);
    at = end;
  }
  return length;
}

/**
 * The control points of a command and its end, absolute.
 * @param {string} name
 * @param {number[]} numbers
 * @param {Point} at
 * @param {Point} start
 * @returns {Point[]}
 */
function pointsOf(name, numbers, at, start) {
  const relative = name !== name.toUpperCase();
  const { x, y } = relative ? at : { x: 0, y: 0 };
  const [a = 0] = numbers;
  if (name === "Z" || name === "z") return [start];
  if (name === "H" || name === "h") return [{ x: x + a, y: at.y }];
  if (name === "V" || name === "v") return [{ x: at.x, y: y + a }];
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({
    x: x + Number(numbers[2 * i]),
    y: y + Number(numbers[2 * i + 1]),
  }));
}

/** @param {Point} a @param {Point} b */
const distance = (a, b) => Math.hypot(b.x - a.x, b.y - a.y);

/** The length of a line or of a Bézier curve of any degree. @param {Point[]} points */
function curveLength(points) {
  if (points.length === 2) return distance(/** @type {Point} */ (points[0]), /** @type {Point} */ (points[1]));
  let [length, before] = [0, /** @type {Point} */ (points[0])];
  for (let i = 1; i <= CHORDS; i++) {
    const next = bezier(points, i / CHORDS);
    length += distance(before, next);
    before = next;
  }
  return length;
}

/** A point of a curve, by de Casteljau. @param {Point[]} points @param {number} s 0…1 @returns {Point} */
function bezier(points, s) {
  if (points.length === 1) return /** @type {Point} */ (points[0]);
  const between = points.slice(1).map((b, i) => {
    const a = /** @type {Point} */ (points[i]);
    return { x: a.x + (b.x - a.x) * s, y: a.y + (b.y - a.y) * s };
  });
  return bezier(between, s);
}
