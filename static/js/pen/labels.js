/**
 * Words beside points: each takes the first free place around its point, in a fixed order, or none.
 */
import { fitted, textWidth } from "./text-width.js";

const SIZE = 13;
const ASCENT = 10;
const DESCENT = 4;
const LONGEST = 112;

/** @typedef {{x1: number, y1: number, x2: number, y2: number}} Box */
/** @typedef {[number, number, number, number]} Segment x1, y1, x2, y2 */
/** @typedef {{x: number, y: number, text: string}} Point a point and its word */
/** @typedef {Point & {anchor: "start" | "middle" | "end", box: Box}} Label where the word's base line begins */
/**
 * What words are placed among.
 * @typedef {object} Surroundings
 * @property {Box[]} obstacles
 * @property {Segment[]} lines of several free places the one that the fewest of them cross is taken
 * @property {Box} within
 * @property {number} gap px between a point and its word
 */

/** Where a word can be, the best place first: from the point by this many gaps, its base line by this many px. */
const AROUND = /** @type {[number, number, Label["anchor"], number][]} */ ([
  [0, -1, "middle", -DESCENT],
  [0, 1, "middle", ASCENT],
  [1, 0, "start", 4.5],
  [-1, 0, "end", 4.5],
  [0.72, -0.72, "start", 0],
  [-0.72, -0.72, "end", 0],
  [0.72, 0.72, "start", ASCENT],
  [-0.72, 0.72, "end", ASCENT],
]);

/** How much of a word is to the left of its anchor. */
const LEFT = { start: 0, middle: 0.5, end: 1 };

/**
 * Place words so that none covers another, a point, or the frame.
 * @param {Point[]} points px, in the order in which they may choose
 * @param {Surroundings} surroundings
 * @returns {(Label | null)[]} one a point
 */
export function placeLabels(points, { obstacles, lines, within, gap }) {
  const taken = [...obstacles];
  return points.map((point) => {
    const free = candidates(point, gap).filter(({ box }) => inside(box, within) && !taken.some((b) => touch(b, box)));
    const found = clearest(free, lines);
    if (found) taken.push(found.box);
    return found ?? null;
  });
}

/** @param {Label[]} free @param {Segment[]} lines */
function clearest(free, lines) {
  const crossings = free.map(({ box }) => lines.filter((segment) => crosses(segment, box)).length);
  return free[crossings.indexOf(Math.min(...crossings))];
}

/** Whether a segment enters a box: it is cut down to the box, side by side. @param {Segment} segment @param {Box} box */
export function crosses([x1, y1, x2, y2], box) {
  let [enters, leaves] = [0, 1];
  for (const [from, to, low, high] of /** @type {[number, number, number, number][]} */ ([
    [x1, x2, box.x1, box.x2],
    [y1, y2, box.y1, box.y2],
  ])) {
    if (from === to && (from < low || from > high)) return false;
    if (from === to) continue;
    const [a, b] = [(low - from) / (to - from), (high - from) / (to - from)];
    enters = Math.max(enters, Math.min(a, b));
    leaves = Math.min(leaves, Math.max(a, b));
  }
  return enters <= leaves;
}

/**
 * The best place of a word that has to be seen whatever it covers: in the frame, over the fewest lines and other things.
 * @param {Point} point
 * @param {Surroundings} surroundings
 */
export function placeAnyway(point, { obstacles, lines, within, gap }) {
  const costs = candidates(point, gap).map((label) => {
    const covered = obstacles.filter((box) => touch(box, label.box)).length;
    const crossed = lines.filter((segment) => crosses(segment, label.box)).length;
    return { label, cost: crossed + 2 * covered + (inside(label.box, within) ? 0 : OUTSIDE) };
  });
  return costs.reduce((a, b) => (b.cost < a.cost ? b : a)).label;
}

/** More than anything inside the frame could cost. */
const OUTSIDE = 1e6;

/** @param {Point} point @param {number} gap @returns {Label[]} */
function candidates({ x, y, text: whole }, gap) {
  const text = fitted(whole, SIZE, LONGEST);
  const width = textWidth(text, SIZE);
  return AROUND.map(([dx, dy, anchor, rise]) => {
    const at = { x: x + dx * gap, y: y + dy * gap + rise };
    const x1 = at.x - width * LEFT[anchor];
    return { ...at, text, anchor, box: { x1, y1: at.y - ASCENT, x2: x1 + width, y2: at.y + DESCENT } };
  });
}

/** @param {Box} a @param {Box} b */
export const touch = (a, b) => a.x1 < b.x2 + 2 && b.x1 < a.x2 + 2 && a.y1 < b.y2 && b.y1 < a.y2;

/** @param {Box} a @param {Box} frame */
const inside = (a, frame) => a.x1 >= frame.x1 && a.x2 <= frame.x2 && a.y1 >= frame.y1 && a.y2 <= frame.y2;

/** The room around a point. @param {number} x @param {number} y @param {number} r @returns {Box} */
export const around = (x, y, r) => ({ x1: x - r, y1: y - r, x2: x + r, y2: y + r });
