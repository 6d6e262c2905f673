/**
 * The bars of a row in the window of A: the two parts of each unit's sum, the sum, and its value.
 * @import {Scheme} from "../types.js"
 * @import {GateParts} from "../run/parts.js"
 * @import {Bar} from "./bars.js"
 * @import {Shares} from "./window-shares.js"
 * @import {Grid, Row} from "./window-grid.js"
 */

import { clamp, round, smooth } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { at } from "../run/algebra.js";
import { bars, between, upright } from "./bars.js";

/** The share of `mix` after which the lines have arrived. */
export const ARRIVED = 0.6;
/** The share of `mix` after which the bars begin to grow, out of what the lines bring. */
export const GROW = 0.35;
/** The share of `add` after which the two parts lie one on the other; then they become one, and b joins. */
export const STACKED = 0.6;

/**
 * The bars of a gate, from its two parts over their sum to its value. What the answer leaves out cannot be shown: without
 * weights the sum grows as one, without the gates the value does.
 * @param {Row} row
 * @param {GateParts} parts
 * @param {Shares} share
 * @param {Grid} grid
 * @param {Scheme} scheme
 */
export function summing(row, parts, share, grid, scheme) {
  const { mix, add, bend } = share;
  if (mix === 0) return [];
  const { recurrent, input, sum, value } = parts;
  const shown = (/** @type {Bar[]} */ list) => bars(list, scheme, "sum");
  if (!sum) return [shown(value.map((v, j) => bent(row, grid, j, 0, v, (mix + add + bend) / 3)))];
  if (bend > 0) return [shown(sum.map((a, j) => bent(row, grid, j, a, at(value, j), bend))), tips(row, grid, sum)];
  const grown = sum.map((a) => (a * (mix + add)) / 2);
  if (!recurrent || !input) return [shown(grown.map((a, j) => bent(row, grid, j, a, a, 0)))];
  const [lower, upper] = stacking(row, { recurrent, input, sum }, share, grid);
  return [shown(lower), add < 1 && bars(upper, scheme, "input")];
}

/**
 * The two parts of each unit's sum: apart, then one on the other, then one bar that b has joined.
 * @param {Row} row
 * @param {{recurrent: number[], input: number[], sum: number[]}} parts
 * @param {Shares} share
 * @param {Grid} grid
 * @returns {[Bar[], Bar[]]}
 */
function stacking(row, { recurrent, input, sum }, { mix, add }, grid) {
  const grown = smooth((mix - GROW) / (1 - GROW));
  const [stack, join] = [smooth(add / STACKED), smooth((add - STACKED) / (1 - STACKED))];
  const [aside, above] = [grid.apart.x * (1 - stack), grid.apart.y * (1 - stack)];
  const width = between(grid.widths.part, grid.widths.sum, stack);
  const lower = recurrent.map((m, j) => {
    const tip = between(m * grown, at(sum, j), join);
    return upright(grid.x(j) - aside, width, reach(row, 0) - above, reach(row, tip) - above, tip);
  });
  // where the signs differ it lies on the other part: narrower, so that both are seen
  const narrow = width * between(1, 0.5, stack);
  const upper = input.map((x, j) => {
    const base = at(recurrent, j) * grown * stack;
    const [from, to] = [base, base + x * grown].map((end) => reach(row, between(end, at(sum, j), join)) + above);
    return upright(grid.x(j) + aside, narrow, Number(from), Number(to), x);
  });
  return [lower, upper];
}

/** The y of a value in its row, cut at the row's edges. @param {Row} row @param {number} value */
const reach = ({ middle, unit, height }, value) => middle - clamp(value * unit, -height / 2, height / 2);

/**
 * Unit j on its way from its sum to its value.
 * @param {Row} row @param {Grid} grid @param {number} j @param {number} a @param {number} value @param {number} bend
 */
export function bent(row, grid, j, a, value, bend) {
  const foot = row.opens ? row.top + row.height : row.middle;
  const end = row.opens ? foot - clamp(value) * row.height : reach(row, value);
  const width = between(grid.widths.sum, grid.widths.value, bend);
  return upright(
    grid.x(j),
    width,
    between(row.middle, foot, bend),
    between(reach(row, a), end, bend),
    between(a, value, bend),
  );
}

/**
 * Where the sums were: what the bending took away is between there and the bars.
 * @param {Row} row
 * @param {Grid} grid
 * @param {number[]} sum
 */
function tips(row, grid, sum) {
  if (!grid.plain) return null;
  const width = Math.max(grid.widths.sum, 0.5);
  const d = sum.map((a, j) => `M${round(grid.x(j) - width / 2)} ${round(reach(row, a))}h${round(width)}`).join("");
  return mark("path", { key: "tips", class: "tips", d });
}
