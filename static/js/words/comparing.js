/**
 * What a comparison of cells shows, in sentences that its numbers bear out.
 * @import {Entrant, Saying} from "../types.js"
 */

import { short, sub } from "../pen/numbers.js";
import { isPlain } from "../run/facts.js";
import { power } from "./narration.js";

/** Factors up to this many decades are written out. */
const WRITTEN = 4;
/** Closer than this, in decades, the cells are called alike. */
const ALIKE = 5e-3;

/** @param {number} log10 */
const times = (log10) => (log10 > WRITTEN ? power(log10) : short(10 ** log10));

/**
 * Which cell has the largest gradient at the beginning, which the smallest; and where the best is a plain one, that this
 * speaks against the gates.
 * @param {Entrant[]} entrants
 * @returns {Saying[]}
 */
export function ranking(entrants) {
  const all = entrants.map(({ kind, run }) => ({ kind, level: run?.steps[0]?.log10_grad_norm ?? null }));
  const known = all.filter(({ level }) => level !== null).sort((a, b) => Number(b.level) - Number(a.level));
  const [best, worst] = [known[0], known.at(-1)];
  if (!all.length) return [];
  if (!best) return [["ledger-none", {}]];
  if (!worst || best === worst) return [];
  const [most, least] = [Number(best.level), Number(worst.level)];
  const h = sub("h", 0);
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
  return gatesLose(known) ? [said, ["compare-counter", { best: best.kind.symbol }]] : [said];
}

/**
 * Whether a plain cell's gradient is above that of every gated one.
 * @param {{kind: Entrant["kind"], level: number | null}[]} known largest first
 */
function gatesLose(known) {
  const gated = known.find(({ kind }) => !isPlain(String(kind.fields.cell)));
  const best = known[0];
  return Boolean(gated && best && best !== gated && Number(best.level) - Number(gated.level) > ALIKE);
}
