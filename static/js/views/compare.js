/**
 * The cells on one text: their gradients, their cost, and the way past the matrix. Where the page reads a few words only,
 * the text is one of the comparison's own, unless the reader chooses the page's.
 */

import { computed, effect, signal } from "../../vendor/signals.js";
import { draw, heightOf, margin } from "../charts/compare.js";
import { draw as drawHighway, HEIGHT as HIGHWAY, margin as highwayMargin } from "../charts/compare-highway.js";
import { outlineOf } from "../charts/glyphs.js";
import { cellsLayer } from "../charts/gradient-cells.js";
import { needleAt } from "../charts/needle.js";
import { said, stepAt } from "../charts/plot.js";
import { atAnEnd, bindSteps } from "../gestures/steps.js";
import { query } from "../page/address.js";
import { fetchLimits, isSmall } from "../page/api.js";
import {
  hasOwnText,
  kindOf,
  kinds,
  lineUp,
  mostUnits,
  onText,
  route,
  tooLong,
  weights,
  withOneLstm,
} from "../page/compare.js";
import { bindLayer, pointedApart, wanted } from "../page/gradient-layers.js";
import { isDrawn } from "../page/network.js";
import { near, paced } from "../page/pace.js";
import { questions } from "../page/question.js";
import { ask } from "../page/shown-run.js";
import { asked, comparison, fields, lang, pointed, run, scheme } from "../page/state.js";
import { find, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { short, sub } from "../pen/numbers.js";
import { patch } from "../pen/svg.js";
import { factsOf } from "../run/facts.js";
import { gradientLevels } from "../run/gradient-levels.js";
import { cellsTable, highwayTable } from "../tables/cells.js";
import { bindTable } from "../widgets/chart-table.js";
import { showProblem } from "../widgets/problem.js";
import { complaintOf } from "../widgets/refusals.js";
import { ranking } from "../words/comparing.js";
import { t, words } from "../words/i18n.js";
import { named } from "../words/tokens.js";

/**
 * @import {Entrant, Failure, Fields, Highway} from "../types.js"
 * @import {Margin} from "../charts/plot.js"
 */

/** Whether the page's own text is compared, however short it is. */
const onPage = computed(() => comparison.value === "page");
/** Whether it is too short for gates to matter, so that there is a choice. */
const isShort = computed(() => Boolean(run.value && hasOwnText(asked.value, run.value.tokens.length)));
/** Whether a text of the comparison's own is read. */
const apart = computed(() => isShort.value && !onPage.value);
/** The fields that are compared. */
const compared = computed(() => (apart.value && words.value ? onText(asked.value, t("longer-sentence")) : asked.value));

const looked = computed(() => (apart.value ? pointedApart.value : pointed.value));

/** The last answers, and what is said where there are none. */
const entrants = signal(/** @type {Entrant[]} */ ([]));
const trouble = signal(/** @type {Failure | null} */ (null));
/** How often the same was asked for again. */
const again = signal(0);

/** The words that the answers are about. */
const first = computed(() => entrants.value.find(({ run }) => run)?.run ?? null);
const tokens = computed(() => first.value?.tokens ?? run.value?.tokens ?? []);
/** The same list as long as the answers are the same: pictures at rest stay as they are. */
const routes = computed(
  () =>
    /** @type {Highway[]} */ (
      withOneLstm(entrants.value, fields.value)
        .map(route)
        .filter((one) => one !== null)
        .reverse()
    ),
);

export function bindCompare() {
  const panel = find(".compare");
  bindQuestion(wanted("cells", near(panel)));
  bindLayer(panel, "cells", found);
  bindNames();
  bindLanes(find("#compare"));
  bindHighway(panel, find("#highway"));
  bindEntrants(panel);
  bindBias(panel);
  bindTexts(panel);
  bindRefusal(panel);
}

/** Why nothing is compared, with a network that is small enough for all cells. @param {HTMLElement} panel */
function bindRefusal(panel) {
  const place = find(".refusal", panel);
  const retry = () => {
    again.value += 1;
  };
  effect(() => {
    const now = words.value ? trouble.value : null;
    const said = now && complaintOf(now, { retry, mend: () => (now === TOO_LONG ? smaller() : null) });
    showProblem(place, now === TOO_LONG ? t("compare-too-long") : (said?.text ?? ""), said?.mend ?? null);
  });
}

/** The largest network that all cells can be read with. */
function smaller() {
  const own = compared.value;
  const hidden_size = isDrawn(own) && run.value ? mostUnits(own, run.value) : 0;
  if (!hidden_size) return null;
  const label = t("mend-use-in", { label: t("field-hidden-size"), value: String(hidden_size) });
  return { label, act: () => ask({ hidden_size }) };
}

/** Which text is compared. @param {HTMLElement} panel */
function bindTexts(panel) {
  const place = find(".texts", panel);
  const choices = [.../** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("input"))];
  for (const choice of choices)
    choice.addEventListener("change", () => {
      comparison.value = choice.value === "page" ? "page" : "";
    });
  effect(() => {
    place.toggleAttribute("hidden", !isShort.value);
    for (const choice of choices) choice.checked = (choice.value === "page") === onPage.value;
  });
}

/** Runs that follow one another faster than this (ms) follow a hand: the page's own cell comes first, and the others wait. */
const [HASTE, REST] = [300, 150];

/** The text is too long to be read once for each cell. @type {Failure} */
const TOO_LONG = { passing: false, sentence: "", problems: [] };

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
    trouble.value = next ? null : TOO_LONG;
    entrants.value = next ?? [];
  },
  fail: (failure) => {
    trouble.value = failure;
  },
});

