/**
 * The units of a large network in another order, so that its strips show something: a permutation of all that the answer
 * says of units, sums and pictures unchanged. A unit keeps the name that the network has for it. Shapes: H hidden size.
 * @import {Run, Step} from "../types.js"
 */
import { parameterOf, rowOfState } from "./algebra.js";

/** By what units are sorted, from the largest on; "index" leaves them as the network has them. */
export const ORDERS = ["index", "size", "direction", "gradient"];

/**
 * What each order looks at in unit j; null where the answer does not say it.
 * @type {Record<string, (run: Run) => number[] | null>}
 */
const LOOKS = {
  size: (run) => summed(run, ({ h }) => h),
  direction: ({ projection }) => projection?.components[0] ?? null,
  gradient: (run) => (run.steps.every(({ grad }) => grad) ? summed(run, ({ grad }) => grad ?? []) : null),
};

/** Σ over the steps of |a vector|, (H,). @param {Run} run @param {(step: Step) => number[]} of */
const summed = (run, of) =>
  Array.from({ length: run.hidden_size }, (_, j) =>
    run.steps.reduce((all, step) => all + Math.abs(of(step)[j] ?? 0), 0),
  );

/**
 * The run with its units sorted; the run itself where it is, or cannot be.
 * @param {Run} run in the network's own order
 * @param {string} by
 * @returns {Run}
 */
export function sorted(run, by) {
  const look = LOOKS[by]?.(run);
  if (!look) return run;
  const units = look.map((_, j) => j).sort((a, b) => Number(look[b]) - Number(look[a]));
  const { projection, initial_grad } = run;
  return {
    ...run,
    units,
    steps: run.steps.map((step) => sortedStep(step, units)),
    ...(projection && { projection: sortedProjection(projection, units) }),
    ...(initial_grad && { initial_grad: sortedInitial(run, initial_grad, units) }),
    ...(run.parameters && { parameters: sortedParameters(run, run.parameters, units) }),
  };
}

/** Whether an answer says what an order looks at. @param {Run} run @param {string} by */
export const canSort = (run, by) => by === "index" || Boolean(LOOKS[by]?.(run));

/** Where a run shows the unit that the network calls j. @param {Pick<Run, "units">} run @param {number} j */
export const placeOfUnit = ({ units }, j) => (units ? units.indexOf(j) : j);

/** The network's own number of what is unit j here. @param {Pick<Run, "units">} run @param {number} j */
export const unitName = ({ units }, j) => units?.[j] ?? j;

/** @template V @param {V[]} values @param {number[]} units @returns {V[]} */
const picked = (values, units) => units.map((j) => /** @type {V} */ (values[j]));

/** @param {Step} step @param {number[]} units @returns {Step} */
function sortedStep(step, units) {
  const { h, c, grad, cell_grad, gates } = step;
  return {
    ...step,
    h: picked(h, units),
    grad: grad && picked(grad, units),
    ...(c && { c: picked(c, units) }),
    ...(cell_grad && { cell_grad: picked(cell_grad, units) }),
    gates: Object.fromEntries(Object.entries(gates).map(([name, values]) => [name, picked(values, units)])),
  };
}

/** @param {NonNullable<Run["projection"]>} projection @param {number[]} units @returns {NonNullable<Run["projection"]>} */
const sortedProjection = (projection, units) => ({
  ...projection,
  mean: picked(projection.mean, units),
  components: [picked(projection.components[0], units), picked(projection.components[1], units)],
});

/**
 * ∂L/∂ the initial state: (H,) a part, or a row of H for each layer and direction, of which that of the shown one is sorted.
 * @param {Run} run
 * @param {NonNullable<Run["initial_grad"]>} all
 * @param {number[]} units
 */
function sortedInitial(run, all, units) {
  const row = rowOfState(run);
  const own = (/** @type {number[] | number[][] | null} */ values) => {
    if (!values) return values;
    if (!Array.isArray(values[0])) return picked(/** @type {number[]} */ (values), units);
    return /** @type {number[][]} */ (values).map((each, i) => (i === row ? picked(each, units) : each));
  };
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, own(values)]));
}

/**
 * The head's columns that read the shown layer: all of them, or the half of its direction; none for a layer below the last.
 * @param {Run} run
 * @param {number[][]} rows (V, H), or (V, 2H) for two directions
 * @param {number[]} units
 */
function sortedHead(run, rows, units) {
  const { layer = 0, num_layers = 1, direction, hidden_size: H } = run;
  if (layer !== num_layers - 1) return rows;
  const from = direction === "backward" ? H : 0;
  return rows.map((row) => [
    ...row.slice(0, from),
    ...picked(row.slice(from, from + H), units),
    ...row.slice(from + H),
  ]);
}

/**
 * The parameters of the layer that is shown, and the head's columns that read it; those of the others stay.
 * @param {Run} run
 * @param {NonNullable<Run["parameters"]>} all
 * @param {number[]} units
 */
function sortedParameters(run, all, units) {
  const own = { ...all };
  const head = /** @type {number[][] | undefined} */ (all["linear.weight"]);
  if (head) own["linear.weight"] = sortedHead(run, head, units);
  for (const name of ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]) {
    const key = parameterOf(run, name);
    const rows = /** @type {number[][]} */ (all[key]);
    if (!rows) continue;
    // gate by gate
    const taken = Array.from({ length: rows.length / units.length }, (_, g) =>
      units.map((j) => /** @type {number[]} */ (rows[g * units.length + j])),
    ).flat();
    own[key] = name === "weight_hh" ? taken.map((row) => picked(row, units)) : taken;
  }
  return own;
}
