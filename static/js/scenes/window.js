/**
 * What A computes, seen through it: h and x enter from the side and from below, every number of them pushes every unit,
 * the two pushes of a unit slide together into its sum, and the sum is bent. A gated cell has a row for each gate, and
 * the gates' bars go into the new state.
 * @import {Mark, Run, Scheme} from "../types.js"
 * @import {Layout, Window} from "./layout.js"
 * @import {Grid, Row} from "./window-grid.js"
 * @import {Shares} from "./window-shares.js"
 * @import {GateParts} from "../run/parts.js"
 */

import { round, smooth } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { before } from "../run/algebra.js";
import { partsOf } from "../run/parts.js";
import { bars, between, morph } from "./bars.js";
import { whole } from "./layout.js";
import { web } from "./web.js";
import { bent, STACKED, summing } from "./window-bars.js";
import { entering, leaving } from "./window-edges.js";
import { goesInto, gridOf } from "./window-grid.js";
import { shares } from "./window-shares.js";

/**
 * @param {Run} run
 * @param {number} t
 * @param {number} f how much of the step is done going forward
 * @param {{at: Layout, scheme: Scheme, window?: Window | undefined}} options
 * @returns {(Mark | null | false)[]}
 */
export function workings(run, t, f, { at, scheme, window }) {
  const grid = legible(gridOf(run, at), window);
  const share = shares(run, f);
  const moves = f > 0 && f < 1;
  return [
    moves && levels(grid, share, run.nonlinearity ?? "tanh"),
    ...(moves ? entering(run, t, share, at, scheme) : []),
    ...rowsOf(run, t, share, grid, scheme),
    moves && share.mix > 0 && share.mix < 1 && web(run, t, share.mix, grid, at, scheme),
    ...(moves && share.gone > 0 ? leaving(run, t, share, at, scheme) : []),
  ];
}

/** What a row's name takes on both sides of its place before the bars, px. */
const NAME = { before: 9, half: 6 };

/** The grid without the names that the window's edge cuts. @param {Grid} grid @param {Window | undefined} window @returns {Grid} */
function legible(grid, window) {
  if (whole(window, grid.from - NAME.before, NAME.half)) return grid;
  return { ...grid, rows: grid.rows.map((row) => ({ ...row, named: false })) };
}

/** Every row's bars. @param {Run} run @param {number} t @param {Shares} share @param {Grid} grid @param {Scheme} scheme */
function rowsOf(run, t, share, grid, scheme) {
  // what a plain cell's sums are made of is not asked where no bar shows it
  const all = grid.plain && (share.mix === 0 || share.gone > 0) ? [] : partsOf(run, t);
  const gates = grid.rows.filter(({ part }) => part === "gate");
  if (grid.plain) return share.gone > 0 ? [] : gates.map((row, i) => plainRow(row, all[i], share, grid, scheme));
  const states = grid.rows.filter(({ part }) => part !== "gate");
  return [
    mark("g", { key: "gates", class: "gates" }, ...gates.map((row, i) => gateRow(row, all[i], share, grid, scheme))),
    ...(share.enter > 0 && share.gone === 0 ? states.map((row) => stateRow(run, t, row, share, grid, scheme)) : []),
    ...(share.merge > 0 && share.merge < 1
      ? gates.map((row, i) => merging(run, t, row, all[i], share.merge, grid, scheme))
      : []),
  ];
}

/** @param {Row} row @param {GateParts | undefined} parts @param {Shares} share @param {Grid} grid @param {Scheme} scheme */
function plainRow(row, parts, share, grid, scheme) {
  return mark("g", { key: row.name, class: "row" }, ...(parts ? summing(row, parts, share, grid, scheme) : []));
}

/**
 * A gate: its well, its name, and how far each unit is open.
 * @param {Row} row
 * @param {GateParts | undefined} parts
 * @param {Shares} share
 * @param {Grid} grid
 * @param {Scheme} scheme
 */
