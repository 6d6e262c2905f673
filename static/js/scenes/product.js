/**
 * A vector times its matrix, as mathematics writes it: (1×H) · (H×H) = (1×H), all cells of one size.
 * @import {Mark, Rect, Run, Scheme} from "../types.js"
 */

import { colour } from "../pen/colours.js";
import { clamp, round } from "../pen/math.js";
import { short } from "../pen/numbers.js";
import { raster } from "../pen/raster.js";
import { mark } from "../pen/svg.js";
import { hasWeights, weightColumns } from "../run/algebra.js";
import { strip } from "./vectors.js";
import { domainOf } from "./weight-colours.js";

/** What is between vector, matrix and result, in px. @param {boolean} wide */
export const SPACE = (wide) => (wide ? 26 : 16);

/**
 * The side of W_h, and the heights of both matrices: their cells are equal where that leaves something to see.
 * @param {Run} run
 * @param {boolean} wide
 */
export function matrixSize(run, wide) {
  const side = wide ? 112 : 48;
  const recurrent = clamp(side, 14, side);
  return { side, recurrent, input: clamp((side * run.input_size) / run.hidden_size, 18, wide ? 84 : side) };
}

/**
 * `· W = result`, from the right end of the vector on.
 * @param {Run} run
 * @param {string} name "hh" or "ih"
 * @param {{x: number, y: number, wide: boolean, size: ReturnType<typeof matrixSize>, result: number[] | null | undefined,
 *   scheme: Scheme, lit: number, known: number, back: boolean}} options `lit`: how far the product is; `known`: its result
 * @returns {Mark}
 */
export function product(run, name, { x, y, wide, size, result, scheme, lit, known, back }) {
  const recurrent = name === "hh";
  const [width, height] = [size.side, recurrent ? size.recurrent : size.input];
  const left = x + SPACE(wide);
  const after = left + width + SPACE(wide);
  const sign = (/** @type {string} */ text, /** @type {number} */ at) =>
    mark("text", { class: "sign", x: round(at - SPACE(wide) / 2), y: round(y + 6) }, text);
  return mark(
    "g",
    { class: `matrix${lit > 0 && lit < 1 && (recurrent || !back) ? " now" : ""}` },
    // the way back goes through the same matrix, but this is not its product
    !back && sign("·", left),
    !back && sign("=", after),
    ...matrix(run, recurrent, { x: left, y: y - height / 2, width, height }, scheme),
    mark(
      "text",
      { class: "symbol start", x: round(left), y: round(y - height / 2 - 8) },
      "W",
      mark("tspan", { class: "index", dy: 4 }, recurrent ? "h" : "x"),
    ),
    hasWeights(run) &&
      mark(
        "text",
        { class: "number start soft", x: round(left + 28), y: round(y - height / 2 - 8) },
        `±${short(domainOf(run))}`,
      ),
    mark("rect", { class: "slot", x: round(after), y: round(y - 9), width, height: 18, rx: 3 }),
    result &&
      known > 0 &&
      mark(
        "g",
        { transform: `translate(${round(after)} ${round(y - 9)})`, opacity: known < 1 ? round(known) : null },
        strip(result, { unit: width / result.length, height: 18, scheme, numbers: 0 }),
      ),
  );
}

/** A matrix of more columns is not drawn. */
const MOST_COLUMNS = 128;

/** @param {Run} run @param {boolean} recurrent @param {Rect} box @param {Scheme} scheme */
function matrix(run, recurrent, { x, y, width, height }, scheme) {
  const frame = mark("rect", {
    class: "frame",
    x: round(x - 2),
    y: round(y - 2),
    width: width + 4,
    height: round(height + 4),
    rx: 3,
  });
  if (!hasWeights(run)) return [frame];
  // more columns than pixels would be snow: how many there are is said instead
  if (run.hidden_size > MOST_COLUMNS) {
    const size = `${recurrent ? run.hidden_size : run.input_size} × ${run.hidden_size}`;
    return [frame, mark("text", { class: "size", x: round(x + width / 2), y: round(y + height / 2 + 4.5) }, size)];
  }
  const domain = domainOf(run);
  const href = raster(
    run,
    recurrent ? "W h" : "W x",
    () => weightColumns(run)[recurrent ? "recurrent" : "input"],
    (value) => colour(value, scheme, domain),
    scheme,
  );
  const fine = (recurrent ? run.hidden_size : run.input_size) > height;
  const attrs = { x: round(x), y: round(y), width, height: round(height), preserveAspectRatio: "none" };
  return [frame, mark("image", { href, ...attrs, class: fine ? "" : "raster", "data-matrix": recurrent ? "h" : "x" })];
}
