/**
 * The overview above the timeline: all states and all gradients at a glance. It is dragged like the line; a row is a
 * unit, and a click on it pins that unit.
 * @import {Signal} from "../../vendor/signals.js"
 * @import {OverviewCell} from "../scenes/timeline.js"
 * @import {Run} from "../types.js"
 */

import { batch, effect, signal } from "../../vendor/signals.js";
import { gradients, states } from "../charts/heatmap.js";
import { pickUnit, point } from "../page/actions.js";
import { look } from "../page/looking.js";
import { pacedRun } from "../page/pace.js";
import { run, scheme } from "../page/state.js";
import { find, sayRich } from "../pen/dom.js";
import { short } from "../pen/numbers.js";
import { unitName } from "../run/order.js";
import { MARGIN, overviewCellAt, STRIP } from "../scenes/timeline.js";
import { t, words } from "../words/i18n.js";
import { power } from "../words/narration.js";
import { named } from "../words/tokens.js";

/** @typedef {{x: number, y: number}} Point in px, from the timeline's upper left corner */

/**
 * @param {Signal<number>} width
 * @returns what is pointed at, and the verbs of a pointer at a place in the timeline
 */
export function bindOverview(width) {
  const cell = signal(/** @type {OverviewCell | null} */ (null));
  paint(width);
  bindTip(cell, width);
  const under = (/** @type {Point} */ { x, y }) => run.value && overviewCellAt(run.value, width.value, x, y);
  return {
    cell,
    hover: (/** @type {Point} */ place) => show(cell, under(place)),
    leave: () => show(cell, null),
    press: (/** @type {Point} */ place) => {
      const found = under(place);
      if (found) pickUnit(found.j);
    },
  };
}

/** Redrawn only where the run, its colours or the width change. @param {Signal<number>} width */
function paint(width) {
  const sides = [
    { canvas: /** @type {HTMLCanvasElement} */ (find("canvas.states")), picture: states },
    { canvas: /** @type {HTMLCanvasElement} */ (find("canvas.gradients")), picture: gradients },
  ];
  const shown = pacedRun(find("canvas.states"));
  effect(() => {
    const half = width.value / 2 - MARGIN - 1;
    if (!shown.value || half <= 0) return;
    const size = { width: half, height: STRIP.height, ratio: devicePixelRatio, scheme: scheme.value };
    for (const [i, { canvas, picture }] of sides.entries()) {
      const { data, width: w, height: h } = picture(shown.value, size);
      Object.assign(canvas, { width: w, height: h });
      Object.assign(canvas.style, {
        left: `${MARGIN + i * (half + 2)}px`,
        top: `${STRIP.y}px`,
        width: `${half}px`,
        height: `${STRIP.height}px`,
      });
      canvas.getContext("2d")?.putImageData(new ImageData(data, w, h), 0, 0);
    }
  });
}

/** The number under the pointer, in words. @param {Signal<OverviewCell | null>} cell @param {Signal<number>} width */
function bindTip(cell, width) {
  const tip = find(".time .tip");
  effect(() => {
    tip.hidden = !cell.value || !run.value;
    if (!cell.value || !run.value || !words.value) return;
    sayRich(tip, caption(run.value, cell.value));
    const T = run.value.tokens.length;
    const k = cell.value.backward ? 2 * T - 1 - cell.value.t : cell.value.t;
    const x = MARGIN + ((width.value - 2 * MARGIN) * (k + 0.5)) / (2 * T);
    tip.style.left = `${x}px`;
    tip.style.translate = `${-100 * Math.min(Math.max(x / width.value, 0.1), 0.9)}% 0`;
  });
}

/** "unit 5 · “am” · 0.47" @param {Run} run @param {OverviewCell} cell */
function caption(run, { t: at, j, backward }) {
  const step = run.steps[at];
  const token = named(run, at);
  if (!backward) return t("overview-state", { unit: String(unitName(run, j)), token, value: short(step?.h[j] ?? 0) });
  const log10 = step?.grad ? Math.log10(Math.abs(step.grad[j] ?? 0)) : (step?.log10_grad_norm ?? null);
  const value = log10 === null || log10 === Number.NEGATIVE_INFINITY ? "0" : power(log10);
  return step?.grad
    ? t("overview-gradient", { unit: String(unitName(run, j)), token, value })
    : t("overview-norm", { token, value });
}

/** Point at a cell, or at none. @param {Signal<OverviewCell | null>} cell @param {OverviewCell | null} found */
function show(cell, found) {
  const before = cell.value;
  if (before?.t === found?.t && before?.j === found?.j && before?.backward === found?.backward) return;
  batch(() => {
    cell.value = found;
    point(found ? found.t : null);
    look(found && { unit: found.j, term: null });
  });
}
