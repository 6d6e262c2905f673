/**
 * ∂L/∂W_h as it gathers: one grid for the whole sentence. Each step back drops its share into it, the outer product of
 * what was remembered (h_{t-1}, its rows) and what came back (∂L/∂a, its columns).
 * @import {Mark, Rect, Run, Scheme} from "../types.js"
 */

import { round, smooth } from "../pen/math.js";
import { exponent } from "../pen/numbers.js";
import { mark } from "../pen/svg.js";
import { log10Of, signedPaint, table, violetPaint } from "../pen/table.js";
import { before } from "../run/algebra.js";
import { productGradient, weightGradientAt, weightGradientFrom } from "../run/backprop.js";

const EDGE = 8;
/** More units than this are fine. */
const FINE = 16;

/**
 * @typedef {object} Options
 * @property {string} gate
 * @property {Scheme} scheme
 * @property {number} made how far the share has come about, 0…1
 * @property {number} dropped how far it has sunk into the grid, 0…1
 * @property {boolean} [stacked] its size is below its name
 */

/**
 * @param {Run} run
 * @param {number} t
 * @param {Rect & Options} options
 * @returns {Mark}
 */
export function gathering(run, t, { gate, x, y, width, height, scheme, made, dropped, stacked = false }) {
  const box = { x: x + EDGE + 3, y, width: width - EDGE - 3, height: height - EDGE - 3 };
  const paint = violetPaint(scheme);
  const whole = dropped > 0 ? t : t + 1;
  const rows = weightGradientFrom(run, whole, gate);
  const own = made > 0 && dropped < 1 ? weightGradientAt(run, t, gate) : null;
  const d = productGradient(run, t, gate);
  // row by row, or as one sheet where rows are fine, it rises from its columns; then it sinks into what was there
  const units = own?.length ?? 0;
  const risen = units > FINE ? units : Math.ceil(made * units);
  const high = box.height * (units > FINE ? made : risen / Math.max(units, 1));
  const rising = { ...box, y: box.y + box.height - high, height: high };
  const common = { paint, owner: run, numbers: false };
  return mark(
    "g",
    { class: "gathering" },
    mark("rect", {
      class: "frame",
      x: round(box.x - 2),
      y: round(box.y - 2),
      width: round(box.width + 4),
      height: round(box.height + 4),
      rx: 3,
    }),
    table(rows, { ...box, ...common, name: `gathered ${gate} ${whole} ${scheme}` }),
    table(
      before(run, t).map((h) => [h]),
      { x, y, width: EDGE, height: box.height, paint: signedPaint(scheme), owner: run, name: `edge ${t} ${scheme}` },
    ),
    d &&
      table([d], {
        x: box.x,
        y: y + box.height + 3,
        width: box.width,
        height: EDGE,
        ...common,
        name: `edge ${gate} ${t} ${scheme}`,
      }),
    own &&
      mark(
        "g",
        { opacity: dropped > 0 ? round(1 - smooth(dropped)) : null },
        table(own.slice(-risen), { ...rising, ...common, name: `share ${gate} ${t} ${risen} ${scheme}` }),
      ),
    ...title(rows, { x: box.x, y: y + height + 16, stacked }),
  );
}

/** Its name and its size so far, beside it or below it. @param {number[][]} rows @param {{x: number, y: number, stacked: boolean}} place */
function title(rows, { x, y, stacked }) {
  const size = log10Of(Math.hypot(...rows.map((row) => Math.hypot(...row))));
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
