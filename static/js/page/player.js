/**
 * The playhead's clock. It alone moves u while time passes.
 */
import { effect } from "../../vendor/signals.js";
import { beyond, phaseStops, seconds } from "../run/phases.js";
import { calm, end, playing, run, speed, stretch, u } from "./state.js";

/** A tab that slept must not leap. */
const LONGEST_FRAME = 0.1;
/** With reduced motion each phase stands this share of its step's time. */
const CALM_PHASE = 0.9;

/** Start the clock whenever `playing` is true. */
export function startClock() {
  let frame = 0;
  effect(() => {
    cancelAnimationFrame(frame);
    if (!playing.value) return;
    let before = performance.now();
    let waited = 0;
    const tick = (/** @type {number} */ time) => {
      const dt = Math.min((time - before) / 1000, LONGEST_FRAME);
      before = time;
      if (calm.value) {
        waited += dt * speed.value;
        if (waited >= CALM_PHASE) {
          waited = 0;
          if (run.value) advanceTo(beyond(phaseStops(run.value.tokens.length), u.value, 1));
        }
      } else advance(dt * speed.value);
      if (playing.peek()) frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
  });
}

/** Move on by `dt` seconds of playing time. @param {number} dt */
function advance(dt) {
  const T = run.value?.tokens.length;
  if (!T) return;
  let at = u.value;
  let left = dt * (stretch.value?.haste ?? 1);
  while (left > 1e-9 && at < 2 * T) {
    const k = Math.floor(at % T);
    const rate = 1 / seconds(k, T);
    const border = Math.floor(at + 1e-9) + 1;
    const reach = Math.min(border, at + left * rate);
    left -= (reach - at) / rate;
    at = reach;
  }
  advanceTo(at);
}

/** @param {number} at */
function advanceTo(at) {
  const goal = Math.min(stretch.value?.until ?? end.value, end.value);
  u.value = Math.min(at, goal);
  if (u.value >= goal) playing.value = false;
}
