/**
 * What the head says at a step of a run of numbers: W h_t + b above h_t, and beside it x_{t+1}, outlined; the gap between
 * them is what the loss is made of.
 * @import {Mark, Run} from "../types.js"
 * @import {Options} from "./layout.js"
 */
import { round } from "../pen/math.js";
import { mark } from "../pen/svg.js";
import { math } from "../pen/symbols.js";
import { forecastAt } from "../run/series.js";
import { whole } from "./layout.js";
import { strip } from "./vectors.js";

const Y = 4;
const HIGH = 24;
/** Between the two strips, in px; the most that a cell takes; and the room of a name beside them. */
const [GAP, CELL, NAME] = [28, 38, 70];

/**
 * @param {Run} run
 * @param {number} k the step
 * @param {Options} options
 * @returns {Mark | null}
 */
export function answer(run, k, { at, scheme, window }) {
  const place = at.place(k);
  const found = forecastAt(run, place);
  if (!found) return null;
  const { said, truth } = found;
  const unit = Math.min(CELL, (at.pitch - 16 - GAP) / 2 / said.length);
  const wide = unit * said.length;
  const named = at.pitch >= 2 * (wide + GAP / 2 + NAME);
  const [left, right] = [-GAP / 2 - wide, GAP / 2];
  const drawn = (/** @type {string} */ key, /** @type {number[]} */ values, /** @type {number} */ x) =>
    mark("g", { key }, strip(values, { x, y: Y, unit, height: HIGH, scheme, visible: seen(window, x) }));
  return mark(
    "g",
    { key: "answer", class: "answer" },
    named && whole(window, left - NAME / 2, NAME / 2) && says(place, left - 8),
    drawn("said", said, left),
    truth && mark("path", { key: "gap", class: "gap", d: `M${-GAP / 2 + 3} ${Y + HIGH / 2}H${GAP / 2 - 3}` }),
    truth && drawn("truth", truth, right),
    truth &&
      mark("rect", { key: "frame", class: "frame", x: round(right), y: Y, width: round(wide), height: HIGH, rx: 3 }),
    truth &&
      named &&
      whole(window, right + wide + NAME / 2, NAME / 2) &&
      math("x", place + 1, { key: "next", x: round(right + wide + 8), y: Y + 17, class: "symbol start" }),
  );
}

/** W h_t + b. @param {number} place @param {number} x its right end */
const says = (place, x) =>
  mark(
    "text",
    { key: "says", class: "symbol end", x: round(x), y: Y + 17 },
    "W h",
    mark("tspan", { class: "index", dy: 4 }, String(place)),
    mark("tspan", { dy: -4 }, " + b"),
  );

/**
 * The window as seen from a strip's own left end.
 * @param {Options["window"]} window
 * @param {number} left
 * @returns {[number, number] | undefined}
 */
const seen = (window, left) => window && [window.from - left, window.to - left];
