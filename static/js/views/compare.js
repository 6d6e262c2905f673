/** Four cells on the sentence of the page: their gradients, their cost, and the way past the matrix. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw, HEIGHT, margin, needleAt } from "../charts/compare.js";
import { draw as drawHighway, HEIGHT as HIGHWAY, margin as highwayMargin } from "../charts/compare-highway.js";
import { said, stepAt } from "../charts/plot.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { query } from "../page/address.js";
import { fetchLimits, isSmall } from "../page/api.js";
import { kindOf, kinds, lineUp, route, tooLong, weights } from "../page/compare.js";
import { near, paced } from "../page/pace.js";
import { questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { asked, fields, lang, pointed, run, scheme } from "../page/state.js";
import { find, say, sayRich, widthOf } from "../pen/dom.js";
import { short, sub } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { factsOf } from "../run/facts.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { named } from "../words/tokens.js";

/**
 * @import {Entrant, Fields, Highway} from "../types.js"
 * @import {Margin} from "../charts/plot.js"
 */

/** The last four answers, and what is said where there are none. */
const entrants = signal(/** @type {Entrant[]} */ ([]));
const trouble = signal("");

/** The words that the answers are about. */
const tokens = computed(() => entrants.value.find(({ run }) => run)?.run?.tokens ?? run.value?.tokens ?? []);
/** The same list as long as the answers are the same: pictures at rest stay as they are. */
const routes = computed(
  () =>
    /** @type {Highway[]} */ (
      entrants.value
        .map(route)
        .filter((one) => one !== null)
        .reverse()
    ),
);

export function bindCompare() {
  const panel = find(".compare");
  bindQuestion(near(panel));
  bindCurves(find("#compare"));
  bindHighway(panel, find("#highway"));
  bindEntrants(panel);
  bindBias(panel);
}

/** Runs that follow one another faster than this (ms) follow a hand: the page's own cell comes first, and four wait until it rests. */
const [HASTE, REST] = [300, 150];

/** Whether a question is under way. */
const busy = { value: false };

/** @type {ReturnType<typeof questions<Fields, Entrant[] | null>>} */
const question = questions({
  busy,
  fetch: async (own, signal) => {
    if (!isSmall(own)) await fetchLimits();
    return tooLong(own) ? null : lineUp(own, { lang: lang.peek(), signal });
  },
  show: (next) => {
    trouble.value = next ? "" : "compare-too-long";
    entrants.value = next ?? [];
  },
  fail: () => {
    trouble.value = "problem-unreachable";
  },
});

/** Ask again for each new run of the page, while the panel is near. @param {{value: boolean}} seen */
function bindQuestion(seen) {
  let before = Number.NEGATIVE_INFINITY;
  let last = "";
  effect(() => {
    // what the page itself could not be answered need not be asked four times
    if (!seen.value || !run.value) return;
    const own = `${lang.peek()} ${query(asked.peek())}`;
    // the page has only asked for more of the same run
    if (busy.value && own === last) return;
    last = own;
    const now = performance.now();
    question.ask(asked.peek(), now - before < HASTE ? REST : 0);
    before = now;
  });
}

/** @param {HTMLElement} svg */
function bindCurves(svg) {
  const width = widthOf(svg);
  const at = paced(svg);
  svg.setAttribute("height", String(HEIGHT));
  effect(() => {
    if (!entrants.value.length || width.value < 64) return patch(svg, []);
    const options = { width: width.value, scheme: scheme.value, tokens: tokens.value, pointed: pointed.value };
    patch(svg, draw(entrants.value, at.value, { ...options, current: kindOf(fields.value) }));
  });
  effect(() => {
    if (words.value) sayRich(find("#compare-say"), trouble.value ? t(trouble.value) : caption());
  });
  bindChart(svg, () => ({
    width: width.value,
    margin: margin(width.value, entrants.value.length),
    T: tokens.value.length,
  }));
  svg.addEventListener("click", (event) => {
    const name = /** @type {Element} */ (event.target).closest("[data-cell]")?.getAttribute("data-cell");
    if (name) choose(name);
  });
}

/**
 * The steps of a chart; what is left of them is its names.
 * @param {HTMLElement} svg
 * @param {() => {width: number, margin: Margin, T: number}} layout
 */
function bindChart(svg, layout) {
  const hit = (/** @type {MouseEvent} */ event) => {
    const px = event.clientX - svg.getBoundingClientRect().left;
    return px < layout().margin.left || !layout().T ? null : stepAt(px, layout());
  };
  bindSteps(
    svg,
    hit,
    atAnEnd(() => layout().T),
  );
}

