/**
 * Steps that go by quicker than a caption is read. In a brief one a long chain passes as a whole. In a hasty one nobody could
 * follow a single vector either: there the playhead goes from stop to stop, each of which is seen for a moment.
 */
import { signal } from "../../vendor/signals.js";
import { clamp } from "../pen/math.js";
import { moment, seconds } from "../run/phases.js";
import { calm, opened, playing, run, speed, stretch, u, unrolled, view } from "./state.js";
import { isTaught } from "./tempo.js";

/** Steps that take less than this, in seconds, are brief, and hasty. */
const BRIEF = 1.2;
const HASTY = 0.25;

/** The pictures of a chain that passes take this much script in a frame, in ms: where they cost more, they come less often. */
export const SHARE = 1.1;
/** So many frames of a usual screen a picture is seen, at least and at most: of a brief step, and at a stop. */
const FRAMES = { brief: { least: 1, most: 3 }, stop: { least: 4, most: 8 } };
/** How many frames of a usual screen there are in a second, and the share of one by which a frame may be early. */
const [RATE, EARLY] = [60, 0.6];
/** Where a picture costs more than this, in ms of script, every second frame is left out wherever time flows. */
export const COSTLY = 5;
/** What is usual follows what was spent by this share. */
const FOLLOWS = 1 / 8;

/** Whether the chain that is seen is too long for the window. */
export const tooLong = signal(false);

/** What pictures usually cost, in ms of script, and what was made ready for the next one. */
let [usual, ready] = [0, 0];

/** Hear what a picture cost. @param {number} ms */
export function spent(ms) {
  usual += (ms + ready - usual) * FOLLOWS;
  ready = 0;
}

/** Hear what it cost to make the next one ready. @param {number} ms */
export function spentBefore(ms) {
  ready += ms;
}

/** Whether pictures cost so much that not every frame should have one. */
export const costly = () => usual > COSTLY;

/** How long a picture is seen at least, in seconds. @param {keyof typeof FRAMES} name */
const seen = (name) => (clamp(Math.ceil(usual / SHARE), FRAMES[name].least, FRAMES[name].most) - EARLY) / RATE;

/** How long the step at a moment lasts, in seconds. @param {number} at the playhead */
const lasts = (at) => {
  const T = run.peek()?.tokens.length ?? 1;
  return seconds(Math.floor(at) % T, T) / speed.peek();
};

/** Whether the steps at a moment go by too fast for their words and numbers to be read. @param {number} at the playhead */
export const isHasty = (at) => playing.peek() && lasts(at) < HASTY;

/** Whether a chain is seen that scrolls by itself. */
const scrolls = () =>
  playing.peek() &&
  tooLong.peek() &&
  !calm.peek() &&
  !stretch.peek() &&
  unrolled.peek() === 1 &&
  opened.peek() === 0 &&
  view.peek() !== "sentence";

/** Whether the chain passes too fast for its captions to be read. */
export function passes() {
  const shown = run.peek();
  if (!shown || !scrolls() || lasts(u.peek()) > BRIEF) return false;
  return !isTaught(shown, moment(u.peek(), shown.tokens.length));
}

/** Whether the playhead goes from stop to stop. */
export const stops = () => scrolls() && isHasty(u.peek());

/** How long it is at least from one picture of a chain that passes to the next, in seconds. */
export const between = () => seen(stops() ? "stop" : "brief");

/** How many stops the step at a moment has: as many as there is time for, its end one of them. @param {number} at */
const stopsIn = (at) => Math.max(Math.floor(lasts(at) / seen("stop")), 1);

/** The last stop that the playhead has come to. @param {number} at */
export const lastStop = (at) => Math.floor(at * stopsIn(at) + 1e-9) / stopsIn(at);

/** The one that comes next. @param {number} at a stop */
export const nextStop = (at) => at + 1 / stopsIn(at);

/** How long it is from a stop to a moment, in seconds of the clock. @param {number} stop @param {number} at */
export const since = (stop, at) => (at - stop) * lasts(stop);
