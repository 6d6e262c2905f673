/**
 * How many pictures a second time needs. Where nothing on the stage goes far from one frame to the next, every second
 * frame is left out: thirty pictures a second cannot be told from sixty there.
 */
import { ahead } from "../run/phases.js";
import { playing, run, speed, stretch, u } from "./state.js";
import { phaseSeconds } from "./tempo.js";

/**
 * How fast the fastest thing of each phase goes at its peak, in px per second, where the phase lasts a second: the copies
 * of x and h, the bars in A, the water. tests/js/page/slowness.test.js holds the drawings against it.
 * @type {Record<string, number>}
 */
export const TRAVEL = {
  input: 240,
  multiply: 90,
  add: 130,
  squash: 100,
  emit: 530,
  arrive: 90,
  slope: 90,
  weight: 90,
  leave: 130,
};

/** What goes slower than this, in px a second, is slow: at most 3 px from one of thirty pictures to the next. */
export const SLOW = 90;

/** Whether a phase that takes so many seconds is slow. @param {string} phase @param {number} lasts */
export const isSlow = (phase, lasts) => Number(TRAVEL[phase]) <= SLOW * lasts;

/** Whether time flows by itself, and slowly. */
export function slowNow() {
  const shown = run.peek();
  if (!shown || !playing.peek() || stretch.peek()) return false;
  const phase = ahead(u.peek(), shown.tokens.length);
  return isSlow(phase.now.phase, phaseSeconds(shown, phase) / speed.peek());
}
