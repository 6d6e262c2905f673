/** The functions that bend a sum, and their slopes. @import {Run} from "../types.js" */

/**
 * @typedef {object} SquashFunction
 * @property {string} name as it is written
 * @property {(a: number) => number} f
 * @property {(a: number) => number} slope
 * @property {(value: number) => number} inverse a from the value
 * @property {number} edge beyond |a| = edge the slope has fallen under 1/14 of its greatest; 0 where there is no such place
 * @property {number} steepest the greatest slope
 */

const sigmoid = (/** @type {number} */ a) => 1 / (1 + Math.exp(-a));

/** @type {Record<string, SquashFunction>} */
export const SQUASHES = {
  tanh: { name: "tanh", f: Math.tanh, slope: (a) => 1 - Math.tanh(a) ** 2, inverse: Math.atanh, edge: 2, steepest: 1 },
  sigma: {
    name: "σ",
    f: sigmoid,
    slope: (a) => sigmoid(a) * sigmoid(-a),
    inverse: (v) => Math.log(v / (1 - v)),
    edge: 4,
    steepest: 0.25,
  },
  relu: {
    name: "relu",
    f: (a) => Math.max(a, 0),
    slope: (a) => (a > 0 ? 1 : 0),
    inverse: (v) => v,
    edge: 0,
    steepest: 1,
  },
  identity: { name: "identity", f: (a) => a, slope: () => 1, inverse: (v) => v, edge: 0, steepest: 1 },
};

/** The plain cell's function. @param {Pick<Run, "nonlinearity">} run */
export const plainSquash = ({ nonlinearity = "tanh" }) =>
  /** @type {SquashFunction} */ (SQUASHES[nonlinearity] ?? SQUASHES.tanh);

/** What the plain cell's slope is called. @param {Pick<Run, "nonlinearity">} run */
export const slopeName = ({ nonlinearity = "tanh" }) => (nonlinearity === "identity" ? "f′" : `${nonlinearity}′`);