/** Ask again for each new run of the page, while the panel is near. @param {{value: boolean}} seen */
function bindQuestion(seen) {
  let before = Number.NEGATIVE_INFINITY;
  let last = "";
  effect(() => {
    // what the page itself could not be answered need not be asked for each cell
    if (!seen.value || !run.value) return;
    const wanted = compared.value;
    const own = `${lang.peek()} ${again.value} ${query(wanted)}`;
    // the page has only asked for more of the same run
    if (busy.value && own === last) return;
    last = own;
    const now = performance.now();
    question.ask(wanted, now - before < HASTE ? REST : 0);
    before = now;
  });
}

/** What the gradient's chart shows of the cells. */
const found = computed(() => {
  const list = entrants.value;
  if (!words.value || !list.some(({ run: own }) => own)) return null;
  return cellsLayer(list, { tokens: tokens.value, current: kindOf(fields.value), here: !apart.value, say: told });
});

/** What the chart says of the cells: at a step, or what it is that they read. @param {number | null} at */
function told(at) {
  if (at !== null) return caption();
  return apart.value ? t("compare-apart", { n: String(tokens.value.length) }) : caption();
}

/** A press on a cell's name in the chart makes it the page's own. */
function bindNames() {
  find("section.gradient .chart").addEventListener("click", ({ target }) => {
    const name = /** @type {Element} */ (target).closest(".line-name[data-cell]")?.getAttribute("data-cell");
    if (name) choose(name);
  });
}

