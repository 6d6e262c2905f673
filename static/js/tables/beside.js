/** Two sentences beside each other as a table: the words that are side by side, and how far their states are apart. */
/** @import {ChartTable} from "../types.js" */
/** @import {Two} from "../charts/beside.js" */
import { t } from "../words/i18n.js";
import { brief } from "../words/tokens.js";
import { norm } from "./rows.js";

/** @param {Two} two @param {number | null} at the pair that is looked at @returns {ChartTable} */
export function besideTable({ first, second, pairs, apart }, at) {
  const word = (/** @type {string[]} */ tokens, /** @type {number | null | undefined} */ place) =>
    place == null ? t("table-none") : brief(tokens[place]);
  return {
    caption: t("table-beside"),
    columns: [t("table-pair-number"), t("table-first"), t("table-second"), t("table-apart")],
    count: pairs.length,
    row: (i) => {
      const { a, b } = pairs[i] ?? { a: null, b: null };
      const level = apart[i];
      return [
        String(i + 1),
        word(first.tokens, a),
        word(second.tokens, b),
        level === undefined ? t("table-none") : norm(level),
      ];
    },
    at,
  };
}
