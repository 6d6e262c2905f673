/**
 * Two waves that cross: what an edit changed, ‖Δh_t‖, forward in ink, and the gradient, ‖∂L/∂h_t‖, backward in violet.
 * Both travel through the same Jacobians.
 * @import {Ground, Layer, Levels, Mark, Run} from "../types.js"
 */

import { findLastIndex } from "../pen/last.js";
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { readsBack } from "../run/reading-order.js";
import { layerStepAt } from "./gradient-curves.js";
import { beginning } from "./plot.js";

/**
 * @param {Run} run
 * @param {object} options
 * @param {Levels} options.delta log10‖Δh_t‖; all null where nothing is edited
 * @param {string[]} options.tokens the words with the edits
 * @param {number[]} options.at the steps that are edited
 * @param {{forward: string, backward: string}} options.names
 * @param {Layer["say"]} options.say
 * @returns {Layer}
 */
export function whatifLayer(run, { delta, tokens, at, names, say }) {
  const gradient = gradientLevels(run);
  /** @type {Layer} */
  const layer = {
    name: "whatif",
    title: "whatif-waves",
    measure: "‖Δh_{t}‖, ‖∂L/∂h_{t}‖",
    tokens,
    back: readsBack(run),
    here: true,
    own: gradient,
    bands: [
      { name: "wake gradient-wake", low: gradient.map(() => null), high: gradient },
      { name: "wake delta-wake", low: delta.map(() => null), high: delta },
    ].filter(({ high }) => beginning(high) >= 0),
    curves: [
      { name: "gradient-wave", levels: gradient, last: [names.backward], head: "backward" },
      { name: "delta-wave", levels: delta, first: [names.forward], head: "forward" },
    ],
    behind: (ground) => at.map((step) => place(ground, step)),
    before: (ground, grown) => [
      ...arrow(ground, grown(delta), 1),
      ...arrow(ground, gradient, -1),
      ...at.filter((t) => tokens[t] !== run.tokens[t]).map((t) => underlined(ground, t)),
    ],
    say,
    stepAt: (size, px) => layerStepAt(layer, size, px),
  };
  return layer;
}

/** Where an edit enters. @param {Ground} ground @param {number} t */
const place = ({ x, floor }, t) =>
  mark(
    "g",
    { class: "edit-place" },
    mark("path", { class: "stem", d: `M${round(x(t))} 14V${round(floor)}` }),
    mark("path", { class: "notch", d: `M${round(x(t) - 5)} 5h10l-5 8z` }),
  );

/** Another word than the run's own. @param {Ground} ground @param {number} t */
const underlined = ({ word, height, room }, t) => {
  const half = Math.min(room / 2 - 3, 16);
  return mark("path", { class: "other-word", d: `M${round(word(t) - half)} ${height - 3}h${round(2 * half)}` });
};

/** How long an arrow's head is, and half as wide, px. */
const [LONG, WIDE] = [22, 9];

/**
 * The head of a wave, where its way ends.
 * @param {Ground} ground
 * @param {Levels} levels
 * @param {1 | -1} way 1 to the right
 * @returns {Mark[]}
 */
function arrow({ x, y }, levels, way) {
  const t = way > 0 ? findLastIndex(levels, (level) => level !== null) : beginning(levels);
  const [from, to] = [levels[t - way], levels[t]];
  if (to == null) return [];
  const [tip, top] = [x(t), y(to)];
  const slope = from == null ? 0 : (Math.atan2(top - y(from), (tip - x(t - way)) * way) * 180) / Math.PI;
  const turned = way > 0 ? slope : 180 - slope;
  const d = `M${LONG} 0L-2 ${-WIDE}L3 0L-2 ${WIDE}z`;
  const transform = `translate(${round(tip)} ${round(top)}) rotate(${round(turned)})`;
  return [mark("path", { class: `tip-of ${way > 0 ? "delta" : "gradient"}`, d, transform })];
}
