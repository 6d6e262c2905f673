/**
 * A vector of gradient as a row, or a column, of boxes with a bar in each: its side is the sign, its length the size
 * beside the largest of the vector. Where there is room for numbers, they are before the bars, which are paler then.
 * @import {Mark, Rect} from "../types.js"
 */

import { gradientOpacity } from "./colours.js";
import { barOf, relative } from "./gradient-bars.js";
import { round } from "./math.js";
import { nearlyDry } from "./river-scale.js";
import { mark } from "./svg.js";

/** Behind numbers the violet is this much of itself: ink can be read on it. */
const BEHIND = 0.45;
/** The air above and below a bar, px. */
const END = 1;
/** Between the bars of two boxes with numbers, px. */
const GAP = 2;

/**
 * @param {number[]} values (n,)
 * @param {Rect & {upright: boolean, write: ((j: number, box: Rect) => Mark) | null}} options `upright`: the boxes are
 *   below each other; `write`: the number of box j in it, where there is room for it
 * @returns {Mark}
 */
export function barBoxes(values, { x, y, width, height, upright, write }) {
  const norm = Math.hypot(...values);
  const log10 = norm === 0 ? null : Math.log10(norm);
  const shares = relative(values, log10) ?? values.map(() => 0);
  const box = { x, y, width, height };
  const drawn = write ? numbered(shares, box, upright, write) : plain(shares, box, upright);
  const dry = log10 !== null && nearlyDry(log10);
  const opacity = log10 === null ? null : round(gradientOpacity(log10) * (write ? BEHIND : 1));
  return mark(
    "g",
    { class: `gradient-bars${dry ? " dry" : ""}` },
    mark("rect", { class: "ground", x: round(x), y: round(y), width: round(width), height: round(height), rx: 2 }),
    mark("g", { opacity }, ...drawn.bars),
    ...drawn.numbers,
  );
}

/** @typedef {{bars: Mark[], numbers: Mark[]}} Drawn */

/**
 * In each box the bar rises from the floor, or hangs from the ceiling, behind the number: no line strikes it through.
 * @param {number[]} shares
 * @param {Rect} box
 * @param {boolean} upright
 * @param {(j: number, box: Rect) => Mark} write
 * @returns {Drawn}
 */
function numbered(shares, { x, y, width, height }, upright, write) {
  const [w, h] = upright ? [width, height / shares.length] : [width / shares.length, height];
  const boxes = shares.map((share, j) => {
    const own = upright ? { x, y: y + j * h, width: w, height: h } : { x: x + j * w, y, width: w, height: h };
    const floor = share > 0 ? own.y + h - END : own.y + END;
    const { y: top, height: high } = barOf(share, 0, { x: 0, y: floor, unit: w, half: h - 2 * END });
    return { bar: share !== 0 && rect(share, { ...own, y: top, height: high }), text: write(j, own) };
  });
  return { bars: boxes.flatMap(({ bar }) => bar || []), numbers: boxes.map(({ text }) => text) };
}

/**
 * One line for all; a column lies on its side, so that to the right is up.
 * @param {number[]} shares
 * @param {Rect} box
 * @param {boolean} upright
 * @returns {Drawn}
 */
function plain(shares, { x, y, width, height }, upright) {
  const [long, wide] = upright ? [height, width] : [width, height];
  const unit = long / shares.length;
  const paths = { up: "", down: "" };
  shares.forEach((share, j) => {
    if (share === 0) return;
    const bar = barOf(share, j, { x: 0, y: wide / 2, unit, half: wide / 2 - END });
    const turned = upright
      ? { x: x + wide - bar.y - bar.height, y: y + bar.x, width: bar.height, height: bar.width }
      : { ...bar, x: x + bar.x, y: y + bar.y };
    paths[share > 0 ? "up" : "down"] += pathOf(turned);
  });
  const line = upright
    ? `M${round(x + wide / 2)} ${round(y)}v${round(long)}`
    : `M${round(x)} ${round(y + wide / 2)}h${round(long)}`;
  const bars = Object.entries(paths).map(([name, d]) => mark("path", { key: name, class: name, d }));
  return { bars: [mark("path", { key: "rest", class: "rest", d: line }), ...bars], numbers: [] };
}

/** @param {Rect} box */
export const pathOf = ({ x, y, width, height }) =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

/** @param {number} share @param {Rect} box */
const rect = (share, { x, y, width, height }) =>
  mark("rect", {
    class: share > 0 ? "up" : "down",
    x: round(x + GAP / 2),
    y: round(y),
    width: round(width - GAP),
    height: round(height),
  });
