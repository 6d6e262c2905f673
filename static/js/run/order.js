/**
 * The units of a large network in another order, so that its strips show something: a permutation of all that the answer
 * says of units, sums and pictures unchanged. A unit keeps the name that the network has for it. Shapes: H hidden size.
 * @import {Run, Step} from "../types.js"
 */
import { parameterOf } from "./algebra.js";

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
  const { projection } = run;
  return {
    ...run,
    units,
    steps: run.steps.map((step) => sortedStep(step, units)),
    ...(projection && { projection: sortedProjection(projection, units) }),
    ...(run.parameters && { parameters: sortedParameters(run, run.parameters, units) }),
  };
}

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
 * The parameters of the layer that is shown; those of the others stay.
 * @param {Run} run
 * @param {NonNullable<Run["parameters"]>} all
 * @param {number[]} units
 */
function sortedParameters(run, all, units) {
  const own = { ...all };
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
