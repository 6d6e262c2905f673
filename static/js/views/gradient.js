/**
 * The gradient's one chart under the stage: its layers, what it says of them, and of a step that is pointed at. The ledger
 * is the first layer; the drawing of the others comes with the first of them.
 */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw, ledgerStepAt } from "../charts/gradient.js";
import { chainOf } from "../charts/gradient-chain.js";
import { formOf } from "../charts/ledger.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { showLayer } from "../page/actions.js";
import { anyRead, followed, LAYERS, pointedApart } from "../page/gradient-layers.js";
import { bindWhen } from "../page/lazy.js";
import { paced, pacedRun } from "../page/pace.js";
import { layer, mode, pointed, run } from "../page/state.js";
import { visible } from "../page/visible.js";
import { find, make, matches, say, sayRich, sizeOf } from "../pen/dom.js";
import { magnified } from "../pen/magnified.js";
import { patch } from "../pen/svg.js";
import { factsOf } from "../run/facts.js";
import { fateOf } from "../run/fate.js";
import { source } from "../run/ledger.js";
import { isBelow, isJoined } from "../run/reading-order.js";
import { ofStairs, ofStep, ofWholeWay } from "../words/accounts.js";
import { t, words } from "../words/i18n.js";

/**
 * @import {Layer, Run, Saying} from "../types.js"
 */

/** Where there is room for the chart beside whatever panel of the instrument is read. */
const WIDE = "(min-width: 1200px) and (min-height: 721px)";
/** The stage is out of sight where less of it than this is left at the top of the window. */
const STAGE_GONE = "-140px 0px 0px 0px";

/** What is shown where it is not the ledger. Until its panel knows what that is, the layer before stays. */
const other = computed(() => {
  const found = LAYERS[/** @type {keyof typeof LAYERS} */ (layer.value)]?.value ?? null;
  if (found || layer.value === "ledger") kept = found;
  return kept;
});
let kept = /** @type {Layer | null} */ (null);

export function bindGradient() {
  const panel = find("section.gradient");
  const svg = find(".chart", panel);
  const [size, stage] = [sizeOf(svg), sizeOf(find("#stage .scene"))];
  const chain = computed(() => {
    const aligned = Math.abs(size.value.width - stage.value.width) <= 1;
    return run.value && aligned ? chainOf(run.value, size.value.width, mode.value === "acts", magnified.value) : null;
  });
  const options = computed(() => ({ ...size.value, chain: chain.value }));
  const form = computed(() => run.value && formOf(run.value, size.value.width, chain.value));
  const shown = pacedRun(svg);
  // bars do not move going forward
  const at = paced(svg);
  const when = computed(() => (at.value <= (run.value?.tokens.length ?? 0) && form.value !== "areas" ? 0 : at.value));
  /** Whether there is more to draw than the ledger. */
  const more = signal(false);
  effect(() => {
    if (!shown.value || !words.value || more.value) return;
    patch(svg, draw(shown.value, when.value, { ...options.value, pointed: pointed.value }));
  });
  bindWhen(
    computed(() => layer.value !== "ledger"),
    async () => {
      const { bindLayers } = await import("../widgets/gradient-layers.js");
      bindLayers(svg, { options, shown, at, when, other });
      more.value = true;
    },
  );
  const account = computed(() => (run.value && words.value ? total(run.value, form.value === "stairs") : null));
  bindWords(account);
  bindAxisTitle(
    find(".axis-title", panel),
    computed(() => form.value === "lanes"),
  );
  bindPointer(svg, () => options.value);
  bindTitle(find("#gradient-title"));
  bindTabs(panel);
  bindStaying(panel);
}

/**
 * Beside a panel that is read the chart stays in sight: at the top of the window; at its foot where the panel comes before
 * it, once the stage, which that panel is read with, is out of sight.
 * @param {HTMLElement} panel
 */
function bindStaying(panel) {
  const wide = matches(WIDE);
  const before = visible(find(".upon-stage"), { before: false });
  const stage = visible(find("#stage .scene"), { before: true, margin: STAGE_GONE });
  effect(() => {
    const stays = followed.value || (anyRead.value && wide.value && mode.value === "instrument");
    const below = before.value && mode.value === "instrument";
    panel.classList.toggle("followed", stays && !(below && stage.value));
    document.documentElement.classList.toggle("follows", stays && !below);
    document.documentElement.classList.toggle("rises", stays && below && !stage.value);
  });
}

/** What the chart says, and the names of the stairs' marks. @param {{value: ReturnType<typeof total> | null}} account */
function bindWords(account) {
  effect(() => {
    if (!account.value || !run.value) return;
    const { whole, legend } = account.value;
    const looked = run.value.steps[pointed.value ?? -1];
    const told = other.value?.say(other.value.here ? pointed.value : pointedApart.value);
    sayRich(find("#gradient-say"), told ?? (looked ? t(...ofStep(run.value, looked)) : whole));
    find(".gains").toggleAttribute("hidden", other.value !== null || Object.keys(legend).length === 0);
    for (const name of ["slope", "weight", "injected"]) {
      const entry = find(`#gradient-${name}`);
      entry.toggleAttribute("hidden", !legend[name]);
      sayRich(entry, legend[name] ?? "");
    }
  });
}

/** A text whose indices are lowered: "h_{t}". @param {string} text */
const lowered = (text) =>
  text.split(/_\{(.*?)\}/).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const index = make("sub");
    index.textContent = piece;
    return index;
  });

/** What the axis measures. @param {HTMLElement} place @param {{value: boolean | null}} lanes */
function bindAxisTitle(place, lanes) {
  effect(() => {
    // the lanes of a cell with two states have the norms of both
    const both = lanes.value && factsOf(run.value?.cell ?? "").direct === "c";
    place.replaceChildren(...lowered(other.value?.measure ?? (both ? "‖·‖" : "‖∂L/∂h_{t}‖")));
  });
}

/** The title says what became of the gradient of this run, or what the layer asks. @param {HTMLElement} title */
function bindTitle(title) {
  effect(() => {
    if (!run.value || !words.value) return;
    const fate = fateOf(run.value);
    // where the language changes it is said again by this key
    title.dataset.l10n = other.value?.title ?? (fate ? `ledger-title-${fate}` : "ledger-title");
    say(title, t(title.dataset.l10n));
  });
}

/** @param {HTMLElement} panel */
function bindTabs(panel) {
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-layer]"))) {
    tab.addEventListener("click", () => showLayer(tab.dataset.layer ?? ""));
    effect(() => tab.setAttribute("aria-pressed", String(layer.value === tab.dataset.layer)));
  }
}

/**
 * Pointing at a step says its account and lights its cell everywhere; a click goes there. The steps of another text are
 * read, and are none of the page's.
 * @param {HTMLElement} svg
 * @param {() => {width: number, height: number}} options
 */
function bindPointer(svg, options) {
  const hit = (/** @type {MouseEvent} */ event) => {
    const px = event.clientX - svg.getBoundingClientRect().left;
    // a name is pressed for its own sake
    if (!run.value || /** @type {Element} */ (event.target).closest(".line-name[data-cell]")) return null;
    return other.value ? other.value.stepAt(options(), px) : ledgerStepAt(run.value, options(), px);
  };
  const apart = () => other.value?.here === false;
  bindSteps(
    svg,
    (event) => (apart() ? null : hit(event)),
    atAnEnd(() => run.value?.tokens.length ?? 0),
  );
  svg.addEventListener("pointermove", (event) => {
    pointedApart.value = apart() ? hit(event) : null;
  });
  svg.addEventListener("pointerleave", () => {
    pointedApart.value = null;
  });
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