/** @param {HTMLElement} svg */
function bindLanes(svg) {
  const width = widthOf(svg);
  const at = paced(svg);
  effect(() => {
    if (!entrants.value.length || width.value < 64) return patch(svg, []);
    tall(svg, heightOf(entrants.value.length));
    const options = { width: width.value, scheme: scheme.value, tokens: tokens.value, pointed: looked.value };
    // the page's time is not that of another text
    const u = apart.value ? null : at.value;
    patch(svg, draw(entrants.value, u, { ...options, current: kindOf(fields.value) }));
  });
  effect(() => {
    if (words.value) sayRich(find("#compare-say"), trouble.value ? "" : caption());
  });
  bindTable(svg, () => cellsTable(entrants.value, tokens.value, looked.value));
  bindChart(svg, () => ({
    width: width.value,
    margin: margin(width.value),
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
    (event) => (apart.value ? null : hit(event)),
    atAnEnd(() => layout().T),
  );
  svg.addEventListener("pointermove", (event) => {
    pointedApart.value = apart.value ? hit(event) : null;
  });
  svg.addEventListener("pointerleave", () => {
    pointedApart.value = null;
  });
}

/** What the curves say: at a step, or at the beginning of the text. */
function caption() {
  const answered = entrants.value.filter(({ run }) => run);
  const at = looked.value ?? 0;
  const all = answered.map(({ kind, run }) => ({
    symbol: kind.symbol,
    level: run?.steps[at]?.log10_grad_norm ?? null,
  }));
  if (!all.length) return "";
  if (looked.value !== null) {
    const list = all.map(({ symbol, level }) => `${symbol} ${said(level)}`).join(", ");
    return t("compare-step", { token: first.value ? named(first.value, at) : "", h: sub("h", at), list });
  }
  return ranking(answered)
    .map((saying) => t(...saying))
    .join(" ");
}

/** @param {HTMLElement} panel @param {HTMLElement} svg */
function bindHighway(panel, svg) {
  const width = widthOf(svg);
  const at = paced(svg);
  svg.setAttribute("height", String(HIGHWAY));
  effect(() => {
    const T = tokens.value.length;
    if (!routes.value.length || width.value < 64) return patch(svg, []);
    const backward = !apart.value && at.value > T;
    const options = { width: width.value, tokens: tokens.value, backward, pointed: looked.value };
    patch(svg, drawHighway(routes.value, apart.value ? null : needleAt(at.value, T), options));
  });
  effect(() => {
    find(".highway", panel).toggleAttribute("hidden", routes.value.length === 0);
    if (words.value) sayRich(find("#highway-say"), routes.value.map(onRoute).join("\n"));
  });
  bindTable(svg, () => highwayTable(routes.value, tokens.value, looked.value));
  bindChart(svg, () => ({
    width: width.value,
    margin: highwayMargin(width.value, tokens.value.length),
    T: tokens.value.length,
  }));
}

/** What one cell's gates would let through, and what comes through. @param {Highway} route */
function onRoute({ name, highway, full }) {
  const last = highway.length - 1;
  const from = Math.min(looked.value ?? 0, last);
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
  for (const kind of kinds()) {
    const place = find(`.entrant[data-cell="${kind.name}"]`, panel);
    const [button, cost, left] = [find("button", place), find(".cost", place), find(".left", place)];
    button.addEventListener("click", () => choose(kind.name));
    find(".glyph", place).setAttribute("d", outlineOf(kind.name));
    effect(() => {
      const now = kinds(fields.value).find(({ name }) => name === kind.name);
      place.toggleAttribute("hidden", !now);
      if (now) say(find(".kind", place), now.symbol);
    });
    effect(() => {
      button.setAttribute("aria-pressed", String(kindOf(fields.value) === kind.name));
      if (!words.value || !run.value) return;
      const { hidden_size: H, input_size: I } = run.value;
      const n = weights(kind.gates, H, I);
      say(cost, t("compare-weights", { n: n.toLocaleString("en") }));
      cost.setAttribute("title", `${kind.gates} · ${H} · (${I} + ${H} + 2) = ${n}`);
    });
    effect(() => {
      const own = entrants.value.find((each) => each.kind.name === kind.name);
      place.classList.toggle("refused", Boolean(own?.problem));
      if (!words.value || !own) return;
      const at = Math.min(looked.value ?? 0, tokens.value.length - 1);
      const level = own.run ? gradientLevels(own.run)[at] : null;
      sayRich(left, own.problem || t("compare-left", { level: said(level), h: sub("h", at) }));
    });
  }
}

/** Make a cell the page's own. @param {string} name of a kind */
function choose(name) {
  const kind = kinds(fields.value).find((one) => one.name === name);
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
