/** How numbers are written on the page: a true minus sign, tabular figures, no layout shift. */

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/**
 * A value of a vector: two decimals, fewer where the number is large.
 * @param {number} value
 */
export function short(value) {
  const size = Math.abs(value);
  if (size >= 1e4) return minus(value.toExponential(0));
  return minus(value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2).replace(/^-(0(\.0+)?)$/, "$1"));
}

/** The same with its sign always shown. @param {number} value */
export const signed = (value) => (short(value).startsWith("−") || Number(short(value)) === 0 ? "" : "+") + short(value);

/** All the digits that a reader could compare with another program. @param {number} value */
export const exact = (value) => minus(String(value));

/** "h₃", "h₋₁". @param {string} symbol @param {number} index */
export const sub = (symbol, index) =>
  symbol +
  minus(String(index))
    .replace("−", "₋")
    .replace(/\d/g, (d) => SUBSCRIPTS[Number(d)] ?? d);

/** The exponent of a power of ten: "−1.57". @param {number} log10 */
export const exponent = (log10) => minus(log10.toFixed(Math.abs(log10) >= 99.995 ? 1 : 2).replace(/^-(0\.0+)$/, "$1"));
