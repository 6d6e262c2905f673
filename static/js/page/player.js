/**
 * The playhead's clock. It alone moves u while time passes.
 */
import { effect } from "../../vendor/signals.js";
import { ahead, seconds } from "../run/phases.js";
import { between, costly, lastStop, passes, since, spent, stops } from "./haste.js";
import { slowNow } from "./slowness.js";
import { calm, end, now, playing, run, speed, stretch, u } from "./state.js";
import { markRead, phaseSeconds } from "./tempo.js";

/** A tab that slept must not leap. */
const LONGEST_FRAME = 0.1;
/**
 * Where time is slow, or pictures cost much, the playhead moves on after this much of it, in seconds: with every second frame
 * of a usual screen.
 */
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
    const rest = (/** @type {number} */ dt) => {
      waited += dt * speed.value;
      if (waited < calmSeconds()) return;
      waited = 0;
      jump();
    };
    const flow = (/** @type {number} */ dt) => {
      held += dt;
      if (held < pictureSeconds()) return;
      const began = performance.now();
      held = advance(held);
      spent(performance.now() - began);
    };
    const tick = (/** @type {number} */ time) => {
      const dt = Math.min((time - before) / 1000, LONGEST_FRAME);
      before = time;
      if (calm.value) rest(dt);
      else flow(dt);
      if (playing.peek()) frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
  });
}

/** How long a picture is seen at least, in seconds. */
const pictureSeconds = () => (passes() ? between() : slowNow() || costly() ? PICTURE : 0);

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

/**
 * Move on by some seconds.
 * @param {number} passed
 * @returns {number} how many of them are left, where the playhead waits for its next stop
 */
function advance(passed) {
  const shown = run.value;
  if (!shown) return 0;
  const T = shown.tokens.length;
  let at = u.value;
  let left = passed * speed.value * (stretch.value?.haste ?? 1);
  while (left > 1e-9 && at < 2 * T) {
    const phase = ahead(at, T);
    const rate = phase.share / (stretch.value ? phase.share * seconds(phase.now.k, T) : phaseSeconds(shown, phase));
    const reach = Math.min(phase.until, at + left * rate);
    left -= (reach - at) / rate;
    at = reach;
    if (reach > phase.until - 1e-9 && !stretch.value) markRead(shown, phase.now);
  }
  if (!stops()) {
    advanceTo(at);
    return 0;
  }
  const stop = lastStop(at);
  if (stop > u.value) advanceTo(stop);
  return since(Math.max(stop, u.value), at);
}

/** @param {number} at */
function advanceTo(at) {
  const goal = Math.min(stretch.value?.until ?? end.value, end.value);
  u.value = Math.min(at, goal);
  if (u.value >= goal) playing.value = false;
}
