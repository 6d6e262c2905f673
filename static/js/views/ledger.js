/** The ledger panel: the chart, and its total in words. */
import { effect } from "../../vendor/signals.js";
import { draw } from "../charts/ledger.js";
import { find, say, widthOf } from "../dom.js";
import { t, words } from "../i18n.js";
import { power } from "../narration.js";
import { sub } from "../numbers.js";
import { run, u } from "../state.js";
import { patch } from "../svg.js";

const HEIGHT = 248;

/** @import {Run} from "../types.js" */

export function bindLedger() {
  const panel = find(".ledger");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  svg.setAttribute("height", String(HEIGHT));
  effect(() => {
    if (run.value) patch(svg, draw(run.value, u.value, { width: width.value, height: HEIGHT }));
  });
  effect(() => {
    if (run.value && words.value) say(find("#ledger-say"), total(run.value));
  });
}

/** What the whole way did: the sum of the bars. @param {Run} run */
function total(run) {
  const { steps } = run;
  if (steps.every((step) => step.log10_grad_norm === null)) return t("ledger-none");
  if (steps.length === 1) return t("ledger-one");
  const from = steps.findLast((step) => step.log10_grad_norm !== null) ?? steps[0];
  const names = { from: sub("h", from?.t ?? 0), to: sub("h", 0) };
  const end = steps[0]?.log10_grad_norm;
  if (run.cell !== "rnn" || run.objective === "next-token") {
    const change = end === null || end === undefined ? "0" : power(end - Number(from?.log10_grad_norm));
    return t("ledger-total-gated", { ...names, change });
  }
  const sum = (/** @type {"pointwise_gain" | "weight_gain"} */ gain) =>
    steps.slice(1, (from?.t ?? 0) + 1).reduce((all, step) => all + Math.log10(step[gain] ?? 1), 0);
  return t("ledger-total", {
    ...names,
    slope: run.nonlinearity === "relu" ? "relu′" : "tanh′",
    slopes: power(sum("pointwise_gain"), 2),
    weights: power(sum("weight_gain"), 2),
  });
}
