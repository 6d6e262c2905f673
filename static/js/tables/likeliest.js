/** What was written on as a table: each token with its probability, and the likeliest at its place. */
/** @import {ChartTable, SampledToken} from "../types.js" */
import { percent } from "../pen/numbers.js";
import { t } from "../words/i18n.js";
import { brief } from "../words/tokens.js";
import { tokenName } from "./rows.js";

/** @param {SampledToken[]} tokens @param {number | null} looked @returns {ChartTable | null} */
export function likeliestTable(tokens, looked) {
  if (!tokens.length) return null;
  const [first] = tokens;
  const ranks = Array.from({ length: first?.likeliest.length ?? 0 }, (_, i) => i);
  return {
    caption: t("table-written"),
    columns: [t("table-steps"), t("table-probability"), ...ranks.map((i) => t("table-rank", { n: String(i + 1) }))],
    count: tokens.length,
    row: (i) => {
      const {
        t: at,
        token,
        probability,
        likeliest,
        likeliest_probability: shares,
      } = /** @type {SampledToken} */ (tokens[i]);
      const told = ranks.map((r) =>
        likeliest[r] === undefined ? t("table-none") : `${brief(likeliest[r])} ${percent(Number(shares[r]))}`,
      );
      return [tokenName(token, at), percent(probability), ...told];
    },
    at: looked ?? tokens.length - 1,
  };
}
