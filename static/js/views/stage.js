/** The stage: the unrolled chain, its caption and its legend. */
import { computed, effect } from "../../vendor/signals.js";
import { fadings, magnitudes, sizes, values, valuesAndMagnitudes, valuesAndRiver } from "../charts/legend.js";
import { STILL } from "../gestures/drag.js";
import { bindEditNumber } from "../gestures/edit-number.js";
import { bindLens } from "../gestures/lens.js";
import { bindOver } from "../gestures/over.js";
import { bindPress } from "../gestures/press.js";
import { bindTip, numberAt } from "../gestures/tip.js";
import { point, seek } from "../page/actions.js";
import { focus } from "../page/looking.js";
import { insideNow, insideOf, moving, pacedRun, pulled } from "../page/pace.js";
import {
  asking,
  lit,
  now,
  opened,
  openedStep,
  pointed,
  run,
  scheme,
  shade,
  u,
  unit,
  unrolled,
  view,
} from "../page/state.js";
import { find, say, sayRich, tall, widthOf } from "../pen/dom.js";
import { pictureIn } from "../pen/picture.js";
import { patch } from "../pen/svg.js";
import { factsOf } from "../run/facts.js";
import { isSeries } from "../run/series.js";
import { coat, shadeOf } from "../run/shades.js";
import { layout } from "../scenes/layout.js";
import { lens } from "../scenes/lens.js";
import { litUnit } from "../scenes/lit.js";
import { withOpenedCell } from "../scenes/opened-cell.js";
import { draw } from "../scenes/unrolled.js";
import { words } from "../words/i18n.js";
import { narrate } from "../words/narration.js";
import { bindHead } from "./head.js";

/** @import {Run} from "../types.js" */

export function bindStage() {
  const stage = find("#stage");
  const scene = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (find(".scene", stage)));
  const width = widthOf(scene);
  const shown = pacedRun(scene);
  const at = computed(() => shown.value && layout(shown.value, width.value));
  const picture = pictureIn(scene);
  const over = bindOver(scene, () => at.value);
  const lensOver = bindLens(scene, () => at.value);
  effect(() => {
    if (!shown.value || !at.value) return;
    tall(scene, at.value.height);
    // the text is before it
    if (view.value === "sentence") return;
    const options = {
      at: at.value,
      scheme: scheme.value,
      unrolled: unrolled.value,
      pointed: pointed.value ?? openedStep.value,
      over: words.value > 0 ? over.value : null,
    };
    const chain = draw(shown.value, u.value, options);
    const graph = opened.value > 0 && words.value > 0 && factsOf(shown.value.cell).graph;
    const inside = insideOf(u.value);
    if (graph) {
      const opening = { ...options, opened: opened.value, graph, inside };
      picture.show(withOpenedCell(chain, shown.value, u.value, opening), false);
    } else {
      const above = pointedAt(shown.value, u.value, options, lensOver.value);
      picture.show([...chain, ...above], moving.value && lensOver.value === null, scheme.value);
    }
  });
  // what a pointer is at is asked of the document
  for (const type of ["pointermove", "pointerdown", "click"])
    scene.addEventListener(type, picture.refresh, { capture: true });
  effect(() => stage.setAttribute("aria-busy", String(asking.value)));
  bindCaption(stage);
  bindLegend(find(".legend", stage));
  scene.addEventListener("pointerover", ({ target }) => {
    const word = /** @type {Element} */ (target).closest(".chip[data-t]");
    point(word && Number(word.getAttribute("data-t")));
  });
  scene.addEventListener("pointerleave", () => point(null));
  drag(
    scene,
    () => at.value?.pitch ?? 1,
    () => (at.value?.mirrored ? -1 : 1),
  );
  bindPress(scene, () => at.value);
  bindHead(() => at.value);
  bindTip(scene, find(".sights", stage), () => at.value);
  bindEditNumber(scene, { under: termAt, looked: () => focus.value, step: () => now.value?.t ?? 0 });
}

