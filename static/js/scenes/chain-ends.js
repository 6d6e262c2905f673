/**
 * Where the chain begins and where it ends: h₋₁ and the loss.
 * @import {Run} from "../types.js"
 * @import {Options, Placing} from "./layout.js"
 */

import { colour, threadWidth } from "../pen/colours.js";
import { round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { before } from "../run/algebra.js";
import { isSummed } from "../run/head.js";
import { approached, backwardDone, endOf, FORWARD, forwardDone } from "../run/phases.js";
import { language } from "../words/i18n.js";
import { bars } from "./answer.js";
import { summed } from "./answer-sum.js";
import { toInitial } from "./gradient-ends.js";
import { whole } from "./layout.js";
import { end, showsBars } from "./placing.js";
import { belongs } from "./vectors.js";

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
  const x1 = at.begins + (x2 - 90 - at.begins) * (1 - place.r);
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
