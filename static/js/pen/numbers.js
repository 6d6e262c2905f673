/** How numbers are written on the page: a true minus sign, tabular figures, no layout shift. */

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/**
 * A value of a vector: two decimals, fewer where the number is large, "2·10³⁷" where it is beyond all.
 * @param {number} value
 */
export function short(value) {
  const size = Math.abs(value);
  if (size >= 1e4) {
    const [figure, whole] = value.toExponential(0).split("e");
    return `${minus(String(figure))}·${powerOfTen(Number(whole))}`;
  }
  return minus(value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2).replace(/^-(0(\.0+)?)$/, "$1"));
}

/** A number in some writing with its sign always shown. @param {number} value @param {(value: number) => string} write */
export const withSign = (value, write) => {
  const text = write(value);
  return (text.startsWith("−") || Number(text) === 0 ? "" : "+") + text;
};

/** A value with its sign always shown. @param {number} value */
export const signed = (value) => withSign(value, short);

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

/** The power of ten that a number is written with: its own, also where it is just below the next one. @param {number} value */
const orderOf = (value) => Number(value.toExponential(1).split("e")[1]);

/** A sign and a power of ten: "−10⁻⁷". @param {number} value */
const power = (value) => `${value < 0 ? "−" : ""}${powerOfTen(orderOf(value))}`;

/** With one figure before it: "−3·10⁻⁷". @param {number} value */
const figure = (value) => {
  const [figures, order] = Math.abs(value).toExponential(1).split("e");
  // never 10: the order is the one that the sentences say
  return `${value < 0 ? "−" : ""}${Math.min(Math.round(Number(figures)), 9)}·${powerOfTen(Number(order))}`;
};

/** A value in little room, in three letters and its sign: "−.78", "−2.6", "12". @param {number} value */
export function tight(value) {
  const size = Math.abs(value);
  if (size >= 999.5) return power(value);
  if (size >= 0.995) return minus(value.toFixed(size >= 9.95 ? 0 : 1));
  return minus(value.toFixed(2).replace("0.", ".")).replace(/^−(\.00)$/, "$1");
}

/** The same in less room still, in tenths: "−.8", "1.9", "12". @param {number} value */
export function tenths(value) {
  const size = Math.abs(value);
  if (size >= 99.5) return power(value);
  const text = value.toFixed(size >= 9.95 ? 0 : 1).replace(/^(-?)0\./, "$1.");
  return minus(text === "-.0" ? ".0" : text);
}

/**
 * The ways to write the gradients of one table, from the one that says most to the one that takes least room. All have
 * the same decimals; what these cannot tell from nothing is written as a power of ten.
 * @param {number[]} values
 * @returns {((value: number) => string)[]}
 */
export function faintly(values) {
  const sizes = values.filter((value) => value !== 0).map(Math.abs);
  const fine = sizes.some((size) => orderOf(size) < -2) && sizes.every((size) => size < 0.9995);
  const thousandths = (/** @type {number} */ value) => minus(value.toFixed(3)).replace("0.", ".");
  const way =
    (
      /** @type {number} */ places,
      /** @type {(value: number) => string} */ decimal,
      /** @type {(value: number) => string} */ beyond,
    ) =>
    (/** @type {number} */ value) => {
      if (value === 0) return "0";
      return orderOf(value) < -places || Math.abs(value) >= 99.95 ? beyond(value) : decimal(value);
    };
  const [places, decimal] = /** @type {[number, typeof short]} */ (fine ? [3, thousandths] : [2, short]);
  return [way(places, decimal, figure), way(places, decimal, power), way(2, tight, power)];
}

/** The same with two figures: "−2.3·10⁻⁷". @param {number} value */
export function scientific(value) {
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.01 && size < 1000)) return short(value);
  // a figure rounded up to 10.0 is 1.0 of the next power
  const [figures, whole] = value.toExponential(1).split("e");
  return `${minus(String(figures))}·${powerOfTen(Number(whole))}`;
}

/**
 * A share of a whole: "44%", "0.4%"; only none at all is 0% and only the whole is 100%.
 * @param {number} value 0…1
 */
export function percent(value) {
  const part = 100 * value;
  if (value <= 0 || value >= 1) return `${value > 0 ? 100 : 0}%`;
  if (part < 0.1) return "<0.1%";
  if (part > 99.9) return ">99.9%";
  const places = part < 1 || part > 99 ? 1 : 0;
  return `${part.toFixed(places)}%`;
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
