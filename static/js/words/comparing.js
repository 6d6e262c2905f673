/**
 * What a comparison of cells shows, in sentences that its numbers bear out.
 * @import {Entrant, Run, Saying} from "../types.js"
 */

import { short, sub } from "../pen/numbers.js";
import { isPlain } from "../run/facts.js";
import { power } from "./narration.js";

/** Factors up to this many decades are written out. */
const WRITTEN = 4;
/** Closer than this, in decades, the cells are called alike. */
const ALIKE = 5e-3;

/** log10 of a gradient that is exactly zero. */
const NOTHING = Number.NEGATIVE_INFINITY;

/** log10 of the gradient at the beginning. @param {Run} run */
const levelOf = (run) => run.steps[0]?.log10_grad_norm ?? NOTHING;

/** @param {number} log10 */
const times = (log10) => (log10 > WRITTEN ? power(log10) : short(10 ** log10));

/**
 * Which cell has the largest gradient at the beginning, which the smallest; and where the best is a plain one, that this
 * speaks against the gates.
 * @param {Entrant[]} entrants
 * @returns {Saying[]}
 */
export function ranking(entrants) {
  const known = entrants.flatMap(({ kind, run }) => (run ? [{ kind, level: levelOf(run) }] : []));
  known.sort((a, b) => (a.level === b.level ? 0 : b.level - a.level));
  const [best, worst] = [known[0], known.at(-1)];
  if (!entrants.length) return [];
  if (!best || best.level === NOTHING) return [["ledger-none", {}]];
  if (!worst || best === worst) return [];
  const [most, least] = [best.level, worst.level];
  const h = sub("h", 0);
  if (least === NOTHING) {
    const args = { h, best: best.kind.symbol, most: power(most), worst: worst.kind.symbol };
    return [["compare-say-zero", args], ...against(known)];
  }
  if (most - least < ALIKE) return [["compare-alike", { h, most: power(most) }]];
  /** @type {Saying} */
  const said = [
    "compare-say",
    {
      h,
      best: best.kind.symbol,
      worst: worst.kind.symbol,
      most: power(most),
      least: power(least),
      times: times(most - least),
    },
  ];
  return [said, ...against(known)];
}

/**
 * What speaks against the gates: a plain cell's gradient above that of every gated one, or a gated cell's below that of
 * every plain one.
 * @param {{kind: Entrant["kind"], level: number}[]} known largest first
 * @returns {Saying[]}
 */
function against(known) {
  const plain = known.filter(({ kind }) => isPlain(String(kind.fields.cell)));
  const gated = known.filter((each) => !plain.includes(each));
  if (!plain.length || !gated.length) return [];
  const [best, worst] = [/** @type {typeof known[0]} */ (known[0]), /** @type {typeof known[0]} */ (known.at(-1))];
  const above = (/** @type {typeof best | undefined} */ one, /** @type {typeof best | undefined} */ other) =>
    Number(one?.level) - Number(other?.level) > ALIKE;
  if (plain.includes(best) && above(best, gated[0])) return [["compare-counter", { best: best.kind.symbol }]];
  if (gated.includes(worst) && above(plain.at(-1), worst))
    return [["compare-counter-worst", { worst: worst.kind.symbol }]];
  return [];
}
