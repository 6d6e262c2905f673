/** The gradients of the parameters, and what clipping by norm would do to them. */

import { computed, effect, signal } from "../../vendor/signals.js";
import { domain, draw, height, thresholdAt } from "../charts/clipping.js";
import { bindPull } from "../gestures/drag.js";
import { clip } from "../page/actions.js";
import { boundsOf, judged } from "../page/bounds.js";
import { pacedRun } from "../page/pace.js";
import { clipAt, run, scheme } from "../page/state.js";
import { find, sayRich, tall, widthOf } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { patch } from "../pen/svg.js";
import { clipped, parameterNorms } from "../run/clipping.js";
import { clippingTable } from "../tables/clipping.js";
import { bindTable } from "../widgets/chart-table.js";
import { bindComplaint, labelOf, ofBounds } from "../widgets/refusals.js";
import { ofClipping, written } from "../words/clipping.js";
import { t, words } from "../words/i18n.js";
import { mendWordsHere } from "../words/late.js";

/** The threshold c, as log10. */
const threshold = computed(() => Math.log10(clipAt.value));
/** Decades that a key moves the line by. @type {Record<string, number>} */
const KEYS = { ArrowRight: 0.05, ArrowUp: 0.05, ArrowLeft: -0.05, ArrowDown: -0.05, PageUp: 1, PageDown: -1 };

export function bindClipping() {
  const svg = find("#clipping");
  const shown = pacedRun(svg);
  /** What is drawn: each norm, the total, and what clipping does. */
  const state = computed(() => {
    const norms = shown.value ? parameterNorms(shown.value) : [];
    const total = shown.value?.log10_total_grad_norm ?? null;
    return { norms, total, threshold: threshold.value, factor: clipped(total, threshold.value) };
  });
  const levels = () => [...state.value.norms.map(({ level }) => level), state.value.total];
  bindPicture(svg, state);
  bindHandle(svg, levels);
  bindNumber(/** @type {HTMLInputElement} */ (find("#clipping-threshold")));
  bindTable(svg, () => clippingTable(state.value));
  effect(() => {
    if (words.value && run.value) sayRich(find("#clipping-say"), caption(state.value));
  });
}

/** @typedef {import("../words/clipping.js").Clipping} State */

/** @param {HTMLElement} svg @param {{value: State}} state */
function bindPicture(svg, state) {
  const width = widthOf(svg);
  effect(() => {
    const { norms } = state.value;
    svg.toggleAttribute("hidden", norms.length === 0);
    if (!norms.length || !words.value || width.value < 64) return patch(svg, []);
    tall(svg, height(norms.length, width.value));
    const options = { width: width.value, scheme: scheme.value, total: t("clipping-total") };
    patch(svg, draw(norms, state.value, options));
  });
  effect(() => {
    const [low, high] = domain([...state.value.norms.map(({ level }) => level), state.value.total]);
    svg.setAttribute("aria-valuemin", written(low));
    svg.setAttribute("aria-valuemax", written(high));
    svg.setAttribute("aria-valuenow", written(threshold.value));
  });
}

/** @param {HTMLElement} svg @param {() => (number | null)[]} levels */
function bindHandle(svg, levels) {
  let before = threshold.value;
  const move = (/** @type {MouseEvent} */ { clientX }) => {
    const { left, width } = svg.getBoundingClientRect();
    clip(10 ** thresholdAt(clientX - left, levels(), width));
  };
  bindPull(svg, {
    take: (event) => {
      before = threshold.value;
      move(event);
    },
    pull: move,
    undo: () => {
      clip(10 ** before);
    },
    leave: () => {},
  });
  svg.addEventListener("keydown", (event) => {
    const [by, [low, high]] = [KEYS[event.key], domain(levels())];
    const ends = { Home: low, End: high };
    const to = by ? threshold.value + by : ends[/** @type {"Home"} */ (event.key)];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    clip(10 ** clamp(to, low, high));
  });
}

/** The threshold as a number to type. @param {HTMLInputElement} input */
function bindNumber(input) {
  const [bounds, refused] = [boundsOf(input), signal(/** @type {{near: number | null} | null} */ (null))];
  const write = (/** @type {number | null} */ near) => {
    refused.value = null;
    if (near !== null) clip(near);
    input.value = written(threshold.value);
  };
  input.addEventListener("input", () => {
    const { value, taken, near } = judged(input.value, bounds);
    refused.value = taken || (input.value === "" && !input.validity.badInput) ? null : { near };
    if (taken) clip(value);
  });
  input.addEventListener("blur", () => {
    if (!refused.value) write(null);
  });
  bindComplaint(input, () => {
    if (!refused.value || !mendWordsHere()) return null;
    const { near } = refused.value;
    const label = near === null ? t("mend-back") : t("mend-use", { value: String(near) });
    return { text: ofBounds(labelOf(input), bounds), mend: { label, act: () => write(near) } };
  });
  effect(() => {
    const text = written(threshold.value);
    if (
      input !== document.activeElement ||
      (Number(input.value) > 0 && written(Math.log10(Number(input.value))) !== text)
    )
      input.value = text;
  });
}

/** What the total is made of, and what clipping does to it. @param {State} state */
const caption = (state) =>
  ofClipping(state)
    .map(([key, args]) => t(key, args))
    .join(" ");
