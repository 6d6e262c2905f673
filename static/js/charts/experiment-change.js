/**
 * What one change of the recipe did: for each cell and delay a dot a seed, filled where it learned; above as the
 * experiment has it, below with the change.
 * @import {Mark, TrialGrid} from "../types.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { trialsAt } from "../run/experiment.js";

const [NAMES, ROW, HEAD] = [76, 26, 40];

/** @param {TrialGrid} grid */
export const height = ({ cells }) => HEAD + cells.length * ROW + 2;

/**
 * @typedef {object} Options
 * @property {number} width
 * @property {(cell: string) => string} name
 * @property {{before: string, after: string, axis: string}} names
 */

/**
 * @param {TrialGrid | null} first the experiment; null where there is nothing to compare with
 * @param {TrialGrid} grid
 * @param {Options} options
 * @returns {Mark[]}
 */
export function draw(first, grid, { width, name, names }) {
  const halves = first ? [first, grid] : [grid];
  const room = (width - NAMES) / halves.length;
  const step = room / grid.delays.length;
  return [
    ...halves.flatMap((half, h) => {
      const left = NAMES + h * room;
      const title = halves.length > 1 ? (h ? names.after : names.before) : names.axis;
      return [
        mark("text", { key: `h${h}`, class: `half${h ? " changed" : ""}`, x: round(left + room / 2), y: 14 }, title),
        ...grid.delays.map((delay, i) =>
          mark(
            "text",
            { key: `t${h} ${delay}`, class: "step-word", x: round(left + (i + 0.5) * step), y: 34 },
            String(delay),
          ),
        ),
        ...grid.cells.flatMap((cell, row) =>
          grid.delays.flatMap((delay, i) =>
            dots(half, grid, cell, delay, { x: left + (i + 0.5) * step, y: HEAD + (row + 0.5) * ROW, room: step }),
          ),
        ),
      ];
    }),
    ...(halves.length > 1
      ? [mark("path", { class: "between", d: `M${round(NAMES + room)} 4V${height(grid) - 4}` })]
      : []),
    ...grid.cells.map((cell, row) =>
      mark("text", { key: `n${cell}`, class: "cell-name", x: 0, y: HEAD + (row + 0.5) * ROW + 4 }, name(cell)),
    ),
  ];
}

/**
 * The seeds that the changed grid has.
 * @param {TrialGrid} half
 * @param {TrialGrid} grid
 * @param {string} cell
 * @param {number} delay
 * @param {{x: number, y: number, room: number}} at
 */
function dots(half, grid, cell, delay, { x, y, room }) {
  const trials = trialsAt(half.trainings, cell, delay).filter(({ seed }) => grid.seeds.includes(seed));
  const apart = Math.min(13, (room - 8) / Math.max(trials.length, 1));
  return trials.map(({ learned, seed }, i) =>
    mark("circle", {
      key: `${half.name} ${cell} ${delay} ${seed}`,
      class: `seed${learned ? " learned" : ""}`,
      cx: round(x + (i - (trials.length - 1) / 2) * apart),
      cy: round(y),
      r: 4.5,
    }),
  );
}
