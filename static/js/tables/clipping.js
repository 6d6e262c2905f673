/** The gradients of the parameters as a table, and as they are after clipping. */
/** @import {ChartTable} from "../types.js" */
/** @import {Clipping} from "../words/clipping.js" */
import { t } from "../words/i18n.js";
import { norm } from "./rows.js";

/** @param {Clipping} clipping @returns {ChartTable | null} */
export function clippingTable({ norms, total, factor }) {
  if (!norms.length) return null;
  const rows = [...norms, { name: t("clipping-total"), level: total }];
  return {
    caption: t("table-clipping"),
    columns: [t("table-parameter"), t("table-norm"), t("table-norm-clipped")],
    count: rows.length,
    row: (i) => {
      const { name, level } = rows[i] ?? { name: "", level: null };
      return [name, norm(level), norm(level === null ? null : level + factor)];
    },
  };
}
