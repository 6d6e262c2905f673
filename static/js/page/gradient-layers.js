/**
 * The layers of the gradient's one chart. The ledger is the page's own run; what each of the others shows is found out by
 * the panel whose controls it follows.
 * @import {Layer} from "../types.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { showLayer } from "./actions.js";
import { held } from "./pace.js";
import { layer } from "./state.js";
import { visible, watch } from "./visible.js";

const none = () => signal(/** @type {Layer | null} */ (null));

/** What each layer shows, by its name; null until its panel knows. */
export const LAYERS = { dial: none(), seeds: none(), cells: none(), whatif: none() };

/** The step that is pointed at where a layer reads a text of its own: it is no step of the page. */
export const pointedApart = signal(/** @type {number | null} */ (null));

/** Whether a panel is in the window that the chart belongs to: it stays in sight. */
export const followed = signal(false);
/** Whether any open panel is in the window: where there is room the chart stays in sight then too. */
export const anyRead = signal(false);

/** The middle of what the chart leaves of the window: a panel that is there is being read. */
const MIDDLE = "-55% 0px -25% 0px";

/**
 * Whether a layer's answers are needed: its panel is near the window, or the chart shows it.
 * @param {keyof typeof LAYERS} name
 * @param {{value: boolean}} near
 */
export const wanted = (name, near) => computed(() => near.value || (layer.value === name && !held.value));

/** How many of the panels that each signal counts are in the window. @type {Map<typeof anyRead, number>} */
const inWindow = new Map();

/**
 * Show what a panel finds out, from when it is brought into view or used.
 * @param {HTMLElement} panel
 * @param {keyof typeof LAYERS} name
 * @param {{value: Layer | null}} found
 */
export function bindLayer(panel, name, found) {
  effect(() => {
    LAYERS[name].value = found.value;
  });
  watch(panel, (now) => now && showLayer(name), MIDDLE);
  for (const used of ["pointerdown", "focusin"]) panel.addEventListener(used, () => showLayer(name));
  count(panel, followed);
}

/** Keep the chart in sight while this panel, whatever it shows, is in the window. @param {HTMLElement} panel */
export const keepChart = (panel) => count(panel, anyRead);

/**
 * Keep a signal true while a panel is in the window, or another one that it counts.
 * @param {HTMLElement} panel
 * @param {typeof anyRead} any
 */
function count(panel, any) {
  const seen = visible(panel, { before: false });
  let before = false;
  effect(() => {
    if (seen.value === before) return;
    before = seen.value;
    const now = (inWindow.get(any) ?? 0) + (before ? 1 : -1);
    inWindow.set(any, now);
    any.value = now > 0;
  });
}
