/** How the cells of an experiment are told apart, in one ink: a shape for a training, and a dash for the line through them. */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";

/** The shapes in the order of the cells: around (0, 0), 10 px wide. */
const SHAPES = [
  "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z",
  "M0 -5.2L5 3.8H-5Z",
  "M0 -5.4L5.4 0L0 5.4L-5.4 0Z",
  "M-4.2 -4.2H4.2V4.2H-4.2Z",
  "M0 5.2L5 -3.8H-5Z",
  "M-5 -1.8H-1.8V-5H1.8V-1.8H5V1.8H1.8V5H-1.8V1.8H-5Z",
];
const DASHES = [null, "2 3", "7 4", null, "10 4 2 4", "1 4"];
/** The widths of the lines, px. */
const WIDTHS = [1.5, 2, 1.5, 3, 2.5, 2];

/** @param {number} place of the cell among all */
const of = (/** @type {(string | number | null)[]} */ list, /** @type {number} */ place) =>
  list[place % list.length] ?? null;

/**
 * One training: filled where it learned, hollow where not.
 * @param {number} place
 * @param {{x: number, y: number, learned: boolean, key?: string, live?: boolean}} at
 */
export const point = (place, { x, y, learned, key, live = false }) =>
  mark("path", {
    key,
    class: `trial${learned ? " learned" : ""}${live ? " live" : ""}`,
    d: of(SHAPES, place),
    transform: `translate(${round(x)} ${round(y)})`,
  });

/** The line through a cell's trainings. @param {number} place @param {string} d @param {string} name */
export const way = (place, d, name) =>
  mark("path", { class: name, d, "stroke-dasharray": of(DASHES, place), "stroke-width": of(WIDTHS, place) });

/** What a legend shows of a cell. @param {number} place */
export const sample = (place) => [way(place, "M1 8H33", "way"), point(place, { x: 17, y: 8, learned: true })];
