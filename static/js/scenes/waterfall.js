/**
 * One sum as a signed waterfall: each term starts where the last one ended; the term that is looked at is written out.
 * @import {Mark, Scheme} from "../types.js"
 * @import {Sum, Term} from "../run/sums.js"
 */

import { scaleLinear } from "../../vendor/d3.js";
import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { short, signed } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";

/** A row to write a term in. @typedef {{y: number, height: number}} Row */
/**
 * @typedef {object} Options
 * @property {Row[]} rows one a term
 * @property {Row} total
 * @property {number} from the left end of the bars
 * @property {number} to their right end
 * @property {number} text the numbers' right edge
 * @property {Scheme} scheme
 * @property {number} falls how far the products have come, 0…1
 * @property {number} added how far the biases have come, 0…1
 * @property {number | null} focus the term looked at
 */

/** A bar beside the one that is looked at. */
const FADED = 0.45;
const WRITTEN = 15;
const WRITTEN_SIZE = 12.5;
const NUMBER_HEIGHT = 13.5;

/** "0.24 · 0.75" @param {Term} term */
export const factors = ({ factors: values }) => values.map(short).join(" · ");

/**
 * @param {Sum} sum
 * @param {Options} options
 * @returns {Mark}
 */
export function waterfall(sum, { rows, total, from, to, text, scheme, falls, added, focus }) {
  const starts = [0];
  for (const { product } of sum.terms) starts.push(Number(starts.at(-1)) + product);
  const x = scaleLinear([Math.min(...starts, sum.total), Math.max(...starts, sum.total)], [from, to]);
  const products = sum.terms.filter(({ kind }) => kind !== "bias").length;
  const many = sum.terms.length > 60;
  const thin = new Map();
  const bars = sum.terms.map((term, i) => {
    const part = term.kind === "bias" ? added : clamp(falls * products - i);
    if (part <= 0) return null;
    const [start, row] = [Number(starts[i]), /** @type {Row} */ (rows[i])];
    const [a, b, fill] = [x(start), x(start + term.product * part), colour(Math.sign(term.product) * 0.92, scheme)];
    const faded = focus !== null && !many && focus !== i;
    if (row.height >= NUMBER_HEIGHT) return bar(term, a, b, row, { text, fill, lit: focus === i, faded });
    const key = `${fill} ${faded}`;
    thin.set(key, { fill, faded, d: (thin.get(key)?.d ?? "") + slice(a, b, row) });
    return null;
  });
  const slices = [...thin].map(([key, { fill, faded, d }]) =>
    mark("path", { key, d, fill, opacity: faded ? FADED : null }),
  );
  const term = focus === null ? undefined : sum.terms[focus];
  return mark(
    "g",
    { class: "falls" },
    mark("path", { class: "grid zero", d: `M${round(x(0))} ${round(rows[0]?.y ?? 0)}V${round(total.y + 4)}` }),
    ...slices,
    ...bars,
    term &&
      falls > 0 &&
      written(
        term,
        /** @type {Row} */ (rows[Number(focus)]),
        [x(Number(starts[Number(focus)])), x(Number(starts[Number(focus)]) + term.product)],
        {
          from,
          to,
          text,
        },
      ),
    added === 1 &&
      mark(
        "text",
        { class: "number strong end", x: text, y: round(total.y + total.height / 2 + 4.5) },
        `= ${short(sum.total)}`,
      ),
  );
}

/** Where a bar from a to b is in its row. @param {number} a @param {number} b @param {Row} row */
const barBox = (a, b, { y, height }) => ({
  x: round(Math.min(a, b)),
  y: round(y + height * 0.14),
  width: round(Math.max(Math.abs(b - a), 1)),
  height: round(Math.max(height * 0.72, 0.7)),
});

/** A bar in a row too low for its number: many of them are one path. @param {number} a @param {number} b @param {Row} row */
function slice(a, b, row) {
  const { x, y, width, height } = barBox(a, b, row);
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/**
 * @param {Term} term
 * @param {number} a
 * @param {number} b
 * @param {Row} row
 * @param {{text: number, fill: string, lit: boolean, faded: boolean}} options
 */
function bar({ product }, a, b, row, { text, fill, lit, faded }) {
  const { y, height } = row;
  return mark(
    "g",
    {},
    mark("rect", { ...barBox(a, b, row), rx: 2, fill, opacity: faded ? FADED : null }),
    mark(
      "text",
      { class: `number end${lit ? " strong" : ""}`, x: text, y: round(y + height / 2 + 4.5) },
      signed(product),
    ),
  );
}

/**
 * "0.24 · 0.75 =", on the side of its bar that is free, if it fits there; with its result where the row itself is too
 * low for one.
 * @param {Term} term
 * @param {Row} row
 * @param {[number, number]} bar from where to where
 * @param {{from: number, to: number, text: number}} options
 */
function written(term, { y, height }, bar, { from, to, text }) {
  const alone = height < NUMBER_HEIGHT;
  const words = alone ? `${factors(term)} = ${signed(term.product)}` : `${factors(term)} =`;
  const [left, right] = [from - 6, alone ? text : to + 6];
  const room = { left: Math.min(...bar) - left, right: right - Math.max(...bar) };
  const end = room.right >= room.left;
  if (textWidth(words, WRITTEN_SIZE) > Math.max(room.left, room.right)) return null;
  const attrs = { class: `number written ${end ? "end" : "start"}`, x: round(end ? right : left) };
  return mark("text", { ...attrs, y: round(clamp(y + height / 2 + 4.5, WRITTEN, 1e4)) }, words);
}
