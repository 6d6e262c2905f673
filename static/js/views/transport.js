/** Play, step, drag: the timeline and its buttons. */
import { effect } from "../../vendor/signals.js";
import { phase, seek, setSpeed, step, toggle } from "../actions.js";
import { find, widthOf } from "../dom.js";
import { t, words } from "../i18n.js";
import { narrate } from "../narration.js";
import { draw, unpixels } from "../scenes/timeline.js";
import { end, now, playing, pointed, run, speed, u, unit } from "../state.js";
import { patch } from "../svg.js";
import { bindOverview } from "./overview.js";

/** Keys and what they do, everywhere but in a field. @type {Record<string, (event: KeyboardEvent) => void>} */
const KEYS = {
  " ": toggle,
  ArrowRight: (event) => (event.shiftKey ? phase(1) : step(1)),
  ArrowLeft: (event) => (event.shiftKey ? phase(-1) : step(-1)),
  Home: () => seek(0),
  End: () => seek(end.value),
};

export function bindTransport() {
  const play = find("#play");
  play.addEventListener("click", toggle);
  find("#step-back").addEventListener("click", () => step(-1));
  find("#step-on").addEventListener("click", () => step(1));
  const select = /** @type {HTMLSelectElement} */ (find("#speed"));
  select.addEventListener("change", () => setSpeed(Number(select.value)));
  effect(() => {
    select.value = String(speed.value);
  });
  effect(() => {
    if (!words.value) return;
    play.classList.toggle("playing", playing.value);
    play.setAttribute("aria-label", t(playing.value ? "pause" : "play"));
  });
  bindLine(find("#timeline"));
  bindKeys();
}

/** @param {HTMLElement} svg */
function bindLine(svg) {
  const width = widthOf(svg);
  const cell = bindOverview(svg, width);
  effect(() => {
    if (!run.value || !words.value) return;
    const options = { width: width.value, forward: t("forward"), backward: t("backward") };
    patch(svg, draw(run.value, u.value, { ...options, unit: unit.value, cell: cell.value, pointed: pointed.value }));
  });
  effect(() => {
    if (!words.value || !run.value || !now.value || playing.value) return;
    svg.setAttribute("aria-valuemax", String(end.value));
    svg.setAttribute("aria-valuenow", String(Math.round(u.value * 100) / 100));
    svg.setAttribute("aria-valuetext", t("timeline-value", narrate(run.value, now.value)));
  });
  const follow = (/** @type {PointerEvent} */ event) => {
    const T = run.value?.tokens.length ?? 1;
    seek(unpixels(width.value, T, event.clientX - svg.getBoundingClientRect().left));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    follow(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (svg.hasPointerCapture(event.pointerId)) follow(event);
  });
}

function bindKeys() {
  document.addEventListener("keydown", (event) => {
    const action = KEYS[event.key];
    const target = /** @type {Element} */ (event.target);
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, textarea, [popover]")) return;
    if (event.key === " " && target.closest("button, a, summary")) return;
    event.preventDefault();
    action(event);
  });
}
