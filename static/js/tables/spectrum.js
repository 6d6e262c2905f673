/** The eigenvalues of W_h as a table, the largest first. */
/** @import {Block, ChartTable} from "../types.js" */
import { t } from "../words/i18n.js";
import { number } from "./rows.js";

/** @param {Block} block @returns {ChartTable} */
export function spectrumTable({ eigenvalues, spectral_radius: rho, largest_singular_value: sigma }) {
  const size = (/** @type {[number, number]} */ value) => Math.hypot(...value);
  const sorted = [...eigenvalues].sort((a, b) => size(b) - size(a));
  const outside = sorted.filter((value) => size(value) > 1).length;
  const args = { n: String(sorted.length), outside: String(outside), rho: number(rho), sigma: number(sigma) };
  return {
    sentence: t("table-spectrum-say", args),
    caption: t("table-spectrum"),
    columns: [t("table-eigenvalues"), t("table-real"), t("table-imaginary"), "|λ|"],
    count: sorted.length,
    row: (i) => {
      const [re, im] = sorted[i] ?? [0, 0];
      return [`λ ${i + 1}`, number(re), number(im), number(Math.hypot(re, im))];
    },
  };
}