/**
 * What a pointer adds above the chain.
 * @param {Run} shown
 * @param {number} at the playhead
 * @param {Parameters<typeof draw>[2] & {unrolled: number}} options
 * @param {Parameters<typeof lens>[2]["over"]} over the number that is read through the lens
 */
const pointedAt = (shown, at, options, over) => [
  ...litUnit(shown, at, { ...options, lit: lit.value }),
  ...(options.unrolled === 1 ? lens(shown, at, { ...options, over }) : []),
];

/**
 * The weight under the pointer, or what it multiplies at this step.
 * @param {MouseEvent} event
 * @returns {import("../gestures/edit-number.js").Target | null}
 */
function termAt(event) {
  const found = run.value && !now.value?.backward && numberAt(run.value, event)?.focus;
  if (!found || found.term == null) return null;
  return { ...found, source: found.unit === undefined };
}

/** @param {HTMLElement} stage */
function bindCaption(stage) {
  const [label, text, above] = [find(".step", stage), find("#caption .text", stage), find(".above", stage)];
  // within a phase it stays
  const told = computed(() => (openedStep.value === null ? now.value : insideNow.value));
  const phase = computed(() => told.value && `${told.value.k} ${told.value.phase} ${told.value.backward}`);
  effect(() => {
    const at = phase.value && told.peek();
    if (!words.value || !run.value || !at) return;
    const said = narrate(run.value, at);
    say(label, said.label);
    sayRich(text, said.text);
    above.classList.toggle("back", at.backward);
  });
}

/** @param {HTMLElement} svg */
function bindLegend(svg) {
  const backward = computed(() => Boolean(now.value?.backward));
  effect(() => {
    if (!words.value || !run.value) return;
    if (view.value === "sentence") patch(svg, shadeLegend(run.value, backward.value));
    else patch(svg, (backward.value ? valuesAndRiver : values)(scheme.value));
  });
}

/** What the text's colours mean. @param {Run} run @param {boolean} backward */
function shadeLegend(run, backward) {
  const chosen = shadeOf(run, shade.value);
  if (chosen === "flow" && backward) return valuesAndMagnitudes(scheme.value);
  const name = chosen === "flow" ? "unit" : chosen;
  const { scale, domain } = coat(run, name, unit.value, scheme.value);
  if (scale === "gradient") return (isSeries(run) ? magnitudes : fadings)(scheme.value);
  if (scale === "value") return values(scheme.value);
  return sizes(name === "norm" ? "legend-size" : "legend-gate", domain, scheme.value);
}

/**
 * Pulling the chain to the left moves time on; one that is read from the right, to the right.
 * @param {SVGSVGElement} scene
 * @param {() => number} pitch
 * @param {() => number} turn 1, or −1
 */
function drag(scene, pitch, turn) {
  let from = { x: 0, u: 0, finger: 0 };
  let moves = false;
  scene.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!event.isPrimary) {
      // a second finger makes it a pinch (gestures/zoom.js), and what the first one moved was not meant
      if (!scene.hasPointerCapture(from.finger)) return;
      scene.releasePointerCapture(from.finger);
      if (moves) seek(from.u);
      return;
    }
    from = { x: event.clientX, u: u.value, finger: event.pointerId };
    moves = false;
    scene.setPointerCapture(event.pointerId);
    pulled.value = true;
  });
  scene.addEventListener("pointermove", (event) => {
    if (!event.isPrimary || !scene.hasPointerCapture(event.pointerId)) return;
    moves ||= Math.abs(event.clientX - from.x) >= STILL;
    if (!moves) return;
    const moved = (turn() * (from.x - event.clientX)) / pitch();
    const T = run.value?.tokens.length ?? 0;
    seek(from.u > T ? from.u - moved : Math.min(from.u + moved, T));
  });
  scene.addEventListener("lostpointercapture", () => {
    pulled.value = false;
  });
}
