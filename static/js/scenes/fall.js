/**
 * One sum as a signed waterfall: each term starts where the last one ended; the term that is looked at is written out.
 * @import {Mark, Scheme} from "../types.js"
 * @import {Sum, Term} from "../algebra.js"
 */
import { scaleLinear } from "../../vendor/d3.js";
import { short, signed } from "../numbers.js";
import { clamp } from "../phases.js";
import { colour } from "../scales.js";
import { mark } from "../svg.js";
import { round } from "./vectors.js";

/** A row to write a term in. @typedef {{y: number, height: number}} Row */

const WRITTEN = 15;
const NUMBER_HEIGHT = 13.5;

/** "0.24 · 0.75" @param {Term} term */
export const factors = ({ factors: values }) => values.map(short).join(" · ");

/**
 * @param {Sum} sum
 * @param {{rows: Row[], total: Row, from: number, to: number, text: number, scheme: Scheme, falls: number, added: number, focus: number | null}} options
 *   `rows`: one a term; `from`…`to`: where the bars stand; `text`: the numbers' right edge; `falls`, `added`: how far
 *   the products and the biases have come; `focus`: the term looked at
 * @returns {Mark}
 */
export function waterfall(sum, { rows, total, from, to, text, scheme, falls, added, focus }) {
  const starts = [0];
  for (const { product } of sum.terms) starts.push(Number(starts.at(-1)) + product);
  const x = scaleLinear([Math.min(...starts, sum.total), Math.max(...starts, sum.total)], [from, to]);
  const products = sum.terms.filter(({ kind }) => kind !== "bias").length;
  const many = sum.terms.length > 60;
  const bars = sum.terms.map((term, i) => {
    const part = term.kind === "bias" ? added : clamp(falls * products - i);
    if (part <= 0) return null;
    const start = Number(starts[i]);
    return bar(term, x(start), x(start + term.product * part), /** @type {Row} */ (rows[i]), {
      text,
      scheme,
      lit: focus === i,
      faded: focus !== null && !many && focus !== i,
    });
  });
  const term = focus === null ? undefined : sum.terms[focus];
  return mark(
    "g",
    { class: "falls" },
    mark("path", { class: "grid zero", d: `M${round(x(0))} ${round(rows[0]?.y ?? 0)}V${round(total.y + 4)}` }),
    ...bars,
    term &&
      falls > 0 &&
      written(term, /** @type {Row} */ (rows[Number(focus)]), x(Number(starts[Number(focus)]) + term.product / 2), {
        from,
        to,
        text,
      }),
    added === 1 &&
      mark(
        "text",
        { class: "number strong end", x: text, y: round(total.y + total.height / 2 + 4.5) },
        `= ${short(sum.total)}`,
      ),
  );
}

/** @param {Term} term @param {number} a @param {number} b @param {Row} row @param {{text: number, scheme: Scheme, lit: boolean, faded: boolean}} options */
function bar({ product }, a, b, { y, height }, { text, scheme, lit, faded }) {
  const rect = mark("rect", {
    x: round(Math.min(a, b)),
    y: round(y + height * 0.14),
    width: round(Math.max(Math.abs(b - a), 1)),
    height: round(Math.max(height * 0.72, 0.7)),
    rx: height > 8 ? 2 : 0,
    fill: colour(Math.sign(product) * 0.92, scheme),
    opacity: faded ? 0.45 : null,
  });
  if (height < NUMBER_HEIGHT) return rect;
  return mark(
    "g",
    {},
    rect,
    mark(
      "text",
      { class: `number end${lit ? " strong" : ""}`, x: text, y: round(y + height / 2 + 4.5) },
      signed(product),
    ),
  );
}

/** "0.24 · 0.75 =", on the side of its bar that is free; with its result where the row itself is too low for one. @param {Term} term @param {Row} row @param {number} middle @param {{from: number, to: number, text: number}} options */
function written(term, { y, height }, middle, { from, to, text }) {
  const alone = height < NUMBER_HEIGHT;
  const right = middle < (from + to) / 2;
  const words = alone ? `${factors(term)} = ${signed(term.product)}` : `${factors(term)} =`;
  const attrs = {
    class: `number written ${right ? "end" : "start"}`,
    x: round(right ? (alone ? text : to + 6) : from - 6),
  };
  return mark("text", { ...attrs, y: round(clamp(y + height / 2 + 4.5, WRITTEN, 1e4)) }, words);
}
