/** The cells side by side as tables: the gradient of each at every step, and what their gates alone would let through. */
/** @import {ChartTable, Entrant, Highway} from "../types.js" */
import { factsOf } from "../run/facts.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { t } from "../words/i18n.js";
import { norm, tokenName } from "./rows.js";

/** @param {Entrant[]} entrants @param {string[]} tokens @param {number | null} at @returns {ChartTable | null} */
export function cellsTable(entrants, tokens, at) {
  const known = entrants.flatMap(({ kind, run }) =>
    run ? [{ symbol: kind.symbol, levels: gradientLevels(run) }] : [],
  );
  if (!known.length) return null;
  return {
    caption: t("table-cells"),
    columns: [t("table-steps"), ...known.map(({ symbol }) => symbol)],
    count: tokens.length,
    row: (k) => [tokenName(String(tokens[k]), k), ...known.map(({ levels }) => norm(levels[k]))],
    at,
  };
}

/** @param {Highway[]} routes @param {string[]} tokens @param {number | null} at @returns {ChartTable | null} */
export function highwayTable(routes, tokens, at) {
  if (!routes.length) return null;
  const columns = routes.flatMap(({ name }) => {
    const cell = { cell: name.toUpperCase(), gate: factsOf(name).keeper };
    return [t("table-gates-alone", cell), t("table-whole-way", cell)];
  });
  return {
    caption: t("table-highway"),
    columns: [t("table-steps"), ...columns],
    count: tokens.length,
    row: (k) => [
      tokenName(String(tokens[k]), k),
      ...routes.flatMap(({ highway, full }) => [norm(highway[k]), norm(full[k])]),
    ],
    at,
  };
}
