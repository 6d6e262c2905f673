/** Nearer and farther: the buttons, and the motion between two views. */

import { effect } from "../../vendor/signals.js";
import { setView } from "../page/actions.js";
import { calm, opened, unrolled, VIEWS, view } from "../page/state.js";
import { find } from "../pen/dom.js";
import { smooth } from "../pen/math.js";

/** @import {Signal} from "../../vendor/signals.js" */

/** A change of view takes this long, in ms: that A opens, and that the chain is rolled up, one A after the other. */
const [OPENING, ROLLING] = [700, 1400];

export function bindZoom() {
  const buttons = [...document.querySelectorAll("[data-view]")];
  for (const button of buttons) button.addEventListener("click", () => setView(button.getAttribute("data-view") ?? ""));
  effect(() => {
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === view.value));
    find("#stage").setAttribute("data-view", view.value);
    find(".sight").classList.toggle("opened", view.value === "cell");
  });
  effect(() => moveTo(unrolled, view.value === "rolled" ? 0 : 1, ROLLING, (done) => done));
  effect(() => moveTo(opened, view.value === "cell" ? 1 : 0, OPENING, smooth));
  document.addEventListener("keydown", (event) => {
    const by = { "+": 1, "=": 1, "-": -1 }[event.key];
    if (
      !by ||
      event.ctrlKey ||
      event.metaKey ||
      /** @type {Element} */ (event.target).closest("input, select, textarea")
    )
      return;
    event.preventDefault();
    nearer(by);
  });
  bindPinch(find(".sights"));
}

/** One view nearer or farther. @param {number} by */
const nearer = (by) => setView(VIEWS[VIEWS.indexOf(view.value) + by] ?? view.value);

/** Two fingers that part by this factor go one view nearer; that close by it, one farther. */
const PINCH = 1.4;

/** Two fingers on the stage, or a touchpad's pinch. @param {HTMLElement} stage */
function bindPinch(stage) {
  /** @type {Map<number, PointerEvent>} */
  const fingers = new Map();
  let apart = 0;
  const distance = () => {
    const [a, b] = [...fingers.values()];
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  };
  const follow = (/** @type {PointerEvent} */ event) => {
    if (event.type === "pointermove" && !fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event);
    if (event.type === "pointerdown") apart = distance();
    const factor = apart > 0 ? distance() / apart : 1;
    if (factor < PINCH && factor > 1 / PINCH) return;
    nearer(factor > 1 ? 1 : -1);
    // one gesture, one view: the fingers are lifted first
    apart = 0;
  };
  const lift = (/** @type {PointerEvent} */ event) => {
    fingers.delete(event.pointerId);
    apart = distance();
  };
  stage.addEventListener("pointerdown", follow);
  stage.addEventListener("pointermove", follow);
  for (const name of ["pointerup", "pointercancel"])
    stage.addEventListener(name, /** @type {(event: Event) => void} */ (lift));
  bindWheel(stage);
}

/** A wheel turned by this many px changes the view once; a gesture is over after this pause, in ms. */
const [WHEEL, SILENCE] = [40, 150];

/** A wheel with Ctrl, as a touchpad tells of a pinch: one view a gesture. @param {HTMLElement} stage */
function bindWheel(stage) {
  let [turned, changed, last] = [0, false, 0];
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      if (event.timeStamp - last > SILENCE) [turned, changed] = [0, false];
      last = event.timeStamp;
      turned -= event.deltaY;
      if (changed || Math.abs(turned) < WHEEL) return;
      changed = true;
      nearer(Math.sign(turned));
    },
    { passive: false },
  );
}

/** @type {WeakMap<Signal<number>, number>} */
const frames = new WeakMap();

/**
 * Bring a number to its goal; at once where motion is not wanted, and on the first picture. The roll is eased in its
 * drawing, each A by itself.
 * @param {Signal<number>} number
 * @param {number} goal
 * @param {number} takes ms
 * @param {(done: number) => number} ease
 */
function moveTo(number, goal, takes, ease) {
  cancelAnimationFrame(frames.get(number) ?? 0);
  const from = number.peek();
  if (calm.peek() || from === goal || document.body.dataset.ready === undefined) {
    number.value = goal;
    return;
  }
  const start = performance.now();
  const tick = (/** @type {number} */ time) => {
    const done = Math.min((time - start) / takes, 1);
    number.value = from + (goal - from) * ease(done);
    if (done < 1) frames.set(number, requestAnimationFrame(tick));
  };
  frames.set(number, requestAnimationFrame(tick));
}
