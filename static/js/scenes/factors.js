/**
 * The way back to one element of a gate: what arrives, each factor, and what is left, in violet on the absolute log scale:
 * above its line where L grows, below it where L falls.
 * @import {Mark} from "../types.js"
 * @import {ChainRule} from "../run/backprop.js"
 */

import { gradientOpacity } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { scientific, short } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { log10Of } from "../pen/table.js";

const ROW = 26;
const [LOWEST, HIGHEST] = [-7, 0.5];
const TEXT = 128;
/** Half of a bar's room, px. */
const HALF = 9;

/**
 * @param {ChainRule} chain
 * @param {string} f the function whose slope is the last factor
 * @param {{gate: string, t: number, x: number, y: number, right: number, shown: number}} options `shown`: how far along
 * @returns {Mark}
 */
export function way({ from, arrives, factors }, f, { gate, t, x, y, right, shown }) {
  /** @type {[string, string, string, number][]} */
  const rows = [[`∂L/∂${from}`, String(t), scientific(arrives), arrives]];
  for (const [name, value] of factors) rows.push([`× ${name}`, "", short(value), Number(rows.at(-1)?.[3]) * value]);
  rows.push(["= ∂L/∂a", gate, scientific(Number(rows.at(-1)?.[3])), Number(rows.at(-1)?.[3])]);
  const marks = rows.map(([name, index, text, value], i) => {
    const part = clamp(shown * (rows.length - 1) - i + 1);
    return step(name, index, text, value, { x, y: y + i * ROW, right, part, last: i === rows.length - 1, key: f });
  });
  return mark("g", { class: "way" }, ...marks);
}

/**
 * @param {string} name
 * @param {string} index
 * @param {string} text
 * @param {number} value
 * @param {{x: number, y: number, right: number, part: number, last: boolean, key: string}} options
 */
function step(name, index, text, value, { x, y, right, part, last }) {
  const log10 = log10Of(value);
  const share = log10 === null ? 0 : clamp((log10 - LOWEST) / (HIGHEST - LOWEST));
  const room = right - x - TEXT;
  return mark(
    "g",
    { opacity: part < 1 ? round(0.25 + 0.75 * part) : null },
    mark(
      "text",
      { class: `symbol start small${last ? " violet" : ""}`, x: round(x), y: round(y + 17) },
      name,
      index && mark("tspan", { class: "index", dy: 4 }, index),
    ),
    mark("text", { class: `number end${last ? " strong" : ""}`, x: round(x + TEXT - 8), y: round(y + 17) }, text),
    mark("path", { class: "violet-line", d: `M${round(right - room)} ${round(y + 12)}H${round(right)}` }),
    mark("rect", {
      class: "violet-bar",
      x: round(right - room * share * part),
      y: round(value > 0 ? y + 12 - HALF : y + 12),
      width: round(room * share * part),
      height: HALF,
      rx: 1,
      opacity: round(gradientOpacity(log10)),
    }),
  );
}
