/** Nearer and farther: the buttons, and the motion between two views. */
import { effect } from "../../vendor/signals.js";
import { setView } from "../actions.js";
import { find } from "../dom.js";
import { smooth } from "../phases.js";
import { calm, opened, unrolled, VIEWS, view } from "../state.js";

/** @import {Signal} from "../../vendor/signals.js" */

/** A change of view takes this long, in ms. */
const CHANGE = 700;

export function bindZoom() {
  const buttons = [...document.querySelectorAll("[data-view]")];
  for (const button of buttons) button.addEventListener("click", () => setView(button.getAttribute("data-view") ?? ""));
  effect(() => {
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === view.value));
    find("#stage").setAttribute("data-view", view.value);
  });
  effect(() => moveTo(unrolled, view.value === "rolled" ? 0 : 1));
  effect(() => moveTo(opened, view.value === "cell" ? 1 : 0));
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
    setView(VIEWS[VIEWS.indexOf(view.value) + by] ?? view.value);
  });
}

/** @type {WeakMap<Signal<number>, number>} */
const frames = new WeakMap();

/** Bring a number to its goal, eased; at once where motion is not wanted, and on the first picture. @param {Signal<number>} number @param {number} goal */
function moveTo(number, goal) {
  cancelAnimationFrame(frames.get(number) ?? 0);
  const from = number.peek();
  if (calm.peek() || from === goal || document.body.dataset.ready === undefined) {
    number.value = goal;
    return;
  }
  const start = performance.now();
  const tick = (/** @type {number} */ time) => {
    const done = Math.min((time - start) / CHANGE, 1);
    number.value = from + (goal - from) * smooth(done);
    if (done < 1) frames.set(number, requestAnimationFrame(tick));
  };
  frames.set(number, requestAnimationFrame(tick));
}
