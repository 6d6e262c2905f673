/**
 * What W_h does to a vector, whatever is read: its eigenvalues and its largest singular value, gate by gate. They are
 * asked for once a network; a radius only scales them.
 * @import {Block, Fields, Spectrum} from "../types.js"
 */
import { DEFAULTS, query } from "./address.js";

/** W_h knows neither words nor losses: any word will do, and one costs least. */
const WORD = "a";

/** The fields that W_h is drawn from, as /step takes them; its radius is PyTorch's or its kind's. @param {Fields} fields */
export const drawnFrom = ({ cell, hidden_size, seed, recurrent_init }) =>
  query({ ...DEFAULTS, sentence: WORD, cell, hidden_size, seed, recurrent_init }).toString();

/**
 * @param {string} drawn what `drawnFrom` gave
 * @param {AbortSignal} signal
 * @returns {Promise<Spectrum | null>} null where the server refuses such a network
 */
export async function fetchSpectrum(drawn, signal) {
  const response = await fetch(`/step?${drawn}&include=jacobian`, { signal });
  return response.ok ? (await response.json()).spectrum.gates : null;
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
