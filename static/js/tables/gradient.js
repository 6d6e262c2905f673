/** The gradient's chart as a table: the ledger step by step, or the curves of the layer that it shows. */
/** @import {ChartTable, GradientCurve, Layer, Run} from "../types.js" */
import { factsOf } from "../run/facts.js";
import { hasTwoWays } from "../run/ledger.js";
import { isJoined } from "../run/reading-order.js";
import { slopeName } from "../run/squashes.js";
import { has, t } from "../words/i18n.js";
import { norm, number, ofSteps, tokenName } from "./rows.js";

/** @param {Run} run @param {number | null} at the step that is looked at @returns {ChartTable} */
export function ledgerTable(run, at) {
  const two = hasTwoWays(run);
  const { direct } = factsOf(run.cell);
  const ways = two ? [t("table-through"), t("table-past", { state: direct })] : [slopeName(run), "W_h"];
  const joins = isJoined(run);
  return ofSteps(
    run,
    t("table-ledger"),
    ["‖∂L/∂h‖", ...ways, ...(joins ? [t("table-injected")] : [])],
    (k) => {
      const step = run.steps[k];
      const gains = [step?.pointwise_gain, step?.weight_gain].map((gain) =>
        gain == null || k === 0 ? t("table-none") : `× ${number(gain)}`,
      );
      const parts = [step?.log10_recurrent_norm, step?.log10_direct_norm].map((level) => norm(level));
      return [
        norm(step?.log10_grad_norm),
        ...(two ? parts : gains),
        ...(joins ? [norm(step?.log10_injected_norm)] : []),
      ];
    },
    at,
  );
}

/** @param {Layer} layer @param {number | null} at @returns {ChartTable} */
export function layerTable({ tokens, back, curves, bands, measure }, at) {
  const place = (/** @type {number} */ k) => (back ? tokens.length - 1 - k : k);
  const drawn = bands.filter(({ name }) => name.startsWith("band"));
  return {
    caption: t("table-layer", { measure: measure.replace(/[{}]/g, "") }),
    columns: [t("table-steps"), ...curves.map(curveName), ...drawn.flatMap(bandNames)],
    count: tokens.length,
    row: (k) => [
      tokenName(String(tokens[k]), place(k)),
      ...curves.map(({ levels }) => norm(levels[k])),
      ...drawn.flatMap(({ low, high }) => [norm(low[k]), norm(high[k])]),
    ],
    at,
  };
}

/** What a curve is called: by its kind, or as it is named where it begins. @param {GradientCurve} curve */
function curveName({ name, first = [], last = [] }) {
  const key = `table-curve-${name}`;
  if (has(key)) return t(key);
  return [...first, ...last].filter((part) => typeof part === "string").join("");
}

/** @param {{name: string}} band */
const bandNames = ({ name }) => {
  const key = name.replace("band ", "table-band-");
  return [t("table-lowest", { of: t(key) }), t("table-highest", { of: t(key) })];
};
