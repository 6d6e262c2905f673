/**
 * How far back the gradient reaches, cell by cell: a lane before training and one after, a step a stretch from the
 * question at the right to the first symbol at the left, in the violet of the gradient relative to the question's own. A
 * tick marks where it falls below the threshold.
 * @import {Mark, Scheme, Trial, TrialGrid} from "../types.js"
 */
import { gradientIndex, gradientRamp } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { middleTrial, reachOf, trialsAt } from "../run/experiment.js";

const LANE = 14;
const [PAIR, TOP, BOTTOM] = [2 * LANE + 14, 8, 40];
/** The room of the cells' names, and of the words before and after, px. */
const [NAMES, WHEN] = [76, 104];

/** @param {TrialGrid} grid */
export const height = ({ cells }) => TOP + cells.length * PAIR + BOTTOM;

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {Scheme} scheme
 * @property {number} delay
 * @property {(cell: string) => string} name
 * @property {{before: string, after: string, question: string, symbol: string, steps: (n: number) => string}} names
 */

/**
 * @param {TrialGrid} grid
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw({ cells, trainings }, options) {
  const { width, delay, name, names } = options;
  const floor = TOP + cells.length * PAIR;
  return [
    ...cells.flatMap((cell, i) => {
      const trials = trialsAt(trainings, cell, delay);
      const top = TOP + i * PAIR;
      return [
        mark("text", { key: `n${cell}`, class: "cell-name", x: 0, y: top + LANE + 5 }, name(cell)),
        ...lane(middleTrial(trials, "reach_before"), "reach_before", top, names.before, options),
        ...lane(middleTrial(trials, "reach_after"), "reach_after", top + LANE + 2, names.after, options),
      ];
    }),
    mark("text", { class: "tick start", x: NAMES + WHEN, y: floor + 12 }, names.symbol),
    mark("text", { class: "tick end", x: width, y: floor + 12 }, names.question),
  ];
}

/**
 * @param {Trial | null} trial
 * @param {"reach_before" | "reach_after"} when
 * @param {number} top
 * @param {string} said
 * @param {Options} options
 */
function lane(trial, when, top, said, { width, scheme, names }) {
  const levels = trial?.[when] ?? [];
  const [from, to] = [NAMES + WHEN, width];
  const key = `${top} ${when}`;
  const word = mark("text", { key: `w${key}`, class: "when", x: NAMES, y: top + LANE - 2.5 }, said);
  if (!levels.length) return [word];
  const step = (to - from) / levels.length;
  const fills = gradientRamp(scheme);
  /** @type {Map<number, string>} */
  const paths = new Map();
  levels.forEach((level, d) => {
    const shade = gradientIndex(level === null || levels[0] == null ? null : level - levels[0]);
    const cell = `M${round(to - (d + 1) * step)} ${top}h${round(step + 0.4)}v${LANE}h${round(-step - 0.4)}z`;
    paths.set(shade, (paths.get(shade) ?? "") + cell);
  });
  const reach = reachOf(levels);
  const whole = reach >= levels.length - 1;
  const edge = round(to - (reach + 1) * step);
  return [
    word,
    mark("g", { key, class: "lane" }, ...[...paths].map(([shade, d]) => mark("path", { d, fill: fills[shade] }))),
    ...(whole ? [] : [mark("path", { key: `t${key}`, class: "ends", d: `M${edge} ${top - 1}v${LANE + 2}` })]),
    mark("text", { key: `l${key}`, class: "reach", x: from - 10, y: top + LANE - 2.5 }, names.steps(reach)),
  ];
}
