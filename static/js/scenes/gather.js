/**
 * ∂L/∂W_h as it gathers: one grid for the whole sentence. Each step back drops its share into it, the outer product of
 * what was remembered (h_{t-1}, its rows) and what came back (∂L/∂a, its columns).
 * @import {Mark, Run, Scheme} from "../types.js"
 */
import { before } from "../algebra.js";
import { gathered, productGradient, share } from "../backprop.js";
import { exponent } from "../numbers.js";
import { smooth } from "../phases.js";
import { mark } from "../svg.js";
import { log10Of, signedPaint, table, violetPaint } from "./cells.js";
import { round } from "./vectors.js";

const EDGE = 8;

/**
 * @param {Run} run
 * @param {number} t
 * @param {{gate: string, x: number, y: number, width: number, height: number, scheme: Scheme, from: {x: number, y: number, width: number, height: number}, made: number, dropped: number}} options
 *   `from`: where the share comes about; `made`: it is there; `dropped`: how far it has fallen into the grid
 * @returns {Mark}
 */
export function gathering(run, t, { gate, x, y, width, height, scheme, from, made, dropped }) {
  const box = { x: x + EDGE + 3, y, width: width - EDGE - 3, height: height - EDGE - 3 };
  const paint = violetPaint(scheme);
  const whole = dropped >= 1 ? t : t + 1;
  const rows = gathered(run, whole, gate);
  const own = made > 0 && dropped < 1 ? share(run, t, gate) : null;
  const d = productGradient(run, t, gate);
  const way = smooth(dropped);
  const between = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * way;
  const flying = {
    x: between(from.x, box.x),
    y: between(from.y, box.y),
    width: between(from.width, box.width),
    height: between(from.height, box.height),
  };
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
        { opacity: round(Math.min(made, 1)) },
        table(own, { ...flying, ...common, name: `share ${gate} ${t} ${scheme}` }),
      ),
    ...title(rows, box.x, y + height + 16),
  );
}

/** Its name and its size so far. @param {number[][]} rows @param {number} x @param {number} y */
function title(rows, x, y) {
  const size = log10Of(Math.hypot(...rows.map((row) => Math.hypot(...row))));
  const norm = size === null ? ["0"] : ["10", mark("tspan", { class: "power", dy: -5 }, exponent(size))];
  return [
    mark(
      "text",
      { class: "symbol start violet small", x: round(x), y: round(y) },
      "∂L/∂W",
      mark("tspan", { class: "index", dy: 4 }, "h"),
    ),
    mark("text", { class: "number violet start", x: round(x + 64), y: round(y) }, "‖·‖ = ", ...norm),
  ];
}
