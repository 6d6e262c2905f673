/**
 * Accuracy against delay: a point a training, a line a cell through the mean of its seeds; the accuracy of guessing, and
 * the one that counts as learned. Delays are on a logarithmic axis. The points of the cells stand side by side.
 * @import {Experiment, LiveTrial, Mark, Trial} from "../types.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { mainGrid, meanAccuracy, trialsAt } from "../run/experiment.js";
import { point, way } from "./experiment-marks.js";

/** The picture's height, px: low on a phone, and from a width on as high as what is beside it. */
const [LOW, HIGH, WIDE] = [300, 420, 560];
/** @param {number} width */
export const height = (width) => (width < WIDE ? LOW : HIGH);

const MARGIN = { left: 48, right: 16, top: 16, bottom: 44 };
/** The cells' points are at most this far apart, px, and all of them take this share of the way to the next delay. */
const [BESIDE, SHARE] = [10, 0.62];
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {LiveTrial[]} live trainings that ran here
 * @property {string | null} pointed a cell that is looked at
 * @property {number | null} delay one that is looked at
 * @property {{guessing: string, axis: string}} names
 */

/**
 * The middle of a delay's column, and how far the points of two cells are apart in it.
 * @param {number[]} delays ascending
 * @param {number} width
 * @param {number} cells
 */
export function across(delays, width, cells) {
  const logs = delays.map((delay) => Math.log(delay + 1));
  const [least = 0, most = 1] = [logs[0], logs.at(-1)];
  const span = Math.max(most - least, 1e-9);
  const closest = Math.min(span, ...logs.slice(1).map((log, i) => log - Number(logs[i])));
  const room = width - MARGIN.left - MARGIN.right;
  const apart = Math.min(BESIDE, (SHARE * closest * room) / span / cells);
  const edge = Math.max(20, (apart * cells) / 2 + 8);
  const [from, to] = [MARGIN.left + edge, width - MARGIN.right - edge];
  const x = (/** @type {number} */ delay) => from + ((to - from) * (Math.log(delay + 1) - least)) / span;
  return { x, apart };
}

/** The y of an accuracy in a picture so tall. @param {number} tall @returns {(accuracy: number) => number} */
const upright = (tall) => (accuracy) =>
  Number(round(tall - MARGIN.bottom - accuracy * (tall - MARGIN.top - MARGIN.bottom)));

/**
 * @param {Experiment} experiment
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(experiment, { width, live, pointed, delay, names }) {
  const { cells, delays, trainings } = mainGrid(experiment);
  const all = [...new Set([...delays, ...live.map((each) => each.delay)])].sort((a, b) => a - b);
  const { x, apart } = across(all, width, cells.length);
  const y = upright(height(width));
  const beside = (/** @type {string} */ cell) => apart * (cells.indexOf(cell) - (cells.length - 1) / 2);
  const at = (/** @type {Trial} */ each) => ({ x: x(each.delay) + beside(each.cell), y: y(each.accuracy ?? 0) });
  const faded = (/** @type {string} */ cell) => (pointed !== null && pointed !== cell ? " faded" : "");
  return [
    ...grid(experiment, width, names),
    ...(delay === null ? [] : [column(x(delay), apart * cells.length + 10, height(width))]),
    ...ticks(all, x, names, width),
    ...cells.map((cell, place) =>
      mark(
        "g",
        { key: cell, class: `cell${faded(cell)}`, "data-cell": cell },
        line(place, delays, { x: (each) => x(each) + beside(cell), y }, trialsOf(trainings, cell)),
        ...trainings
          .filter((each) => each.cell === cell)
          .map((each) => point(place, { ...at(each), learned: each.learned, key: `${each.delay} ${each.seed}` })),
      ),
    ),
    ...live
      .filter((each) => each.ended && cells.includes(each.cell))
      .map((each) =>
        mark(
          "g",
          { key: `live ${each.cell} ${each.delay} ${each.seed}`, class: `cell${faded(each.cell)}` },
          mark("circle", { class: "halo", cx: round(at(each).x), cy: at(each).y, r: 10 }),
          point(cells.indexOf(each.cell), { ...at(each), learned: each.learned, live: true }),
        ),
      ),
  ];
}

/** @param {Trial[]} trainings @param {string} cell */
const trialsOf = (trainings, cell) => (/** @type {number} */ delay) => trialsAt(trainings, cell, delay);

/**
 * @param {number} place
 * @param {number[]} delays
 * @param {{x: (delay: number) => number, y: (accuracy: number) => number}} scales
 * @param {(delay: number) => Trial[]} trials
 */
function line(place, delays, { x, y }, trials) {
  const stops = delays.flatMap((delay) => {
    const mean = meanAccuracy(trials(delay));
    return mean === null ? [] : [`${round(x(delay))} ${y(mean)}`];
  });
  return way(place, stops.length ? `M${stops.join("L")}` : "", "way");
}

/** @param {Experiment} experiment @param {number} width @param {Options["names"]} names */
function grid({ chance, learned_at }, width, names) {
  const [from, to] = [MARGIN.left, width - MARGIN.right];
  const y = upright(height(width));
  return [
    ...TICKS.flatMap((value) => [
      mark("path", { class: "grid", d: `M${from} ${y(value)}H${to}` }),
      mark("text", { class: "tick end", x: from - 8, y: y(value) + 4 }, `${100 * value}%`),
    ]),
    mark("path", { class: "learned-at", d: `M${from} ${y(learned_at)}H${to}` }),
    mark("path", { class: "chance", d: `M${from} ${y(chance)}H${to}` }),
    mark("text", { class: "chance-name", x: from + 4, y: y(chance) + 15 }, names.guessing),
  ];
}

/** @param {number[]} all @param {(delay: number) => number} x @param {Options["names"]} names @param {number} width */
function ticks(all, x, names, width) {
  const floor = height(width) - MARGIN.bottom;
  const named = all.filter((delay, i) => i === 0 || x(delay) - x(Number(all[i - 1])) > 22);
  return [
    ...named.map((delay) =>
      mark("text", { key: delay, class: "step-word", x: round(x(delay)), y: floor + 18 }, String(delay)),
    ),
    mark("text", { class: "tick end", x: width - MARGIN.right, y: height(width) - 6 }, `${names.axis} →`),
  ];
}

/** The delay that is looked at. @param {number} px @param {number} wide @param {number} tall */
const column = (px, wide, tall) =>
  mark("rect", { class: "pointed-at", x: round(px - wide / 2), width: round(wide), y: 4, height: tall - 34, rx: 4 });
