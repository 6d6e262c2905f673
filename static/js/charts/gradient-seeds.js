/**
 * How much of h is left: log10‖∂h_{T-1}/∂h_t‖ of one seed as a line and of many as a band, on the axis of the gradient and
 * in the same direction; and this seed's pace.
 * @import {Ground, Layer, Levels, Mark, Memory, Quantile} from "../types.js"
 */

import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { layerStepAt } from "./gradient-curves.js";

const HALF = Math.log10(0.5);
/** The least height at which a half can be seen, px. */
const LEAST = 12;

/** What of the many seeds is drawn, from faint to clear. @type {[Quantile, Quantile, string][]} */
const BANDS = [
  ["min", "max", "band all"],
  ["p10", "p90", "band most"],
  ["p25", "p75", "band half"],
];

/**
 * @param {Memory} memory
 * @param {object} options
 * @param {string[]} options.tokens in the order of reading
 * @param {boolean} options.back
 * @param {{own: string, median: string, half: string}} options.names
 * @param {Layer["say"]} options.say
 * @returns {Layer}
 */
export function seedsLayer(memory, { tokens, back, names, say }) {
  const level = (/** @type {Quantile | "log10_norm"} */ name) => levelsOf(memory, name);
  const own = level("log10_norm");
  const alone = memory.seeds < 2;
  /** @type {Layer} */
  const layer = {
    name: "seeds",
    title: "memory-title",
    measure: "‖∂h_{T−1}/∂h_{t}‖",
    tokens,
    back,
    here: true,
    own,
    bands: alone ? [] : BANDS.map(([low, high, name]) => ({ name, low: level(low), high: level(high) })),
    curves: [
      ...(alone ? [] : [{ name: "median", levels: level("p50"), first: [names.median] }]),
      { name: "seed-curve", levels: own, first: [names.own], head: "backward" },
    ],
    holds: alone ? [] : [level("p10"), level("p90")],
    behind: (ground) => pace(ground, own, memory.half_life, names.half),
    say,
    stepAt: (size, px) => layerStepAt(layer, size, px),
  };
  return layer;
}

/**
 * From the first step to the last: a distance is counted from the last one.
 * @param {Memory} memory
 * @param {Quantile | "log10_norm"} name
 * @returns {Levels}
 */
export const levelsOf = ({ distances }, name) => distances.map((each) => each[name]).reverse();

/**
 * This seed's pace: the line along its levels that halves each half-life, and its first half as a step, where that can
 * be seen.
 * @param {Ground} ground
 * @param {Levels} own
 * @param {number | null} life in steps
 * @param {string} name
 * @returns {Mark[]}
 */
function pace({ x, y, T, reach: [low, high] }, own, life, name) {
  if (life === null || life >= T) return [];
  const fall = HALF / life;
  const rests = own.flatMap((level, t) => (level === null ? [] : [level - fall * (T - 1 - t)])).sort((a, b) => a - b);
  const start = rests[Math.floor(rests.length / 2)] ?? 0;
  const near = Math.max(0, (high - start) / fall);
  const far = Math.min(T - 1, (low - start) / fall);
  const at = (/** @type {number} */ d) => `${round(x(T - 1 - d))} ${round(y(start + d * fall))}`;
  const [px, py, under] = [x(T - 1 - life), y(start), y(start + HALF)].map((v) => round(v));
  const seen = near === 0 && life <= T - 1 && Number(under) - Number(py) > LEAST;
  return [
    mark("path", { class: "half", d: `M${at(near)}L${at(far)}` }),
    seen && mark("path", { class: "half step", d: `M${round(x(T - 1))} ${py}H${px}V${under}` }),
    seen && mark("text", { class: "half-name", x: Number(px) - 6, y: (Number(py) + Number(under)) / 2 + 4 }, name),
  ].filter((m) => m !== false);
}
