/**
 * The cells on one text: the gradient of each as a curve with a mark of its own, named where it ends.
 * @import {Entrant, GradientCurve, Layer} from "../types.js"
 */

import { gradientLevels } from "../run/gradient-levels.js";
import { readsBack } from "../run/reading-order.js";
import { layerStepAt } from "./gradient-curves.js";

/** The room of the names, px. */
const NAMES = 92;

/**
 * @param {Entrant[]} entrants at least one of them with a run
 * @param {object} options
 * @param {string[]} options.tokens
 * @param {string} options.current the page's own cell
 * @param {boolean} options.here whether the text is the page's
 * @param {Layer["say"]} options.say
 * @returns {Layer}
 */
export function cellsLayer(entrants, { tokens, current, here, say }) {
  const curves = entrants.flatMap((entrant) => (entrant.run ? [curveOf(entrant, current)] : []));
  const own = curves.find(({ cell }) => cell === current)?.levels ?? [];
  /** @type {Layer} */
  const layer = {
    name: "cells",
    title: "compare-title",
    measure: "‖∂L/∂h_{t}‖",
    tokens,
    back: entrants.some(({ run }) => run && readsBack(run)),
    here,
    own,
    bands: [],
    curves,
    names: NAMES,
    say,
    stepAt: (size, px) => layerStepAt(layer, size, px),
  };
  return layer;
}

/** @param {Entrant} entrant @param {string} current @returns {GradientCurve} */
const curveOf = ({ kind: { name, symbol }, run }, current) => ({
  name: `cell ${name}${name === current ? " current" : ""}`,
  levels: run ? gradientLevels(run) : [],
  first: [symbol],
  glyph: name,
  cell: name,
  head: "backward",
});
