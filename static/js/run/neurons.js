/**
 * Which units to tell of, and of what each follows.
 * @import {Correlation, Neurons} from "../types.js"
 */

/** A unit, by the network's own number, and what is told of it first. @typedef {{unit: number, told: Correlation | undefined}} Follower */

/** Of single tokens there are many features: as many are told of before all are asked for. */
const TOKENS = 2;

/** How telling a correlation is: one beyond chance more than any that is not, then by |r|. @param {Correlation} of */
const rank = ({ r, beyond_chance }) => (beyond_chance ? 1 : 0) + (r === null ? -1 : Math.abs(r));

/** Every unit with what it follows best, the best first. @param {Neurons} neurons @returns {Follower[]} */
export const every = ({ units }) => units.map(({ unit, correlations: [told] }) => ({ unit, told }));

/**
 * For each feature the unit that follows it best, the best first, each unit once: many units follow the same thing.
 * @param {Neurons} neurons
 * @param {number} most how many at most
 * @returns {Follower[]}
 */
export function salient(neurons, most) {
  const found = neurons.features.flatMap((_, place) => followerOf(neurons, place) ?? []);
  found.sort((a, b) => rank(b.told) - rank(a.told));
  const used = new Set();
  let tokens = 0;
  const kept = found.filter(({ unit, told }) => {
    if (used.has(unit) || (told.token !== null && ++tokens > TOKENS)) return false;
    used.add(unit);
    return true;
  });
  return kept.length ? kept.slice(0, most) : every(neurons).slice(0, most);
}

/** The unit that follows a feature best; null where none can. @param {Neurons} neurons @param {number} place */
function followerOf({ units }, place) {
  let best = /** @type {{unit: number, told: Correlation} | null} */ (null);
  for (const { unit, correlations } of units) {
    const told = correlations.find(({ feature }) => feature === place);
    if (told && told.r !== null && (!best || rank(told) > rank(best.told))) best = { unit, told };
  }
  return best;
}
