/**
 * What W_h does to a vector, whatever is read: its eigenvalues and its largest singular value, gate by gate. They are
 * asked for once a network; a radius only scales them.
 * @import {Block, Fields, Spectrum, StoredNetwork} from "../types.js"
 */
import { appAddress } from "../run/app-address.js";
import { DEFAULTS, query } from "./address.js";
import { fetchAnswer, post } from "./api.js";
import { fetchModel } from "./models.js";
import { isDrawn, networkOf } from "./network.js";

/** W_h knows neither words nor losses: any word will do, and one costs least. */
const WORD = "a";

/** More units than these are not asked for their eigenvalues: what was found in the file says ρ and σ. */
const MOST = 256;

/**
 * The fields that W_h is drawn from, as /step takes them; its radius is PyTorch's or its kind's. Of a network that is
 * written down or stored: a name for the matrix that is looked at.
 * @param {Fields} fields
 */
export function drawnFrom(fields) {
  const { cell, hidden_size, seed, recurrent_init, num_layers, bidirectional, layer, direction } = fields;
  if (!isDrawn(fields)) return JSON.stringify([fields.model, fields.parameters, layer, direction]);
  const network = { cell, hidden_size, seed, recurrent_init, num_layers, bidirectional, layer, direction };
  return query({ ...DEFAULTS, sentence: WORD, ...network }).toString();
}

/**
 * The spectrum of a network that is written down or stored.
 * @param {Fields} fields
 * @param {{lang: string, signal: AbortSignal}} options
 * @returns {Promise<Spectrum | null>}
 */
export async function fetchOwnSpectrum(fields, options) {
  if (fields.model !== null && (networkOf(fields)?.hidden_size ?? 0) > MOST)
    return spectrumOf(await fetchModel(fields.model, options.lang), fields);
  const told = await fetchAnswer(post("/step", fields, { include: ["jacobian"], digits: 12 }), options);
  return told.spectrum?.gates ?? null;
}

/** ρ and σ as they were found in the file, without eigenvalues. @param {StoredNetwork} model @param {Fields} fields */
export function spectrumOf({ found }, { layer, direction }) {
  const shown = layer ?? found.num_layers - 1;
  const blocks = (found.recurrent ?? []).filter((each) => each.layer === shown && each.direction === direction);
  return Object.fromEntries(
    blocks.map(({ gate, spectral_radius, largest_singular_value }) => [
      // the plain cell's only gate
      found.cell === "rnn" ? "a" : gate,
      { eigenvalues: [], spectral_radius, largest_singular_value },
    ]),
  );
}

/**
 * @param {string} drawn what `drawnFrom` gave
 * @param {AbortSignal} signal
 * @returns {Promise<Spectrum | null>} null where the server refuses such a network
 */
export async function fetchSpectrum(drawn, signal) {
  const response = await fetch(appAddress(`/step?${drawn}&include=jacobian`), { signal });
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
