/** The stage: the unrolled chain, its caption and its legend. */
import { computed, effect } from "../../vendor/signals.js";
import { seek } from "../actions.js";
import { find, plain, say, sayRich, widthOf } from "../dom.js";
import { t, words } from "../i18n.js";
import { narrate } from "../narration.js";
import { gradientOpacity, gradientWidth, legend } from "../scales.js";
import { layout } from "../scenes/layout.js";
import { draw } from "../scenes/unrolled.js";
import { now, playing, run, scheme, u, unrolled } from "../state.js";
import { mark, patch } from "../svg.js";

export function bindStage() {
  const stage = find("#stage");
  const scene = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (find(".scene", stage)));
  const width = widthOf(scene);
  const at = computed(() => run.value && layout(run.value, width.value));
  effect(() => {
    if (!run.value || !at.value) return;
    scene.setAttribute("height", String(at.value.height));
    patch(scene, draw(run.value, u.value, { at: at.value, scheme: scheme.value, unrolled: unrolled.value }));
  });
  bindCaption(stage);
  bindLegend(find(".legend", stage));
  drag(scene, () => at.value?.pitch ?? 1);
}

/** @param {HTMLElement} stage */
function bindCaption(stage) {
  const [label, text, above] = [find(".step", stage), find("#caption .text", stage), find(".above", stage)];
  const live = find("#live");
  const said = computed(() => (words.value && run.value && now.value ? narrate(run.value, now.value) : null));
  effect(() => {
    if (!said.value) return;
    say(label, said.value.label);
    sayRich(text, said.value.text);
    above.classList.toggle("back", Boolean(now.value?.backward));
    // while it plays, a reader's screen would never fall silent: it is told where the motion stops
    if (!playing.value) say(live, plain(`${said.value.label}. ${said.value.text}`));
  });
}

/** @param {HTMLElement} svg */
function bindLegend(svg) {
  const backward = computed(() => Boolean(now.value?.backward));
  effect(() => {
    if (words.value) patch(svg, backward.value ? violets() : values());
  });
}

function values() {
  const ramp = legend(scheme.value).filter((_, i) => i % 4 === 0);
  const wide = 152 / ramp.length;
  const label = mark("text", { x: 64, y: 19, "text-anchor": "end" }, t("legend-value"));
  const bar = ramp.map((fill, i) => mark("rect", { x: 74 + i * wide, y: 8, width: wide + 0.4, height: 14, fill }));
  const ticks = [-1, 0, 1].map((v) =>
    mark(
      "text",
      { x: 150 + v * 76, y: 37, "text-anchor": v < 0 ? "start" : v > 0 ? "end" : "middle" },
      String(v).replace("-", "−"),
    ),
  );
  return [label, ...bar, ...ticks];
}

function violets() {
  const label = mark("text", { x: 64, y: 19, "text-anchor": "end" }, t("legend-gradient"));
  const samples = [-6, -4, -2, 0].flatMap((log10, i) => [
    mark("path", {
      class: "gradient-sample",
      d: `M${76 + i * 40} 15h28`,
      stroke: "var(--violet)",
      "stroke-width": gradientWidth(log10),
      "stroke-opacity": gradientOpacity(log10),
    }),
    mark(
      "text",
      { x: 90 + i * 40, y: 37, "text-anchor": "middle" },
      log10 ? "10" : "1",
      mark("tspan", { dy: -4, "font-size": 9.5 }, log10 ? `−${-log10}` : ""),
    ),
  ]);
  return [label, ...samples];
}

/** Pulling the chain to the left moves time on. @param {SVGSVGElement} scene @param {() => number} pitch */
function drag(scene, pitch) {
  let from = { x: 0, u: 0 };
  scene.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, u: u.value };
    scene.setPointerCapture(event.pointerId);
  });
  scene.addEventListener("pointermove", (event) => {
    if (!scene.hasPointerCapture(event.pointerId) || Math.abs(event.clientX - from.x) < 4) return;
    const moved = (from.x - event.clientX) / pitch();
    const T = run.value?.tokens.length ?? 0;
    seek(from.u > T ? from.u - moved : Math.min(from.u + moved, T));
  });
}