/** What the curves say: at a step, or at the beginning of the sentence. */
function caption() {
  const answered = entrants.value.filter(({ run }) => run);
  const at = pointed.value ?? 0;
  const all = answered.map(({ kind, run }) => ({
    symbol: kind.symbol,
    level: run?.steps[at]?.log10_grad_norm ?? null,
  }));
  if (!all.length) return "";
  if (pointed.value !== null) {
    const list = all.map(({ symbol, level }) => `${symbol} ${said(level)}`).join(", ");
    return t("compare-step", { token: run.value ? named(run.value, at) : "", h: sub("h", at), list });
  }
  const known = all.filter(({ level }) => level !== null).sort((a, b) => Number(b.level) - Number(a.level));
  const [best, worst] = [known[0], known.at(-1)];
  if (!best) return t("ledger-none");
  if (!worst || best === worst) return "";
  const [most, least] = [Number(best.level), Number(worst.level)];
  const args = { best: best.symbol, worst: worst.symbol, most: power(most), least: power(least), h: sub("h", 0) };
  return t("compare-say", { ...args, times: times(most - least) });
}

/** Factors up to this many decades are written out. */
const WRITTEN = 4;

/** @param {number} log10 */
const times = (log10) => (log10 > WRITTEN ? power(log10) : short(10 ** log10));

/** @param {HTMLElement} panel @param {HTMLElement} svg */
function bindHighway(panel, svg) {
  const width = widthOf(svg);
  const at = paced(svg);
  svg.setAttribute("height", String(HIGHWAY));
  effect(() => {
    const T = tokens.value.length;
    if (!routes.value.length || width.value < 64) return patch(svg, []);
    const options = { width: width.value, tokens: tokens.value, backward: at.value > T, pointed: pointed.value };
    patch(svg, drawHighway(routes.value, needleAt(at.value, T), options));
  });
  effect(() => {
    find(".highway", panel).toggleAttribute("hidden", routes.value.length === 0);
    if (words.value) sayRich(find("#highway-say"), routes.value.map(onRoute).join("\n"));
  });
  bindChart(svg, () => ({
    width: width.value,
    margin: highwayMargin(width.value, tokens.value.length),
    T: tokens.value.length,
  }));
}

/** What one cell's gates would let through, and what comes through. @param {Highway} route */
function onRoute({ name, highway, full }) {
  const last = highway.length - 1;
  const from = Math.min(pointed.value ?? 0, last);
  const { direct: memory, keeper } = factsOf(name);
  const cell = { cell: name, symbol: name.toUpperCase(), gate: keeper };
  if (from === last) return t("highway-none", cell);
  const [gates, all] = [highway[from], full[from]];
  const keep = gates == null ? "0" : short(10 ** (gates / (last - from)));
  const args = { from: sub(memory, from), to: sub(memory, last), gates: said(gates), all: said(all), keep };
  return t("highway-say", { ...cell, ...args });
}

/** @param {HTMLElement} panel */
function bindEntrants(panel) {
  for (const [i, kind] of kinds().entries()) {
    const place = find(`.entrant[data-cell="${kind.name}"]`, panel);
    const [button, cost, left] = [find("button", place), find(".cost", place), find(".left", place)];
    button.addEventListener("click", () => choose(kind.name));
    effect(() => {
      button.setAttribute("aria-pressed", String(kindOf(fields.value) === kind.name));
      if (!words.value || !run.value) return;
      const { hidden_size: H, input_size: I } = run.value;
      const n = weights(kind.gates, H, I);
      say(cost, t("compare-weights", { n: n.toLocaleString("en") }));
      cost.setAttribute("title", `${kind.gates} · ${H} · (${I} + ${H} + 2) = ${n}`);
    });
    effect(() => {
      const own = entrants.value[i];
      place.classList.toggle("refused", Boolean(own?.problem));
      if (!words.value || !own) return;
      const at = Math.min(pointed.value ?? 0, tokens.value.length - 1);
      const level = own.run ? gradientLevels(own.run)[at] : null;
      sayRich(left, own.problem || t("compare-left", { level: said(level), h: sub("h", at) }));
    });
  }
}

/** Make a cell the page's own. @param {string} name of a kind */
function choose(name) {
  const kind = kinds().find((one) => one.name === name);
  if (kind) ask(kind.fields);
}

/** @param {HTMLElement} panel */
function bindBias(panel) {
  const choices = [.../** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll(".bias input"))];
  for (const choice of choices)
    choice.addEventListener("change", () => ask({ forget_bias: choice.value === "" ? null : Number(choice.value) }));
  effect(() => {
    const bias = Number(fields.value.forget_bias ?? 0);
    for (const choice of choices) choice.checked = Number(choice.value) === bias;
  });
}
