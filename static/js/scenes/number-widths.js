/** How wide the numbers at the river are, before they are drawn: estimates, on the wide side, in px. */
import { exponent } from "../pen/numbers.js";
import { numberWidth, textWidth } from "../pen/text-width.js";

/** The sizes of their letters, px: css/chain.css. */
const SIZE = { norm: 15, beside: 13, factor: 13 };
/** A number's width is known at this size, px. */
const KNOWN = 12;
/** What the index and the power of W_hᵀ take, px. */
const INDICES = 13;

/** A norm, "10^−1.94". @param {number | null} log10 @param {number} [size] px */
export const normWidth = (log10, size = SIZE.norm) =>
  log10 === null
    ? textWidth("0", size)
    : (numberWidth("10", true) * size) / KNOWN + numberWidth(exponent(log10), true) + 2;

/** What the name of a norm takes, "‖∂L/∂h₂‖ = ", and each further figure of its index, px. */
const NAME = { whole: 67, figure: 5 };

/** A norm with its name, "‖∂L/∂h₂‖ = 10^−1.94". @param {number} place of h @param {number | null} log10 */
export const namedWidth = (place, log10) =>
  NAME.whole + NAME.figure * (String(place).length - 1) + normWidth(log10, SIZE.beside);

/** A factor and what it leaves, "×W_hᵀ 43 %". @param {string} name @param {string} said */
export const factorWidth = (name, said) =>
  textWidth(name, SIZE.factor) + (name.endsWith("W") ? INDICES : 0) + textWidth(` ${said}`, SIZE.factor);
