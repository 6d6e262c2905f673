/** The stage: the unrolled chain, its caption and its legend. */
import { computed, effect } from "../../vendor/signals.js";
import { point, seek } from "../actions.js";
import { magnitudes, sizes, threads, values } from "../charts/legend.js";
import { find, say, sayRich, tall, widthOf } from "../dom.js";
import { words } from "../i18n.js";
import { narrate } from "../narration.js";
import { layout } from "../scenes/layout.js";
import { opening } from "../scenes/open.js";
import { draw } from "../scenes/unrolled.js";
import { coat } from "../shades.js";
import { cells, now, opened, pointed, run, scheme, shade, u, unit, unrolled, view } from "../state.js";
import { patch } from "../svg.js";
import { bindOpen } from "./open.js";
import { pacedRun } from "./pace.js";

/** @import {Run} from "../types.js" */

export function bindStage() {
  const stage = find("#stage");
  const scene = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (find(".scene", stage)));
  const width = widthOf(scene);
  const shown = pacedRun(scene);
  const at = computed(() => shown.value && layout(shown.value, width.value));
  effect(() => {
    if (!shown.value || !at.value) return;
    tall(scene, at.value.height);
    // the text stands before it
    if (view.value === "sentence") return;
    const options = { at: at.value, scheme: scheme.value, unrolled: unrolled.value, pointed: pointed.value };
    const chain = draw(shown.value, u.value, options);
    const graph = opened.value > 0 && cells.value?.[shown.value.cell]?.graph;
    patch(scene, graph ? opening(chain, shown.value, u.value, { ...options, opened: opened.value, graph }) : chain);
  });
  bindCaption(stage);
  bindLegend(find(".legend", stage));
  scene.addEventListener("pointerover", ({ target }) => {
    const word = /** @type {Element} */ (target).closest(".chip[data-t]");
    point(word && Number(word.getAttribute("data-t")));
  });
  scene.addEventListener("pointerleave", () => point(null));
  drag(scene, () => at.value?.pitch ?? 1);
  bindOpen(scene, () => at.value);
}

/** @param {HTMLElement} stage */
function bindCaption(stage) {
  const [label, text, above] = [find(".step", stage), find("#caption .text", stage), find(".above", stage)];
  const said = computed(() => (words.value && run.value && now.value ? narrate(run.value, now.value) : null));
  effect(() => {
    if (!said.value) return;
    say(label, said.value.label);
    sayRich(text, said.value.text);
    above.classList.toggle("back", Boolean(now.value?.backward));
  });
}

/** @param {HTMLElement} svg */
function bindLegend(svg) {
  const backward = computed(() => Boolean(now.value?.backward));
  effect(() => {
    if (!words.value || !run.value) return;
    if (view.value === "sentence") patch(svg, shadeLegend(run.value, backward.value));
    else patch(svg, backward.value ? threads() : values(scheme.value));
  });
}

/** What the text's colours mean. @param {Run} run @param {boolean} backward */
function shadeLegend(run, backward) {
  const name = shade.value === "flow" ? (backward ? "gradient" : "unit") : shade.value;
  const { scale, domain } = coat(run, name, unit.value, scheme.value);
  if (scale === "gradient") return magnitudes(scheme.value);
  if (scale === "value") return values(scheme.value);
  return sizes(name === "norm" ? "legend-size" : "legend-gate", domain, scheme.value);
}

/** Pulling the chain to the left moves time on. @param {SVGSVGElement} scene @param {() => number} pitch */
function drag(scene, pitch) {
  let from = { x: 0, u: 0 };
  scene.addEventListener("pointerdown", (event) => {
    // a second finger is a pinch: zoom.js
    if (event.button !== 0 || !event.isPrimary) return;
    from = { x: event.clientX, u: u.value };
    scene.setPointerCapture(event.pointerId);
  });
  scene.addEventListener("pointermove", (event) => {
    if (!event.isPrimary || !scene.hasPointerCapture(event.pointerId) || Math.abs(event.clientX - from.x) < 4) return;
    const moved = (from.x - event.clientX) / pitch();
    const T = run.value?.tokens.length ?? 0;
    seek(from.u > T ? from.u - moved : Math.min(from.u + moved, T));
  });
}
