/**
 * A unit over the text, small: its value at each step as a line, and behind it, as an area, the feature that it follows.
 * Each has its own height: only their shapes are compared.
 * @import {Mark} from "../types.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

/** Room above and below the line, px. */
const EDGE = 3;

/**
 * @param {(number | null)[]} unit its value at each of the T steps
 * @param {(number | null)[]} feature null where it says nothing
 * @param {{width: number, height: number, pointed: number | null, opposite: boolean}} options `opposite`: the unit falls
 *   where the feature rises, so that the feature hangs from above
 * @returns {Mark[]}
 */
export function draw(unit, feature, { width, height, pointed, opposite }) {
  const column = width / Math.max(unit.length, 1);
  const x = (/** @type {number} */ t) => round((t + 0.5) * column);
  return [
    mark("path", { class: "feature", d: area(feature, { column, height, opposite }) }),
    pointed !== null && mark("path", { class: "pointed", d: `M${x(pointed)} 0V${height}` }),
    mark("path", { class: "unit", d: line(unit, { column, height }) }),
  ].filter((each) => each !== false);
}

/** @typedef {{column: number, height: number}} Room */

/** The least and the most of what is there. @param {(number | null)[]} values */
function span(values) {
  const said = values.filter((value) => value !== null);
  const [low, high] = said.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return { low, range: high - low };
}

/**
 * Steps, a column each; nothing where the feature says nothing. Of many, as many as there are pixels.
 * @param {(number | null)[]} values
 * @param {Room & {opposite: boolean}} room
 */
function area(values, { column, height, opposite }) {
  const { low, range } = span(values);
  const base = opposite ? 0 : height;
  return bars(values, column)
    .map(([from, to, value]) => {
      const share = range > 0 ? (value - low) / range : 0;
      const tip = round(opposite ? share * height : (1 - share) * height);
      return tip === base ? "" : `M${from} ${base}V${tip}H${to}V${base}Z`;
    })
    .join("");
}

/** Columns as [left, right, value]; neighbours of the same value are one. @param {(number | null)[]} values @param {number} column */
function bars(values, column) {
  /** @type {[number, number, number][]} */
  const found = [];
  for (const [t, value] of values.entries()) {
    if (value === null) continue;
    const last = found.at(-1);
    const [from, to] = [round(t * column), round((t + 1) * column)];
    if (last && last[1] === from && (last[2] === value || to - last[0] < 1)) {
      last[1] = to;
      last[2] = Math.abs(last[2]) > Math.abs(value) ? last[2] : value;
    } else found.push([from, to, value]);
  }
  return found;
}

/**
 * A line through the middles; where steps are less than a pixel apart, from the least to the most of each pixel.
 * @param {(number | null)[]} values
 * @param {Room} room
 */
function line(values, { column, height }) {
  const { low, range } = span(values);
  const y = (/** @type {number} */ value) =>
    round(height - EDGE - (range > 0 ? (value - low) / range : 0.5) * (height - 2 * EDGE));
  const every = Math.max(1, Math.ceil(1 / column));
  const points = [];
  for (let t = 0; t < values.length; t += every) {
    const part = values.slice(t, t + every).filter((value) => value !== null);
    if (part.length) points.push(...ends(part).map((value) => `${round((t + every / 2) * column)} ${y(value)}`));
  }
  return points.length ? `M${points.join("L")}` : "";
}

/** The least and the most; of one, itself. @param {number[]} part */
const ends = (part) => (part.length > 1 ? [Math.min(...part), Math.max(...part)] : part);
