/**
 * What W_h does to a vector, whatever is read: its eigenvalues and its largest singular value, gate by gate. They are
 * asked for once a network; a radius only scales them.
 * @import {Block, Fields, Parameters, Spectrum} from "../types.js"
 */
import { DEFAULTS, query } from "./address.js";
import { request } from "./api.js";
import { isDrawn, networkOf } from "./network.js";

/** W_h knows neither words nor losses: any word will do, and one costs least. */
const WORD = "a";

/** Weights that were rescaled here: what they were made of, and to which radius. @type {WeakMap<Parameters, Turned>} */
const turnedFrom = new WeakMap();
/** @typedef {{base: Parameters, radius: number}} Turned */

/** What the weights of a written network were before they were rescaled. @param {Parameters} parameters */
const baseOf = (parameters) => turnedFrom.get(parameters)?.base ?? parameters;

/** The radius that is asked for; null leaves W_h as it is. @param {Fields} fields */
export const radiusOf = ({ parameters, spectral_radius, model }) =>
  parameters ? (turnedFrom.get(parameters)?.radius ?? null) : model === null ? spectral_radius : null;

/** Numbers for each written network. @type {WeakMap<Parameters, number>} */
const known = new WeakMap();
let count = 0;

/** @param {Parameters} parameters */
function numberOf(parameters) {
  const number = known.get(parameters) ?? ++count;
  known.set(parameters, number);
  return number;
}

/** Tells apart fields with different W_h; the radius that a drawn or turned one is rescaled to is no difference. @param {Fields} fields */
export function drawnFrom(fields) {
  const { parameters, model, layer, direction } = fields;
  if (parameters) return `written ${numberOf(baseOf(parameters))} ${layer} ${direction}`;
  return model === null ? query(bare(fields)).toString() : `stored ${model} ${layer} ${direction}`;
}

/** The least that W_h can be asked for with. @param {Fields} fields @returns {Fields} */
function bare(fields) {
  const { cell, hidden_size, seed, recurrent_init, num_layers, bidirectional, layer, direction, parameters, model } =
    fields;
  const looked = { layer, direction };
  if (isDrawn(fields))
    return {
      ...DEFAULTS,
      sentence: WORD,
      cell,
      hidden_size,
      seed,
      recurrent_init,
      num_layers,
      bidirectional,
      ...looked,
    };
  const inputs = [Array.from({ length: networkOf(fields)?.input_size ?? 0 }, () => 0)];
  return { ...DEFAULTS, inputs, objective: "sum", parameters: parameters && baseOf(parameters), model, ...looked };
}

/**
 * @param {Fields} fields
 * @param {AbortSignal} signal
 * @returns {Promise<Spectrum | null>} null where the server refuses such a network
 */
export async function fetchSpectrum(fields, signal) {
  const { url, body } = request(bare(fields), ["jacobian"]);
  const headers = body ? { "Content-Type": "application/json" } : undefined;
  const response = await fetch(url, body ? { method: "POST", body, headers, signal } : { signal });
  return response.ok ? (await response.json()).spectrum.gates : null;
}

/**
 * A written network whose W_h is rescaled, gate by gate, as the server rescales a drawn one; null gives back what it was.
 * @param {Parameters} parameters
 * @param {string} name of W_h
 * @param {Spectrum} spectrum of what it was
 * @param {number | null} radius
 * @returns {Parameters}
 */
export function turned(parameters, name, spectrum, radius) {
  const base = baseOf(parameters);
  if (radius === null) return base;
  const rows = /** @type {number[][]} */ (base[name] ?? []);
  const factors = Object.values(spectrum).map(({ spectral_radius: own }) => (own === 0 ? 1 : radius / own));
  const H = rows.length / Math.max(factors.length, 1);
  const scaledRows = rows.map((row, i) => row.map((weight) => weight * (factors[Math.floor(i / H)] ?? 1)));
  const made = { ...base, [name]: scaledRows };
  turnedFrom.set(made, { base, radius });
  return made;
}

/**
 * A block of W_h rescaled to a radius, as the server rescales it; null leaves it as drawn.
 * @param {Block} block
 * @param {number | null} radius
 * @returns {Block}
 */
export function scaled(block, radius) {
  if (radius === null || block.spectral_radius === 0) return block;
  const by = radius / block.spectral_radius;
  return {
    eigenvalues: block.eigenvalues.map(([re, im]) => [re * by, im * by]),
    spectral_radius: radius,
    largest_singular_value: block.largest_singular_value * by,
  };
}
