/**
 * ∂L/∂W_h as it gathers: one square for the whole sentence. Each step back drops its share into it, the outer product of
 * what was remembered (h_{t-1}, its rows) and what came back (∂L/∂a, its columns): both are on the margins, and a tile
 * is as large as their product. Large networks have the margins alone. Shapes: H hidden size.
 * @import {Mark, Rect, Run, Scheme} from "../types.js"
 */

import { barBoxes } from "../pen/bar-boxes.js";
import { colour } from "../pen/colours.js";
import { round, smooth } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { once } from "../pen/once.js";
import { mark } from "../pen/svg.js";
import { log10Of } from "../pen/table.js";
import { before } from "../run/algebra.js";
import { productGradient, weightGradientAt, weightGradientFrom } from "../run/backprop.js";
import { placeOf } from "../run/reading-order.js";
import { largestOf, tiles } from "./hinton.js";

/** A margin is this wide, px; without tiles between them both have this share of the square. */
const MARGIN = 22;
const ALONE = 0.42;
/** Between a margin and the tiles, px. */
const GAP = 3;
/** More units than this have no tiles. */
const MOST_TILED = 32;
/** What had gathered shows this faintly behind a share that has not dropped yet. */
const BEHIND = 0.16;
/** How many drawn squares of a run are kept. */
const KEPT = 60;

/**
 * @typedef {object} Options
 * @property {string} gate
 * @property {Scheme} scheme
 * @property {number} made how far the share has come about, 0…1
 * @property {number} dropped how far it has sunk into the square, 0…1
 * @property {boolean} [stacked] its size is below its name
 */

/** Whether a network's ∂L/∂W_h is drawn tile by tile. @param {Pick<Run, "hidden_size">} run */
const isTiled = ({ hidden_size }) => hidden_size <= MOST_TILED;

/**
 * Where the square and its margins are.
 * @param {Pick<Run, "hidden_size">} run
 * @param {Rect} room
 */
function parts(run, { x, y, width, height }) {
  const margin = isTiled(run) ? { wide: MARGIN, high: MARGIN } : { wide: width * ALONE, high: height * ALONE };
  const square = {
    x: x + margin.wide + GAP,
    y,
    width: width - margin.wide - GAP,
    height: height - margin.high - GAP,
  };
  return {
    square,
    state: { x, y, width: margin.wide, height: square.height },
    back: { x: square.x, y: square.y + square.height + GAP, width: square.width, height: margin.high },
  };
}

/**
 * @param {Run} run
 * @param {number} t
 * @param {Rect & Options} options
 * @returns {Mark}
 */
export function gathering(run, t, { gate, scheme, made, dropped, stacked = false, ...room }) {
  const at = parts(run, room);
  const whole = dropped > 0 ? t : t + 1;
  const rows = weightGradientFrom(run, whole, gate);
  const d = productGradient(run, t, gate);
  const { square } = at;
  return mark(
    "g",
    { class: "gathering" },
    mark("rect", {
      class: "frame",
      x: round(square.x - 2),
      y: round(square.y - 2),
      width: round(square.width + 4),
      height: round(square.height + 4),
      rx: 3,
    }),
    ...(isTiled(run) ? gathered(run, t, gate, rows, { square, whole, made, dropped }) : [product(run, t, square)]),
    remembered(before(run, t), at.state, scheme),
    d && barBoxes(d, { ...at.back, upright: false, write: null }),
    ...title(rows, { x: isTiled(run) ? square.x : room.x, y: room.y + room.height + 16, stacked }),
  );
}

/**
 * What has gathered, and over it the share of this step.
 * @param {Run} run
 * @param {number} t
 * @param {string} gate
 * @param {number[][]} rows what has gathered
 * @param {{square: Rect, whole: number, made: number, dropped: number}} options
 */
