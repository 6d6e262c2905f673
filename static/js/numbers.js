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

const POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A power of ten in one line: "10⁻⁷". @param {number} whole */
const powerOfTen = (whole) =>
  `10${whole < 0 ? "⁻" : ""}${String(Math.abs(whole)).replace(/\d/g, (d) => POWERS[Number(d)] ?? d)}`;

/** A gradient's component, however small, in little room: "−0.03", "−.004", and below it its sign and the nearest power of ten. @param {number} value */
export function faintly(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 0.005 && size < 100) return short(value);
  if (size >= 0.0005 && size < 0.005) return minus(value.toFixed(3)).replace("0.", ".");
  const nearest = Math.round(Math.log10(size));
  return `${value < 0 ? "−" : ""}${powerOfTen(size < 1 ? Math.min(nearest, -4) : nearest)}`;
}

/** The same with two figures: "−2.3·10⁻⁷". @param {number} value */
export function scientific(value) {
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.01 && size < 1000)) return short(value);
  // what is rounded up to 10.0 is 1.0 of the next power
  const [figures, whole] = value.toExponential(1).split("e");
  return `${minus(String(figures))}·${powerOfTen(Number(whole))}`;
}

/** A change, however small, with its sign: three decimals, or two figures and an order. @param {number} value */
export function change(value) {
  const size = Math.abs(value);
  if (value === 0) return "0";
  const text = size >= 1e-3 && size < 100 ? size.toFixed(3) : scientific(size);
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** A round number at an axis, in as few letters as it takes: "1", "−0.5", "2·10⁹". @param {number} value */
export const rounded = (value) =>
  Math.abs(value) >= 1e4 ? scientific(value).replace(".0·", "·") : minus(String(Number(value.toPrecision(2))));
