/** Play, step, drag: the timeline and its buttons. */
import { batch, computed, effect } from "../../vendor/signals.js";
import { bindPull } from "../gestures/drag.js";
import { phase, seek, setSpeed, step, toggle } from "../page/actions.js";
import { flowing, lineNow, moving, pulled } from "../page/pace.js";
import { end, lit, now, playing, pointed, run, scheme, speed, u, unit } from "../page/state.js";
import { find, widthOf } from "../pen/dom.js";
import { clamp } from "../pen/math.js";
import { pictureIn } from "../pen/picture.js";
import { draw, momentAtX, xOfMoment } from "../scenes/timeline.js";
import { bindOverview } from "../widgets/overview.js";
import { t, words } from "../words/i18n.js";
import { narrate } from "../words/narration.js";

/** @import {Signal} from "../../vendor/signals.js" */

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

/**
 * A playhead that moves by a pixel of the screen at least: less cannot be seen.
 * @param {number} at
 * @param {number} width
 * @param {number} T
 */
function stepped(at, width, T) {
  const x = Math.round(xOfMoment(width, T)(at) * devicePixelRatio) / devicePixelRatio;
  return clamp(momentAtX(width, T, x), 0, 2 * T);
}

/** @param {HTMLElement} svg */
function bindLine(svg) {
  const width = widthOf(svg);
  const picture = pictureIn(/** @type {SVGSVGElement} */ (/** @type {unknown} */ (svg)));
  const overview = bindOverview(width);
  const at = computed(() =>
    moving.value && run.value ? stepped(lineNow.value, width.value, run.value.tokens.length) : u.value,
  );
  effect(() => {
    if (!run.value || !words.value) return;
    const options = { width: width.value, forward: t("forward"), backward: t("backward") };
    const looked = { unit: unit.value, cell: overview.cell.value, lit: lit.value, pointed: pointed.value };
    picture.show(draw(run.value, at.value, { ...options, ...looked }), moving.value, scheme.value);
  });
  effect(() => {
    // while time flows a value is not told, but there is one from the start
    if (flowing.value && svg.hasAttribute("aria-valuenow")) return;
    if (!words.value || !run.value || !now.value) return;
    svg.setAttribute("aria-valuemax", String(end.value));
    svg.setAttribute("aria-valuenow", String(Math.round(u.value * 100) / 100));
    svg.setAttribute(
      "aria-valuetext",
      t("timeline-value", { ...narrate(run.value, now.value), phase: t(`phase-${now.value.phase}`) }),
    );
  });
  bindPointer(svg, width, overview);
}

/**
 * The line is a slider; over the overview a pointer also points at a number, and a press that does not move picks its
 * unit.
 * @param {HTMLElement} svg
 * @param {Signal<number>} width
 * @param {ReturnType<typeof bindOverview>} overview
 */
function bindPointer(svg, width, { hover, leave, press }) {
  const place = (/** @type {PointerEvent} */ event) => {
    const { left, top } = svg.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const stand = (/** @type {number} */ x) => seek(momentAtX(width.value, run.value?.tokens.length ?? 1, x));
  let was = 0;
  bindPull(svg, {
    take(event) {
      was = u.value;
      pulled.value = true;
      stand(place(event).x);
    },
    pull: (event) =>
      batch(() => {
        leave();
        stand(place(event).x);
      }),
    tap: (event) => press(place(event)),
    undo: () => seek(was),
    leave() {
      pulled.value = false;
    },
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !svg.hasPointerCapture(event.pointerId)) hover(place(event));
  });
  svg.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "mouse") leave();
  });
  svg.addEventListener("pointerleave", leave);
}

function bindKeys() {
  document.addEventListener("keydown", (event) => {
    const action = KEYS[event.key];
    const target = /** @type {Element} */ (event.target);
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    // on a chosen radio button Space means nothing else
    const idle = event.key === " " && target.matches("input[type=radio]:checked");
    if (!idle && target.closest("input, select, textarea, [popover], dialog")) return;
    if (event.key === " " && target.closest("button, a, summary")) return;
    event.preventDefault();
    action(event);
  });
}