function gateRow(row, parts, share, grid, scheme) {
  const { name, top, height, named } = row;
  const mean = parts ? parts.value.reduce((sum, v) => sum + v, 0) / parts.value.length : null;
  const well = { x: round(grid.from), y: round(top), width: round(grid.to - grid.from), height: round(height), rx: 2 };
  return mark(
    "g",
    { key: name, class: "gate" },
    mean !== null && mark("title", {}, `${name}: ${mean.toFixed(3)}`),
    mark("rect", { class: "well", ...well }),
    named && mark("text", { x: round(grid.from - NAME.before), y: round(row.middle + 4) }, name),
    ...(parts ? summing(row, parts, share, grid, scheme) : []),
  );
}

/**
 * The bars of a part of the state: at first the one before, in the end the new one.
 * @param {Run} run
 * @param {number} t
 * @param {Row} row
 * @param {Shares} share
 * @param {Grid} grid
 * @param {Scheme} scheme
 */
function stateRow(run, t, row, share, grid, scheme) {
  const name = /** @type {"h" | "c"} */ (row.part);
  const [old, made] = [before(run, t, name), run.steps[t]?.[name] ?? []];
  const list = old.map((v, j) => bent(row, grid, j, v * share.enter, Number(made[j]), share.merge));
  return mark(
    "g",
    { key: `state ${name}`, class: "kept" },
    mark("path", { class: "zero", d: `M${round(grid.from)} ${round(row.middle)}H${round(grid.to)}` }),
    row.named && mark("text", { x: round(grid.from - NAME.before), y: round(row.middle + 4) }, name),
    bars(list, scheme, name),
  );
}

/**
 * A gate's bars on their way into the part of the state that they make.
 * @param {Run} run
 * @param {number} t
 * @param {Row} row
 * @param {GateParts | undefined} parts
 * @param {number} merge
 * @param {Grid} grid
 * @param {Scheme} scheme
 */
function merging(run, t, row, parts, merge, grid, scheme) {
  const name = /** @type {"h" | "c"} */ (goesInto(run.cell, row.name));
  const into = grid.rows.find(({ part }) => part === name);
  const made = run.steps[t]?.[name];
  if (!parts || !into || !made) return null;
  const list = parts.value.map((v, j) =>
    morph(bent(row, grid, j, 0, v, 1), bent(into, grid, j, 0, Number(made[j]), 1), merge),
  );
  return bars(list, scheme, `merging ${row.name}`);
}

/**
 * From where to where a function presses, px from a row's middle: identity only passes over.
 * @param {string} f
 * @param {Row} row
 * @returns {[number, number][]}
 */
function pressing(f, { height, unit }) {
  const edge = height / 2 + 2;
  if (f === "tanh")
    return [
      [-edge, -unit],
      [edge, unit],
    ];
  return [[edge, f === "relu" ? 0 : -edge]];
}

/**
 * Zero, for each part of the sum and then for the sum; the levels ±1; and what presses the sums between them: tanh
 * comes from both edges, relu from below.
 * @param {Grid} grid @param {Shares} share @param {string} f
 */
function levels(grid, { mix, add, bend, gone }, f) {
  const [row] = grid.rows;
  if (!grid.plain || !row || mix === 0 || gone > 0) return null;
  const half = (grid.to - grid.from) / 2;
  const line = (/** @type {number} */ y, long = 1) => `M${round(-half * long)} ${round(y)}H${round(half * long)}`;
  const [above, sure] = [grid.apart.y * (1 - smooth(add / STACKED)), smooth((add - STACKED) / (1 - STACKED))];
  const presses = pressing(f, row).map(([from, to]) => line(row.middle + between(from, to, bend)));
  return mark(
    "g",
    { key: "levels", class: "levels" },
    mark("path", { class: "zero", d: line(row.middle - above) + (above > 0 ? line(row.middle + above) : "") }),
    f === "tanh" &&
      sure > 0 &&
      mark("path", {
        key: "one",
        class: "one",
        d: [-1, 1].map((one) => line(row.middle + one * row.unit, sure)).join(""),
      }),
    bend > 0 && mark("path", { key: "press", class: "press", d: presses.join("") }),
  );
}
