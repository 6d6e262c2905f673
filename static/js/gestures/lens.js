/**
 * The lens over a strip that writes no numbers: under a pointer, and by a slider, which the keys move. What is under it is
 * lit in every picture.
 * @import {Run} from "../types.js"
 * @import {Layout} from "../scenes/layout.js"
 */
import { computed, effect, signal } from "../../vendor/signals.js";
import { look } from "../page/looking.js";
import { flowing } from "../page/pace.js";
import { lit, now, run, u } from "../page/state.js";
import { find } from "../pen/dom.js";
import { short, sub } from "../pen/numbers.js";
import { unitName } from "../run/order.js";
import { placeOf } from "../run/reading-order.js";
import { hasLens, inSight, lens } from "../scenes/lens.js";
import { t as say, words } from "../words/i18n.js";

/** A strip of h, or the gradient above it. */
const STRIP = '[data-vector^="h:"], [data-vector^="grad:"]';

/**
 * @param {SVGSVGElement} scene
 * @param {() => Layout | null} layout
 * @returns the unit that the lens is over, and what draws it
 */
export function bindLens(scene, layout) {
  /** The step whose strip is under the pointer; null where none is. */
  const under = signal(/** @type {number | null} */ (null));
  const point = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const strip = hasLens(run.value) && document.elementFromPoint(clientX, clientY)?.closest(STRIP);
    under.value = strip ? Number(strip.getAttribute("data-vector")?.split(":")[1]) : null;
  };
  scene.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && !event.buttons) point(event);
    else under.value = null;
  });
  scene.addEventListener("click", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType === "touch") point(event);
  });
  scene.addEventListener("pointerleave", () => {
    under.value = null;
  });
  /** The step that the slider is for. */
  const step = computed(() => {
    const [at, t] = [layout(), now.value?.t ?? 0];
    return at ? inSight(at, u.value, t) : t;
  });
  const held = bindSlider(/** @type {HTMLInputElement} */ (find("#lens")), step);
  const over = computed(() => {
    const t = held.value ? step.value : under.value;
    return t !== null && lit.value?.part === "h" ? { t, unit: lit.value.unit } : null;
  });
  return { over, draw: lens };
}

/**
 * The slider: while it has the focus, the lens is over the step of the playhead.
 * @param {HTMLInputElement} slider
 * @param {{readonly value: number}} step
 */
function bindSlider(slider, step) {
  const held = signal(false);
  const take = () => {
    held.value = true;
    look({ unit: Number(slider.value) });
  };
  const leave = () => {
    if (!held.value) return;
    held.value = false;
    look(null);
  };
  slider.addEventListener("focus", take);
  slider.addEventListener("input", take);
  slider.addEventListener("blur", leave);
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Escape") slider.blur();
  });
  const backward = computed(() => Boolean(now.value?.backward));
  effect(() => {
    const shown = run.value;
    /** @type {HTMLElement} */ (slider.parentElement).hidden = !hasLens(shown);
    if (shown && hasLens(shown)) slider.max = String(shown.hidden_size - 1);
  });
  effect(() => {
    const shown = run.value;
    // nobody could follow it
    if (flowing.value || !shown || !words.value || !hasLens(shown)) return;
    const unit = lit.value?.part === "h" ? lit.value.unit : Number(slider.value);
    slider.value = String(unit);
    slider.setAttribute(
      "aria-valuetext",
      told(shown, step.value, Math.min(unit, shown.hidden_size - 1), backward.value),
    );
  });
  return held;
}

/**
 * A unit for a voice: "h₂[17] = 0.31, ∂L/∂h₂[17] = −0.02".
 * @param {Run} shown
 * @param {number} t
 * @param {number} unit
 * @param {boolean} backward
 */
function told(shown, t, unit, backward) {
  const step = shown.steps[t];
  const name = `${sub("h", placeOf(shown, t))}[${unitName(shown, unit)}]`;
  const h = `${name} = ${short(Number(step?.h[unit]))}`;
  const back = backward && step?.grad;
  return back ? say("lens-both", { h, gradient: `∂L/∂${name} = ${short(Number(step.grad?.[unit]))}` }) : h;
}
