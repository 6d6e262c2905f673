/** The ledger panel: the chart, its total in words, and each step's own account. */

import { computed, effect } from "../../vendor/signals.js";
import { additive, crowded, draw, stepAt } from "../charts/ledger.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { paced, pacedRun } from "../page/pace.js";
import { pointed, run } from "../page/state.js";
import { find, say, sayRich, widthOf } from "../pen/dom.js";
import { findLast } from "../pen/last.js";
import { sub } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { factsOf, isPlain } from "../run/facts.js";
import { fateOf } from "../run/fate.js";
import { isBelow, isJoined, placeOf } from "../run/reading.js";
import { slopeName as slopeOf } from "../run/squashes.js";
import { t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { named } from "../words/tokens.js";

const HEIGHT = 248;

/** @import {Run, Step} from "../types.js" */

export function bindLedger() {
  const panel = find(".ledger");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  svg.setAttribute("height", String(HEIGHT));
  const shown = pacedRun(svg);
  // few steps are drawn as bars, and going forward these do not move
  const at = paced(svg);
  const when = computed(() =>
    at.value <= (run.value?.tokens.length ?? 0) && !crowded(run.value, width.value) ? 0 : at.value,
  );
  effect(() => {
    if (shown.value)
      patch(svg, draw(shown.value, when.value, { width: width.value, height: HEIGHT, pointed: pointed.value }));
  });
  const account = computed(() => (run.value && words.value ? total(run.value, crowded(run.value, width.value)) : null));
  effect(() => {
    if (!account.value || !run.value) return;
    const { whole, legend } = account.value;
    const looked = run.value.steps[pointed.value ?? -1];
    sayRich(find("#ledger-say"), looked ? one(run.value, looked) : whole);
    for (const name of ["slope", "weight", "direct", "level", "injected"]) {
      const entry = find(`#ledger-${name}`);
      entry.toggleAttribute("hidden", !legend[name]);
      sayRich(entry, legend[name] ?? "");
    }
  });
  bindPointer(svg, () => width.value);
  bindTitle(find("#ledger-title"));
}

/** The title says what became of the gradient of this run. @param {HTMLElement} title */
function bindTitle(title) {
  effect(() => {
    if (!run.value || !words.value) return;
    const fate = fateOf(run.value);
    // where the language changes it is said again by this key
    title.dataset.l10n = fate ? `ledger-title-${fate}` : "ledger-title";
    say(title, t(title.dataset.l10n));
  });
}

/**
 * Pointing at a step says its account and lights its cell everywhere; a click goes there.
 * @param {HTMLElement} svg
 * @param {() => number} width
 */
function bindPointer(svg, width) {
  const hit = (/** @type {MouseEvent} */ event) =>
    run.value && stepAt(run.value, width(), event.clientX - svg.getBoundingClientRect().left);
  bindSteps(
    svg,
    hit,
    atAnEnd(() => run.value?.tokens.length ?? 0),
  );
}

/** What the slope is called. @param {Run} run */
const slopeName = (run) => {
  if (isPlain(run.cell)) return slopeOf(run);
  // where h has a part in c, what comes back along c comes in here
  return t(factsOf(run.cell).direct === "c" ? "ledger-gates-c" : "ledger-gates");
};

/**
 * What the whole way did: the sum of the bars; and what each mark is called.
 * @param {Run} run
 * @param {boolean} many whether lines are drawn instead of bars
 * @returns {{whole: string, legend: Record<string, string>}}
 */
function total(run, many) {
  const { steps } = run;
  const from = findLast(steps, (step) => step.log10_grad_norm !== null);
  if (!from || from.t === 0) return { whole: t(from ? "ledger-one" : "ledger-none"), legend: {} };
  const end = steps[0]?.log10_grad_norm;
  const change = end == null ? "0" : power(end - Number(from.log10_grad_norm));
  const whole = t("ledger-total", {
    from: sub("h", placeOf(run, from.t)),
    to: sub("h", placeOf(run, 0)),
    change,
    steps: from.t,
  });
  // a very long run comes without its gains
  if (steps.every((step) => step.pointwise_gain === null)) return { whole, legend: {} };
  const gone = steps.slice(1, from.t + 1);
  // a gain of null is 0/0: nothing came that could be multiplied
  const gain = (/** @type {"pointwise_gain" | "weight_gain"} */ name) =>
    gone.some((step) => step[name] === 0)
      ? "0"
      : power(gone.reduce((all, step) => all + Math.log10(step[name] ?? 1), 0));
  const f = slopeName(run);
  /** @type {Record<string, string>} */
  const legend = additive(run)
    ? {
        slope: t("ledger-slope", { f, gain: gain("pointwise_gain") }),
        weight: t("ledger-weight", { gain: gain("weight_gain") }),
      }
    : many
      ? {}
      : { slope: f, weight: "Wₕ" };
  if (many) return { whole, legend };
  const { direct, keeper } = factsOf(run.cell);
  if (direct === "h") legend.direct = t("ledger-direct-h", { gate: keeper });
  if (direct === "c") Object.assign(legend, { direct: t("ledger-direct-c"), level: "‖∂L/∂c‖" });
  if (isBelow(run)) legend.injected = t("ledger-above", { n: String((run.layer ?? 0) + 2) });
  else if (isJoined(run)) legend.injected = t("ledger-injected");
  return { whole, legend };
}

/** What happened between x_t and its left neighbour. @param {Run} run @param {Step} step */
function one(run, step) {
  const { log10_grad_norm: level, pointwise_gain: slope, weight_gain: weight } = step;
  const args = {
    h: sub("h", placeOf(run, step.t)),
    token: named(run, step.t),
    norm: level === null ? "0" : power(level),
  };
  if (step.t === 0 || level === null || !slope || !weight) return t("ledger-step-only", args);
  const before = run.steps[step.t - 1]?.log10_grad_norm;
  return t("ledger-step", {
    ...args,
    f: slopeName(run),
    slope: power(Math.log10(slope)),
    weight: power(Math.log10(weight)),
    before: sub("h", placeOf(run, step.t - 1)),
    direct: step.log10_direct_norm === null ? "none" : power(step.log10_direct_norm),
    along: factsOf(run.cell).direct,
    left: before == null ? "0" : power(before),
  });
}
