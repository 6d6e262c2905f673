/** The ledger panel: the chart, and its total in words. */
import { effect } from "../../vendor/signals.js";
import { draw } from "../charts/ledger.js";
import { find, sayRich, widthOf } from "../dom.js";
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
    if (!run.value || !words.value) return;
    const { whole, slope, weight } = total(run.value);
    sayRich(find("#ledger-say"), whole);
    for (const [name, text] of Object.entries({ slope, weight })) {
      const place = find(`#ledger-${name}`);
      place.toggleAttribute("hidden", !text);
      sayRich(place, text);
    }
  });
}

/** What the whole way did: the sum of the bars. @param {Run} run */
function total(run) {
  const { steps } = run;
  const from = steps.findLast((step) => step.log10_grad_norm !== null);
  const nothing = { whole: t(from ? "ledger-one" : "ledger-none"), slope: "", weight: "" };
  if (!from || from.t === 0) return nothing;
  const end = steps[0]?.log10_grad_norm;
  const change = end == null ? "0" : power(end - Number(from.log10_grad_norm));
  const whole = t("ledger-total", { from: sub("h", from.t), to: sub("h", 0), change });
  // where a direct path or fresh gradient joins in, the two gains alone are not the change
  const known = steps[0]?.pointwise_gain != null || steps[from.t]?.pointwise_gain != null;
  if (!known || run.cell !== "rnn" || run.objective === "next-token") return { ...nothing, whole };
  const gain = (/** @type {"pointwise_gain" | "weight_gain"} */ name) =>
    power(steps.slice(1, from.t + 1).reduce((all, step) => all + Math.log10(step[name] ?? 1), 0));
  const f = run.nonlinearity === "relu" ? "relu′" : "tanh′";
  return {
    whole,
    slope: t("ledger-slope", { f, gain: gain("pointwise_gain") }),
    weight: t("ledger-weight", { gain: gain("weight_gain") }),
  };
}
