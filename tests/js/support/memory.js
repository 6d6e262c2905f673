/** Answers of /memory with made-up norms: one for each distance from the end. */

const QUANTILES = ["min", "p10", "p25", "p50", "p75", "p90", "max"];
const quantiles = (level) => Object.fromEntries(QUANTILES.map((name) => [name, level]));

/** @param {(number | null)[]} norms log10, by distance @param {number | null} [half_life] */
export const recurrentOf = (norms, half_life = 1.5) => ({
  tokens: norms.map((_, t) => `w${t}`),
  seed: 0,
  seeds: 20,
  half_life,
  half_life_quantiles: quantiles(half_life),
  distances: norms.map((level, d) => ({
    distance: d,
    t: norms.length - 1 - d,
    log10_norm: level,
    ...quantiles(level),
  })),
});
