/**
 * The playhead's clock. It alone moves u while time passes.
 */
import { effect } from "../../vendor/signals.js";
import { ahead, seconds } from "../run/phases.js";
import { slowNow } from "./slowness.js";
import { calm, end, now, playing, run, speed, stretch, u } from "./state.js";
import { markRead, phaseSeconds } from "./tempo.js";

/** A tab that slept must not leap. */
const LONGEST_FRAME = 0.1;
/** Where time is slow, the playhead moves on after this much of it, in seconds: with every second frame of a usual screen. */
const PICTURE = 1 / 45;
/** With reduced motion each phase stays at least so long, in seconds. */
const CALM_PHASE = 0.9;

/** Start the clock whenever `playing` is true. */
export function startClock() {
  let frame = 0;
  effect(() => {
    cancelAnimationFrame(frame);
    if (!playing.value) return;
    let before = performance.now();
    let waited = 0;
    let held = 0;
    const tick = (/** @type {number} */ time) => {
      const dt = Math.min((time - before) / 1000, LONGEST_FRAME);
      before = time;
      if (calm.value) {
        waited += dt * speed.value;
        if (waited >= calmSeconds()) {
          waited = 0;
          jump();
        }
      } else {
        held += dt;
        if (held >= PICTURE || !slowNow()) {
          advance(held * speed.value);
          held = 0;
        }
      }
      if (playing.peek()) frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
  });
}

/** How long the picture rests where it is: as long as the caption of the phase that ended here. */
function calmSeconds() {
  if (!run.value || !now.value || u.value === 0) return CALM_PHASE;
  return Math.max(CALM_PHASE, phaseSeconds(run.value, { share: 0, now: now.value }));
}

/** With reduced motion, to the end of the next phase. */
function jump() {
  if (!run.value || !now.value) return;
  if (u.value > 0) markRead(run.value, now.value);
  advanceTo(ahead(u.value, run.value.tokens.length).until);
}

/** Move on by `dt` seconds of playing time. @param {number} dt */
function advance(dt) {
  const shown = run.value;
  if (!shown) return;
  const T = shown.tokens.length;
  let at = u.value;
  let left = dt * (stretch.value?.haste ?? 1);
  while (left > 1e-9 && at < 2 * T) {
    const phase = ahead(at, T);
    const rate = phase.share / (stretch.value ? phase.share * seconds(phase.now.k, T) : phaseSeconds(shown, phase));
    const reach = Math.min(phase.until, at + left * rate);
    left -= (reach - at) / rate;
    at = reach;
    if (reach > phase.until - 1e-9 && !stretch.value) markRead(shown, phase.now);
  }
  advanceTo(at);
}

/** @param {number} at */
function advanceTo(at) {
  const goal = Math.min(stretch.value?.until ?? end.value, end.value);
  u.value = Math.min(at, goal);
  if (u.value >= goal) playing.value = false;
}
