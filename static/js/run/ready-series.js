/** Series that are computed: each of T numbers between about −1 and 1, with three decimals. */

/** Steps of one turn of the sine, and steps between two jumps. */
const [PERIOD, HOLD] = [12, 8];
/** Where the jumps lead, one after the other. */
const LEVELS = [-0.5, 0.8, 0.1, -0.9, 0.6];

/** @type {Record<string, (t: number, draw: () => number) => number>} */
const SERIES = {
  sine: (t) => Math.sin((2 * Math.PI * t) / PERIOD),
  steps: (t) => Number(LEVELS[Math.floor(t / HOLD) % LEVELS.length]),
  noise: (_, draw) => draw(),
  flat: () => 0,
};

/** The names of the computed series. */
export const COMPUTED = Object.keys(SERIES);

/**
 * @param {string} name of COMPUTED
 * @param {number} length T
 * @param {number} seed of the noise
 */
export function computed(name, length, seed) {
  const draw = gauss(seed);
  return Array.from({ length }, (_, t) => Number((SERIES[name]?.(t, draw) ?? 0).toFixed(3)) + 0);
}

/** Numbers of N(0, ½²), the same for the same seed (Box and Muller's method). @param {number} seed */
function gauss(seed) {
  const uniform = mulberry32(seed);
  return () => 0.5 * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Uniform numbers in [0, 1): Tommy Ettinger's mulberry32. @param {number} seed */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A curve of another length: straight lines between its points.
 * @param {number[][]} rows
 * @param {number} length
 */
export function stretched(rows, length) {
  const last = rows.length - 1;
  return Array.from({ length }, (_, t) => {
    const at = length > 1 ? (t * last) / (length - 1) : 0;
    const [a, b] = [/** @type {number[]} */ (rows[Math.floor(at)]), /** @type {number[]} */ (rows[Math.ceil(at)])];
    return a.map((value, i) => Number((value + (Number(b[i]) - value) * (at - Math.floor(at))).toPrecision(6)));
  });
}
