/** The ledger panel: the chart, its total in words, and each step's own account. */

import { computed, effect } from "../../vendor/signals.js";
import { draw, formOf, stepAt } from "../charts/ledger.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { paced, pacedRun } from "../page/pace.js";
import { pointed, run } from "../page/state.js";
import { find, say, sayRich, widthOf } from "../pen/dom.js";
import { patch } from "../pen/svg.js";
import { factsOf } from "../run/facts.js";
import { fateOf } from "../run/fate.js";
import { source } from "../run/ledger.js";
import { isBelow, isJoined } from "../run/reading.js";
import { ofStairs, ofStep, ofWholeWay } from "../words/accounts.js";
import { t, words } from "../words/i18n.js";

/** The same for every cell: nothing below it may move. */
const HEIGHT = 304;

/** @import {Run, Saying} from "../types.js" */

export function bindLedger() {
  const panel = find(".ledger");
  const svg = find(".chart", panel);
  const width = widthOf(svg);
  svg.setAttribute("height", String(HEIGHT));
  const shown = pacedRun(svg);
  // bars do not move going forward
  const at = paced(svg);
  const form = computed(() => run.value && formOf(run.value, width.value));
  const when = computed(() => (at.value <= (run.value?.tokens.length ?? 0) && form.value !== "areas" ? 0 : at.value));
  effect(() => {
    if (shown.value && words.value)
      patch(svg, draw(shown.value, when.value, { width: width.value, height: HEIGHT, pointed: pointed.value }));
  });
  const account = computed(() => (run.value && words.value ? total(run.value, form.value === "stairs") : null));
  effect(() => {
    if (!account.value || !run.value) return;
    const { whole, legend } = account.value;
    const looked = run.value.steps[pointed.value ?? -1];
    sayRich(find("#ledger-say"), looked ? t(...ofStep(run.value, looked)) : whole);
    for (const name of ["slope", "weight", "injected"]) {
      const entry = find(`#ledger-${name}`);
      entry.toggleAttribute("hidden", !legend[name]);
      sayRich(entry, legend[name] ?? "");
    }
  });
  effect(() => {
    // the lanes of a cell with two states have the norms of both
    const both = form.value === "lanes" && factsOf(run.value?.cell ?? "").direct === "c";
    find("#ledger-of-h").toggleAttribute("hidden", both);
    find("#ledger-of-all").toggleAttribute("hidden", !both);
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

/**
 * What the whole way did; and what the marks of the stairs are called: lanes and areas have their names beside them.
 * @param {Run} run
 * @param {boolean} stairs
 * @returns {{whole: string, legend: Record<string, string>}}
 */
function total(run, stairs) {
  const whole = t(...ofWholeWay(run));
  const from = source(run);
  // a very long run comes without its gains
  if (!from || from.t === 0 || run.steps.every((step) => step.pointwise_gain === null)) return { whole, legend: {} };
  const joined = isBelow(run) ? t("ledger-above", { n: String((run.layer ?? 0) + 2) }) : t("ledger-injected");
  return { whole, legend: { ...(stairs && stairsNamed(run)), ...(isJoined(run) && { injected: joined }) } };
}

/** @param {Run} run */
function stairsNamed(run) {
  const { slope, weight } = ofStairs(run);
  const told = (/** @type {Saying | string} */ name) => (typeof name === "string" ? name : t(...name));
  return { slope: told(slope), weight: told(weight) };
}
