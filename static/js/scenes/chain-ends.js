/**
 * Where the chain begins and where it ends: h₋₁ and the loss, and the loss that a step puts in from above.
 * @import {Run, Step, Progress} from "../types.js"
 * @import {Options, Placing} from "./layout.js"
 */

import { colour, threadWidth } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { once } from "../pen/once.js";
import { riverHeight } from "../pen/river-scale.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { before } from "../run/algebra.js";
import { isSummed } from "../run/head.js";
import { passage } from "../run/passage.js";
import { approached, BACKWARD, backwardDone, endOf, FORWARD, forwardDone, phaseDone } from "../run/phases.js";
import { isBelow } from "../run/reading.js";
import { language, t as say } from "../words/i18n.js";
import { bars } from "./answer.js";
import { summed } from "./answer-sum.js";
import { toInitial } from "./gradient-ends.js";
import { early, joinsFromAbove } from "./joins.js";
import { whole } from "./layout.js";
import { end, showsBars } from "./placing.js";
import { normText } from "./river-numbers.js";
import { belongs } from "./vectors.js";
import { downward, mostIn } from "./water.js";

/** Where the river from above falls into A, as a share of A's width from its middle; and the most px it has there. */
const [FALLS, WIDEST] = [0.26, 40];

/**
 * What the loss at this very step puts in from above: it falls into A and joins the river there.
 * @param {Run} run
 * @param {Step} step
 * @param {Progress} done
 * @param {Options} options
 */
export function injected(run, step, done, { at }) {
  const comes = phaseDone(BACKWARD, "arrive", done.b);
  if (!joinsFromAbove(run, step.t) || comes === 0) return null;
  const { joined, from, total } = passage(run, step.t);
  if (!joined) return null;
  const [y1, y2] = [at.top + at.row + 4, at.lanes.h - riverHeight(from.log10 ?? total.log10, mostIn(at)) / 2];
  const y = y1 + (y2 - y1) * comes;
  const x = FALLS * at.box.width;
  return mark(
    "g",
    { class: "back-link" },
    downward({ ...joined, x, y1, y2: y, most: WIDEST, tip: comes < 1 }),
    isBelow(run)
      ? mark(
          "text",
          { class: "value violet start", x: x + 26, y: y1 + 25 },
          say("layer-short", { n: String((run.layer ?? 0) + 2) }),
        )
      : math("L", at.place(step.t), { x: x + 26, y: y1 + 26, class: "symbol violet start" }),
    early(run) &&
      !isBelow(run) &&
      mark("text", { class: "value violet start", x: x + 48, y: y1 + 26 }, `= ${short(run.loss)}`),
    comes === 1 && normText(step.log10_grad_norm, { x: -34, y: y1 + 28 }),
  );
}

/**
 * What there is before the first step enters the first cell: nothing, unless it was asked for. Going back, its gradient
 * ends there.
 * @param {Run} run
 * @param {Options} options
 * @param {number} u
 * @param {Placing} place
 */
export function start(run, options, u, place) {
  const { at, window, scheme } = options;
  const x2 = place.x(0) - at.box.width / 2;
  const x1 = 34 + (x2 - 90 - 34) * (1 - place.r);
  const enters = approached(forwardDone(u, 0));
  const shown = Math.min(at.H, 8);
  const lanes = Object.entries(at.lanes).map(([name, y]) =>
    mark(
      "g",
      { key: name },
      mark("path", { class: "rail", d: `M${round(x1)} ${y}H${round(x2)}` }),
      ...(enters > 0
        ? before(run, 0, /** @type {"h" | "c"} */ (name))
            .slice(0, shown)
            .map((value, j) => {
              const lane = y + (j - (shown - 1) / 2) * Math.min(5, at.lane / shown);
              const look = value
                ? { fill: "none", stroke: colour(value, scheme), "stroke-width": threadWidth(value) }
                : { class: "nothing" };
              const d = `M${round(x1)} ${lane}H${round(x1 + (x2 - x1) * enters)}`;
              return mark("path", { ...look, d, ...belongs("unit", j) });
            })
        : []),
      whole(window, x1 - 14, 14) && math(name, at.place(-1), { x: round(x1 - 4), y: y + 5, class: "symbol end" }),
    ),
  );
  return mark(
    "g",
    {
      key: "start",
      class: `start${u > at.T ? " back" : ""}`,
      opacity: place.r < 1 && place.loop !== -1 ? round(place.r) : null,
    },
    ...lanes,
    ...(place.r === 1 ? toInitial(run, backwardDone(u, 0, at.T), { x1, x2 }, options) : []),
  );
}

/**
 * Where the chain ends: what the network answers, else the loss alone.
 * @param {Run} run
 * @param {Options} options
 * @param {number} u
 * @param {Placing} place
 */
export function loss(run, options, u, place) {
  const { at, window, scheme } = options;
  const emits = forwardDone(u, at.T - 1) < endOf(FORWARD, "squash") ? 0 : u < at.T ? 0.5 : 1;
  const answer = at.answer && { middle: at.answer.x + at.answer.width / 2, half: at.answer.width / 2 };
  const still = emits !== 0.5 && place.r === 1 && answer && whole(window, answer.middle, answer.half);
  if (!still) return ending(run, options, u, place);
  const key = `chain's end at rest ${emits} ${u > at.T} ${scheme} ${at.width} ${language()}`;
  return once(run, key, () => ending(run, options, u, place));
}

/** @param {Run} run @param {Options} options @param {number} u @param {Placing} place */
function ending(run, options, u, place) {
  const { at } = options;
  const x = end(at, place);
  const opacity = place.ended;
  const known = u >= at.T;
  const drawn = !showsBars(at, place.r)
    ? alone(run, round(x + 22), known, options)
    : isSummed(run)
      ? summed(run, options, u, x)
      : bars(run, options, u, x);
  return mark(
    "g",
    {
      key: "loss",
      class: `loss${u > at.T ? " back" : known ? "" : " pending"}`,
      opacity: opacity < 1 ? round(opacity) : null,
    },
    ...drawn,
  );
}

/** L and its value. @param {Run} run @param {number} x @param {boolean} known @param {Options} options */
const alone = (run, x, known, { at, window }) => [
  whole(window, x, 12) && mark("text", { class: "symbol big", x, y: at.axis + 4 }, "L"),
  known && whole(window, x, 18) && mark("text", { class: "value", x, y: at.axis + 26 }, short(run.loss)),
];