function gathered(run, t, gate, rows, { square, whole, made, dropped }) {
  const own = made > 0 && dropped < 1 ? weightGradientAt(run, t, gate) : null;
  const units = own?.length ?? 0;
  // row by row it rises from its columns; then it sinks into what was there
  const risen = Math.ceil(made * units);
  const place = Object.values(square).map(round).join(" ");
  const drawn = (/** @type {string} */ name, /** @type {number[][]} */ all, /** @type {number[][]} */ shown) =>
    kept(run, `${name} ${place}`, () =>
      tiles(shown, { ...square, of: all.length, most: largestOf(all), log10: sizeOf(all) }),
    );
  const sinks = smooth(dropped);
  return [
    mark(
      "g",
      { key: "gathered", opacity: own ? round(BEHIND + (1 - BEHIND) * sinks) : null },
      drawn(`gathered ${gate} ${whole}`, rows, rows),
    ),
    own &&
      mark(
        "g",
        { key: "share", opacity: dropped > 0 ? round(1 - sinks) : null },
        drawn(`share ${gate} ${t} ${risen}`, own, own.slice(-risen)),
      ),
  ];
}

/** A drawing that is the same mark as long as it is the same picture. @param {Run} run @param {string} name @param {() => Mark} make */
function kept(run, name, make) {
  const known = once(run, "weight gradient drawings", () => /** @type {Map<string, Mark>} */ (new Map()));
  const drawing = known.get(name) ?? make();
  if (known.size > KEPT) known.clear();
  known.set(name, drawing);
  return drawing;
}

/** Between the margins of a large network: what they are multiplied to. @param {Run} run @param {number} t @param {Rect} square */
const product = (run, t, { x, y, width, height }) =>
  mark(
    "g",
    {},
    mark(
      "text",
      { class: "symbol violet small", x: round(x + width / 2), y: round(y + height / 2 + 5) },
      "h",
      mark("tspan", { class: "index", dy: 4 }, String(placeOf(run, t - 1)).replace("-", "−")),
      mark("tspan", { dy: -4 }, " ⊗ ∂L/∂a"),
    ),
  );

/**
 * h_{t-1} on the left margin: signed values as bars, to the right of its line above zero.
 * @param {number[]} h
 * @param {Rect} room
 * @param {Scheme} scheme
 */
function remembered(h, { x, y, width, height }, scheme) {
  const [middle, unit] = [x + width / 2, height / h.length];
  const most = Math.max(...h.map(Math.abs), 1);
  const thick = unit > 3 ? unit - 1.5 : unit;
  const bars = h.map((value, j) => {
    const long = (Math.abs(value) / most) * (width / 2 - 1);
    return mark("rect", {
      "data-unit": j,
      x: round(value < 0 ? middle - long : middle),
      y: round(y + j * unit + (unit - thick) / 2),
      width: round(long),
      height: round(thick),
      fill: colour(value, scheme),
    });
  });
  const line = mark("path", { class: "rail", d: `M${round(middle)} ${round(y)}v${round(height)}` });
  return mark("g", { class: "remembered" }, line, ...bars);
}

/** log10 of a matrix's norm. @param {number[][]} rows */
const sizeOf = (rows) => log10Of(Math.hypot(...rows.map((row) => Math.hypot(...row))));

/** Its name and its size so far, beside it or below it. @param {number[][]} rows @param {{x: number, y: number, stacked: boolean}} place */
function title(rows, { x, y, stacked }) {
  const size = sizeOf(rows);
  const beside = stacked ? { x: round(x), y: round(y + 22) } : { x: round(x + 64), y: round(y) };
  const norm = size === null ? ["0"] : ["10", mark("tspan", { class: "power", dy: -5 }, exponent(size))];
  return [
    mark(
      "text",
      { class: "symbol start violet small", x: round(x), y: round(y) },
      "∂L/∂W",
      mark("tspan", { class: "index", dy: 4 }, "h"),
    ),
    mark("text", { class: "number violet start", ...beside }, "‖·‖ = ", ...norm),
  ];
}
