/**
 * The gradient that comes to a step from above, out of its own loss or out of the layer above: it falls into A and joins
 * the river there.
 * @import {Progress, Run, Step} from "../types.js"
 * @import {Layout, Options} from "./layout.js"
 */

import { short } from "../pen/numbers.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { textWidth } from "../pen/text-width.js";
import { passage } from "../run/passage.js";
import { BACKWARD, phaseDone } from "../run/phases.js";
import { isBelow } from "../run/reading-order.js";
import { t as say } from "../words/i18n.js";
import { early, joinsFromAbove } from "./joins.js";
import { whole } from "./layout.js";
import { normWidth } from "./number-widths.js";
import { normText } from "./river-numbers.js";
import { downward, mostIn } from "./water.js";

/** Where the river from above falls into A, as a share of A's width from its middle; and the most px it has there. */
const [FALLS, WIDEST] = [0.26, 40];
/** Beside it: what falls, px to its right, and the norm of all that comes together, to the left of A's middle; over A, and rolled up. */
const [NAMED, TOTAL, SAID, LOW] = [26, 34, 24, 8];

/**
 * What the loss at this very step, or the layer above, puts in.
 * @param {Run} run
 * @param {Step} step
 * @param {Progress} done
 * @param {Options} options
 */
export function injected(run, step, done, { at, window }) {
  const comes = phaseDone(BACKWARD, "arrive", done.b);
  if (!joinsFromAbove(run, step.t) || comes === 0) return null;
  const { joined, from, total } = passage(run, step.t);
  if (!joined) return null;
  const [y1, y2] = [at.top + at.row + 4, at.lanes.h - riverHeight(from.log10 ?? total.log10, mostIn(at)) / 2];
  const y = y1 + (y2 - y1) * comes;
  const x = fallsAt(at);
  const reach = fallReach(run, step.t, at);
  return mark(
    "g",
    { class: "back-link" },
    downward({ ...joined, x, y1, y2: y, most: WIDEST, tip: comes < 1 }),
    whole(window, reach.right / 2, reach.right / 2) && fallen(run, step, at),
    comes === 1 &&
      whole(window, -reach.left / 2, reach.left / 2) &&
      normText(step.log10_grad_norm, { x: -TOTAL, y: lineOf(at) }),
  );
}

/** What falls: L_t, the loss itself where there is one, or the layer above. @param {Run} run @param {Step} step @param {Layout} at */
function fallen(run, { t }, at) {
  const place = { x: fallsAt(at) + NAMED, y: lineOf(at) };
  if (isBelow(run)) return mark("text", { class: "value violet start", ...place }, layerAbove(run));
  const loss = early(run) ? [mark("tspan", { class: "equals", dy: -4 }, ` = ${short(run.loss)}`)] : [];
  const index = mark("tspan", { class: "index", dy: 4 }, String(at.place(t)));
  return mark("text", { class: "symbol violet start", ...place }, "L", index, ...loss);
}

/** How far from A's middle the fall is, along the chain, px. @param {Layout} at */
export const fallsAt = (at) => FALLS * at.box.width;

/** The foot of what is written beside a fall: rolled up, there is less room. @param {Layout} at */
const lineOf = (at) => at.boxTop - (at.rolled > 0 ? LOW : SAID);

/** @param {Run} run */
const layerAbove = ({ layer = 0 }) => say("layer-short", { n: String(layer + 2) });

/** What L and its index take, px. @param {number} place */
const symbolWidth = (place) => 15 + 7 * String(place).length;

/**
 * How far the words beside a loss that falls into A reach to the right of its middle, px, and the norm of all that comes
 * together there to the left; half of A where none falls.
 * @param {Run} run
 * @param {number} t
 * @param {Layout} at
 */
export function fallReach(run, t, at) {
  const half = at.box.width / 2;
  const step = run.steps[t];
  if (!step || !joinsFromAbove(run, t)) return { left: half, right: half, y: lineOf(at) };
  const loss = early(run) ? textWidth(`= ${short(run.loss)}`, 13) : 0;
  const wide = isBelow(run) ? textWidth(layerAbove(run), 13) : symbolWidth(at.place(t)) + loss;
  return {
    left: Math.max(half, TOTAL + normWidth(step.log10_grad_norm) / 2),
    right: Math.max(half, fallsAt(at) + NAMED + wide),
    y: lineOf(at),
  };
}
