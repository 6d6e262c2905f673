/**
 * Rolled up, the cells of the other steps are cards under the one that is read: the same A. What each step leaves is a
 * row behind h_t, and a turn of the loop.
 * @import {Mark, Progress, Run, Step} from "../types.js"
 * @import {Layout, Options, Placing} from "./layout.js"
 */

import { clamp, round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { between } from "./bars.js";
import { box } from "./box.js";
import { FAN } from "./layout.js";
import { around, MOST_CARDS, to } from "./placing.js";
import { fan, strip } from "./vectors.js";

/** A card is so much higher than the one above it, px, and narrower, as a share; of so many the edge shows. */
const CARD = { higher: 5, narrower: 0.05, most: 4 };
/** A row of the memory is so much higher than the next newer one, px, and where the gradient needs the room; how much of it shows. */
const ROW = { higher: 6, aside: 1.5, newest: 0.9, oldest: 0.25 };
/** The shares of its slide in which a card's threads and input have gone, and its numbers. */
const GONE = { threads: 0.4, numbers: 0.15 };

/**
 * The card of another step than the one that is read, on its way under it.
 * @param {Run} run @param {number} t @param {Progress} done @param {Placing} place @param {Options} options
 */
export function card(run, t, done, place, options) {
  const { at } = options;
  const own = { ...options, window: around(at, options.window, place.x(t)) };
  const step = /** @type {Step} */ (run.steps[t]);
  const slid = place.under(t);
  const deep = Math.min(Math.abs(t - place.t), CARD.most) * slid;
  const narrow = 1 - CARD.narrower * deep;
  const transform = `translate(0 ${round(at.boxTop * (1 - narrow) - CARD.higher * deep)}) scale(${round(narrow, 1e4)})`;
  const ahead = done.f === 0 ? " ahead" : "";
  return mark(
    "g",
    { key: `card ${t}`, "data-t": t, class: `cell${done.back ? " back" : ahead}`, transform: to(at, place.x(t)) },
    slid < GONE.threads && threads(step, done, slid / GONE.threads, options),
    mark("g", { key: "card", transform }, slid < 1 ? box(run, step, { ...done, active: "" }, own) : blank(at)),
  );
}

/** A card of which only the upper edge shows. @param {Layout} at */
const blank = ({ box: { width, height }, boxTop }) =>
  mark("g", { class: "A" }, mark("rect", { x: -width / 2, y: boxTop, width, height, rx: 12 }));

/**
 * What leads in and out lets go, and the input goes down to its word.
 * @param {Step} step
 * @param {Progress} done
 * @param {number} gone
 * @param {Options} options
 */
function threads({ h, x }, { f }, gone, { at, scheme }) {
  const width = at.inputUnit * at.I;
  const down = `translate(0 ${round(at.chipTop * gone)}) scale(1 ${round(1 - gone, 1e3)})`;
  const up = { x: 0, y1: at.top + at.row, y2: at.boxTop, unit: at.unit, width: FAN.output, scheme };
  const low = { x: 0, y1: at.inputTop, y2: at.boxTop + at.box.height, unit: at.inputUnit, width: FAN.input, scheme };
  return mark(
    "g",
    { key: "threads", class: "input" },
    f === 1 && fan(h, { ...up, drawn: 1 - gone }),
    mark(
      "g",
      { key: "input", transform: down },
      fan(x, { ...low, drawn: f > 0 ? 1 : 0 }),
      strip(x, { x: -width / 2, y: at.inputTop, unit: at.inputUnit, height: at.row, scheme, numbers: 0 }),
    ),
  );
}

/**
 * What was read before, a row a step: the newest in front, until the next one covers it.
 * @param {Run} run @param {number} t @param {Placing} place @param {Options} options
 * @returns {Mark | null}
 */
export function row(run, t, place, { at, scheme }) {
  const step = /** @type {Step} */ (run.steps[t]);
  const slid = place.under(t);
  const age = place.age(t);
  if (age > MOST_CARDS && slid === 1) return null;
  const old = clamp(age, 0, MOST_CARDS);
  const higher = between(ROW.higher, ROW.aside, place.upright) * old * slid;
  const faint = between(1, between(ROW.newest, ROW.oldest, old / MOST_CARDS), slid * clamp(age));
  const written = Math.max(1 - slid / GONE.numbers, 1 - age);
  return mark(
    "g",
    { key: `row ${t}`, "data-t": t, class: "remembered", transform: to(at, place.x(t)), opacity: round(faint) },
    strip(step.h, {
      x: -at.strip / 2,
      y: round(at.top - higher),
      unit: at.unit,
      height: at.row,
      scheme,
      numbers: at.numbered ? round(clamp(written)) : 0,
      symbol: `h:${t}`,
      of: "unit",
    }),
  );
}
