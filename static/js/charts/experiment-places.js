/**
 * The grid of an experiment as small pictures: a row a cell, a column a delay; in each the way of every seed from guessing
 * to knowing. One that every seed learned is lit, one that none learned is dark, between them it is half so; under the
 * curves a dot a seed.
 * @import {LiveTrial, Mark, Trial, TrialGrid} from "../types.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { learnedOf, trialsAt } from "../run/experiment.js";

const GAP = 6;
/** The names of the cells beside the rows, px; in little room they are above them. */
const [NAMES, NARROW] = [92, 560];
const HEAD = 24;
/** Under the curves, the seeds. */
const DOTS = 14;

/** @param {number} width */
const isNarrow = (width) => width < NARROW;
/** @param {number} width */
const tallness = (width) => (isNarrow(width) ? 46 : 64);
/** @param {number} width */
const nameRoom = (width) => (isNarrow(width) ? 20 : 0);

/** @param {TrialGrid} grid @param {number} width */
export const height = ({ cells }, width) => HEAD + cells.length * (tallness(width) + GAP + nameRoom(width)) + 4;

/** The places of a grid's boxes, for the drawing and for the pointer. @param {TrialGrid} grid @param {number} width */
export function layout({ cells, delays }, width) {
  const left = isNarrow(width) ? 0 : NAMES;
  const wide = (width - left - GAP * (delays.length - 1)) / delays.length;
  const tall = tallness(width);
  const row = tall + GAP + nameRoom(width);
  const box = (/** @type {string} */ cell, /** @type {number} */ delay) => ({
    x: round(left + delays.indexOf(delay) * (wide + GAP)),
    y: HEAD + cells.indexOf(cell) * row + nameRoom(width),
    width: round(wide),
    height: tall,
  });
  return { box, wide, tall, left };
}

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {number} chance
 * @property {{cell: string, delay: number} | null} chosen
 * @property {LiveTrial[]} live
 * @property {string} axis what the columns are
 * @property {(cell: string) => string} name
 */

/**
 * @param {TrialGrid} grid
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(grid, { width, chance, chosen, live, axis, name }) {
  const { cells, delays, trainings, recipe } = grid;
  const { box } = layout(grid, width);
  const [first] = delays;
  const heads = delays.map((delay) => {
    const { x, width: wide } = box(String(cells[0]), delay);
    const text = delay === first && !isNarrow(width) ? `${axis} ${delay}` : String(delay);
    return mark("text", { key: `d${delay}`, class: "step-word", x: round(x + wide / 2), y: 14 }, text);
  });
  const names = cells.map((cell) => {
    const { y, height: tall } = box(cell, Number(first));
    const place = isNarrow(width) ? { x: 0, y: y - 6 } : { x: 0, y: round(y + tall / 2 + 4) };
    return mark("text", { key: `c${cell}`, class: "cell-name", ...place }, name(cell));
  });
  const places = cells.flatMap((cell) =>
    delays.map((delay) => {
      const own = live.filter((each) => each.cell === cell && each.delay === delay);
      const trials = trialsAt(trainings, cell, delay);
      const at = { box: box(cell, delay), steps: recipe.steps, every: recipe.check_every, chance };
      const picked = chosen?.cell === cell && chosen.delay === delay;
      return place(trials, own, at, { key: `${cell} ${delay}`, picked, cell, delay });
    }),
  );
  return [...heads, ...names, ...places];
}

/** @typedef {{box: import("../types.js").Rect, steps: number, every: number, chance: number}} At */

/**
 * @param {Trial[]} trials
 * @param {LiveTrial[]} live
 * @param {At} at
 * @param {{key: string, picked: boolean, cell: string, delay: number}} who
 */
function place(trials, live, at, { key, picked, cell, delay }) {
  const { x, y, width, height: tall } = at.box;
  const learned = learnedOf(trials);
  const how = learned === trials.length ? "all" : learned ? "some" : "none";
  return mark(
    "g",
    { key, class: `place ${how}${picked ? " picked" : ""}`, "data-cell": cell, "data-delay": delay },
    mark("rect", { class: "ground", x, y, width, height: tall, rx: 5 }),
    mark("path", { class: "chance", d: `M${x + 2} ${level(at, at.chance)}H${round(x + width - 2)}` }),
    ...trials.map((each) =>
      mark("path", { key: each.seed, class: `curve${each.learned ? " learned" : ""}`, d: curve(each, at) }),
    ),
    ...live.map((each) =>
      mark("path", {
        key: `l${each.seed}`,
        class: "curve live",
        d: curve(each, { ...at, steps: each.recipe.steps, every: each.recipe.check_every }),
      }),
    ),
    ...trials.map((each, i) => dot(each, i, trials.length, at)),
  );
}

/** @param {At} at @param {number} accuracy */
const level = ({ box: { y, height: tall } }, accuracy) => round(y + 4 + (1 - accuracy) * (tall - DOTS - 6));

/** The accuracy over the steps; what ended early keeps its last one as a faint end. @param {Trial} trial @param {At} at */
function curve({ curve: values }, at) {
  const { x, width } = at.box;
  const px = (/** @type {number} */ k) => round(x + 3 + ((width - 6) * Math.min(k * at.every, at.steps)) / at.steps);
  return values.map((value, k) => `${k ? "L" : "M"}${px(k)} ${level(at, value)}`).join("");
}

/** @param {Trial} trial @param {number} i @param {number} of @param {At} at */
function dot({ learned, seed }, i, of, { box: { x, y, width, height: tall } }) {
  const apart = Math.min(9, (width - 8) / of);
  return mark("circle", {
    key: `s${seed}`,
    class: `seed${learned ? " learned" : ""}`,
    cx: round(x + width / 2 + (i - (of - 1) / 2) * apart),
    cy: y + tall - 7,
    r: 2.75,
  });
}
