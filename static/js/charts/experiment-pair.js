/**
 * Two trainings beside each other that differ in one thing: the way of each from guessing to knowing, and under it how far
 * back its gradient reaches, in the violet of the gradient relative to the question's own.
 * @import {LiveTrial, Mark, Scheme} from "../types.js"
 */
import { gradientIndex, gradientRamp } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { fitted } from "../pen/text-width.js";

export const HEIGHT = 196;
const [GAP, HEAD, CURVES, LANE] = [20, 22, 112, 14];
const [UPPER, LOWER] = [HEAD + 6, HEAD + 6 + CURVES];

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {number} chance
 * @property {number} threshold the accuracy that counts as learned
 * @property {string[]} titles of the two
 * @property {{question: string, symbol: string, guessing: string, written: (accuracy: number) => string}} names
 */

/**
 * @param {LiveTrial[]} trials none, one or two
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(trials, options) {
  const wide = (options.width - GAP) / 2;
  return options.titles.flatMap((title, i) =>
    half(trials[i] ?? null, title, { left: i * (wide + GAP), wide }, options),
  );
}

/**
 * @param {LiveTrial | null} trial
 * @param {string} title
 * @param {{left: number, wide: number}} at
 * @param {Options} options
 */
function half(trial, title, { left, wide }, { scheme, chance, threshold, names }) {
  const y = (/** @type {number} */ accuracy) => round(LOWER - 6 - accuracy * (CURVES - 12));
  const how = !trial ? "waiting" : trial.learned ? "all" : trial.ended ? "none" : "under-way";
  const end = trial?.ended && trial.accuracy !== null ? names.written(trial.accuracy) : null;
  return [
    mark(
      "g",
      { key: `half ${left}`, class: `place ${how}` },
      mark("text", { class: "half", x: round(left), y: 14 }, fitted(title, 13, wide)),
      mark("rect", { class: "ground", x: round(left), y: UPPER, width: round(wide), height: CURVES, rx: 6 }),
      mark("path", { class: "learned-at", d: `M${round(left + 4)} ${y(threshold)}h${round(wide - 8)}` }),
      mark("path", { class: "chance", d: `M${round(left + 4)} ${y(chance)}h${round(wide - 8)}` }),
      mark("text", { class: "chance-name", x: round(left + 8), y: LOWER - 5 }, names.guessing),
      ...(trial ? [mark("path", { class: "curve live", d: curve(trial, left, wide, y) })] : []),
      ...(end ? [mark("text", { class: "accuracy", x: round(left + wide - 8), y: UPPER + 20 }, end)] : []),
      ...lane(trial, left, wide, scheme),
      mark("text", { class: "tick start", x: round(left), y: LOWER + LANE + 24 }, names.symbol),
      mark("text", { class: "tick end", x: round(left + wide), y: LOWER + LANE + 24 }, names.question),
    ),
  ];
}

/** @param {LiveTrial} trial @param {number} left @param {number} wide @param {(accuracy: number) => number | string} y */
function curve({ curve: values, recipe }, left, wide, y) {
  const px = (/** @type {number} */ k) =>
    round(left + 4 + ((wide - 8) * Math.min(k * recipe.check_every, recipe.steps)) / recipe.steps);
  return values.map((value, k) => `${k ? "L" : "M"}${px(k)} ${y(value)}`).join("");
}

/**
 * The gradient by step, the question at the right.
 * @param {LiveTrial | null} trial
 * @param {number} left
 * @param {number} wide
 * @param {Scheme} scheme
 */
function lane(trial, left, wide, scheme) {
  const top = LOWER + 8;
  const ground = mark("rect", { class: "track", x: round(left), y: top, width: round(wide), height: LANE });
  const levels = trial?.reach_after ?? [];
  const [first] = levels;
  if (first == null) return [ground];
  const [step, fills] = [wide / levels.length, gradientRamp(scheme)];
  return [
    ground,
    ...levels.map((level, d) =>
      mark("rect", {
        key: d,
        x: round(left + wide - (d + 1) * step),
        y: top,
        width: round(Math.max(step - 1, 1)),
        height: LANE,
        fill: fills[gradientIndex(level === null ? null : level - first)],
      }),
    ),
  ];
}
