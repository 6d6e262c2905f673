/** The areas between two curves: where the second is below the first, and where it is above. */

import { round } from "./math.js";

/** A place on both curves, px: x, and their y. @typedef {[number, number, number]} Pair */

/**
 * @param {(number | null)[]} from the first curve's y by step, px; null where it is not
 * @param {(number | null)[]} to the second's
 * @param {(t: number) => number} x px
 * @returns {{below: string, above: string}} two paths: px grow downward, so `below` is where `to` ≥ `from`
 */
export function ribbon(from, to, x) {
  const parts = { below: "", above: "" };
  for (const stretch of stretches(from, to, x))
    for (const piece of pieces(stretch)) {
      const tilt = piece.reduce((sum, [, a, b]) => sum + b - a, 0);
      if (tilt !== 0) parts[tilt > 0 ? "below" : "above"] += outline(piece);
    }
  return parts;
}

/** Where both curves are, without a gap. @param {(number | null)[]} from @param {(number | null)[]} to @param {(t: number) => number} x */
function stretches(from, to, x) {
  /** @type {Pair[][]} */
  const found = [];
  let last = -2;
  from.forEach((a, t) => {
    const b = to[t];
    if (a === null || b === null || b === undefined) return;
    if (last !== t - 1) found.push([]);
    found.at(-1)?.push([x(t), a, b]);
    last = t;
  });
  return found;
}

/** A stretch, cut where the curves cross. @param {Pair[]} stretch */
function pieces(stretch) {
  /** @type {Pair[][]} */
  const found = [[]];
  stretch.forEach((pair, i) => {
    const before = stretch[i - 1];
    const cross = before && crossing(before, pair);
    if (cross) {
      found.at(-1)?.push(cross);
      found.push([cross]);
    }
    found.at(-1)?.push(pair);
  });
  return found;
}

/** @param {Pair} one @param {Pair} two @returns {Pair | null} */
function crossing([x1, a1, b1], [x2, a2, b2]) {
  const [d1, d2] = [b1 - a1, b2 - a2];
  if (d1 * d2 >= 0) return null;
  const share = d1 / (d1 - d2);
  const y = a1 + (a2 - a1) * share;
  return [x1 + (x2 - x1) * share, y, y];
}

/** @param {Pair[]} piece */
function outline(piece) {
  const there = piece.map(([x, a]) => `${round(x)} ${round(a)}`);
  const back = [...piece].reverse().map(([x, , b]) => `${round(x)} ${round(b)}`);
  return `M${[...there, ...back].join("L")}Z`;
}
