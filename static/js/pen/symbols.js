/** Mathematics in the picture: a letter and its index. @import {Mark} from "../types.js" */
import { mark } from "./svg.js";

/**
 * A symbol with its index, as mathematics is set: h₃, x₀, h₋₁.
 * @param {string} symbol
 * @param {number} index
 * @param {Mark["attrs"]} attrs
 */
export const math = (symbol, index, attrs) =>
  mark("text", attrs, symbol, mark("tspan", { class: "index", dy: 4 }, String(index).replace("-", "−")));
