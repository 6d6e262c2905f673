/** The sum that makes one number as a table: a row a term, its factors and their product, then the whole and its squashing. */
/** @import {ChartTable, Focus, Run} from "../types.js" */
/** @import {Term} from "../run/sums.js" */
import { sub } from "../pen/numbers.js";
import { placeOf } from "../run/reading-order.js";
import { sumOf } from "../run/sums.js";
import { elementName } from "../words/elements.js";
import { t } from "../words/i18n.js";
import { number } from "./rows.js";

/**
 * @param {Run} run
 * @param {number} at the step
 * @param {Focus} focus
 * @returns {ChartTable | null} null where there is no sum to show
 */
export function sumTable(run, at, focus) {
  const sum = sumOf(run, at, focus.part, focus.unit);
  if (!sum) return null;
  const { terms, total, squash } = sum;
  const ends = [
    [t("table-total"), "", number(total)],
    ...(squash ? [[`${squash.f}(${number(squash.a)})`, "", number(squash.y)]] : []),
  ];
  const row = (/** @type {Term} */ term) => [
    termName(run, at, term),
    term.factors.map((value) => number(value)).join(" · "),
    number(term.product),
  ];
  return {
    caption: t("table-sum", { element: elementName(run, at, focus) }),
    columns: [t("table-terms"), t("table-factors"), t("table-product")],
    count: terms.length + ends.length,
    row: (i) => {
      const term = terms[i];
      return term ? row(term) : (ends[i - terms.length] ?? []);
    },
    at: focus.term,
  };
}

/** What a term comes from. @param {Run} run @param {number} at @param {Term} term */
function termName(run, at, { kind, index, names }) {
  if (kind === "recurrent") return `${sub("h", placeOf(run, at - 1))}[${index}]`;
  if (kind === "input") return `${sub("x", placeOf(run, at))}[${index}]`;
  return names.join(" · ") || kind;
}
